/**
 * Speaks to screen readers through the page's one status region.
 *
 * Rule: what happens close together is said as one sentence row; the same sentence is not said twice in a row (WCAG 2.2
 * SC 4.1.3). Running figures are never announced.
 */

const GATHER = 400;

/** @type {string[]} */
let gathered = [];
/** @type {ReturnType<typeof setTimeout> | undefined} */
let pending;

/** @param {string} sentence */
export function announce(sentence) {
  if (!sentence || gathered.at(-1) === sentence) return;
  gathered.push(sentence);
  pending ??= setTimeout(say, GATHER);
}

function say() {
  const region = document.getElementById("status");
  if (region) region.textContent = gathered.join(" ");
  gathered = [];
  pending = undefined;
}

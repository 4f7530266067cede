/**
 * Speaks to screen readers through the page's one status region.
 *
 * Rule: what happens close together is said as one sentence row, and whatever happens the region changes at most once in
 * two seconds, so that nothing is cut off; the same sentence is not said twice in a row (WCAG 2.2 SC 4.1.3). Running
 * figures are never announced.
 */

const GATHER = 400;
const REST = 2_000;

/** @type {string[]} */
let gathered = [];
/** Runs until what was gathered is said, and then until the next may be. @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;

/** @param {string} sentence */
export function announce(sentence) {
  if (!sentence || gathered.at(-1) === sentence) return;
  gathered.push(sentence);
  waiting ??= setTimeout(say, GATHER);
}

function say() {
  waiting = undefined;
  if (!gathered.length) return;
  const region = document.getElementById("status");
  if (region) region.textContent = gathered.join(" ");
  gathered = [];
  waiting = setTimeout(say, REST);
}

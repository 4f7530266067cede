/**
 * A result in words, spoken when it comes onto the screen (WCAG 2.2 SC 4.1.3).
 *
 * Rule: what is spoken stands on the screen as well and is read from there, without what is only drawn. A result that was
 * there when the page came in is not spoken: whoever comes in reads the page.
 */

import { announce } from "../../core/announce.js";
import { t } from "../../core/i18n.js";

/** Pieces of a result, in the order of the page. */
const PIECES = ".result-sentence, section:last-of-type > .mood-numbers > li, .quintessence";

/** The place whose result is on the screen; undefined before the first drawing. @type {string | undefined} */
let told;

/**
 * @param {string} place the key of the place that is being drawn
 * @param {boolean | undefined} tells whether a result stands there
 */
export function speakResult(place, tells) {
  const now = tells ? place : "";
  if (told !== undefined && now && now !== told) queueMicrotask(say);
  told = now;
}

function say() {
  const pieces = [...document.querySelectorAll(`main .body :is(${PIECES})`)].map(words);
  announce(`${t("Result")}: ${[...document.querySelectorAll("main h1")].map(words)}${pieces.length ? `. ${pieces.join(", ")}.` : ""}`);
}

/** @param {Element} element */
function words(element) {
  const copy = /** @type {Element} */ (element.cloneNode(true));
  for (const drawn of copy.querySelectorAll("[aria-hidden]")) drawn.remove();
  return (copy.textContent ?? "").replaceAll(/\s+/g, " ").trim().replace(/[.:]$/, "");
}

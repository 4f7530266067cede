/** In which language somebody has written, as far as the letters tell. */

import { direction, language } from "../../../core/i18n.js";

const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/**
 * The language of what was typed, unless the letters say that it is not the page's.
 * @param {string} words
 * @returns {{language?: string}}
 */
export function spokenIn(words) {
  const written = RIGHT_TO_LEFT.test(words) ? "rtl" : "ltr";
  return written === direction(language()) ? { language: language() } : {};
}

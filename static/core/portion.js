/**
 * Long lists in portions: of ten thousand rows a page draws the first hundred, says how many more there are, and finds
 * any of them by a word.
 *
 * Rule: nothing is unreachable, and everything works by keyboard. What is looked for is a matter of where one looks, so
 * it is not saved.
 */

import { html, nothing } from "lit-html";
import { number, t, tn } from "./i18n.js";
import { small } from "./letters.js";
import { icon } from "./said.js";

/** @typedef {{words: string, most: number}} Look what is looked for, and how many rows are drawn at most */

export const PORTION = 100;

/** Most names have no accents: they need no second look. */
const PLAIN = /^[ -~]*$/;

/** @type {Map<string, Look>} */
const looks = new Map();

/**
 * What is looked for at a place of the page.
 * @param {string} place
 * @param {number} [portion] rows that are drawn at first, where one row is much to draw
 * @returns {Look}
 */
export function lookAt(place, portion = PORTION) {
  return looks.get(place) ?? { words: "", most: portion };
}

/**
 * Whether some words contain what is looked for; accents and capitals do not matter.
 * @param {Look} look
 * @returns {(words: string) => boolean}
 */
export function finds({ words }) {
  const wanted = plain(words.trim());
  return (found) => plain(found).includes(wanted);
}

/**
 * The field that looks for rows.
 * @param {string} place
 * @param {string} label
 * @param {number} found rows that fit
 * @param {() => void} refresh
 * @param {number} [portion]
 */
export function finder(place, label, found, refresh, portion = PORTION) {
  const { words } = lookAt(place);
  const look = (/** @type {Event} */ event) => {
    looks.set(place, { words: /** @type {HTMLInputElement} */ (event.target).value, most: portion });
    refresh();
  };
  return html`<div class="finder" role="search">
    <label class="finder-field">${icon("find", "icon-small")} <span class="heard">${label}</span>
      <input class="input" type="search" placeholder=${label} dir="auto" autocomplete="off" spellcheck="false" .value=${words} @input=${look}></label>
    <output class="quiet">${words.trim() ? tn("%(n)s found", "%(n)s found", found) : nothing}</output>
  </div>`;
}

/**
 * How many rows are not drawn, and the way to them; nothing where all are.
 * @param {string} place
 * @param {number} of rows that fit
 * @param {() => void} refresh
 * @param {number} [portion]
 */
export function rest(place, of, refresh, portion = PORTION) {
  const { words, most } = lookAt(place, portion);
  const left = of - most;
  if (left <= 0) return nothing;
  const more = () => {
    looks.set(place, { words, most: most + portion });
    refresh();
  };
  return html`<p class="rest"><span class="quiet">${t("%(shown)s of %(all)s are shown.", { shown: number(most), all: number(of) })}</span>
    <button class="button button-plain" type="button" @click=${more}>${t("Show %(n)s more", { n: Math.min(portion, left) })}</button></p>`;
}

/**
 * What people wrote in their own words, in portions.
 * @param {string} place
 * @param {readonly string[]} texts
 * @param {() => void} refresh
 */
export function voices(place, texts, refresh) {
  return html`<ul class="notes">${texts.slice(0, lookAt(place).most).map((words) => html`<li class="note" dir="auto">${words}</li>`)}</ul>
    ${rest(place, texts.length, refresh)}`;
}

/** @param {string} words */
function plain(words) {
  const alike = small(words);
  return PLAIN.test(alike) ? alike : alike.normalize("NFKD").replace(/\p{M}/gu, "");
}

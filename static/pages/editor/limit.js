/** How long a text may be, said before it is too long. The server has the last word (`live/dialogue/editing/decide.py`). */

import { html, nothing } from "lit-html";
import { announce } from "../../core/announce.js";
import { t } from "../../core/i18n.js";

export const TEXT_LIMIT = 20_000;
export const STEP_LIMIT = 2_000;
export const LINE_LIMIT = 500;
const NEAR = 0.9;

/**
 * How much of the room is taken, once little is left.
 * @param {string} text
 * @param {number} limit
 */
export function counter(text, limit) {
  if (text.length < limit * NEAR) return nothing;
  return html`<small class="counter ${text.length < limit ? "" : "counter-full"}">${text.length < limit ? t("%(n)s of %(limit)s characters", { n: text.length, limit }) : full(limit)}</small>`;
}

/**
 * What was typed into a field. A browser drops what is pasted beyond the limit without a word, so it is said.
 * @param {Event} event
 */
export function typed(event) {
  const { value, maxLength } = /** @type {HTMLTextAreaElement} */ (event.target);
  if (maxLength > 0 && value.length >= maxLength) announce(full(maxLength));
  return value;
}

/** @param {number} limit */
function full(limit) {
  return t("The field is full: %(limit)s characters. What was pasted beyond is not in it.", { limit });
}

/**
 * The longest text in what was to be sent.
 * @param {unknown} body
 * @returns {number} in characters
 */
export function longest(body) {
  if (typeof body === "string") return [...body].length;
  return body && typeof body === "object" ? Math.max(0, ...Object.values(body).map(longest)) : 0;
}

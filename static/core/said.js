/** Small pieces of a page that every role uses: a session's text in its own language, an icon, a worded refusal. */

import { html, nothing } from "lit-html";
import { TOO_LARGE } from "./connection.js";
import { language, t, text, tn } from "./i18n.js";

/** @typedef {import("./i18n.js").Text} Text */

/**
 * A session's text; marked with its language where that is not the page's (WCAG 2.2 SC 3.1.2).
 * @param {Text | undefined} words
 */
export function said(words) {
  const { value, lang, dir } = text(words);
  return lang === language() ? value : html`<span lang=${lang} dir=${dir}>${value}</span>`;
}

/**
 * The paragraphs of a longer text, split at empty lines.
 * @param {Text | undefined} words
 */
export function paragraphs(words) {
  const { value, lang, dir } = text(words);
  const foreign = lang !== language();
  return value
    .split(/\n\s*\n/)
    .filter((part) => part.trim())
    .map((part) => (foreign ? html`<p lang=${lang} dir=${dir}>${part.trim()}</p>` : html`<p>${part.trim()}</p>`));
}

/**
 * Somebody's own words: the language is not known, so the browser finds the direction.
 * @param {string} words
 */
export function voiced(words) {
  return html`<span dir="auto">${words}</span>`;
}

/**
 * A drawing of templates/icons.html; a word always stands beside it.
 * @param {string} name
 * @param {string} [classes] e.g. "icon-small"
 */
export function icon(name, classes = "") {
  return html`<svg class="icon ${classes}" aria-hidden="true"><use href="#${name}"></use></svg>`;
}

/**
 * A solid hand: thumb-up, thumb-sideways, thumb-down.
 * @param {string} name
 */
export function hand(name) {
  return html`<svg class="hand" aria-hidden="true"><use href="#${name}"></use></svg>`;
}

/**
 * Why one more answer is not taken.
 * @param {number} most that may be chosen
 */
export function tooMany(most) {
  return tn("You have already chosen %(n)s answer. Take one back first.", "You have already chosen %(n)s answers. Take one back first.", most);
}

/**
 * Why the server did not do it, as a sentence for the person.
 * @param {{code: string, params?: Record<string, string | number>}} refusal
 */
export function worded({ code, params }) {
  if (code === TOO_LARGE) return t("This is too long to be sent. Please shorten it.");
  const sentence = t(`reject:${code}`, params);
  return sentence.startsWith("reject:") ? t("That did not work. Please try again.") : sentence;
}

/** @param {unknown} content nothing instead of an empty place */
export function maybe(content) {
  return content === undefined || content === null || content === "" || content === false ? nothing : content;
}

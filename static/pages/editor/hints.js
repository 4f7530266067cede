/**
 * What was found in some words, and a press that puts a stand-in in its place.
 *
 * Rule: only whole words are replaced: "Tim" is not in "Stimmung". What stands as "Tims" is found as a word of its own.
 */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { sortName } from "./look.js";

/** @typedef {import("./editing.js").Editing} Editing */
/** @typedef {import("./editing.js").OpenWord} OpenWord */

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 * @param {(text: string) => void} put
 */
export function hints(editing, word, put) {
  const found = editing.draft.warnings.filter((warning) => warning.key === word.key && stands(word.value, warning.found));
  if (!found.length || word.leaving) return nothing;
  const language = editing.draft.known(word.key).language || editing.start.shown;
  return html`<ul class="hints">${found.map((warning) => {
    const standIn = editing.start.stand_ins[language]?.[warning.sort] ?? "[…]";
    return html`<li><span>${sortName(warning)} <strong><bdi>${warning.found}</bdi></strong></span>
      <button class="button button-plain" type="button" @click=${() => put(replaced(word.value, warning.found, standIn))}>${t("Replace by %(words)s", { words: standIn })}</button></li>`;
  })}</ul>`;
}

/**
 * Whether something stands in a text as whole words.
 * @param {string} text
 * @param {string} found
 */
export function stands(text, found) {
  return found !== "" && whole(found).test(text);
}

/**
 * A text with other words wherever something stands in it as whole words.
 * @param {string} text
 * @param {string} found
 * @param {string} standIn
 */
export function replaced(text, found, standIn) {
  return text.replace(whole(found), () => standIn);
}

/**
 * Marks after the last letter, as of Arabic vowels, belong to it.
 * @param {string} found
 */
function whole(found) {
  const literally = found.replace(/[\\^$.*+?()[\]{}|/]/gu, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\p{L}\p{N}]\p{M}*)${literally}(?!\p{M}*[\p{L}\p{N}])\p{M}*`, "gu");
}

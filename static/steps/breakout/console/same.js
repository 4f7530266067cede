/**
 * Cards that say the same: their words are compared without case, punctuation, quotes and white space.
 *
 * Rule: a card that stands there already is pointed out, never dropped; whether two voices are one, people decide.
 */

import { small } from "../../../core/letters.js";
import { layoutOf } from "./layout.js";

/** @typedef {import("../../../core/views.js").Room["notes"]} Notes */

/** @type {WeakMap<Notes, Map<string, string>>} */
const known = new WeakMap();

/**
 * @param {string} words
 * @returns {string} what is left of them for comparing; of nothing but signs, the signs
 */
export function normalised(words) {
  const spoken = small(words.normalize("NFKC")).replace(/[\p{P}\p{Sk}\p{Cf}]/gu, "").replace(/\s+/gu, " ").trim();
  return spoken || words.trim();
}

/**
 * Of the cards that stand on the board by themselves, each that says what an earlier one says.
 * @param {Notes} notes
 * @returns {Map<string, string>} the later card -> the earliest one with these words
 */
export function repeated(notes) {
  const found = known.get(notes);
  if (found) return found;
  /** @type {Map<string, string>} */
  const first = new Map();
  /** @type {Map<string, string>} */
  const later = new Map();
  for (const id of standing(notes)) {
    const words = normalised(notes.notes[id]?.text ?? "");
    const earlier = first.get(words);
    if (earlier) later.set(id, earlier);
    else first.set(words, id);
  }
  known.set(notes, later);
  return later;
}

/**
 * The cards into which this one can be merged, those with these words in them.
 * @param {Notes} notes
 * @param {string} id
 * @param {string} searched
 * @returns {string[]}
 */
export function partners(notes, id, searched) {
  const wanted = searched.trim() ? normalised(searched) : "";
  return standing(notes).filter((other) => other !== id && normalised(notes.notes[other]?.text ?? "").includes(wanted));
}

/**
 * The cards that a reader of the board finds.
 * @param {Notes} notes
 * @returns {string[]}
 */
export function standing(notes) {
  return layoutOf(notes).tops.filter((id) => !notes.notes[id]?.hidden);
}

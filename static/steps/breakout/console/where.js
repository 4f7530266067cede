/** Where a card may go: the other columns, and the cards with which it can be merged. */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";
import { said } from "../../../core/said.js";
import { partners } from "./same.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {import("../../../core/views.js").Note} Note */

/**
 * @param {AtConsole} here
 * @param {Note} note
 * @param {(column: string) => void} move
 */
export function columns({ group }, note, move) {
  const others = group.columns.filter(({ id }) => id !== note.column);
  return html`<div class="note-where" role="group" aria-label=${t("Move to …")}>${others.map(({ id, title }) => html`<button class="button button-plain where-button" type="button" @click=${() => move(id)}>${said(title)}</button>`)}</div>`;
}

/**
 * @param {AtConsole} here
 * @param {string} id
 * @param {{searched: string, search: (words: string) => void, merge: (into: string) => void}} wish
 */
export function cards({ group }, id, { searched, search, merge }) {
  const write = (/** @type {Event} */ event) => search(/** @type {HTMLInputElement} */ (event.target).value);
  const found = partners(group.notes, id, searched);
  return html`<div class="note-where" role="group" aria-label=${t("Merge with …")}>
    <input class="input" type="search" dir="auto" aria-label=${t("Search the cards")} placeholder=${t("Search the cards")} .value=${searched} @input=${write}>
    <ul class="where-cards">${found.map((other) => html`<li><button class="button button-plain where-button" type="button" dir="auto" @click=${() => merge(other)}>${group.notes.notes[other]?.text}</button></li>`)}</ul>
    <p class="quiet medium" role="status">${found.length ? nothing : t("No other card has these words.")}</p>
  </div>`;
}

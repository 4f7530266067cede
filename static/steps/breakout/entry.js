/** Writing a card: the words, the column they belong in, or the card they stand below. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { t, text } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { refusal } from "../../core/state.js";
import { columnOf, noteKey, pinUp } from "./group/pinning.js";

/** @typedef {import("../../core/views.js").Room} Room */
/** @typedef {import("../../core/here.js").Here<import("../../core/views.js").Breakout> & {room: Room}} InGroup */

/** @param {InGroup} here */
export function entry(here) {
  const { room, live, own } = here;
  const key = noteKey(room.step);
  const words = live.drafts.get(key);
  const refused = refusal(live.answers.refused({ type: "breakout.write_note", step: room.step }));
  if (room.frozen) {
    return html`${words.trim() ? html`${refused}<p class="medium" dir="auto">${words}</p>` : nothing}
      <p class="quiet">${t("The board is closed. Nothing can be changed on it any more.")}</p>`;
  }
  const below = room.notes.notes[live.drafts.get(`${key}:below`)];
  const write = (/** @type {Event} */ event) => {
    live.drafts.set(key, /** @type {HTMLTextAreaElement} */ (event.target).value);
    // Kept with the words: they may be pinned up from a screen that no longer knows the columns.
    if (room.columns.length) live.drafts.set(`${key}:column`, columnOf(room, live, key) ?? "");
    live.refresh();
  };
  // Whoever was moved and has not gone along yet pins up where they are now, not where they were.
  const moved = own.room !== undefined && own.room !== room.room;
  const pin = () => {
    if (!moved) pinUp(live, room, room);
  };
  const label = below ? t("New point below the card") : t("New card");
  return html`${refused}
    ${below ? belowLine(here, key, below.text) : nothing}
    ${room.columns.length && !below ? columnPicker(here, key) : nothing}
    <div class="entry ${words.length > 40 ? "entry-long" : ""}">
      <textarea class="input" id="new-note" rows=${words.length > 40 ? 3 : 1} dir="auto" aria-label=${label} placeholder=${label}
        .value=${inSync(words)} @input=${write} @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(event, pin)}></textarea>
      <button class="button" type="button" ?disabled=${moved || words.trim() === ""} @click=${pin}>${t("Pin up")}</button>
    </div>`;
}

/**
 * The next words are a point below this card.
 * @param {InGroup} here
 * @param {string} note
 */
export function answerBelow({ room, live }, note) {
  live.drafts.set(`${noteKey(room.step)}:below`, note);
  live.refresh();
  document.getElementById("new-note")?.focus();
}

/**
 * @param {InGroup} here
 * @param {string} key
 */
function columnPicker({ room, live }, key) {
  const now = columnOf(room, live, key);
  const pick = (/** @type {Event} */ event) => {
    live.drafts.set(`${key}:column`, /** @type {HTMLSelectElement} */ (event.target).value);
    live.refresh();
  };
  return html`<label class="column-picker"><span>${t("Column")}</span>
    <select class="input" @change=${pick}>
      ${room.columns.map((column) => html`<option value=${column.id} ?selected=${column.id === now}>${text(column.title).value}</option>`)}
    </select></label>`;
}

/**
 * @param {InGroup} here
 * @param {string} key
 * @param {string} words
 */
function belowLine({ live }, key, words) {
  const leave = () => {
    live.drafts.set(`${key}:below`, "");
    live.refresh();
  };
  return html`<p><span class="below-line" dir="auto">${t("Below:")} ${words}</span>
    <button class="button button-bare" type="button" aria-label=${t("Not below this card")} @click=${leave}>${icon("close", "icon-small")}</button></p>`;
}

/**
 * Enter pins on a keyboard; on a phone it makes a new line, as people there expect.
 * @param {KeyboardEvent} event
 * @param {() => void} pin
 */
function onKey(event, pin) {
  const wanted = event.key === "Enter" && !event.shiftKey && !event.isComposing;
  if (!wanted || !matchMedia("(pointer: fine)").matches) return;
  event.preventDefault();
  pin();
}

/**
 * Writing a card: the words, the column they belong in, or the card they stand below.
 *
 * Rule: the field is emptied when the words are on their way, and gets them back when the server refuses them.
 */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { announce } from "../../core/announce.js";
import { t, text } from "../../core/i18n.js";
import { freshId } from "../../core/outbox.js";
import { icon } from "../../core/said.js";
import { refusal } from "../../core/state.js";

/** @typedef {import("../../core/here.js").Here<import("../../core/views.js").Breakout> & {room: import("../../core/views.js").Room}} InGroup */
/** @typedef {import("../../core/page.js").Live} Live */

/** The own card that was pinned last: still to be brought into sight, on its way or hanging. @type {Map<string, "sent" | "coming">} */
const fresh = new Map();

/** @param {InGroup} here */
export function entry(here) {
  const { room, live } = here;
  const key = noteKey(room.step, room.room);
  const words = live.drafts.get(key);
  const refused = refusal(live.answers.refused({ type: "breakout.write_note", step: room.step }));
  if (room.frozen) {
    return html`${words.trim() ? html`${refused}<p class="medium" dir="auto">${words}</p>` : nothing}
      <p class="quiet">${t("The board is closed. Nothing can be changed on it any more.")}</p>`;
  }
  const below = room.notes.notes[live.drafts.get(`${key}:below`)];
  const write = (/** @type {Event} */ event) => {
    live.drafts.set(key, /** @type {HTMLTextAreaElement} */ (event.target).value);
    live.refresh();
  };
  const pin = () => send(here, key);
  const label = below ? t("New point below the card") : t("New card");
  return html`${refused}
    ${below ? belowLine(here, key, below.text) : nothing}
    ${room.columns.length && !below ? columnPicker(here, key) : nothing}
    <div class="entry ${words.length > 40 ? "entry-long" : ""}">
      <textarea class="input" id="new-note" rows=${words.length > 40 ? 3 : 1} dir="auto" aria-label=${label} placeholder=${label}
        .value=${inSync(words)} @input=${write} @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(event, pin)}></textarea>
      <button class="button" type="button" ?disabled=${words.trim() === ""} @click=${pin}>${t("Pin up")}</button>
    </div>`;
}

/**
 * The next words are a point below this card.
 * @param {InGroup} here
 * @param {string} note
 */
export function answerBelow({ room, live }, note) {
  live.drafts.set(`${noteKey(room.step, room.room)}:below`, note);
  live.refresh();
  document.getElementById("new-note")?.focus();
}

/**
 * Gives refused words back to the field, in front of what has been typed since.
 * @param {import("../../core/outbox.js").Command} command
 * @param {Live} live
 */
export function returnWords(command, live) {
  const key = noteKey(command["step"], command["room"]);
  live.drafts.set(key, [command["text"], live.drafts.get(key)].filter(Boolean).join("\n"));
  if (command["below"]) live.drafts.set(`${key}:below`, command["below"]);
}

/** @param {string} step @param {number} room */
function noteKey(step, room) {
  return `note:${step}:${room}`;
}

/**
 * @param {InGroup} here
 * @param {string} key
 */
function send({ room, live }, key) {
  const words = live.drafts.get(key).trim();
  if (!words) return;
  const below = live.drafts.get(`${key}:below`);
  const column = columnOf(room, live, key);
  /** @type {{type: string, [field: string]: any}} */
  const wish = { id: freshId(), type: "breakout.write_note", step: room.step, room: room.room, text: words };
  if (below in room.notes.notes) wish["below"] = below;
  else if (column) wish["column"] = column;
  // Emptied first: a refusal may come at once and gives the words back.
  live.drafts.set(key, "");
  live.drafts.set(`${key}:below`, "");
  live.connection.send(wish);
  announce(t("Card is being sent."));
  fresh.set(wish["id"], "sent");
  live.refresh();
}

/**
 * Brings the card that was just pinned into sight, once on its way and once when it hangs; the focus stays in the field.
 * @param {string} note
 * @param {{hangs: boolean}} fate
 */
export function bringIntoSight(note, { hangs }) {
  const seen = fresh.get(note);
  if (!seen || (seen === "coming" && !hangs)) return;
  if (hangs) fresh.delete(note);
  else fresh.set(note, "coming");
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const place = `#note-${CSS.escape(note)}, [data-coming="${CSS.escape(note)}"]`;
  requestAnimationFrame(() => document.querySelector(place)?.scrollIntoView({ block: "nearest", behavior }));
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
 * @param {import("../../core/views.js").Room} room
 * @param {Live} live
 * @param {string} key
 */
function columnOf(room, live, key) {
  const chosen = live.drafts.get(`${key}:column`);
  return room.columns.some((column) => column.id === chosen) ? chosen : room.columns[0]?.id;
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

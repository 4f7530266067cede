/** The cards of a group at the desk: to read, and while helping to write, hide, show again and merge. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { number, t } from "../../../core/i18n.js";
import { said } from "../../../core/said.js";
import { callersOf } from "../../callers.js";
import { forWhom, whomFor } from "../whom.js";
import { carefully } from "./meaning.js";
import { valueOf } from "./moving.js";

/** @typedef {import("./room.js").Place} Place */
/** @typedef {import("../../../core/views.js").DeskRoom["board"]} Board */

const SHORT = 60;

/** @param {Place} place */
export function cards(place) {
  const { step, one, helping } = place;
  const { order, notes } = one.board;
  const tops = order.filter((id) => notes[id] && !over(id, one.board));
  const columns = step.columns ?? [];
  const entry = helping && !one.frozen ? writing(place) : nothing;
  if (!columns.length) return html`<section class="room-board"><h3>${t("Cards")}, ${number(one.notes)}</h3>${entry}${list(place, tops)}</section>`;
  return html`${entry}<section class="room-board room-columns">${columns.map((column) => html`<div><h3>${said(column.title)}</h3>
    ${list(place, tops.filter((id) => (notes[id]?.column ?? columns[0]?.id) === column.id))}</div>`)}</section>`;
}

/**
 * The card under which a reader finds this one, where there is one.
 * @param {string} id
 * @param {Board} board
 */
export function over(id, { notes }) {
  const note = notes[id];
  const below = note?.below && notes[note.below] && !notes[note.below]?.hidden ? note.below : undefined;
  return below ?? (note?.into && notes[note.into] && !notes[note.into]?.hidden ? note.into : undefined);
}

/** @param {Place} place */
function writing({ step, room, one, desk, does }) {
  const callers = callersOf(desk).filter(({ id }) => one.people.includes(id));
  const key = `desk-note:${step.id}:${room}`;
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
    const text = desk.live.drafts.get(key).trim();
    const column = form.get("column");
    if (!text || !(await does("breakout.write_note", { room: Number(room), text, ...whomFor(callers, desk.live, key), ...(column ? { column } : {}) }))) return;
    desk.live.drafts.clear(key, text);
    desk.live.drafts.set(`${key}:person`, "");
    desk.refresh();
  };
  return html`<form class="room-entry" @submit=${submit}><label for="desk-note">${t("Write a card for the group")}</label>
    <textarea class="input" id="desk-note" rows="2" maxlength="1000" dir="auto" .value=${desk.live.drafts.get(key)} @input=${(/** @type {Event} */ event) => desk.live.drafts.set(key, valueOf(event))}></textarea>
    <span class="room-entry-end">${step.columns.length ? html`<select class="input" name="column" aria-label=${t("Column")}>${step.columns.map((column) => html`<option value=${column.id}>${said(column.title)}</option>`)}</select>` : nothing}
      ${forWhom(callers, desk.live, key)} <button class="button" type="submit">${t("Pin up")}</button></span></form>`;
}

/**
 * @param {Place} place
 * @param {string[]} tops
 */
function list(place, tops) {
  const { notes } = place.one.board;
  if (!tops.length) return html`<p class="quiet">${t("No cards here.")}</p>`;
  return html`<ul class="notes">${repeat(tops, (id) => id, (id) => html`<li class="room-note ${notes[id]?.hidden ? "room-hidden" : ""}">
    <div class="note"><p dir="auto" lang=${notes[id]?.language ?? nothing}>${notes[id]?.text}</p>${under(place, id)}</div>${place.helping ? acts(place, id, tops) : nothing}</li>`)}</ul>`;
}

/**
 * Points of a card, and the cards that were merged into it with their own words.
 * @param {Place} place
 * @param {string} top
 */
function under({ one, helping, does }, top) {
  const { notes } = one.board;
  const inside = one.board.order.filter((id) => over(id, one.board) === top && !notes[id]?.hidden);
  return inside.length ? html`<ul>${inside.map((id) => html`<li dir="auto">${notes[id]?.text}${notes[id]?.into && helping
    ? html` <button class="text-button" type="button" aria-label=${t("%(act)s: %(text)s", { act: t("Take apart"), text: notes[id]?.text ?? "" })} @click=${() => void does("breakout.part_note", { note: id })}>${t("Take apart")}</button>` : nothing}</li>`)}</ul>` : nothing;
}

/**
 * @param {Place} place
 * @param {string} id
 * @param {string[]} tops
 */
function acts({ one, does }, id, tops) {
  const { notes } = one.board;
  const { hidden, text = "" } = notes[id] ?? {};
  const word = hidden ? t("Show again") : t("Hide");
  const others = tops.filter((other) => other !== id && !notes[other]?.hidden);
  const field = `merge-${id}`;
  const { change, press, leave, point } = carefully(field, "", t("Merge"), async (into) => Boolean(into) && does("breakout.merge_note", { note: id, into }));
  return html`<span class="room-note-acts"><button class="button button-bare" type="button" aria-label=${t("%(act)s: %(text)s", { act: word, text })} @click=${() => void does(hidden ? "breakout.unhide_note" : "breakout.hide_note", { note: id })}>${word}</button>
    ${hidden || !others.length ? nothing : html`<span class="mover"><select id=${field} aria-label=${t("Merge “%(text)s” into", { text: short(text) })} @change=${change} @keydown=${press} @blur=${leave} @pointerdown=${point}><option value="">${t("Merge into …")}</option>${others.map((other) => html`<option value=${other}>${short(notes[other]?.text ?? "")}</option>`)}</select><span></span></span>`}</span>`;
}

/** @param {string} words */
function short(words) {
  return words.length > SHORT ? `${words.slice(0, SHORT - 1)}…` : words;
}

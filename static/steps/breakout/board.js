/** The group's board: cards in columns or in one list, sub-points below their card, own cards to change. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { t, tn } from "../../core/i18n.js";
import { icon, said } from "../../core/said.js";
import { refusal, state } from "../../core/state.js";
import { answerBelow, bringIntoSight } from "./entry.js";

/** @typedef {import("./entry.js").InGroup} InGroup */
/** @typedef {import("../../core/views.js").Note} Note */

/** Own cards that stand open for changing; their words are drafts. @type {Set<string>} */
const opened = new Set();

/** @param {InGroup} here */
export function board(here) {
  const { room, live } = here;
  const top = room.notes.order.filter((id) => !room.notes.notes[id]?.below);
  const coming = live.outbox.commands.filter((command) => command.type === "breakout.write_note" && command["room"] === room.room && !(command.id in room.notes.notes));
  return html`<section class="board">
    <h2>${t("Board")} · ${tn("%(n)s card", "%(n)s cards", room.notes.order.length)} ${room.frozen ? html`<span class="state">${t("closed")}</span>` : nothing}</h2>
    ${room.columns.length
      ? columns(here, top, coming)
      : html`${list(here, top)} ${pending(coming)} ${top.length + coming.length ? nothing : html`<p class="quiet">${t("No cards yet. Write the first one.")}</p>`}`}
  </section>`;
}

/**
 * @param {InGroup} here
 * @param {string[]} top
 * @param {import("../../core/outbox.js").Command[]} coming
 */
function columns(here, top, coming) {
  const { columns: all, notes } = here.room;
  const loose = top.filter((id) => !all.some((column) => column.id === notes.notes[id]?.column));
  return html`<div class="columns">${all.map((column) => {
    const inside = top.filter((id) => notes.notes[id]?.column === column.id);
    const arriving = coming.filter((command) => command["column"] === column.id);
    return html`<section class="column">
      <h3>${said(column.title)}</h3>
      ${list(here, inside)} ${pending(arriving)} ${inside.length + arriving.length ? nothing : html`<p class="quiet">${t("No cards in this column")}</p>`}
    </section>`;
  })}
  ${loose.length ? html`<section class="column"><h3>${t("Without a column")}</h3>${list(here, loose)}</section>` : nothing}</div>`;
}

/**
 * @param {InGroup} here
 * @param {string[]} ids
 */
function list(here, ids) {
  return html`<ul class="notes">${repeat(ids, (id) => id, (id) => card(here, id))}</ul>`;
}

/**
 * @param {InGroup} here
 * @param {string} id
 */
function card(here, id) {
  const { room, own } = here;
  const note = room.notes.notes[id];
  if (!note) return nothing;
  bringIntoSight(id, { hangs: true });
  const mine = own.notes?.[id] === true;
  const editing = isOpen(here, id);
  const below = room.notes.order.filter((other) => room.notes.notes[other]?.below === id);
  return html`<li class="note ${mine ? "note-own" : ""}" id="note-${id}">
    ${editing && mine ? editor(here, id, note) : html`<p class="note-words" dir="auto" lang=${note.language ?? nothing}>${note.text}</p>`}
    ${below.length ? html`<ul>${repeat(below, (other) => other, (other) => subPoint(here, other))}</ul>` : nothing}
    ${room.frozen || editing ? nothing : footer(here, id, note, mine)}
  </li>`;
}

/**
 * @param {InGroup} here
 * @param {string} id
 */
function subPoint(here, id) {
  const note = here.room.notes.notes[id];
  if (!note) return nothing;
  bringIntoSight(id, { hangs: true });
  const mine = here.own.notes?.[id] === true;
  const editing = mine && isOpen(here, id);
  return html`<li id="note-${id}">
    ${editing ? editor(here, id, note) : html`<span class="note-words" dir="auto">${note.text}</span>`}
    ${mine && !editing && !here.room.frozen ? html`<button class="text-button" type="button" @click=${() => edit(here, id, note)}>${t("Change")}</button>` : nothing}
  </li>`;
}

/**
 * @param {InGroup} here
 * @param {string} id
 * @param {Note} note
 * @param {boolean} mine
 */
function footer(here, id, note, mine) {
  return html`<footer>
    <span>${mine ? t("Your card") : nothing}${note.edited ? html` <span class="quiet">${t("changed")}</span>` : nothing}</span>
    <span class="note-acts">
      <button class="text-button" type="button" @click=${() => answerBelow(here, id)}>${t("Add a point")}</button>
      ${mine ? html`<button class="text-button" type="button" @click=${() => edit(here, id, note)}>${t("Change")}</button>` : nothing}
    </span>
  </footer>`;
}

/**
 * @param {InGroup} here
 * @param {string} id
 * @param {Note} note
 */
function editor({ live, step }, id, note) {
  const key = `edit:${id}`;
  const about = { type: "breakout.edit_note", step: step.id, note: id };
  const write = (/** @type {Event} */ event) => {
    live.drafts.set(key, /** @type {HTMLTextAreaElement} */ (event.target).value);
    live.refresh();
  };
  const close = () => {
    opened.delete(id);
    live.drafts.set(key, "");
    live.refresh();
  };
  const save = () => {
    const words = live.drafts.get(key).trim();
    if (words === note.text) {
      close();
      return;
    }
    opened.delete(id);
    live.connection.send({ type: "breakout.edit_note", step: step.id, note: id, text: words });
    live.refresh();
  };
  const remove = () => {
    close();
    live.connection.send({ type: "breakout.hide_note", step: step.id, note: id });
  };
  const sending = live.outbox.commands.find((command) => command.type === "breakout.edit_note" && command["note"] === id);
  const refused = live.answers.refused(about);
  return html`<div class="entry entry-long">
    <textarea class="input" rows="3" dir="auto" aria-label=${t("Your card")} .value=${inSync(live.drafts.get(key))} @input=${write}></textarea>
    ${refusal(refused)}
    <div class="dock-row">
      <button class="button button-plain" type="button" @click=${remove}>${t("Take down")}</button>
      <button class="button button-plain" type="button" @click=${close}>${t("Cancel")}</button>
      <button class="button" type="button" ?disabled=${live.drafts.get(key).trim() === ""} @click=${save}>${sending ? t("being sent") : t("Save")}</button>
    </div>
  </div>`;
}

/**
 * @param {InGroup} here
 * @param {string} id
 * @param {Note} note
 */
function edit({ live }, id, note) {
  opened.add(id);
  live.drafts.set(`edit:${id}`, note.text);
  live.refresh();
  requestAnimationFrame(() => {
    const field = /** @type {HTMLElement | null} */ (document.querySelector(`#note-${CSS.escape(id)} textarea`));
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  });
}

/**
 * @param {InGroup} here
 * @param {string} id
 */
function isOpen({ live }, id) {
  return opened.has(id) || live.drafts.get(`edit:${id}`) !== "";
}

/** @param {import("../../core/outbox.js").Command[]} coming */
function pending(coming) {
  for (const { id } of coming) bringIntoSight(id, { hangs: false });
  return coming.length
    ? html`<ul class="notes">${repeat(coming, (command) => command.id, (command) => html`<li class="note note-own" data-coming=${command.id}><p class="note-words" dir="auto">${command["text"]}</p><footer>${state({ saved: false, sending: command })}${icon("pin", "icon-small")}</footer></li>`)}</ul>`
    : nothing;
}

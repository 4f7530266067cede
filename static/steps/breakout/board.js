/** The group's board: cards in columns or in one list; where the dots went, once that is shown. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t, tn } from "../../core/i18n.js";
import { icon, said } from "../../core/said.js";
import { state } from "../../core/state.js";
import { card } from "./group/card.js";
import { hanging } from "./group/notes.js";
import { bringIntoSight } from "./group/pinning.js";
import { ranking } from "./group/ranking.js";

/** @typedef {import("./entry.js").InGroup} InGroup */

/** @param {InGroup} here */
export function board(here) {
  const { room, live } = here;
  const { top, count } = hanging(room.notes);
  const coming = live.outbox.commands.filter((command) => command.type === "breakout.write_note" && command["step"] === room.step && command["room"] === room.room && !(command.id in room.notes.notes));
  return html`${ranking(room)}
    <section class="board">
      <h2>${t("Board")} · ${tn("%(n)s card", "%(n)s cards", count)} ${room.frozen ? html`<span class="state">${t("closed")}</span>` : nothing}</h2>
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

/** @param {import("../../core/outbox.js").Command[]} coming */
function pending(coming) {
  for (const { id } of coming) bringIntoSight(id, { hangs: false });
  return coming.length
    ? html`<ul class="notes">${repeat(coming, (command) => command.id, (command) => html`<li class="note note-own" data-coming=${command.id}><p class="note-words" dir="auto">${command["text"]}</p><footer>${state({ saved: false, sending: command })}${icon("pin", "icon-small")}</footer></li>`)}</ul>`
    : nothing;
}

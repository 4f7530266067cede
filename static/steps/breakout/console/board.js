/** The group's board as its moderation sees it: every card, also the hidden ones, in its column and order. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t, tn } from "../../../core/i18n.js";
import { said } from "../../../core/said.js";
import { state } from "../../../core/state.js";
import { card } from "./card.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */

/** @param {AtConsole} here */
export function boardHead({ live, group }) {
  const cards = group.notes.order.filter((id) => !group.notes.notes[id]?.hidden).length;
  const act = group.frozen ? "breakout.unfreeze_board" : "breakout.freeze_board";
  const freeze = () => live.connection.send({ type: act, step: group.step, room: group.room });
  return html`<header class="board-head">
    <h2>${t("Board")}, ${tn("%(n)s card", "%(n)s cards", cards)}</h2>
    ${group.started_at === undefined ? nothing : html`<button class="link-button" type="button" @click=${freeze}>${group.frozen ? t("Unfreeze") : t("Freeze")}</button>`}
  </header>`;
}

/** @param {AtConsole} here */
export function board(here) {
  const { group, live } = here;
  const top = tops(group);
  const coming = live.outbox.commands.filter((command) => command.type === "breakout.write_note" && command["step"] === group.step && !command["below"] && !(command.id in group.notes.notes));
  if (group.columns.length) return columns(here, top, coming);
  if (!top.length && !coming.length) return html`<p class="quiet">${t("No cards yet. What you write down appears here.")}</p>`;
  return list(here, top, coming);
}

/** @param {import("../../../core/views.js").Room} group newest first: what was just written is seen to have arrived */
function tops(group) {
  return group.notes.order.filter((id) => !group.notes.notes[id]?.below).reverse();
}

/**
 * @param {AtConsole} here
 * @param {string[]} top
 * @param {import("../../../core/outbox.js").Command[]} coming
 */
function columns(here, top, coming) {
  const { notes, columns: all } = here.group;
  const known = new Set(all.map(({ id }) => id));
  const loose = top.filter((id) => !known.has(notes.notes[id]?.column ?? ""));
  return html`<div class="console-columns">
    ${all.map(({ id, title }) => {
      const inside = top.filter((note) => notes.notes[note]?.column === id);
      const arriving = coming.filter((command) => command["column"] === id);
      return html`<section class="column">
        <h3>${said(title)} <span class="quiet">${inside.filter((note) => !notes.notes[note]?.hidden).length}</span></h3>
        ${inside.length || arriving.length ? list(here, inside, arriving) : html`<p class="quiet">${t("No cards in this column")}</p>`}
      </section>`;
    })}
    ${loose.length ? html`<section class="column"><h3>${t("Without a column")}</h3>${list(here, loose, [])}</section>` : nothing}
  </div>`;
}

/**
 * @param {AtConsole} here
 * @param {string[]} ids
 * @param {import("../../../core/outbox.js").Command[]} coming
 */
function list(here, ids, coming) {
  const rows = [...coming.map((command) => ({ id: command.id, command })).reverse(), ...ids.map((id) => ({ id, command: undefined }))];
  return html`<ul class="notes">${repeat(rows, ({ id }) => id, ({ id, command }) => (command ? onItsWay(command) : card(here, id)))}</ul>`;
}

/** @param {import("../../../core/outbox.js").Command} command */
function onItsWay(command) {
  return html`<li class="note-row"><div class="note"><p class="note-words" dir="auto">${command["text"]}</p><footer>${state({ saved: false, sending: command })}</footer></div></li>`;
}

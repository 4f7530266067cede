/** The group's board as its moderation sees it: every card, also the hidden ones, in its column and order. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { comma, t, tn } from "../../../core/i18n.js";
import { said } from "../../../core/said.js";
import { state } from "../../../core/state.js";
import { act, undoButton } from "./acts.js";
import { card } from "./card.js";
import { dots, dotsButton } from "./dots.js";
import { layoutOf } from "./layout.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {import("../../../core/outbox.js").Command} Command */

/** @param {AtConsole} here */
export function boardHead(here) {
  const { group } = here;
  const { tops, below } = layoutOf(group.notes);
  const cards = [...tops, ...tops.flatMap((id) => below.get(id) ?? [])].filter((id) => !group.notes.notes[id]?.hidden).length;
  const freeze = () => act(here, group.frozen ? "breakout.unfreeze_board" : "breakout.freeze_board", { room: group.room });
  return html`<header class="board-head">
    <h2>${t("Board")}${comma()}${tn("%(n)s card", "%(n)s cards", cards)}</h2>
    ${group.started_at === undefined ? nothing : html`<div class="board-tools">${undoButton(here)} ${dotsButton(here)}
      <button class="link-button" type="button" @click=${freeze}>${group.frozen ? t("Unfreeze") : t("Freeze")}</button></div>`}
  </header>`;
}

/** @param {AtConsole} here */
export function board(here) {
  const { group, live } = here;
  // Newest first: what was just written is seen to have arrived.
  const top = [...layoutOf(group.notes).tops].reverse();
  const coming = live.outbox.commands.filter((command) => command.type === "breakout.write_note" && command["step"] === group.step && !command["below"] && !(command.id in group.notes.notes));
  return html`${dots(here)} ${group.columns.length ? columns(here, top, coming) : list(here, top, coming)}`;
}

/**
 * @param {AtConsole} here
 * @param {string[]} top
 * @param {Command[]} coming
 */
function columns(here, top, coming) {
  const { notes, columns: all } = here.group;
  const known = new Set(all.map(({ id }) => id));
  const loose = top.filter((id) => !known.has(notes.notes[id]?.column ?? ""));
  return html`<div class="console-columns">
    ${all.map(({ id, title }) => {
      const inside = top.filter((note) => notes.notes[note]?.column === id);
      const arriving = coming.filter((command) => command["column"] === id);
      return html`<section class="column" data-column=${id}>
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
 * @param {Command[]} coming
 */
function list(here, ids, coming) {
  if (!ids.length && !coming.length) return html`<p class="quiet">${t("No cards yet. What you write down appears here.")}</p>`;
  const rows = [...coming.map((command) => ({ id: command.id, command })).reverse(), ...ids.map((id) => ({ id, command: undefined }))];
  return html`<ul class="notes">${repeat(rows, ({ id }) => id, ({ id, command }) => (command ? onItsWay(command) : card(here, id)))}</ul>`;
}

/** @param {Command} command */
function onItsWay(command) {
  return html`<li class="note-row"><div class="note"><p class="note-words" dir="auto">${command["text"]}</p><footer>${state({ saved: false, sending: command })}</footer></div></li>`;
}

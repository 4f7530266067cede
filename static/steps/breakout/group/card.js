/** One card of the group's board: its words, what was added below, what was laid together with it, what one may do. */

import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { language, t } from "../../../core/i18n.js";
import { answerBelow } from "../entry.js";
import { dotButtons, dotsNow } from "./dots.js";
import { editor } from "./editor.js";
import { edit, isOpen } from "./edits.js";
import { hanging } from "./notes.js";
import { bringIntoSight } from "./pinning.js";

/** @typedef {import("../entry.js").InGroup} InGroup */
/** @typedef {import("../../../core/views.js").Note} Note */

/**
 * Drawn anew only when something of it has changed: three hundred cards stand still while one arrives.
 * @param {InGroup} here
 * @param {string} id
 */
export function card(here, id) {
  const { room } = here;
  const { notes } = room;
  const { below, merged } = hanging(notes);
  // By far the most cards.
  if (!room.dots && !below.has(id) && !merged.has(id) && !isMine(here, id)) return guard([language(), room.frozen, notes.notes[id]], () => drawn(here, id, undefined));
  const within = merged.get(id) ?? [];
  const all = [id, ...(below.get(id) ?? []), ...within, ...within.flatMap((other) => below.get(other) ?? [])];
  for (const each of all) bringIntoSight(each, { hangs: true });
  const open = all.some((each) => isMine(here, each) && isOpen(here, each));
  const dots = dotsNow(here, [id, ...within]);
  const seen = open ? [{}] : [language(), room.frozen, dots?.mine, dots?.here, dots?.most, dots?.refused, ...all.flatMap((each) => [notes.notes[each], isMine(here, each)])];
  return guard(seen, () => drawn(here, id, dots));
}

/**
 * @param {InGroup} here
 * @param {string} id
 * @param {import("./dots.js").DotsNow | undefined} dots
 */
function drawn(here, id, dots) {
  const { room } = here;
  const note = room.notes.notes[id];
  if (!note) return nothing;
  const mine = isMine(here, id);
  const editing = mine && isOpen(here, id);
  const { below, merged } = hanging(room.notes);
  return html`<li class="note ${mine ? "note-own" : ""}" id="note-${id}">
    ${editing ? editor(here, id, note) : html`<p class="note-words" dir="auto" lang=${note.language ?? nothing}>${note.text}</p>`}
    ${subPoints(here, below.get(id))} ${laidTogether(here, merged.get(id))}
    ${dots ? dotButtons(here, id, note.text, dots) : nothing}
    ${room.frozen || editing ? nothing : footer(here, id, note, mine)}
  </li>`;
}

/**
 * @param {InGroup} here
 * @param {string[] | undefined} ids
 */
function subPoints(here, ids) {
  return ids ? html`<ul>${repeat(ids, (id) => id, (id) => part(here, id))}</ul>` : nothing;
}

/**
 * Cards that say the same, with all their words; several of them fold to one line.
 * @param {InGroup} here
 * @param {string[] | undefined} ids
 */
function laidTogether(here, ids) {
  if (!ids) return nothing;
  const cards = html`<ul>${repeat(ids, (id) => id, (id) => part(here, id, hanging(here.room.notes).below.get(id)))}</ul>`;
  if (ids.length === 1) return html`<div class="note-merged"><p class="quiet">${t("Put together with:")}</p>${cards}</div>`;
  const editing = ids.some((id) => isMine(here, id) && isOpen(here, id));
  return html`<details class="note-merged" ?open=${editing}><summary>${t("Put together with %(n)s other cards", { n: ids.length })}</summary>${cards}</details>`;
}

/**
 * A point or a card within another card.
 * @param {InGroup} here
 * @param {string} id
 * @param {string[]} [below]
 * @returns {unknown}
 */
function part(here, id, below) {
  const note = here.room.notes.notes[id];
  if (!note) return nothing;
  const mine = isMine(here, id);
  const editing = mine && isOpen(here, id);
  return html`<li id="note-${id}">
    ${editing ? editor(here, id, note) : html`<span class="note-words" dir="auto" lang=${note.language ?? nothing}>${note.text}</span>`}
    ${mine && !editing && !here.room.frozen ? html`<button class="text-button" type="button" @click=${() => edit(here, id, note)}>${t("Change")}</button>` : nothing}
    ${subPoints(here, below)}
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
    <span>${mine ? t("Your card") : nothing}${mine && note.edited ? " · " : nothing}${note.edited ? t("changed") : nothing}</span>
    <span class="note-acts">
      <button class="text-button" type="button" @click=${() => answerBelow(here, id)}>${t("Add a point")}</button>
      ${mine ? html`<button class="text-button" type="button" @click=${() => edit(here, id, note)}>${t("Change")}</button>` : nothing}
    </span>
  </footer>`;
}

/**
 * @param {InGroup} here
 * @param {string} id
 */
function isMine({ own }, id) {
  return own.notes?.[id] === true;
}

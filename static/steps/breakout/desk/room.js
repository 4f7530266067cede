/** One group of a phase, opened at the desk: people, board, quintessence, focus ideas, clock. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { number, t } from "../../../core/i18n.js";
import { icon, said } from "../../../core/said.js";
import { nameOf } from "./naming.js";

/** @typedef {import("../../desk.js").Desk} Desk */

/**
 * @param {Desk} desk
 * @param {string} id of the step
 * @param {string} room
 */
export function openRoom(desk, id, room) {
  desk.open(() => {
    const step = desk.view.steps[id];
    const one = step?.rooms?.[room];
    if (!one) return { title: t("Group %(n)s", { n: room }), body: html`<p>${t("This group no longer exists. Its cards are kept.")}</p>` };
    return { title: [nameOf(step, room), one.moderator].filter(Boolean).join(", "), wide: true, body: html`${facts(step, room, one, desk)}${distilled(step, room, one, desk)}${focus(step, room, one, desk)}${cards(step, one, desk)}` };
  });
}

/**
 * @param {any} step
 * @param {string} room
 * @param {any} one
 * @param {Desk} desk
 */
function facts(step, room, one, desk) {
  const people = desk.view.people.people;
  const names = one.people.map((/** @type {string} */ id) => ({ name: people[id]?.name ?? t("without a name"), here: people[id]?.here }));
  const act = (/** @type {string} */ type, fields = {}) => () => void desk.act({ type, step: step.id, room: Number(room), ...fields });
  return html`<p class="room-people">${names.map((/** @type {any} */ { name, here: present }) => html`<span class=${present ? "" : "quiet"} dir="auto">${name}${present ? "" : ` (${t("away")})`}</span>`)}</p>
    <div class="room-acts">
      ${step.phase === "running" ? [1, 2, 5].map((minutes) => html`<button class="button button-plain" type="button" @click=${act("breakout.add_time", { minutes })}>${t("+%(minutes)s min", { minutes })}</button>`) : nothing}
      ${one.frozen
        ? html`<button class="button button-plain" type="button" @click=${act("breakout.unfreeze_board")}>${t("Let them write again")}</button>`
        : html`<button class="button button-plain" type="button" @click=${act("breakout.freeze_board")}>${t("Freeze the board")}</button>`}
    </div>`;
}

/**
 * @param {any} step
 * @param {string} room
 * @param {any} one
 * @param {Desk} desk
 */
function distilled(step, room, one, desk) {
  if (!step.quintessence) return nothing;
  const words = one.quintessence?.text;
  if (!words) return html`<p class="quiet room-none">${t("No quintessence yet.")}</p>`;
  const act = (/** @type {string} */ type) => () => void desk.act({ type, step: step.id, room: Number(room) });
  return html`<section class="quintessence"><h3>${t("Quintessence")}</h3><p class="room-text" dir="auto">${words}</p>
    <div class="room-acts">${one.quintessence.released
      ? html`${showing(step, room, desk)}
          <button class="button button-plain" type="button" @click=${act("breakout.withdraw_quintessence")}>${t("Withdraw the release")}</button>`
      : html`<button class="button" type="button" @click=${act("breakout.release_quintessence")}>${t("Release")}</button>`}</div></section>`;
}

/**
 * @param {any} step
 * @param {string} room
 * @param {Desk} desk
 */
function showing(step, room, desk) {
  const shown = String(step.shown_room ?? "") === room;
  const show = () => void desk.act({ type: "breakout.show_quintessence", step: step.id, ...(shown ? {} : { room: Number(room) }) });
  if (shown) return html`<button class="button" type="button" @click=${show}>${t("Take off the projector")}</button>`;
  return html`<button class="button" type="button" @click=${show}>${icon("screen", "icon-small")} ${t("Show on the projector")}</button>`;
}

/**
 * @param {any} step
 * @param {string} room
 * @param {any} one
 * @param {Desk} desk
 */
function focus(step, room, { focus_ideas: ideas }, desk) {
  if (!ideas?.order?.length) return nothing;
  return html`<section class="room-focus"><h3>${t("Most important ideas")}</h3><ol>${ideas.order.map((/** @type {string} */ id) => html`<li dir="auto">${ideas.ideas[id]?.text}</li>`)}</ol>
    ${step.quintessence ? nothing : html`<div class="room-acts">${showing(step, room, desk)}</div>`}</section>`;
}

/**
 * @param {any} step
 * @param {any} one
 * @param {Desk} desk
 */
function cards(step, one, desk) {
  const notes = one.board?.notes ?? {};
  const order = (one.board?.order ?? []).filter((/** @type {string} */ id) => notes[id]);
  const tops = order.filter((/** @type {string} */ id) => !notes[id].below || !notes[notes[id].below]);
  const columns = step.columns ?? [];
  if (!columns.length) return html`<section class="room-board"><h3>${t("Cards")}, ${number(one.notes)}</h3>${list(step, tops, one.board, desk)}</section>`;
  return html`<section class="room-board room-columns">${columns.map((/** @type {any} */ column) => html`<div><h3>${said(column.title)}</h3>
    ${list(step, tops.filter((/** @type {string} */ id) => (notes[id].column ?? columns[0].id) === column.id), one.board, desk)}</div>`)}</section>`;
}

/**
 * @param {any} step
 * @param {string[]} tops
 * @param {any} all
 * @param {Desk} desk
 */
function list(step, tops, all, desk) {
  if (!tops.length) return html`<p class="quiet">${t("No cards here.")}</p>`;
  return html`<ul class="notes">${repeat(tops, (id) => id, (id) => html`<li class="room-note ${all.notes[id].hidden ? "room-hidden" : ""}">
    <div class="note"><p dir="auto" lang=${all.notes[id].language ?? nothing}>${all.notes[id].text}</p>${below(id, all)}</div>${hiding(step, id, all.notes[id], desk)}</li>`)}</ul>`;
}

/**
 * @param {string} top
 * @param {any} all
 */
function below(top, all) {
  const subs = all.order.filter((/** @type {string} */ id) => all.notes[id]?.below === top && !all.notes[id].hidden);
  return subs.length ? html`<ul>${subs.map((/** @type {string} */ id) => html`<li dir="auto">${all.notes[id].text}</li>`)}</ul>` : nothing;
}

/**
 * @param {any} step
 * @param {string} note
 * @param {any} state
 * @param {Desk} desk
 */
function hiding(step, note, state, desk) {
  const type = state.hidden ? "breakout.unhide_note" : "breakout.hide_note";
  return html`<button class="button button-bare" type="button" aria-label=${t("%(act)s: %(text)s", { act: state.hidden ? t("Show again") : t("Hide"), text: state.text })}
    @click=${() => void desk.act({ type, step: step.id, note })}>${state.hidden ? t("Show again") : t("Hide")}</button>`;
}

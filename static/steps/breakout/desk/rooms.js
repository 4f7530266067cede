/** All groups of a phase at a glance, and any one of them opened: board, quintessence, focus ideas, clock. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { number, t, tn } from "../../../core/i18n.js";
import { icon, said } from "../../../core/said.js";

/** @typedef {import("../../desk.js").Desk} Desk */

const EXCERPT = 150;

/**
 * @param {any} step
 * @param {string} room
 */
export function nameOf(step, room) {
  const name = step.rooms?.[room]?.name ?? step.draft?.names?.[room];
  return name ? `${room} ${name}` : t("Group %(n)s", { n: room });
}

/**
 * Groups whose result may go on the projector, in order: a released quintessence, or focus ideas where none is planned.
 * @param {any} step
 * @returns {string[]}
 */
export function showable(step) {
  return step.order.filter((/** @type {string} */ room) => {
    const one = step.rooms?.[room];
    return step.quintessence ? one?.quintessence?.released : one?.focus;
  });
}

/**
 * @param {any} step
 * @param {Desk} desk
 * @param {boolean} brief facts only, without any of the groups' words
 */
export function wall(step, desk, brief) {
  return html`<ol class="rooms ${brief ? "rooms-brief" : ""}">${repeat(step.order, (room) => room, (/** @type {string} */ room) => cell(step, room, desk, brief))}</ol>`;
}

/**
 * @param {any} step
 * @param {string} room
 * @param {Desk} desk
 * @param {boolean} brief
 */
function cell(step, room, desk, brief) {
  const one = step.rooms[room];
  const shown = desk.view.current?.step === step.id && String(step.shown_room ?? "") === room;
  return html`<li class=${shown ? "room-shown" : ""}>
    <button class="room-open" type="button" @click=${() => openRoom(desk, step.id, room)}>
      <strong dir="auto">${nameOf(step, room)}</strong>
      ${one.moderator && !brief ? html`<span class="quiet" dir="auto">${one.moderator}</span>` : nothing}
      <span>${here(one, desk)}, ${tn("%(n)s card", "%(n)s cards", one.notes)}</span>
      ${step.quintessence ? quintessenceState(one, shown) : nothing}
      ${step.focus_ideas ? html`<span>${tn("%(n)s focus idea", "%(n)s focus ideas", one.focus ?? 0)}</span>` : nothing}
      ${step.phase === "running" ? html`<span class="quiet">${lastActivity(one, desk.now)}</span>` : nothing}
      ${brief ? nothing : excerpt(one)}
    </button></li>`;
}

/**
 * @param {any} one a room
 * @param {Desk} desk
 */
function here({ here: present, people }, desk) {
  const known = desk.view.people.people;
  const all = people.reduce((/** @type {number} */ sum, /** @type {string} */ id) => sum + (known[id]?.seats ?? 1), 0);
  return present >= all ? t("%(n)s here", { n: present }) : t("%(n)s of %(of)s here", { n: present, of: all });
}

/**
 * @param {any} one
 * @param {boolean} shown
 */
function quintessenceState({ quintessence }, shown) {
  if (shown) return html`<span class="state">${icon("screen", "icon-small")} ${t("on the projector")}</span>`;
  if (quintessence?.released) return html`<span class="state state-good">${icon("check", "icon-small")} ${t("released")}</span>`;
  return html`<span class="state state-open">${icon("clock", "icon-small")} ${quintessence?.text ? t("draft") : t("nothing yet")}</span>`;
}

/**
 * @param {any} one
 * @param {number} now
 */
function lastActivity({ last_at: at }, now) {
  if (at === undefined) return t("nothing written yet");
  const minutes = Math.floor((now - at) / 60_000);
  return minutes < 1 ? t("writing now") : tn("last card %(n)s minute ago", "last card %(n)s minutes ago", minutes);
}

/** @param {any} one */
function excerpt({ quintessence, board }) {
  if (quintessence?.text) return html`<span class="room-words" dir="auto">${short(quintessence.text)}</span>`;
  const visible = (board?.order ?? []).filter((/** @type {string} */ id) => !board.notes[id].hidden);
  return visible.slice(-2).map((/** @type {string} */ id) => html`<span class="room-words" dir="auto">${short(board.notes[id].text)}</span>`);
}

/** @param {string} words */
function short(words) {
  if (words.length <= EXCERPT) return words;
  const cut = words.slice(0, EXCERPT);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), EXCERPT / 2))} …`;
}

/**
 * @param {Desk} desk
 * @param {string} id of the step
 * @param {string} room
 */
function openRoom(desk, id, room) {
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
  return html`<section class="room-focus"><h3>${t("Most important ideas")}</h3><ol>${ideas.order.map((/** @type {string} */ id) => html`<li dir="auto">${ideas.ideas[id].text}</li>`)}</ol>
    ${step.quintessence ? nothing : html`<div class="room-acts">${showing(step, room, desk)}</div>`}</section>`;
}

/**
 * @param {any} step
 * @param {any} one
 * @param {Desk} desk
 */
function cards(step, one, desk) {
  const { order = [], notes = {} } = one.board ?? {};
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
  const subs = all.order.filter((/** @type {string} */ id) => all.notes[id].below === top && !all.notes[id].hidden);
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

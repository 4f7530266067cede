/** All groups of a phase at a glance, found by number, name or state. What a group writes is drawn when it is opened. */

import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { language, number, t, tn } from "../../../core/i18n.js";
import { finder, finds, lookAt, rest } from "../../../core/portion.js";
import { icon } from "../../../core/said.js";
import { nameOf } from "./naming.js";
import { openRoom } from "./room.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {"all" | "silent" | "quiet" | "unreleased" | "released"} Sort */

const EXCERPT = 150;
/** More groups than can be overlooked at once. */
const MANY = 24;
/** Minutes without a card after which a group may need somebody. */
const QUIET = 5;
const MINUTE = 60_000;

/** Which sort of groups is shown, by step: a matter of where one looks. @type {Map<string, Sort>} */
const sorts = new Map();

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
  const cells = (/** @type {string[]} */ rooms) => html`<ol class="rooms ${brief ? "rooms-brief" : ""}">${repeat(rooms, (room) => room, (room) => cell(step, room, desk, brief))}</ol>`;
  if (step.order.length <= MANY) return cells(step.order);
  const place = `rooms/${step.id}`;
  const found = fitting(step, place, desk.now);
  const refresh = () => desk.refresh();
  return html`<div class="rooms-tools">${finder(place, t("Number or name of a group"), found.length, refresh)} ${sorting(step, desk)}</div>
    ${found.length ? cells(found.slice(0, lookAt(place).most)) : html`<p class="quiet">${t("No group is like that.")}</p>`} ${rest(place, found.length, refresh)}`;
}

/**
 * Digits mean the number of a group, anything else a piece of its name or of its moderator's.
 * @param {any} step
 * @param {string} place
 * @param {number} now
 * @returns {string[]}
 */
function fitting(step, place, now) {
  const look = lookAt(place);
  const wanted = look.words.trim();
  const sort = sorts.get(step.id) ?? "all";
  if (!wanted && sort === "all") return step.order;
  const fits = finds(look);
  const named = (/** @type {string} */ room, /** @type {any} */ one) => (/^\d+$/.test(wanted) ? room.startsWith(wanted) : fits([one.name, one.moderator].filter(Boolean).join(" ")));
  return step.order.filter((/** @type {string} */ room) => {
    const one = step.rooms[room];
    return one && isOf(sort, one, now) && (!wanted || named(room, one));
  });
}

/**
 * @param {Sort} sort
 * @param {any} one a room
 * @param {number} now
 */
function isOf(sort, { notes, last_at: at, quintessence }, now) {
  if (sort === "silent") return !notes;
  if (sort === "quiet") return notes > 0 && at !== undefined && now - at >= QUIET * MINUTE;
  if (sort === "released") return Boolean(quintessence?.released);
  return sort === "all" || !quintessence?.released;
}

/**
 * The menu of sorts, each with how many groups are of it.
 * @param {any} step
 * @param {Desk} desk
 */
function sorting(step, desk) {
  const names = /** @type {[Sort, string][]} */ ([
    ["all", t("All groups")],
    ["silent", t("Nothing written yet")],
    ...(step.phase === "running" ? [["quiet", t("No new card for %(n)s minutes", { n: QUIET })]] : []),
    ...(step.quintessence ? [["unreleased", t("Quintessence not yet released")], ["released", t("Quintessence released")]] : []),
  ]);
  const rooms = Object.values(step.rooms);
  const now = desk.now;
  const pick = (/** @type {Event} */ event) => {
    sorts.set(step.id, /** @type {Sort} */ (/** @type {HTMLSelectElement} */ (event.target).value));
    desk.refresh();
  };
  return html`<label class="rooms-sort"><span class="heard">${t("Which groups")}</span>
    <select class="input" @change=${pick}>${names.map(([sort, name]) => html`<option value=${sort} ?selected=${(sorts.get(step.id) ?? "all") === sort}>${name}, ${number(rooms.filter((one) => isOf(sort, one, now)).length)}</option>`)}</select></label>`;
}

/**
 * Drawn anew only when something of this group has changed.
 * @param {any} step
 * @param {string} room
 * @param {Desk} desk
 * @param {boolean} brief
 */
function cell(step, room, desk, brief) {
  const one = step.rooms[room];
  if (!one) return nothing;
  const shown = desk.view.current?.step === step.id && String(step.shown_room ?? "") === room;
  const people = seats(one, desk);
  const activity = step.phase === "running" ? lastActivity(one, desk.now) : "";
  const open = () => openRoom(desk, step.id, room);
  return guard([one, shown, people, activity, brief, step.quintessence, step.focus_ideas, language()], () => html`<li class=${shown ? "room-shown" : ""}>
    <button class="room-open" type="button" @click=${open}>
      <strong dir="auto">${nameOf(step, room)}</strong>
      ${one.moderator && !brief ? html`<span class="quiet" dir="auto">${one.moderator}</span>` : nothing}
      <span>${here(one.here, people)}, ${tn("%(n)s card", "%(n)s cards", one.notes)}</span>
      ${step.quintessence ? quintessenceState(one, shown) : nothing}
      ${step.focus_ideas ? html`<span>${tn("%(n)s focus idea", "%(n)s focus ideas", one.focus ?? 0)}</span>` : nothing}
      ${activity ? html`<span class="quiet">${activity}</span>` : nothing}
      ${brief ? nothing : excerpt(one)}
    </button></li>`);
}

/**
 * People, not devices: two may sit at one.
 * @param {any} one a room
 * @param {Desk} desk
 * @returns {number}
 */
function seats({ people }, desk) {
  const known = desk.view.people.people;
  return people.reduce((/** @type {number} */ sum, /** @type {string} */ id) => sum + (known[id]?.seats ?? 1), 0);
}

/**
 * @param {number} present
 * @param {number} all
 */
function here(present, all) {
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
  const minutes = Math.floor((now - at) / MINUTE);
  return minutes < 1 ? t("writing now") : tn("last card %(n)s minute ago", "last card %(n)s minutes ago", minutes);
}

/** @param {any} one */
function excerpt({ quintessence, board }) {
  if (quintessence?.text) return html`<span class="room-words" dir="auto">${short(quintessence.text)}</span>`;
  const visible = (board?.order ?? []).filter((/** @type {string} */ id) => board.notes[id] && !board.notes[id].hidden);
  return visible.slice(-2).map((/** @type {string} */ id) => html`<span class="room-words" dir="auto">${short(board.notes[id].text)}</span>`);
}

/** @param {string} words */
function short(words) {
  if (words.length <= EXCERPT) return words;
  const cut = words.slice(0, EXCERPT);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), EXCERPT / 2))} …`;
}

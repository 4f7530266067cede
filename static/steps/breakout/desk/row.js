/** One group on the wall of groups. Drawn anew only when something of it has changed. */

import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { language, number, t, time, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { ticks } from "../../../core/ticks.js";
import { lives, needsOf } from "./attention.js";
import { nameOf } from "./naming.js";
import { seats } from "./people.js";
import { openRoom } from "./room.js";
import { ago, dotsWords, here, needWords, penWords, resultState } from "./words.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("./attention.js").Groups} Groups */
/** @typedef {import("./attention.js").Measure} Measure */
/** @typedef {import("../../../core/views.js").DeskRoom} Room */

/**
 * @param {Groups} step
 * @param {string} room
 * @param {Desk} desk
 * @param {Measure} measured
 * @param {readonly string[]} showing groups whose result may be shown, in order
 */
export function row(step, room, desk, measured, showing) {
  const one = /** @type {Room} */ (step.rooms[room]);
  const shown = isShown(step, room, desk);
  const people = seats(one.people, desk);
  const activity = measured.running || one.last_at === undefined ? ago(one.last_at, desk.now) : time(one.last_at);
  const needs = needsOf(room, one, measured);
  const taken = measured.calls[room]?.taken_by;
  const next = showing[showing.indexOf(String(step.shown_room ?? "")) + 1] === room;
  const own = lives(one) && one.ends_at !== step.ends_at ? one.ends_at : undefined;
  const dependent = [one, shown, next, people, activity, own, taken, needs.join(), step.phase, step.quintessence, showing.includes(room), language()];
  return guard(dependent, () => html`<tr class=${shown ? "room-shown" : ""}>
    <th scope="row"><button class="room-open" type="button" @click=${() => openRoom(desk, step.id, room)}><strong dir="auto">${nameOf(step, room)}</strong></button>
      <small class="quiet" dir="auto">${leader(one)}</small>
      ${own && measured.running ? html`<small class="quiet">${t("until %(time)s", { time: time(own) })}</small>` : nothing}
      ${lives(one) ? nothing : html`<small class="quiet">${t("went on in another group")}</small>`}</th>
    <td>${lives(one) ? html`<span class="ticks" aria-hidden="true" ${ticks(one.here, people)}></span><small>${here(one.here, people)}</small>` : html`<small class="quiet">–</small>`}</td>
    <td><b class="number">${number(one.notes)}</b> <small class="quiet">${activity}</small></td>
    <td>${result(step, one, shown, people)}</td>
    <td>${step.phase === "ended" ? report(step, room, desk, { may: showing.includes(room), shown, next }) : marks(one, needs, taken)}</td></tr>`);
}

/**
 * Who moderates the group, and whether their console is open.
 * @param {Room} one
 */
function leader({ moderator, console: there }) {
  if (!there) return moderator ?? t("no moderator");
  return moderator ? t("%(name)s, connected", { name: moderator }) : t("moderator connected");
}

/**
 * @param {Groups} step
 * @param {Room} one
 * @param {boolean} shown
 * @param {number} people
 */
function result(step, one, shown, people) {
  const facts = [penWords(one), step.focus_ideas ? tn("%(n)s focus idea", "%(n)s focus ideas", one.focus) : "", dotsWords(one, step.phase === "running")].filter(Boolean);
  return html`${step.quintessence || shown ? resultState(one, shown, people) : nothing}${facts.map((words) => html`<small class="quiet">${words}</small>`)}`;
}

/**
 * @param {Room} one
 * @param {readonly import("./attention.js").Need[]} needs
 * @param {"moderation" | "support" | undefined} taken
 */
function marks(one, needs, taken) {
  const help = taken === "moderation" ? t("The moderation goes there") : t("The technical support goes there");
  return html`${needs.map((need) => html`<span class="state ${need === "help" ? "state-call" : need === "unled" ? "state-open" : ""}">${need === "help" || need === "nobody" ? icon(need === "help" ? "help" : "warning", "icon-small") : nothing} ${needWords(need)}</span>`)}
    ${taken ? html`<small class="quiet">${help}</small>` : nothing}${one.frozen ? html`<small class="quiet">${t("board frozen")}</small>` : nothing}`;
}

/**
 * @param {Groups} step
 * @param {string} room
 * @param {Desk} desk
 * @param {{may: boolean, shown: boolean, next: boolean}} state
 */
function report(step, room, desk, { may, shown, next }) {
  const show = () => void desk.act({ type: "breakout.show_quintessence", step: step.id, ...(shown ? {} : { room: Number(room) }) });
  if (shown) return html`<button class="button button-plain room-show" type="button" aria-label=${t("Take %(room)s off the projector", { room: nameOf(step, room) })} @click=${show}>${t("Take off")}</button>`;
  if (!may) return html`<small class="quiet">${step.quintessence ? t("not released") : t("no focus ideas")}</small>`;
  return html`<button class="button button-plain room-show" type="button" aria-label=${t("Show %(room)s", { room: nameOf(step, room) })} @click=${show}>${icon("screen", "icon-small")} ${next ? t("Show next") : t("Show")}</button>`;
}

/**
 * @param {Groups} step
 * @param {string} room
 * @param {Desk} desk
 */
export function brief(step, room, desk) {
  const one = /** @type {Room} */ (step.rooms[room]);
  const shown = isShown(step, room, desk);
  const people = seats(one.people, desk);
  return guard([one, shown, people, step.quintessence, step.focus_ideas, language()], () => html`<li class=${shown ? "room-shown" : ""}>
    <button class="room-open" type="button" @click=${() => openRoom(desk, step.id, room)}>
      <strong dir="auto">${nameOf(step, room)}</strong>
      <span>${here(one.here, people)}, ${tn("%(n)s card", "%(n)s cards", one.notes)}</span>
      ${result(step, one, shown, people)}
    </button></li>`);
}

/**
 * @param {Groups} step
 * @param {string} room
 * @param {Desk} desk
 */
function isShown(step, room, desk) {
  return desk.view.current?.step === step.id && String(step.shown_room ?? "") === room;
}

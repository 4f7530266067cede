/**
 * Dividing the people into groups: drawn at random or mixed anew, moved by menu, announced.
 *
 * Rule: a draft is seen by the moderation only; nobody moves before it is announced.
 */

import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { language, number, t, tn } from "../../../core/i18n.js";
import { finder, finds, lookAt, rest } from "../../../core/portion.js";
import { icon } from "../../../core/said.js";
import { MENU, mover } from "./moving.js";
import { nameOf } from "./naming.js";
import { personName, seats } from "./people.js";
import { LARGE, division, minutesOf, sizing } from "./sizing.js";
import { videoMissing } from "./video.js";

/** @typedef {import("../../desk.js").Desk} Desk */

/**
 * The figure on the stage: how many groups of how many.
 * @param {any} step with a draft
 * @param {Desk} desk
 */
export function drawn({ draft }, desk) {
  const sizes = Object.values(draft.rooms).map((people) => seats(people, desk));
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const size = least === most ? number(most) : t("%(least)s to %(most)s", { least, most });
  return { large: number(sizes.length), words: t("groups of %(size)s", { size }) };
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
export function draftBody(step, desk) {
  const rooms = Object.keys(step.draft?.rooms ?? {}).toSorted((one, other) => Number(one) - Number(other));
  return html`<section class="desk-draft">${videoMissing(step)}${sizing(step, desk)}
    ${step.draft ? html`${warning(step, desk)}${unplaced(step, rooms, desk)}${drafted(step, rooms, desk)}` : nothing}</section>`;
}

/**
 * Where the session file wishes the groups of an earlier phase again, they come first.
 * @param {any} step
 * @param {Desk} desk
 * @returns {import("../../desk.js").Act[]}
 */
export function draftActs(step, desk) {
  const draw = (/** @type {"random" | "same" | "mixed"} */ source) => () => void desk.act({ type: "breakout.draft_rooms", step: step.id, ...(source === "same" ? {} : division(step, desk)), source });
  const random = { label: step.draft ? t("Draw again") : t("Draw groups at random"), does: draw("random") };
  const same = step.same_groups_as ? [{ label: t("Same groups as before"), does: draw("same") }] : [];
  const mixed = haveMet(step, desk) ? [{ label: t("Mix with new people"), does: draw("mixed") }] : [];
  const [first, ...others] = [...same, random, ...mixed];
  if (first && !step.draft) return [{ ...first, key: /** @type {const} */ (" "), main: true }, ...others];
  const publish = { label: t("Announce the groups"), main: true, does: () => announceTwice(step, desk) };
  return [publish, random, ...mixed, ...same];
}

/**
 * Whether there were groups earlier this evening.
 * @param {any} step
 * @param {Desk} desk
 */
function haveMet(step, desk) {
  return Object.values(desk.view.steps).some((/** @type {any} */ other) => other.kind === step.kind && other.id !== step.id && other.rooms && other.phase !== "prepared");
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function announceTwice(step, desk) {
  const left = Object.keys(step.draft.unplaced ?? {}).length;
  const publish = () => void desk.act({ type: "breakout.publish", step: step.id, minutes: minutesOf(step, desk) });
  if (!left) publish();
  else desk.twice("breakout.publish", tn("%(n)s person is in no group yet. Press again to announce anyway.", "%(n)s people are in no group yet. Press again to announce anyway.", left), publish);
}

/**
 * @param {any} step
 * @param {string[]} rooms
 * @param {Desk} desk
 */
function drafted(step, rooms, desk) {
  const place = `draft/${step.id}`;
  const found = fitting(step, rooms, place, desk);
  const refresh = () => desk.refresh();
  return html`${rooms.length > MENU ? finder(place, t("Number of a group, or a name"), found.length, refresh) : nothing}
    <ol class="draft-rooms">${repeat(found.slice(0, lookAt(place).most), (room) => room, (room) => group(step, room, rooms, desk))}</ol>${rest(place, found.length, refresh)}`;
}

/**
 * Digits mean the number of a group, anything else a piece of its name or of somebody's in it.
 * @param {any} step
 * @param {string[]} rooms
 * @param {string} place
 * @param {Desk} desk
 */
function fitting(step, rooms, place, desk) {
  const look = lookAt(place);
  const wanted = look.words.trim();
  if (!wanted) return rooms;
  if (/^\d+$/.test(wanted)) return rooms.filter((room) => room.startsWith(wanted));
  const fits = finds(look);
  const { people } = desk.view.people;
  return rooms.filter((room) => fits(nameOf(step, room)) || step.draft.rooms[room].some((/** @type {string} */ id) => fits(people[id]?.name ?? "")));
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function warning({ draft }, desk) {
  const large = Object.values(draft.rooms).filter((people) => seats(people, desk) > LARGE);
  return large.length ? html`<p class="aside-line draft-warning">${icon("warning", "icon-small")} ${tn("%(n)s group has more than eight people. That is many for a conversation.", "%(n)s groups have more than eight people. That is many for a conversation.", large.length)}</p>` : nothing;
}

/**
 * @param {any} step
 * @param {string[]} rooms
 * @param {Desk} desk
 */
function unplaced(step, rooms, desk) {
  const people = Object.keys(step.draft.unplaced ?? {});
  if (!people.length) return nothing;
  const place = `unplaced/${step.id}`;
  return html`<section class="draft-unplaced"><h3>${t("In no group yet")}, ${number(people.length)}</h3><ul class="draft-people">${repeat(people.slice(0, lookAt(place).most), (id) => id, (id) => person(step, id, "", rooms, desk))}</ul>${rest(place, people.length, () => desk.refresh())}</section>`;
}

/**
 * @param {any} step
 * @param {string} room
 * @param {string[]} rooms
 * @param {Desk} desk
 */
function group(step, room, rooms, desk) {
  const people = step.draft.rooms[room];
  const known = people.map((/** @type {string} */ id) => desk.view.people.people[id]);
  return guard([people, ...known, nameOf(step, room), rooms.length, language()], () => html`<li><h3>${nameOf(step, room)} <small class="quiet">${number(seats(people, desk))}</small></h3>
    <ul class="draft-people">${repeat(people, (id) => id, (/** @type {string} */ id) => person(step, id, room, rooms, desk))}</ul></li>`);
}

/**
 * @param {any} step
 * @param {string} id
 * @param {string} room "" for none
 * @param {string[]} rooms
 * @param {Desk} desk
 */
function person(step, id, room, rooms, desk) {
  const one = desk.view.people.people[id];
  return html`<li><span dir="auto">${personName(desk, id)}${one?.seats > 1 ? html` <small class="quiet">${t("%(n)s people", { n: one.seats })}</small>` : nothing}</span>
    ${mover(step, id, room, rooms, desk)}</li>`;
}

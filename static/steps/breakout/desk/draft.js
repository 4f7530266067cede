/**
 * Dividing the people into groups: how many, drawn at random, moved by menu, announced.
 *
 * Rule: a draft is seen by the moderation only; nobody moves before it is announced.
 */

import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { language, number, t, tn } from "../../../core/i18n.js";
import { finder, finds, lookAt, rest } from "../../../core/portion.js";
import { icon } from "../../../core/said.js";
import { nameOf } from "./naming.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {{by: "size" | "groups", n: number}} Wish */

const LARGE = 8;
/** More groups than a menu is good for: their number is typed instead. */
const MENU = 40;

/**
 * The figure on the stage: how many groups of how many.
 * @param {any} step with a draft
 * @param {Desk} desk
 */
export function division({ draft }, desk) {
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
  return html`<section class="desk-draft">${sizing(step, desk)}
    ${step.draft ? html`${warning(step, desk)}${unplaced(step, rooms, desk)}${drafted(step, rooms, desk)}` : nothing}</section>`;
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
 * Where the session file wishes the groups of an earlier phase again, they come first.
 * @param {any} step
 * @param {Desk} desk
 * @returns {import("../../desk.js").Act[]}
 */
export function draftActs(step, desk) {
  const draw = (/** @type {"random" | "same"} */ source) => () => void desk.act({ type: "breakout.draft_rooms", step: step.id, ...(source === "random" ? fields(wished(step, desk)) : {}), source });
  const random = { label: step.draft ? t("Draw again") : t("Draw groups at random"), does: draw("random") };
  const same = step.same_groups_as ? [{ label: t("Same groups as before"), does: draw("same") }] : [];
  const [first, ...others] = [...same, random];
  if (first && !step.draft) return [{ ...first, key: /** @type {const} */ (" "), main: true }, ...others];
  const publish = { label: t("Announce the groups"), main: true, does: () => announceTwice(step, desk) };
  return [publish, random, ...same];
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
 * @param {Desk} desk
 */
function minutesOf(step, desk) {
  return desk.live.drafts.read(`minutes:${step.id}`, desk.view.agenda.steps[step.id]?.minutes ?? 15);
}

/**
 * @param {any} step
 * @param {Desk} desk
 * @returns {Wish}
 */
function wished(step, desk) {
  const groups = step.order?.length || step.groups;
  /** @type {Wish} */
  const usual = groups ? { by: "groups", n: groups } : { by: "size", n: step.group_size ?? LARGE };
  return desk.live.drafts.read(`groups:${step.id}`, usual);
}

/** @param {Wish} wish */
function fields({ by, n }) {
  return by === "size" ? { group_size: n } : { groups: n };
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function sizing(step, desk) {
  const wish = wished(step, desk);
  const keep = (/** @type {Partial<Wish>} */ change) => {
    desk.live.drafts.write(`groups:${step.id}`, { ...wish, ...change });
    desk.refresh();
  };
  return html`<div class="draft-size">
    <label class="heard" for="draft-by">${t("Divide by")}</label>
    <select class="input" id="draft-by" @change=${(/** @type {Event} */ event) => keep({ by: valueOf(event) === "size" ? "size" : "groups" })}>
      <option value="size" ?selected=${wish.by === "size"}>${t("People in a group")}</option><option value="groups" ?selected=${wish.by === "groups"}>${t("Number of groups")}</option></select>
    <label class="heard" for="draft-n">${t("How many")}</label>
    <input class="input" id="draft-n" type="number" min="1" max="2000" inputmode="numeric" .value=${String(wish.n)} @change=${(/** @type {Event} */ event) => keep({ n: Math.max(1, Number(valueOf(event)) || 1) })}>
    <span class="quiet">${foreseen(wish, desk.view.people.here)}</span>
    <label for="draft-minutes">${t("Minutes")}</label>
    <input class="input" id="draft-minutes" type="number" min="1" max="240" inputmode="numeric" .value=${String(minutesOf(step, desk))}
      @change=${(/** @type {Event} */ event) => desk.live.drafts.write(`minutes:${step.id}`, Math.max(1, Number(valueOf(event)) || 1))}>
  </div>`;
}

/** @param {Event} event */
function valueOf(event) {
  return /** @type {HTMLInputElement | HTMLSelectElement} */ (event.target).value;
}

/**
 * @param {Wish} wish
 * @param {number} people
 */
function foreseen({ by, n }, people) {
  if (!people) return t("Nobody is here yet.");
  const groups = by === "size" ? Math.max(1, Math.ceil(people / n)) : n;
  const size = Math.ceil(people / groups);
  const words = t("%(people)s people, %(groups)s groups of up to %(size)s", { people, groups, size });
  return size > LARGE ? html`${words}. <strong>${t("More than eight are many for a conversation.")}</strong>` : words;
}

/**
 * People, not devices: two may sit at one.
 * @param {string[]} people
 * @param {Desk} desk
 */
function seats(people, desk) {
  return people.reduce((sum, id) => sum + (desk.view.people.people[id]?.seats ?? 1), 0);
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
  const name = one?.name ?? t("without a name");
  return html`<li><span dir="auto">${name}${one?.seats > 1 ? html` <small class="quiet">${t("%(n)s people", { n: one.seats })}</small>` : nothing}</span>
    ${rooms.length > MENU ? typed(step, id, room, rooms, desk) : menu(step, id, room, rooms, desk)}</li>`;
}

/**
 * @param {any} step
 * @param {string} id
 * @param {string} room
 * @param {string[]} rooms
 * @param {Desk} desk
 */
function typed(step, id, room, rooms, desk) {
  const name = desk.view.people.people[id]?.name ?? t("without a name");
  const change = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    if (rooms.includes(field.value)) void move(step, id, field.value, desk).then((moved) => moved || (field.value = room));
    else field.value = room;
  };
  return html`<input class="input" id=${`move-${id}`} type="number" min="1" max=${rooms.length} inputmode="numeric" aria-label=${t("Move %(name)s to", { name })} value=${room} @change=${change}>`;
}

/**
 * @param {any} step
 * @param {string} id
 * @param {string} room
 * @param {string[]} rooms
 * @param {Desk} desk
 */
function menu(step, id, room, rooms, desk) {
  const name = desk.view.people.people[id]?.name ?? t("without a name");
  return html`<select id=${`move-${id}`} aria-label=${t("Move %(name)s to", { name })} @change=${(/** @type {Event} */ event) => void move(step, id, valueOf(event), desk)}>
      ${room ? nothing : html`<option value="" selected>–</option>`}
      ${rooms.map((other) => html`<option value=${other} ?selected=${other === room}>${other === room ? nameOf(step, other) : t("to %(room)s", { room: nameOf(step, other) })}</option>`)}
    </select>`;
}

/**
 * The focus goes with the person: the menu stands in another list afterwards.
 * @param {any} step
 * @param {string} id
 * @param {string} room
 * @param {Desk} desk
 */
async function move(step, id, room, desk) {
  if (!room) return false;
  const { saved } = await desk.act({ type: "breakout.move_person", step: step.id, person: id, room: Number(room) });
  requestAnimationFrame(() => document.getElementById(`move-${id}`)?.focus());
  return saved;
}

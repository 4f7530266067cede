/**
 * Dividing the people into groups: drawn at random or in another way, moved by menu, pinned, announced.
 *
 * Rule: a draft is seen by the moderation only; nobody moves before it is announced. The usual path is two presses, draw
 * and announce; everything else lies in one place, behind one button above the draft.
 */

import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { language, number, t, tn } from "../../../core/i18n.js";
import { PORTION, finder, finds, lookAt, rest } from "../../../core/portion.js";
import { icon } from "../../../core/said.js";
import { choiceAct, firstWishes, plannedChoice } from "./choosing.js";
import { again, draw, haveMet } from "./drawing.js";
import { noted } from "./findings.js";
import { MENU } from "./moving.js";
import { nameOf } from "./naming.js";
import { seats } from "./people.js";
import { legend, person, reasonsShown } from "./person.js";
import { minutesOf, sizing } from "./sizing.js";
import { videoMissing } from "./video.js";
import { wishes } from "./wishes.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("../../desk.js").Act} Act */

/** Groups that are drawn at first where there are more than can be overlooked: some sixty people. */
const FIRST = 8;

/**
 * The figure on the stage: how many groups of how many.
 * @param {any} step with a draft
 * @param {Desk} desk
 */
export function drawn({ draft }, desk) {
  const sizes = Object.values(draft.rooms).map((people) => seats(people, desk));
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  const size = least === most ? number(most) : t("%(least)s to %(most)s", { least, most });
  return { large: number(sizes.length), words: tn("group of %(size)s", "groups of %(size)s", sizes.length, { size }) };
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
export function draftBody(step, desk) {
  const rooms = Object.keys(step.draft?.rooms ?? {}).toSorted((one, other) => Number(one) - Number(other));
  return html`<section class="desk-draft">${videoMissing(step)}${step.choice?.open ? nothing : sizing(step, desk)} ${wishes(step, desk)}
    <div role="status">${step.draft && !step.choice?.open ? noted(step, desk) : nothing}</div>
    ${firstWishes(step, desk)}
    ${step.draft && step.choice?.open ? html`<p class="aside-line draft-older">${icon("warning", "icon-small")} ${t("These groups were made before. Nobody’s wish is in them yet.")}</p>` : nothing}
    ${step.draft ? html`${legend(step, desk)}${unplaced(step, rooms, desk)}${drafted(step, rooms, desk)}` : nothing}</section>`;
}

/**
 * Where the session file wishes the groups of an earlier phase again, they come first.
 * @param {any} step
 * @param {Desk} desk
 * @returns {Act[]}
 */
export function draftActs(step, desk) {
  const choice = choiceAct(step, desk);
  const announce = { label: t("Announce the groups"), does: () => announceTwice(step, desk) };
  if (choice) return [{ ...choice, key: " " }, ...(step.draft ? [announce] : [])];
  if (step.draft) return [{ ...announce, main: true }, again(step, desk), ...(unheeded(step) ? [{ label: t("Divide by the wishes"), does: () => void draw(step, desk, "chosen") }] : [])];
  const from = (/** @type {import("./drawing.js").Source} */ source) => () => void draw(step, desk, source);
  const random = { label: t("Draw groups at random"), does: from("random") };
  const mixed = haveMet(step, desk) ? [{ label: t("Mix with new people"), does: from("mixed") }] : [];
  const same = step.same_groups_as ? [{ label: t("Same groups as before"), does: from("same") }, ...mixed] : [];
  const [first, second] = [...plannedChoice(step, desk), ...same, random, ...mixed];
  return [{ .../** @type {Act} */ (first), key: " ", main: true }, ...(second ? [{ ...second, spare: true }] : [])];
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function announceTwice(step, desk) {
  const left = seats(Object.keys(step.draft.unplaced ?? {}), desk);
  const publish = () => void desk.act({ type: "breakout.publish", step: step.id, minutes: minutesOf(step, desk) });
  const question = step.choice?.open
    ? t("People are choosing their group. Press again to announce the older groups all the same, without what they wish.")
    : unheeded(step)
      ? t("These groups do not follow what people chose. Press again to announce them all the same.")
      : left
        ? tn("%(n)s person is in no group yet. Press again to announce anyway.", "%(n)s people are in no group yet. Press again to announce anyway.", left)
        : "";
  if (question) desk.twice("breakout.publish", question, publish);
  else publish();
}

/**
 * Whether people have chosen, and the draft was made from something else.
 * @param {any} step with a draft
 */
function unheeded({ choice, draft }) {
  return Boolean(choice?.chosen) && draft.source !== "chosen";
}

/**
 * @param {any} step
 * @param {string[]} rooms
 * @param {Desk} desk
 */
function drafted(step, rooms, desk) {
  const place = `draft/${step.id}`;
  const portion = rooms.length > MENU ? FIRST : PORTION;
  const found = fitting(step, rooms, place, desk);
  const refresh = () => desk.refresh();
  return html`${rooms.length > MENU ? finder(place, t("Number of a group, or a name"), found.length, refresh, portion) : nothing}
    <ol class="draft-rooms">${repeat(found.slice(0, lookAt(place, portion).most), (room) => room, (room) => group(step, room, rooms, desk))}</ol>${rest(place, found.length, refresh, portion)}`;
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
 * @param {string[]} rooms
 * @param {Desk} desk
 */
function unplaced(step, rooms, desk) {
  const people = Object.keys(step.draft.unplaced ?? {});
  if (!people.length) return nothing;
  const place = `unplaced/${step.id}`;
  return html`<section class="draft-unplaced"><h3>${t("In no group yet")}, ${number(seats(people, desk))}</h3><ul class="draft-people">${repeat(people.slice(0, lookAt(place).most), (id) => id, (id) => person(step, id, "", rooms, desk))}</ul>${rest(place, people.length, () => desk.refresh())}</section>`;
}

/**
 * @param {any} step
 * @param {string} room
 * @param {string[]} rooms
 * @param {Desk} desk
 */
function group(step, room, rooms, desk) {
  const { rooms: groups, pinned = {}, reasons = {} } = step.draft;
  /** @type {string[]} */
  const people = groups[room];
  const shown = reasonsShown(step, desk);
  const known = people.flatMap((id) => [desk.view.people.people[id], pinned[id], shown && reasons[id]]);
  return guard([people, ...known, shown, nameOf(step, room), rooms.length, language()], () => html`<li><h3>${nameOf(step, room)} <small class="quiet">${number(seats(people, desk))}</small></h3>
    <ul class="draft-people">${repeat(people, (id) => id, (id) => person(step, id, room, rooms, desk))}</ul></li>`);
}

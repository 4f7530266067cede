/** People choose their group themselves: letting them, watching what is wished for, and dividing by it. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { number, t, tn } from "../../../core/i18n.js";
import { lookAt, rest } from "../../../core/portion.js";
import { tallyRow } from "../../desk.js";
import { draw } from "./drawing.js";
import { nameOf } from "./naming.js";
import { groupsForeseen, ownDivision } from "./sizing.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("../../../core/views.js").Choice} Choice */

/** Groups among which people can choose on a phone. */
const [FEWEST, MOST] = [2, 100];

/**
 * @param {any} step as it is now
 * @param {Desk} desk
 * @param {import("./wishes.js").Foot} foot
 */
export function choosing(step, desk, foot) {
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    openChoice(step, new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)), desk);
  };
  return html`<form class="desk-form" @submit=${submit}>
    <ul class="desk-facts"><li>${t("Everybody sees the groups on the own device and says where they would like to be.")}</li>
      <li>${t("You see how many wish for which group. Nobody moves before you announce the groups.")}</li>
      <li>${t("Whoever wishes for nothing is put where there is room.")}</li></ul>
    <p class="field field-number"><label for="choice-groups">${t("Number of groups")}</label>
      <input class="input" id="choice-groups" name="groups" type="number" min=${FEWEST} max=${MOST} required inputmode="numeric" .value=${String(groupsOffered(step, desk))}></p>
    <p class="field field-number"><label for="choice-capacity">${t("Places in each group, if they are limited")}</label>
      <input class="input" id="choice-capacity" name="capacity" type="number" min="1" max="1000" inputmode="numeric" .value=${step.choice?.exact ? String(step.choice.capacity) : ""}>
      <small>${t("With a number, no group gets more people than that. Without one, every group gets about an even share, and grows where somebody would be left without a place. Where more wish for a group, lots decide.")}</small></p>
    ${foot(html`<button class="button" type="submit">${t("Let people choose")}</button>`)}</form>`;
}

/**
 * An empty limit lifts the one before. Whoever names fewer places than there are people is asked whether that is meant.
 * @param {any} step
 * @param {FormData} form
 * @param {Desk} desk
 */
export function openChoice(step, form, desk) {
  const [groups, capacity] = [Number(form.get("groups")), Number(form.get("capacity"))];
  const usual = !ownDivision(step, desk) && groups === groupsOffered(step, desk);
  const open = async () => {
    const { saved } = await desk.act({ type: "breakout.open_choice", step: step.id, ...(usual ? {} : { groups }), capacity });
    if (saved) desk.close();
  };
  const [room, people] = [groups * capacity, desk.view.people.here];
  if (!capacity || room >= people) void open();
  else desk.twice(`breakout.open_choice/${groups}/${capacity}`, tn("That is %(n)s place for the %(people)s people who are here. Press again to let them choose all the same.", "That is %(n)s places for the %(people)s people who are here. Press again to let them choose all the same.", room, { people }), () => void open());
}

/**
 * As many as there are to choose from already, unless somebody at this desk has said something else.
 * @param {any} step
 * @param {Desk} desk
 */
function groupsOffered(step, desk) {
  const before = ownDivision(step, desk) ? 0 : step.choice?.order.length;
  return Math.min(MOST, Math.max(FEWEST, before || groupsForeseen(step, desk)));
}

/**
 * What is wished for first, group by group; nothing where nobody was asked.
 * @param {any} step
 * @param {Desk} desk
 */
export function firstWishes(step, desk) {
  /** @type {Choice | undefined} */
  const choice = step.choice;
  if (!choice || (!choice.open && step.draft)) return nothing;
  const place = `choice/${step.id}`;
  const { most } = lookAt(place);
  return html`<section class="desk-tally draft-choice"><h3>${choice.open ? t("First wishes so far") : t("First wishes")}</h3>
    ${repeat(choice.order.slice(0, most), (room) => room, (room) => tallyRow(html`<span dir="auto">${nameOf(step, room)}</span> <small class="quiet">${places(choice, room)}</small>`, choice.rooms[room]?.first ?? 0, choice.chosen ?? 0))}
    ${rest(place, choice.order.length, () => desk.refresh())}</section>`;
}

/**
 * The figure on the stage while people choose.
 * @param {any} step
 */
export function wished({ choice }) {
  return { large: t("%(n)s of %(of)s", { n: number(choice.chosen), of: number(choice.of) }), words: t("have chosen") };
}

/**
 * @param {any} step
 * @param {Desk} desk
 * @returns {import("../../desk.js").Act | undefined} the next act of a choice that is not yet a draft
 */
export function choiceAct(step, desk) {
  /** @type {Choice | undefined} */
  const choice = step.choice;
  if (choice?.open) return { label: t("Close and divide"), main: true, does: () => void closeAndDivide(step, desk) };
  return choice?.chosen && !step.draft ? { label: t("Divide by the wishes"), main: true, does: () => void draw(step, desk, "chosen") } : undefined;
}

/**
 * Where the session file plans it, one press lets people choose as planned.
 * @param {any} step
 * @param {Desk} desk
 * @returns {import("../../desk.js").Act[]}
 */
export function plannedChoice(step, desk) {
  if (!step.choice_planned || step.choice) return [];
  return [{ label: t("Let people choose"), does: () => void desk.act({ type: "breakout.open_choice", step: step.id }) }];
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
async function closeAndDivide(step, desk) {
  if ((await desk.act({ type: "breakout.close_choice", step: step.id })).saved) await draw(step, desk, "chosen");
}

/**
 * How far the wishes go beyond the places. An even share is no limit of which people need to know.
 * @param {Choice} choice
 * @param {string} room
 * @returns {string}
 */
export function places({ capacity, exact, rooms }, room) {
  const full = (rooms[room]?.first ?? 0) > capacity;
  if (!exact) return full ? t("more than an even share of about %(n)s, so lots decide", { n: number(capacity) }) : "";
  return full ? tn("%(n)s place, lots decide", "%(n)s places, lots decide", capacity) : tn("%(n)s place", "%(n)s places", capacity);
}

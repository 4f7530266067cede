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

/**
 * @param {any} step as it is now
 * @param {Desk} desk
 * @param {import("./wishes.js").Foot} foot
 */
export function choosing(step, desk, foot) {
  const own = ownDivision(step, desk);
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const capacity = Number(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get("capacity"));
    const wish = { type: "breakout.open_choice", step: step.id, ...own, ...(capacity ? { capacity } : {}) };
    if ((await desk.act(wish)).saved) desk.close();
  };
  return html`<form class="desk-form" @submit=${submit}>
    <ul class="desk-facts"><li>${own ? foreseen(groupsForeseen(step, desk)) : t("Everybody sees the groups of the plan on the own device and says where they would like to be.")}</li>
      <li>${t("You see how many wish for which group. Nobody moves before you announce the groups.")}</li>
      <li>${t("Whoever wishes for nothing is put where there is room.")}</li></ul>
    <p class="field field-number"><label for="choice-capacity">${t("Places in each group, if they are limited")}</label>
      <input class="input" id="choice-capacity" name="capacity" type="number" min="1" max="1000" inputmode="numeric" .value=${step.choice?.exact ? String(step.choice.capacity) : ""}>
      <small>${t("Where more wish for a group than there are places, lots decide.")}</small></p>
    ${foot(html`<button class="button" type="submit">${t("Let people choose")}</button>`)}</form>`;
}

/** @param {number} groups */
function foreseen(groups) {
  return tn("Everybody sees %(n)s group on the own device and says where they would like to be.", "Everybody sees %(n)s groups on the own device and says where they would like to be.", groups);
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
    ${repeat(choice.order.slice(0, most), (room) => room, (room) => tallyRow(html`<span dir="auto">${nameOf(step, room)}</span> ${places(choice, room)}`, choice.rooms[room]?.first ?? 0, choice.chosen ?? 0))}
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
 * @param {Choice} choice
 * @param {string} room
 */
function places({ capacity, rooms }, room) {
  if (!capacity) return nothing;
  const full = (rooms[room]?.first ?? 0) > capacity;
  return html`<small class="quiet">${full ? tn("%(n)s place, lots decide", "%(n)s places, lots decide", capacity) : tn("%(n)s place", "%(n)s places", capacity)}</small>`;
}

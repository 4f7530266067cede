/** Above the wall of groups: which of them stand out, which are shown, in which order, and what all of them are told. */

import { html, nothing } from "lit-html";
import { number, t } from "../../../core/i18n.js";
import { PORTION, finder, finds, lookAt } from "../../../core/portion.js";
import { icon } from "../../../core/said.js";
import { NEEDS, needsOf, urgentFirst } from "./attention.js";
import { openBroadcast } from "./broadcast.js";
import { openDots } from "./dots.js";
import { valueOf } from "./moving.js";
import { numbersOf } from "./naming.js";
import { needWords } from "./words.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("./attention.js").Groups} Groups */
/** @typedef {import("./attention.js").Need} Need */
/** @typedef {import("./attention.js").Measure} Measure */
/** @typedef {"all" | "empty" | "unreleased" | "released"} Sort */
/** @typedef {{sort: Sort, need?: Need | undefined, urgent: boolean}} Choice what is shown: a matter of where one looks */

/** More groups than can be overlooked at once. */
const MANY = 24;

/** Rows of the wall that are drawn at first where there are more than a hundred groups. */
const FIRST_ROWS = 40;

/** @type {Map<string, Choice>} */
const choices = new Map();

/**
 * How many rows of the wall are drawn at once.
 * @param {Groups} step
 */
export function rowsAtFirst(step) {
  return numbersOf(step).length > PORTION ? FIRST_ROWS : PORTION;
}

/**
 * The groups that are shown, in their order. Digits mean the number of a group, anything else a piece of its name, of its
 * moderator's or of somebody's in it.
 * @param {Groups} step
 * @param {Desk} desk
 * @param {Measure} measured
 * @returns {string[]}
 */
export function fitting(step, desk, measured) {
  const look = lookAt(`rooms/${step.id}`);
  const wanted = look.words.trim();
  const { sort, need, urgent } = choiceOf(step);
  const fits = finds(look);
  const { people } = desk.view.people;
  const named = (/** @type {string} */ room, /** @type {any} */ one) =>
    /^\d+$/.test(wanted) ? room.startsWith(wanted) : fits(`${one.name ?? ""} ${one.moderator ?? ""}`) || one.people.some((/** @type {string} */ id) => fits(people[id]?.name ?? ""));
  const needs = (/** @type {string} */ room) => needsOf(room, /** @type {any} */ (step.rooms[room]), measured);
  const found = numbersOf(step).filter((room) => {
    const one = step.rooms[room];
    return one && isOf(sort, one) && (!need || needs(room).includes(need)) && (!wanted || named(room, one));
  });
  return urgent ? urgentFirst(found, needs) : found;
}

/**
 * @param {Groups} step
 * @param {Desk} desk
 * @param {Measure} measured
 * @param {number} found
 */
export function tools(step, desk, measured, found) {
  const many = numbersOf(step).length > MANY;
  return html`<div class="rooms-tools">${standing(step, desk, measured)}
      ${measured.running ? html`<span class="rooms-acts"><button class="button button-plain" type="button" @click=${() => openBroadcast(desk, step.id)}>${t("Tell the groups")}</button>
        <button class="button button-plain" type="button" @click=${() => openDots(desk, step.id)}>${t("Dots")}</button></span>` : nothing}</div>
    ${many ? html`<div class="rooms-tools">${finder(`rooms/${step.id}`, t("Number or name of a group, or of somebody in it"), found, () => desk.refresh(), rowsAtFirst(step))} ${sorting(step, desk)}</div>` : nothing}`;
}

/**
 * How many groups need what; a press shows only those.
 * @param {Groups} step
 * @param {Desk} desk
 * @param {Measure} measured
 */
function standing(step, desk, measured) {
  const choice = choiceOf(step);
  const all = numbersOf(step).flatMap((room) => needsOf(room, /** @type {any} */ (step.rooms[room]), measured));
  const counts = NEEDS.map((need) => /** @type {const} */ ([need, all.filter((one) => one === need).length])).filter(([need, n]) => n || choice.need === need);
  const choose = (/** @type {Partial<Choice>} */ change) => {
    choices.set(step.id, { ...choice, ...change });
    desk.refresh();
  };
  if (!counts.length) return html`<p class="quiet rooms-standing">${measured.running ? html`${icon("check", "icon-small")} ${t("No group needs anybody now.")}` : nothing}</p>`;
  return html`<div class="rooms-standing" role="group" aria-label=${t("Show only groups like this")}>
    ${counts.map(([need, n]) => html`<button class="button button-plain rooms-need ${need === "help" ? "rooms-need-now" : ""}" type="button" aria-pressed=${choice.need === need} @click=${() => choose({ need: choice.need === need ? undefined : need })}>${needWords(need)} <b>${number(n)}</b></button>`)}
    ${numbersOf(step).length > 2 ? html`<button class="button button-plain rooms-need" type="button" aria-pressed=${choice.urgent} @click=${() => choose({ urgent: !choice.urgent })}>${t("Most urgent first")}</button>` : nothing}</div>`;
}

/**
 * @param {Groups} step
 * @param {Desk} desk
 */
function sorting(step, desk) {
  const { sort } = choiceOf(step);
  const names = /** @type {[Sort, string][]} */ ([
    ["all", t("All groups")],
    ["empty", t("Nothing written yet")],
    ...(step.quintessence ? [["unreleased", t("Quintessence not yet released")], ["released", t("Quintessence released")]] : []),
  ]);
  const rooms = Object.values(step.rooms);
  const pick = (/** @type {Event} */ event) => {
    choices.set(step.id, { ...choiceOf(step), sort: /** @type {Sort} */ (valueOf(event)) });
    desk.refresh();
  };
  return html`<label class="rooms-sort"><span class="heard">${t("Which groups")}</span>
    <select class="input" @change=${pick}>${names.map(([name, words]) => html`<option value=${name} ?selected=${sort === name}>${words}, ${number(rooms.filter((one) => isOf(name, one)).length)}</option>`)}</select></label>`;
}

/**
 * @param {Sort} sort
 * @param {import("../../../core/views.js").DeskRoom} one
 */
function isOf(sort, { notes, quintessence }) {
  if (sort === "empty") return !notes;
  if (sort === "released") return Boolean(quintessence?.released);
  return sort === "all" || !quintessence?.released;
}

/**
 * @param {Groups} step
 * @returns {Choice}
 */
function choiceOf({ id }) {
  return choices.get(id) ?? { sort: "all", urgent: false };
}

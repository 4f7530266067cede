/**
 * Enters the wishes of people who cannot choose on a page of their own, as on the telephone.
 *
 * Rule: what somebody has chosen is never replaced unasked. The desk learns of it from the server, person by person, when
 * it would be replaced: who has chosen what is nobody's to look up.
 */

import { html } from "lit-html";
import { t, tn } from "../../../core/i18n.js";
import { valueOf } from "./moving.js";
import { nameOf } from "./naming.js";
import { names } from "./people.js";
import { seeking } from "./seeking.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {{rooms: string[], people: Set<string>, standing: Set<string>}} Entry `standing`: of them a wish is known */

/** As many groups can be wished for, the dearest first. */
const WISHES = 3;
const CHOSEN = "breakout.has_chosen";

/** @returns {Entry} */
export function entry() {
  return { rooms: [], people: new Set(), standing: new Set() };
}

/**
 * @param {any} step as it is now, while people choose
 * @param {Entry} entered
 * @param {Desk} desk
 * @param {import("./wishes.js").Foot} foot
 */
export function entering(step, entered, desk, foot) {
  const { people, standing } = entered;
  if (!step.choice?.open) return html`<p>${t("Nobody can choose any more.")}</p>${foot()}`;
  const choose = (/** @type {string} */ id, /** @type {boolean} */ on) => {
    if (on) people.add(id);
    else people.delete(id);
    desk.refresh();
  };
  const fact = (/** @type {string} */ id) => [desk.view.people.people[id]?.source === "phone" ? t("telephone") : "", standing.has(id) ? t("has chosen already") : ""].filter(Boolean).join(", ");
  return html`<div class="desk-form"><div class="entry-wishes">${Array.from({ length: WISHES }, (_, index) => wish(step, entered, index, desk))}</div>
    ${seeking(desk, { place: `entering/${step.id}`, legend: t("Who wishes for it?"), chosen: (id) => people.has(id), choose, fact })}
    ${foot(html`<span class="links-chosen" role="status">${names([...people], desk)}</span> <button class="button" type="button" ?disabled=${!people.size} @click=${() => void enter(step, entered, desk)}>${people.size ? tn("Enter for %(n)s person", "Enter for %(n)s people", people.size) : t("Enter")}</button>`)}</div>`;
}

/**
 * Whoever was entered is chosen no more; whoever has chosen already stays chosen, and it is asked back.
 * @param {any} step
 * @param {Entry} entered
 * @param {Desk} desk
 */
export async function enter(step, entered, desk) {
  const { people, standing } = entered;
  const rooms = wanted(step, entered);
  const done = () => desk.say(t("Entered for %(room)s.", { room: nameOf(step, String(rooms[0])) }));
  for (const person of [...people].filter((id) => !standing.has(id))) {
    const outcome = await desk.act({ type: "breakout.wish", step: step.id, person, rooms });
    if (outcome.saved) people.delete(person);
    else if (outcome.code === CHOSEN) standing.add(person);
    else return;
  }
  const left = [...people];
  if (!left.length) {
    done();
    return;
  }
  const sentence = tn("%(names)s has chosen already. Press again to put this in its place.", "%(names)s have chosen already. Press again to put this in its place.", left.length, { names: names(left, desk) });
  desk.twice(`breakout.wish/${rooms.join()}/${left.join()}`, sentence, () => void replace(step, rooms, entered, desk).then((all) => all && done()));
}

/**
 * @param {any} step
 * @param {number[]} rooms
 * @param {Entry} entered
 * @param {Desk} desk
 */
async function replace(step, rooms, { people }, desk) {
  for (const person of [...people]) {
    const { saved } = await desk.act({ type: "breakout.wish", step: step.id, person, rooms, replacing: true });
    if (!saved) return false;
    people.delete(person);
  }
  return true;
}

/**
 * The groups that are entered, the dearest first, each once. Where nothing is said, the first one stands in the field.
 * @param {any} step
 * @param {Entry} entered
 */
function wanted({ choice }, { rooms }) {
  const order = /** @type {string[]} */ (choice.order);
  const [first = "", ...rest] = rooms;
  const all = [order.includes(first) ? first : String(order[0]), ...rest.filter((room) => order.includes(room))];
  return [...new Set(all)].map(Number);
}

/**
 * @param {any} step
 * @param {Entry} entered
 * @param {number} index
 * @param {Desk} desk
 */
function wish(step, entered, index, desk) {
  const order = /** @type {string[]} */ (step.choice.order);
  const { [index]: room = index ? "" : order[0] } = entered.rooms;
  const change = (/** @type {Event} */ event) => {
    entered.rooms[index] = valueOf(event);
    desk.refresh();
  };
  const label = [t("Wished for most"), t("Second wish, if there is one"), t("Third wish, if there is one")][index];
  return html`<p class="field"><label for=${`entry-room-${index}`}>${label}</label>
    <select class="input" id=${`entry-room-${index}`} @change=${change}>${index ? html`<option value="" ?selected=${!room}>–</option>` : ""}${order.map((one) => html`<option value=${one} ?selected=${one === room}>${nameOf(step, one)}</option>`)}</select></p>`;
}

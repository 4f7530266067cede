/** Enters the wishes of people who cannot choose themselves, as on the telephone: which group they want to be in most. */

import { html } from "lit-html";
import { t, tn } from "../../../core/i18n.js";
import { valueOf } from "./moving.js";
import { nameOf } from "./naming.js";
import { names } from "./people.js";
import { seeking } from "./seeking.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {{room: string, people: Set<string>}} Entry */

/**
 * @param {any} step as it is now, while people choose
 * @param {Entry} entry
 * @param {Desk} desk
 * @param {import("./wishes.js").Foot} foot
 */
export function entering(step, entry, desk, foot) {
  const { people } = entry;
  if (!step.choice?.open) return html`<p>${t("Nobody can choose any more.")}</p>${foot()}`;
  const order = /** @type {string[]} */ (step.choice.order);
  const room = order.includes(entry.room) ? entry.room : String(order[0]);
  const change = (/** @type {Event} */ event) => {
    entry.room = valueOf(event);
    desk.refresh();
  };
  const choose = (/** @type {string} */ id, /** @type {boolean} */ on) => {
    if (on) people.add(id);
    else people.delete(id);
    desk.refresh();
  };
  const submit = (/** @type {SubmitEvent} */ event) => event.preventDefault();
  return html`<form class="desk-form" @submit=${submit}><p class="field"><label for="entry-room">${t("Wished for most")}</label>
      <select class="input" id="entry-room" @change=${change}>${order.map((one) => html`<option value=${one} ?selected=${one === room}>${nameOf(step, one)}</option>`)}</select></p>
    ${seeking(desk, { place: `entering/${step.id}`, legend: t("Who wishes for it?"), chosen: (id) => people.has(id), choose, fact: (id) => (desk.view.people.people[id]?.source === "phone" ? t("telephone") : "") })}
    ${foot(html`<span class="links-chosen" role="status">${names([...people], desk)}</span> <button class="button" type="button" ?disabled=${!people.size} @click=${() => void enter(step, room, people, desk)}>${people.size ? tn("Enter for %(n)s person", "Enter for %(n)s people", people.size) : t("Enter")}</button>`)}</form>`;
}

/**
 * Whoever was entered is chosen no more; at a refusal the others stay chosen.
 * @param {any} step
 * @param {string} room
 * @param {Set<string>} people
 * @param {Desk} desk
 */
async function enter(step, room, people, desk) {
  for (const person of [...people]) {
    const { saved } = await desk.act({ type: "breakout.wish", step: step.id, person, rooms: [Number(room)] });
    if (!saved) return;
    people.delete(person);
  }
  desk.say(t("Entered for %(room)s.", { room: nameOf(step, room) }));
}

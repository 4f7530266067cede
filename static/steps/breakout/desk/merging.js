/** Lets a group that became too small go on with another one: which, and what happens to people and cards. */

import { html } from "lit-html";
import { number, t, tn } from "../../../core/i18n.js";
import { lives } from "./attention.js";
import { MENU, valueOf } from "./moving.js";
import { nameOf, numbersOf } from "./naming.js";
import { seats } from "./people.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("./attention.js").Groups} Groups */

/**
 * The groups that could take the people in, those with the fewest people here first.
 * @param {Pick<Groups, "rooms">} step
 * @param {string} room
 * @returns {string[]}
 */
export function hosts({ rooms }, room) {
  const here = (/** @type {string} */ other) => rooms[other]?.here ?? 0;
  return numbersOf({ rooms }).filter((other) => other !== room && rooms[other] && lives(/** @type {any} */ (rooms[other]))).toSorted((one, other) => here(one) - here(other));
}

/**
 * @param {Desk} desk
 * @param {string} id of the step
 * @param {string} room
 */
export function openMerging(desk, id, room) {
  const choice = { into: hosts(/** @type {Groups} */ (desk.view.steps[id]), room)[0] ?? "" };
  desk.open(() => {
    const step = /** @type {Groups} */ (desk.view.steps[id]);
    const title = t("Merge %(room)s with another group", { room: nameOf(step, room) });
    const one = step.rooms[room];
    if (!one || !lives(one)) return { title, body: html`<p>${t("This group no longer exists. Its cards are kept.")}</p>` };
    return { title, body: html`${choosing(step, room, choice, desk)} ${consequences(step, room, choice.into, desk)}
      <p class="desk-form-end"><button class="button" type="button" ?disabled=${!choice.into} @click=${() => void merge(step, room, choice.into, desk)}>${t("Merge the groups")}</button></p>` };
  });
}

/**
 * @param {Groups} step
 * @param {string} room
 * @param {{into: string}} choice
 * @param {Desk} desk
 */
function choosing(step, room, choice, desk) {
  const others = hosts(step, room);
  const words = (/** @type {string} */ other) => t("%(room)s, %(n)s here", { room: nameOf(step, other), n: number(step.rooms[other]?.here ?? 0) });
  const choose = (/** @type {Event} */ event) => {
    choice.into = others.includes(valueOf(event)) ? valueOf(event) : "";
    desk.refresh();
  };
  return html`<p class="field"><label for="merge-into">${t("Goes on in")}</label>
    ${others.length > MENU
      ? html`<input class="input" id="merge-into" type="number" min="1" inputmode="numeric" .value=${choice.into} @change=${choose}>${choice.into ? html`<small>${words(choice.into)}</small>` : html`<small>${t("Please write the number of a group.")}</small>`}`
      : html`<select class="input" id="merge-into" @change=${choose}>${others.map((other) => html`<option value=${other} ?selected=${other === choice.into}>${words(other)}</option>`)}</select>`}</p>`;
}

/**
 * @param {Groups} step
 * @param {string} room
 * @param {string} into
 * @param {Desk} desk
 */
function consequences(step, room, into, desk) {
  const one = step.rooms[room];
  if (!one || !into) return "";
  const names = { room: nameOf(step, room), into: nameOf(step, into) };
  const people = seats(one.people, desk);
  return html`<ul class="desk-facts">
    <li>${tn("%(n)s person of %(room)s goes over to %(into)s and sees its board and its video room.", "%(n)s people of %(room)s go over to %(into)s and see its board and its video room.", people, names)}</li>
    <li>${tn("%(n)s card and the focus ideas go along; nothing is lost.", "%(n)s cards and the focus ideas go along; nothing is lost.", one.notes)}</li>
    ${one.quintessence?.text ? html`<li>${t("The quintessence of %(room)s stays as it is and can still be read.", names)}</li>` : ""}
    <li>${t("“Undo” parts the two groups again.")}</li></ul>`;
}

/**
 * @param {Groups} step
 * @param {string} room
 * @param {string} into
 * @param {Desk} desk
 */
async function merge(step, room, into, desk) {
  const sentence = t("%(room)s goes on in %(into)s. “Undo” parts them again.", { room: nameOf(step, room), into: nameOf(step, into) });
  if (!(await desk.act({ type: "breakout.merge_rooms", step: step.id, room: Number(room), into: Number(into) })).saved) return;
  desk.close();
  desk.say(sentence);
}

/** Who shall be in one group, and who in different ones: the wishes so far, and a new one. */

import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { nameOf } from "./naming.js";
import { names, personName, places } from "./people.js";
import { seeking } from "./seeking.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("../../../core/views.js").Linked} Linked */
/** @typedef {{how: Linked["how"], people: Set<string>}} Choice */

/** As many people as the server takes for one wish. */
const MOST = 50;

/**
 * @param {any} step as it is now
 * @param {Choice} choice
 * @param {Desk} desk
 * @param {import("./wishes.js").Foot} foot
 */
export function linking(step, choice, desk, foot) {
  const { how, people } = choice;
  const turn = (/** @type {Linked["how"]} */ other) => () => {
    choice.how = other;
    desk.refresh();
  };
  const choose = (/** @type {string} */ id, /** @type {boolean} */ on) => {
    if (on && people.size < MOST) people.add(id);
    else people.delete(id);
    desk.refresh();
  };
  const few = people.size < 2;
  return html`<div class="desk-form">${wished(step, desk)}
    <fieldset class="field choices links-how"><legend>${t("A new wish")}</legend>
      <label><input type="radio" name="links-how" .checked=${how === "together"} @change=${turn("together")}> ${t("These people come into one group")}</label>
      <label><input type="radio" name="links-how" .checked=${how === "apart"} @change=${turn("apart")}> ${t("These people come into different groups")}</label></fieldset>
    ${seeking(desk, { place: `links/${step.id}`, legend: t("Who?"), chosen: (id) => people.has(id), choose, fact: (id) => where(step, id, desk) })}
    ${foot(html`<span class="links-chosen" role="status">${people.size ? chosen([...people], choose, desk) : t("Choose two people or more.")}</span>
      <button class="button" type="button" ?disabled=${few} @click=${() => void save(step, choice, desk)}>${how === "together" ? t("Keep together") : t("Keep apart")}</button>`)}</div>`;
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function wished(step, desk) {
  /** @type {[string, Linked][]} */
  const links = Object.entries((step.draft ?? step).links ?? {});
  if (!links.length) return html`<p class="quiet">${t("For example an assistant and whom they assist, or two people who had better not meet.")}</p>`;
  return html`<section><h3>${tn("%(n)s wish so far", "%(n)s wishes so far", links.length)}</h3><ul class="desk-list wishes-list">${repeat(links, ([id]) => id, ([id, { how, people }]) => {
    const who = { names: names(people, desk) };
    const words = how === "together" ? t("Together: %(names)s", who) : t("Apart: %(names)s", who);
    return html`<li><span>${words}</span><button class="button button-bare" type="button" aria-label=${t("Remove: %(words)s", { words })} @click=${() => void desk.act({ type: "breakout.unlink_people", step: step.id, link: id })}>${icon("close", "icon-small")} ${t("Remove")}</button></li>`;
  })}</ul></section>`;
}

/**
 * @param {string[]} people
 * @param {(id: string, on: boolean) => void} choose
 * @param {Desk} desk
 */
function chosen(people, choose, desk) {
  return people.map((id) => html`<button class="button button-plain" type="button" aria-label=${t("Do not choose %(name)s", { name: personName(desk, id) })} @click=${() => choose(id, false)}><span dir="auto">${personName(desk, id)}</span> ${icon("close", "icon-small")}</button>`);
}

/**
 * @param {any} step
 * @param {string} id
 * @param {Desk} desk
 */
function where(step, id, desk) {
  if (!desk.view.people.people[id]?.here) return t("away");
  const room = step.draft && places(step.draft.rooms).get(id);
  return room ? nameOf(step, room) : "";
}

/**
 * @param {any} step
 * @param {Choice} choice
 * @param {Desk} desk
 */
async function save(step, choice, desk) {
  const people = [...choice.people];
  if (!(await desk.act({ type: "breakout.link_people", step: step.id, how: choice.how, people })).saved) return;
  choice.people.clear();
  desk.say(step.draft ? t("Saved. It counts when you draw again.") : t("Saved. It counts when you draw."));
}

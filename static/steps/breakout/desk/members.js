/** The people of a group: who is here, who came later and why they are in this group, and the way into another one. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t, time } from "../../../core/i18n.js";
import { lives } from "./attention.js";
import { mover } from "./moving.js";
import { nameOf, numbersOf } from "./naming.js";
import { latecomers, personName } from "./people.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("./attention.js").Groups} Groups */

/** As many as are told of in one look. */
const LATEST = 8;

/** @param {import("./room.js").Place} place */
export function members({ step, room, one, desk }) {
  if (!one.people.length) return html`<p class="quiet">${t("Nobody is in this group.")}</p>`;
  const late = new Set(latecomers(step, desk.view.people.people));
  const movable = step.phase === "running" && lives(one);
  const rooms = living(step);
  return html`<ul class="room-members">${repeat(one.people, (id) => id, (id) => {
    const { here = false, phone = 0 } = desk.view.people.people[id] ?? {};
    const facts = [phone ? t("telephone") : "", here ? "" : phone ? t("hung up") : t("away"), late.has(id) ? t("came later, smallest group") : ""].filter(Boolean);
    return html`<li><span class=${desk.view.people.people[id]?.here ? "" : "quiet"}><span dir="auto">${personName(desk, id)}</span>${facts.length ? html` <small class="quiet">${facts.join(", ")}</small>` : nothing}</span>
      ${movable && rooms.length > 1 ? mover(step, id, room, rooms, desk) : nothing}</li>`;
  })}</ul>`;
}

/**
 * Below the wall: who came after the beginning and where they were put.
 * @param {Groups} step
 * @param {Desk} desk
 */
export function arrivals(step, desk) {
  const { people } = desk.view.people;
  const late = latecomers(step, people);
  if (!late.length) return nothing;
  return html`<section class="rooms-late"><h3>${t("Came after the beginning")}</h3><table class="desk-table"><tbody>${repeat(late.slice(0, LATEST), (id) => id, (id) => html`<tr>
    <td class="nowrap desk-moment">${time(people[id].joined_at)}</td><th scope="row" dir="auto">${personName(desk, id)}</th><td dir="auto">${nameOf(step, String(people[id].room))}</td><td class="quiet">${t("smallest group")}</td></tr>`)}</tbody></table></section>`;
}

/** @param {Groups} step */
function living(step) {
  return numbersOf(step).filter((room) => step.rooms[room] && lives(/** @type {any} */ (step.rooms[room])));
}

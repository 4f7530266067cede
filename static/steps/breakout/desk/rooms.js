/** All groups of a phase at a glance: a table while the desk is at them, a few facts below later steps. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../../../core/i18n.js";
import { lookAt, rest } from "../../../core/portion.js";
import { measure } from "./attention.js";
import { numbersOf } from "./naming.js";
import { brief, row } from "./row.js";
import { fitting, rowsAtFirst, tools } from "./tools.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("../../../core/views.js").DeskBreakout} Groups */

/**
 * Groups whose result may go on the projector, in order: a released quintessence, or focus ideas where none is planned.
 * @param {Pick<Groups, "rooms" | "quintessence">} step
 * @returns {string[]}
 */
export function showable(step) {
  return numbersOf(step).filter((room) => {
    const one = step.rooms[room];
    return step.quintessence ? one?.quintessence?.released : one?.focus;
  });
}

/**
 * @param {Groups} step
 * @param {Desk} desk
 */
export function wall(step, desk) {
  const measured = measure(step, desk.now);
  const found = fitting(step, desk, measured);
  const place = `rooms/${step.id}`;
  const portion = rowsAtFirst(step);
  const rooms = found.slice(0, lookAt(place, portion).most);
  const showing = step.phase === "ended" ? showable(step) : [];
  return html`${tools(step, desk, measured, found.length)}
    ${found.length ? html`<table class="rooms-table"><thead><tr>
        <th scope="col">${t("Group")}</th><th scope="col">${t("People")}</th><th scope="col">${t("Cards")}</th><th scope="col">${step.quintessence ? t("Quintessence") : t("Result")}</th>
        <th scope="col">${step.phase === "ended" ? t("Projector") : html`<span class="heard">${t("What stands out")}</span>`}</th></tr></thead>
      <tbody>${repeat(rooms, (room) => room, (room) => row(step, room, desk, measured, showing))}</tbody></table>` : html`<p class="quiet">${t("No group is like that.")}</p>`}
    ${rest(place, found.length, () => desk.refresh(), portion)}`;
}

/**
 * What stays in sight when the room has gone on.
 * @param {Groups} step
 * @param {Desk} desk
 */
export function briefWall(step, desk) {
  const place = `rooms/${step.id}`;
  const rooms = numbersOf(step).slice(0, lookAt(place).most);
  return html`<ol class="rooms">${repeat(rooms, (room) => room, (room) => (step.rooms[room] ? brief(step, room, desk) : nothing))}</ol>${rest(place, numbersOf(step).length, () => desk.refresh())}`;
}

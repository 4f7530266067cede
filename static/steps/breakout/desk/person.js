/** One person in the draft: the name, what is known of the place, the pin, and the way into another group. */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { mover } from "./moving.js";
import { personName } from "./people.js";
import { why } from "./reasons.js";

/** @typedef {import("../../desk.js").Desk} Desk */

/**
 * @param {any} step with a draft
 * @param {string} id
 * @param {string} room "" for none
 * @param {string[]} rooms
 * @param {Desk} desk
 */
export function person(step, id, room, rooms, desk) {
  const { seats = 1, phone = 0 } = desk.view.people.people[id] ?? {};
  const pinned = Boolean(step.draft.pinned?.[id]);
  const facts = [phone ? t("telephone") : "", seats > 1 ? t("%(n)s people", { n: seats }) : "", pinned ? t("stays") : "", room && reasonsShown(step, desk) ? why(step, id, room, desk) : ""].filter(Boolean);
  return html`<li><span><span dir="auto">${personName(desk, id)}</span>${facts.length ? html` <small class="quiet">${facts.join(", ")}</small>` : nothing}</span>
    ${room ? pin(step, id, pinned, desk) : nothing} ${mover(step, id, room, rooms, desk)}</li>`;
}

/**
 * Above the groups: what the pins are for, and whether the reasons are shown.
 * @param {any} step
 * @param {Desk} desk
 */
export function legend(step, desk) {
  const shown = reasonsShown(step, desk);
  const turn = () => {
    desk.live.drafts.write(`reasons:${step.id}`, shown ? undefined : true);
    desk.refresh();
  };
  return html`<p class="draft-legend"><span class="aside-line quiet small">${icon("pin", "icon-small")} <span>${t("Whoever is pinned stays when you draw again.")}</span></span>
    <label class="desk-switch"><input type="checkbox" .checked=${shown} @change=${turn}> ${t("Show reasons")}</label></p>`;
}

/**
 * @param {any} step
 * @param {Desk} desk
 * @returns {boolean}
 */
export function reasonsShown(step, desk) {
  return desk.live.drafts.read(`reasons:${step.id}`, false);
}

/**
 * @param {any} step
 * @param {string} id
 * @param {boolean} pinned
 * @param {Desk} desk
 */
function pin(step, id, pinned, desk) {
  const turn = () => void desk.act({ type: "breakout.pin_place", step: step.id, person: id, pinned: !pinned });
  return html`<button class="button button-bare draft-pin" type="button" aria-pressed=${String(pinned)} aria-label=${t("%(name)s stays in this group", { name: personName(desk, id) })} @click=${turn}>${icon("pin", "icon-small")}</button>`;
}

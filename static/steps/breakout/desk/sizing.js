/** How many groups, how large, for how long: asked before the people are divided. */

import { html } from "lit-html";
import { t } from "../../../core/i18n.js";
import { valueOf } from "./moving.js";
import { numbersOf } from "./naming.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {{by: "size" | "groups", n: number}} Wish */

/** More people than this are many for a conversation. */
export const LARGE = 8;

/**
 * @param {any} step
 * @param {Desk} desk
 */
export function minutesOf(step, desk) {
  return desk.live.drafts.read(`minutes:${step.id}`, desk.view.agenda.steps[step.id]?.minutes ?? 15);
}

/**
 * What the server is asked for.
 * @param {any} step
 * @param {Desk} desk
 */
export function division(step, desk) {
  const { by, n } = wished(step, desk);
  return by === "size" ? { group_size: n } : { groups: n };
}

/**
 * The same where somebody at this desk has said how many; nothing where the plan decides.
 * @param {any} step
 * @param {Desk} desk
 */
export function ownDivision(step, desk) {
  return desk.live.drafts.get(`groups:${step.id}`) ? division(step, desk) : undefined;
}

/**
 * How many groups that makes of the people who are here.
 * @param {any} step
 * @param {Desk} desk
 */
export function groupsForeseen(step, desk) {
  return foreseenOf(wished(step, desk), desk.view.people.here);
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
export function sizing(step, desk) {
  const wish = wished(step, desk);
  const keep = (/** @type {Partial<Wish>} */ change) => {
    desk.live.drafts.write(`groups:${step.id}`, { ...wish, ...change });
    desk.refresh();
  };
  return html`<div class="draft-size">
    <label class="heard" for="draft-by">${t("Divide by")}</label>
    <select class="input" id="draft-by" @change=${(/** @type {Event} */ event) => keep({ by: valueOf(event) === "size" ? "size" : "groups" })}>
      <option value="size" ?selected=${wish.by === "size"}>${t("People in a group")}</option><option value="groups" ?selected=${wish.by === "groups"}>${t("Number of groups")}</option></select>
    <label class="heard" for="draft-n">${t("How many")}</label>
    <input class="input" id="draft-n" type="number" min="1" max="2000" inputmode="numeric" .value=${String(wish.n)} @change=${(/** @type {Event} */ event) => keep({ n: Math.max(1, Number(valueOf(event)) || 1) })}>
    <span class="quiet">${foreseen(wish, desk.view.people.here)}</span>
    <span class="draft-minutes"><label for="draft-minutes">${t("Minutes")}</label>
    <input class="input" id="draft-minutes" type="number" min="1" max="240" inputmode="numeric" .value=${String(minutesOf(step, desk))}
      @change=${(/** @type {Event} */ event) => desk.live.drafts.write(`minutes:${step.id}`, Math.max(1, Number(valueOf(event)) || 1))}></span>
  </div>`;
}

/**
 * @param {any} step
 * @param {Desk} desk
 * @returns {Wish}
 */
function wished(step, desk) {
  const groups = numbersOf(step).length || step.groups;
  /** @type {Wish} */
  const usual = groups ? { by: "groups", n: groups } : { by: "size", n: step.group_size ?? LARGE };
  return desk.live.drafts.read(`groups:${step.id}`, usual);
}

/**
 * @param {Wish} wish
 * @param {number} people
 */
function foreseen({ by, n }, people) {
  if (!people) return t("Nobody is here yet.");
  const groups = foreseenOf({ by, n }, people);
  const size = Math.ceil(people / groups);
  const words = t("%(people)s people, %(groups)s groups of up to %(size)s", { people, groups, size });
  return size > LARGE ? html`${words}. <strong>${t("More than eight are many for a conversation.")}</strong>` : words;
}

/**
 * @param {Wish} wish
 * @param {number} people
 */
function foreseenOf({ by, n }, people) {
  return by === "size" ? Math.max(1, Math.ceil(people / n)) : n;
}

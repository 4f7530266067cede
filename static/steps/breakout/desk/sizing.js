/** How many groups, how large, for how long: asked before the people are divided. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { number, t, tn } from "../../../core/i18n.js";
import { lack } from "../../desk.js";
import { valueOf } from "./moving.js";
import { numbersOf } from "./naming.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {{by: "size" | "groups", n: number}} Wish */

/** More people than this are many for a conversation. */
export const LARGE = 8;

/** From and to, as far as the server goes. */
const GROUPS = { least: 1, most: 2_000 };
const SIZE = { least: 2, most: 100 };
const MINUTES = { least: 1, most: 600 };

/** What a field was last told and could not take, by step. @type {Map<string, import("../../desk.js").Wrong>} */
const wrong = new Map();

/** What somebody is typing into a field right now, by step and field: pushes leave it alone. @type {Map<string, string>} */
const typed = new Map();

/**
 * @param {any} step
 * @param {Desk} desk
 */
export function minutesOf(step, desk) {
  return within(desk.live.drafts.read(`minutes:${step.id}`, desk.view.agenda.steps[step.id]?.minutes ?? 15), MINUTES);
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
 * Whether the next groups are made by what people wish for: among as many as they chose between.
 * @param {any} step
 */
export function governed({ draft, choice }) {
  return draft ? draft.source === "chosen" : Boolean(choice?.chosen);
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
export function sizing(step, desk) {
  return html`<div class="draft-size">${governed(step) ? html`<span class="quiet">${bound(step)}</span>` : dividing(step, desk)}
    <span class="draft-minutes"><label for="draft-minutes">${t("Minutes")}</label>
    ${field(step, desk, { id: "draft-minutes", now: minutesOf(step, desk), bounds: MINUTES, keep: (n) => desk.live.drafts.write(`minutes:${step.id}`, n) })}</span>
    ${lack(wrong.get(step.id), "draft-minutes")}
  </div>`;
}

/** @param {any} step */
function bound({ choice, draft }) {
  const groups = choice?.order.length ?? Object.keys(draft?.rooms ?? {}).length;
  return tn("%(n)s group to choose from. Another number: draw at random, or let people choose anew, under “More wishes”.", "%(n)s groups to choose from. Another number: draw at random, or let people choose anew, under “More wishes”.", groups);
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function dividing(step, desk) {
  const wish = wished(step, desk);
  const keep = (/** @type {Partial<Wish>} */ change) => desk.live.drafts.write(`groups:${step.id}`, { ...wish, ...change });
  const turn = (/** @type {Event} */ event) => {
    const by = valueOf(event) === "size" ? "size" : "groups";
    wrong.delete(step.id);
    keep({ by, n: within(wish.n, by === "size" ? SIZE : GROUPS) });
    desk.refresh();
  };
  return html`<label class="heard" for="draft-by">${t("Divide by")}</label>
    <select class="input" id="draft-by" @change=${turn}>
      <option value="size" ?selected=${wish.by === "size"}>${t("People in a group")}</option><option value="groups" ?selected=${wish.by === "groups"}>${t("Number of groups")}</option></select>
    <label class="heard" for="draft-n">${t("How many")}</label>
    ${field(step, desk, { id: "draft-n", now: wish.n, bounds: boundsOf(wish), keep: (n) => keep({ n }) })}
    ${lack(wrong.get(step.id), "draft-n")}
    <span class="quiet">${foreseen(wish, desk.view.people.here)}</span>`;
}

/**
 * A number that is kept when it can be meant; otherwise it is said what can, and the field goes back.
 * @param {any} step
 * @param {Desk} desk
 * @param {{id: string, now: number, bounds: {least: number, most: number}, keep: (n: number) => unknown}} of
 */
function field(step, desk, { id, now, bounds: { least, most }, keep }) {
  const key = `${step.id} ${id}`;
  const type = (/** @type {Event} */ event) => typed.set(key, valueOf(event));
  const leave = () => typed.delete(key);
  const change = (/** @type {Event} */ event) => {
    leave();
    const n = meant(valueOf(event), { least, most });
    if (n === undefined) wrong.set(step.id, { field: id, why: t("Please give a number from %(least)s to %(most)s. It stays at %(n)s.", { least: number(least), most: number(most), n: number(now) }) });
    else {
      wrong.delete(step.id);
      keep(n);
    }
    desk.refresh();
  };
  const lacking = wrong.get(step.id)?.field === id;
  return html`<input class="input" id=${id} type="number" min=${least} max=${most} inputmode="numeric" aria-invalid=${lacking ? "true" : nothing} aria-describedby=${lacking ? `lack-${id}` : nothing} .value=${live(typed.get(key) ?? String(now))} @input=${type} @change=${change} @blur=${leave}>`;
}

/**
 * @param {string} words
 * @param {{least: number, most: number}} bounds
 */
export function meant(words, { least, most }) {
  const n = Number(words);
  return Number.isInteger(n) && n >= least && n <= most ? n : undefined;
}

/** @param {Wish} wish */
function boundsOf({ by }) {
  return by === "size" ? SIZE : GROUPS;
}

/**
 * @param {number} n
 * @param {{least: number, most: number}} bounds
 */
function within(n, { least, most }) {
  return Math.min(most, Math.max(least, Math.floor(n) || least));
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
  const { by, n } = desk.live.drafts.read(`groups:${step.id}`, usual);
  return { by, n: within(n, boundsOf({ by, n })) };
}

/**
 * @param {Wish} wish
 * @param {number} people
 */
export function foreseen({ by, n }, people) {
  if (!people) return t("Nobody is here yet.");
  const groups = foreseenOf({ by, n }, people);
  const size = Math.ceil(people / groups);
  const words = `${tn("%(n)s person", "%(n)s people", people)}, ${tn("%(n)s group of up to %(size)s", "%(n)s groups of up to %(size)s", groups, { size })}`;
  return size > LARGE ? html`${words}. <strong>${t("More than eight are many for a conversation.")}</strong>` : words;
}

/**
 * @param {Wish} wish
 * @param {number} people
 */
function foreseenOf({ by, n }, people) {
  return by === "size" ? Math.max(1, Math.ceil(people / n)) : n;
}

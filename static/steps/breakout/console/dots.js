/** Dots: the group weighs its cards. Its moderation opens, closes and shows, and sees the ranking all the while. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { ticks } from "../../../core/ticks.js";
import { callerDots } from "./callerdots.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {import("../../../core/views.js").Dots} Dots */

const BUDGETS = [1, 2, 3, 5, 8];

/** Whether the part stands open; until somebody says so, it does when there are dots. @type {boolean | undefined} */
let shown;
/** How many dots each person is to get; until somebody says so, as the session file has it. @type {number | undefined} */
let budget;

/** @param {AtConsole} here */
export function dotsButton({ live, group }) {
  const press = () => {
    shown = !isShown(group);
    live.refresh();
  };
  return html`<button class="link-button" type="button" aria-expanded=${isShown(group) ? "true" : "false"} @click=${press}>${t("Dots")}</button>`;
}

/** @param {AtConsole} here */
export function dots(here) {
  const { group } = here;
  if (!isShown(group)) return nothing;
  const now = group.dots;
  return html`<section class="console-dots" aria-label=${t("Dots")}>${now ? weighed(here, now) : prepare(here)}</section>`;
}

/** @param {AtConsole["group"]} group */
function isShown(group) {
  return shown ?? group.dots !== undefined;
}

/** @param {AtConsole} here */
function prepare(here) {
  const { live } = here;
  const choose = (/** @type {number | undefined} */ n) => () => {
    budget = n;
    live.refresh();
  };
  const choice = (/** @type {number | undefined} */ n) => html`<button class="button button-plain" type="button" aria-pressed=${budget === n ? "true" : "false"} @click=${choose(n)}>${n ?? t("as planned")}</button>`;
  return html`<p class="medium">${t("Each person puts dots on the cards that matter most to them.")}</p>
    <div class="dots-row" role="group" aria-label=${t("Dots for each person")}><span class="medium">${t("Dots for each person")}</span>
      ${[undefined, ...BUDGETS].map(choice)}</div>
    <button class="button" type="button" @click=${open(here)}>${t("Let the group give dots")}</button>`;
}

/** @param {AtConsole} here */
function open({ live, group }) {
  return () => void live.connection.send({ type: "breakout.open_dots", step: group.step, room: group.room, ...(budget ? { budget } : {}) });
}

/**
 * @param {AtConsole} here
 * @param {Dots} now
 */
function weighed(here, now) {
  const { live, group } = here;
  const say = (/** @type {string} */ type) => () => void live.connection.send({ type, step: group.step, room: group.room });
  const devices = group.people.order.length;
  return html`<header class="dots-head"><h3>${now.phase === "open" ? t("The group gives dots") : now.phase === "closed" ? t("No more dots are taken") : t("The group sees this ranking")}</h3>
      <span class="quiet medium">${tn("%(n)s dot for each person", "%(n)s dots for each person", now.budget)}</span>
      <span class="quiet medium">${tn("%(given)s of %(n)s device has given some", "%(given)s of %(n)s devices have given some", devices, { given: now.given })}</span></header>
    ${callerDots(here, now)} ${ranking(here, now)}
    <div class="acts">
      ${now.phase === "open" ? html`<button class="button" type="button" @click=${say("breakout.close_dots")}>${t("Take no more dots")}</button>` : nothing}
      ${now.phase === "closed" ? html`<button class="button" type="button" @click=${say("breakout.reveal_dots")}>${t("Show the ranking to the group")}</button>` : nothing}
      ${now.phase === "open" ? nothing : html`<button class="button button-plain" type="button" @click=${say("breakout.open_dots")}>${t("Take dots again")}</button>`}
    </div>`;
}

/**
 * @param {AtConsole} here
 * @param {Dots} now
 */
function ranking(here, now) {
  const { group } = here;
  const order = ranked(now.ranking ?? {}, group.notes.order).filter((id) => group.notes.notes[id]);
  if (!order.length) return html`<p class="quiet medium">${t("No dots yet. The ranking grows here.")}</p>`;
  const most = now.ranking?.[order[0] ?? ""] ?? 1;
  return html`<ol class="console-ranking">${repeat(order, (id) => id, (id) => {
    const n = now.ranking?.[id] ?? 0;
    return html`<li><p dir="auto">${group.notes.notes[id]?.text}</p> <strong class="nowrap">${tn("%(n)s dot", "%(n)s dots", n)}</strong>
      <span class="ticks" aria-hidden="true" ${ticks(n, most)}></span> ${group.focus_ideas ? idea(here, id) : nothing}</li>`;
  })}</ol>`;
}

/**
 * Those with most dots first; of those that have as many, the one that was written first. A mapping in a patch keeps no order.
 * @param {Record<string, number>} dotsOf
 * @param {string[]} order
 */
export function ranked(dotsOf, order) {
  const place = new Map(order.map((id, index) => [id, index]));
  return Object.keys(dotsOf).toSorted((one, other) => (dotsOf[other] ?? 0) - (dotsOf[one] ?? 0) || (place.get(one) ?? 0) - (place.get(other) ?? 0));
}

/**
 * @param {AtConsole} here
 * @param {string} id
 */
function idea({ live, group }, id) {
  if (Object.values(group.focus.ideas).some(({ note }) => note === id)) return html`<span class="state state-good">${icon("check", "icon-small")} ${t("important idea")}</span>`;
  const add = () => void live.connection.send({ type: "breakout.add_focus_idea", step: group.step, room: group.room, note: id, text: group.notes.notes[id]?.text });
  return html`<button class="link-button" type="button" @click=${add}>${t("Note as important idea")}</button>`;
}

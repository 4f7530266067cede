/** The evaluation at the desk: how many have sent it, and the answers item by item. Texts are for the moderation only. */

import { html, nothing } from "lit-html";
import { decimal, number, t, text, tn } from "../../core/i18n.js";
import { voices } from "../../core/portion.js";
import { said } from "../../core/said.js";
import { aloud } from "./aloud.js";
import { enterCounts, sources, tallyNote, tallyRow } from "../desk.js";

const PART = "form";

/** @type {import("../desk.js").DeskKind["scene"]} */
export function scene(step, desk) {
  const closed = step.order.filter((/** @type {string} */ id) => step.items[id].form !== "text");
  const countable = closed.map((/** @type {string} */ id) => ({ item: id, title: text(step.items[id].statement).value, options: optionsOf(step.items[id]) }));
  const asked = { part: PART, state: step, countable, aloud: aloud(step) };
  const questions = tn("%(n)s question", "%(n)s questions", step.order.length);
  return {
    eyebrow: [t("Evaluation"), questions, t("voluntary"), t("anonymous")].join(", "),
    headline: said(step.introduction ?? step.title),
    asked,
    body: html`<section class="desk-tally" aria-label=${t("Answers so far")}>
      ${tallyNote(step)}
      ${step.order.map((/** @type {string} */ id) => item(step, id, desk))}
      ${sources(step, () => enterCounts(desk, step.id, asked))}
    </section>`,
  };
}

/**
 * @param {any} item_
 * @returns {{id: string, label: string}[]}
 */
function optionsOf(item_) {
  if (item_.form === "choice") return item_.order.map((/** @type {string} */ id) => ({ id, label: text(item_.options[id].text).value }));
  return ["1", "2", "3", "4", "5"].map((id) => {
    const words = text(id === "1" ? item_.low : id === "5" ? item_.high : undefined).value;
    return { id, label: words ? `${id} – ${words}` : id };
  });
}

/**
 * @param {any} step
 * @param {string} id
 * @param {import("../desk.js").Desk} desk
 */
function item(step, id, desk) {
  const one = step.items[id];
  return html`<article class="desk-item"><h3>${said(one.statement)}</h3>${one.form === "text" ? texts(step, id, desk) : figures(step, id, one)}</article>`;
}

/**
 * @param {any} step
 * @param {string} id
 * @param {any} one
 */
function figures(step, id, one) {
  const chosen = step.counts?.chosen?.[id] ?? {};
  const of = step.counts?.answered?.[id] ?? 0;
  const average = step.averages?.[id] ?? mean(one, chosen);
  return html`${average === undefined ? nothing : html`<p class="quiet small">${t("Average %(average)s", { average: decimal(average) })}, ${tn("%(n)s answer", "%(n)s answers", of)}</p>`}
    ${optionsOf(one).map((option) => tallyRow(option.label, chosen[option.id] ?? 0, of))}`;
}

/**
 * @param {any} one
 * @param {Record<string, number>} chosen
 */
function mean(one, chosen) {
  const given = Object.entries(chosen);
  const people = given.reduce((sum, [, n]) => sum + n, 0);
  return one.form === "scale" && people ? given.reduce((sum, [value, n]) => sum + Number(value) * n, 0) / people : undefined;
}

/**
 * @param {any} step
 * @param {string} id
 * @param {import("../desk.js").Desk} desk
 */
function texts(step, id, desk) {
  const words = step.counts?.texts?.[id] ?? [];
  if (!words.length) return html`<p class="quiet small">${["closed", "revealed"].includes(step.phase) ? t("Nobody has written anything.") : t("The answers stand here once the question is closed.")}</p>`;
  return html`<p class="quiet small">${t("%(n)s texts, for the moderation and the documentation", { n: number(words.length) })}</p>
    ${voices(`texts/${step.id}/${id}`, words, desk.live.refresh)}`;
}

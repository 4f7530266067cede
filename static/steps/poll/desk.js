/** A poll at the desk: one of its questions, how it is answered and what has been answered so far. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { number, t, text, tn } from "../../core/i18n.js";
import { small } from "../../core/letters.js";
import { lookAt, rest, voices } from "../../core/portion.js";
import { said } from "../../core/said.js";
import { aloud } from "./aloud.js";
import { enterCounts, lack, missing, sources, tallyNote, tallyRow } from "../desk.js";

const ITEM = "answer";

/** @type {import("../desk.js").DeskKind["scene"]} */
export function scene(step, desk, part = step.order?.[0]) {
  const question = step.questions?.[part ?? ""];
  if (!part || !question) return { eyebrow: t("Poll"), headline: said(step.title), body: nothing };
  const options = optionsOf(question);
  const countable = options.length ? [{ item: ITEM, options }] : [];
  const asked = { part, state: question, countable, aloud: aloud(step, part) };
  return {
    eyebrow: eyebrow(step, question),
    headline: said(question.question),
    asked,
    body: html`<section class="desk-tally" aria-label=${t("Answers so far")}>
      ${question.explanation && question.phase === "prepared" ? html`<p class="quiet small">${said(question.explanation)}</p>` : nothing}
      ${tallyNote(question)}
      ${question.form === "text" ? written(step, question, desk) : rows(question, options)}
      ${named(step, question, options, desk)}
      ${countable.length ? sources(question, () => enterCounts(desk, step.id, asked)) : nothing}
    </section>`,
  };
}

/**
 * @param {any} step
 * @param {any} question
 */
function eyebrow(step, question) {
  const of = step.order.length;
  const place = of > 1 ? t("Poll, question %(n)s of %(of)s", { n: question.number, of }) : t("Poll");
  return [place, manner(question), secrecy(question.secrecy)].filter(Boolean).join(", ");
}

/** @param {any} question */
function manner({ form: kind, at_least: least, at_most: most, options = {} }) {
  if (kind === "text") return t("in own words");
  if (kind === "scale") return t("on a scale");
  if (most === 1) return t("one answer");
  if (most === Object.keys(options).length) return t("any number of answers");
  return least === most ? t("exactly %(n)s answers", { n: most }) : t("up to %(n)s answers", { n: most });
}

/** @param {string} word */
function secrecy(word) {
  if (word === "named") return t("with names");
  return word === "moderation" ? t("names for the moderation only") : t("anonymous");
}

/**
 * @param {any} question
 * @returns {{id: string, label: string}[]}
 */
function optionsOf(question) {
  if (question.form === "choice") return question.order.map((/** @type {string} */ id) => ({ id, label: text(question.options[id].text).value }));
  if (question.form !== "scale") return [];
  const { from = 1, to = 5 } = question;
  return Array.from({ length: to - from + 1 }, (_, step) => ({ id: String(from + step), label: ending(question, from + step) }));
}

/**
 * @param {any} question
 * @param {number} value
 */
function ending({ from = 1, to = 5, low, high }, value) {
  const words = text(value === from ? low : value === to ? high : undefined).value;
  return words ? `${number(value)} – ${words}` : number(value);
}

/**
 * @param {any} question
 * @param {{id: string, label: string}[]} options
 */
function rows(question, options) {
  const chosen = question.counts?.chosen?.[ITEM] ?? {};
  const of = question.counts?.answered?.[ITEM] ?? 0;
  return repeat(options, ({ id }) => id, ({ id, label }) => tallyRow(question.form === "choice" ? said(question.options[id].text) : label, chosen[id] ?? 0, of));
}

/**
 * @param {any} step
 * @param {any} question
 * @param {import("../desk.js").Desk} desk
 */
function written(step, question, desk) {
  const texts = question.counts?.texts?.[ITEM];
  if (!texts) return html`<p class="quiet">${question.phase === "prepared" ? t("The answers will stand here.") : t("The answers stand here once the question is closed.")}</p>`;
  if (!texts.length) return html`<p class="quiet">${t("Nobody has written anything.")}</p>`;
  return html`<p class="quiet small">${tn("%(n)s text, in alphabetical order", "%(n)s texts, in alphabetical order", texts.length)}</p>
    ${voices(`texts/${step.id}/${question.number}`, texts, desk.live.refresh)}`;
}

/**
 * Who chose what, where the question says that the moderation sees it.
 * @param {any} step
 * @param {any} question
 * @param {{id: string, label: string}[]} options
 * @param {import("../desk.js").Desk} desk
 */
function named(step, { number: place, voters }, options, desk) {
  if (!voters) return nothing;
  const label = new Map(options.map((option) => [option.id, option.label]));
  const people = desk.view.people.people;
  const order = Object.keys(voters);
  const key = `voters/${step.id}/${place}`;
  return html`<details class="desk-named"><summary>${t("Who chose what")}</summary><dl>${order.slice(0, lookAt(key).most).map(
    (person) => html`<div><dt dir="auto">${people[person]?.name ?? t("without a name")}</dt>
      <dd>${/** @type {string[]} */ (voters[person]).map((id) => label.get(id) ?? id).join("; ") || t("abstained")}</dd></div>`,
  )}</dl>${rest(key, order.length, desk.live.refresh)}</details>`;
}

/** @param {FormData} form */
function lines(form) {
  return String(form.get("options") ?? "").split("\n").map((line) => line.trim()).filter(Boolean);
}

/**
 * @param {string[]} options
 * @returns {import("../desk.js").Wrong | undefined}
 */
function wrongOptions(options) {
  if (options.length < 2) return { field: "options", why: t("A poll needs at least two answers, one in each line.") };
  const plain = options.map(small);
  const again = options.find((_, index) => plain.indexOf(plain[index] ?? "") < index);
  return again ? { field: "options", why: t("“%(answer)s” stands there twice. Each answer may stand there once.", { answer: again }) } : undefined;
}

/**
 * @param {number} options
 * @param {string} choose as in a session file: one, any or up to a number
 * @returns {import("../desk.js").Wrong | undefined}
 */
function wrongChoice(options, choose) {
  const most = Number(choose.replace("up to ", "")) || 1;
  return most > options ? { field: "choose", why: t("More may be chosen than answers stand there.") } : undefined;
}

/** @type {import("../desk.js").Insertion} */
export const insertion = {
  label: () => t("Poll"),
  minutes: 5,
  fields: (wrong) => html`
    <p class="field"><label for="poll-question">${t("Question")}</label><input class="input" id="poll-question" name="question" required maxlength="300">${lack(wrong, "question")}</p>
    <p class="field"><label for="poll-options">${t("Answers, one in each line")}</label><textarea class="input" id="poll-options" name="options" rows="5" required></textarea>${lack(wrong, "options")}</p>
    <p class="field"><label for="poll-choose">${t("How many may be chosen?")}</label>
      <select class="input" id="poll-choose" name="choose"><option value="one">${t("one")}</option><option value="up to 2">${t("up to two")}</option><option value="up to 3">${t("up to three")}</option><option value="any">${t("any number")}</option></select>${lack(wrong, "choose")}</p>`,
  wrong: (form) => missing(form, "question", t("Please write the question.")) ?? wrongOptions(lines(form)) ?? wrongChoice(lines(form).length, String(form.get("choose"))),
  read: (form, words) => {
    const options = lines(form);
    const question = words(String(form.get("question")).trim());
    return { questions: [{ id: "q1", question, form: "choice", options: options.map((line) => ({ text: words(line) })), choose: form.get("choose") }] };
  },
};

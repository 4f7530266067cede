/** A mood check at the desk: the hands as they go up, and beside them those of the earlier round. */

import { html, nothing } from "lit-html";
import { number, t, text, tn } from "../../core/i18n.js";
import { hand, said } from "../../core/said.js";
import { ticks } from "../../core/ticks.js";
import { aloud } from "./aloud.js";
import { enterCounts, lack, missing, sources, tallyNote, tallyRow } from "../desk.js";

const PART = "mood";

/** @type {import("../desk.js").DeskKind["scene"]} */
export function scene(step, desk) {
  const options = step.signals.map((/** @type {string} */ id) => ({ id, label: label(step, id) }));
  const asked = { part: PART, state: step, countable: [{ item: PART, options }], aloud: aloud(step) };
  const of = step.counts?.ballots ?? 0;
  const chosen = step.counts?.chosen?.[PART] ?? {};
  return {
    eyebrow: [t("Mood check"), step.scale === "fingers" ? t("one to five fingers") : t("thumb up, sideways or down"), t("anonymous")].join(", "),
    headline: said(step.question),
    asked,
    body: html`<section class="desk-tally" aria-label=${t("Hands so far")}>
      ${tallyNote(step)}
      ${step.compared ? compared(step) : nothing}
      ${of && step.scale === "thumbs" ? row(step, step.counts, tn("%(n)s person now", "%(n)s people now", of)) : nothing}
      ${options.map((/** @type {{id: string, label: string}} */ { id, label: word }) =>
        tallyRow(html`<span class="desk-signal mood-${id}">${step.scale === "thumbs" ? hand(`thumb-${id}`) : nothing} ${word}</span>`, chosen[id] ?? 0, of))}
      ${sources(step, () => enterCounts(desk, step.id, asked))}
    </section>`,
  };
}

/**
 * @param {any} step
 * @param {string} signal
 */
function label(step, signal) {
  const own = text(step.labels?.[signal]).value;
  if (own) return own;
  if (signal === "up") return t("good");
  if (signal === "sideways") return t("so-so");
  if (signal === "down") return t("not good");
  return tn("%(n)s finger", "%(n)s fingers", Number(signal));
}

/** @param {any} step */
function compared(step) {
  const { title, counts } = step.compared;
  const before = t("“%(title)s” before", { title: text(title).value });
  if (step.scale === "thumbs") return row(step, counts, before);
  const chosen = counts.chosen?.[PART] ?? {};
  return html`<h3 class="desk-compared">${before}</h3>${step.signals.map((/** @type {string} */ id) => tallyRow(label(step, id), chosen[id] ?? 0, counts.ballots))}`;
}

/**
 * One round as a row of people: full, middle and low strokes.
 * @param {any} step
 * @param {any} counts
 * @param {string} caption
 */
function row(step, counts, caption) {
  const chosen = counts?.chosen?.[PART] ?? {};
  const shown = step.signals.filter((/** @type {string} */ id) => chosen[id]);
  const words = shown.map((/** @type {string} */ id) => `${label(step, id)} ${number(chosen[id])}`).join(", ");
  return html`<figure class="desk-mood"><figcaption class="quiet small">${caption}</figcaption>
    <div class="mood" role="img" aria-label=${words}>${shown.map((/** @type {string} */ id) => html`<span class="mood-part mood-${id}" ${ticks(chosen[id])}></span>`)}</div>
  </figure>`;
}

/** @type {import("../desk.js").Insertion} */
export const insertion = {
  label: () => t("Mood check"),
  minutes: 5,
  fields: (wrong) => html`<p class="field"><label for="mood-question">${t("Question")}</label><input class="input" id="mood-question" name="question" required maxlength="300">${lack(wrong, "question")}</p>
    <p class="field"><label for="mood-scale">${t("How is it answered?")}</label>
      <select class="input" id="mood-scale" name="scale"><option value="thumbs">${t("thumb up, sideways or down")}</option><option value="fingers">${t("one to five fingers")}</option></select></p>`,
  wrong: (form) => missing(form, "question", t("Please write the question.")),
  read: (form, words) => ({ question: words(String(form.get("question")).trim()), scale: form.get("scale") }),
};

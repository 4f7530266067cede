/** The closing questionnaire on the wall: its statements, then the answers as a row of people for each. */

import { html, nothing } from "lit-html";
import { comma, decimal, number, percent, t, tn } from "../../core/i18n.js";
import { results } from "../../core/results.js";
import { paragraphs, said } from "../../core/said.js";
import { ticks } from "../../core/ticks.js";

/** @typedef {import("../../core/views.js").Evaluation & {answered?: number, of?: number}} Evaluation */
/** @typedef {import("../../core/views.js").EvaluationItem} Item */
/** @typedef {import("../../core/views.js").Counts} Counts */

const SCALE = ["1", "2", "3", "4", "5"];

/** @param {Evaluation} step */
export function projector(step) {
  return {
    layout: "beside",
    name: "evaluation",
    stage: html`<div><h1>${said(step.title)}</h1>${step.introduction ? html`<div class="lead">${paragraphs(step.introduction)}</div>` : nothing}</div>
      <div class="turnout"><p>${turnout(step)}</p>${step.counts || !step.of ? nothing : html`<span class="ticks ticks-now" aria-hidden="true" ${ticks(step.answered ?? 0, step.of)}></span>`}</div>`,
    answers: html`<ol class="wall-statements ${step.counts ? "" : "wall-statements-asked"}">${step.order.map((id) => statement(step, id))}</ol>`,
  };
}

/** @param {Evaluation} step */
function turnout({ phase, counts, answered = 0, of = 0, thanks }) {
  if (phase === "prepared") return t("In a moment you can answer on your device.");
  const people = tn("%(answered)s of %(n)s person has answered.", "%(answered)s of %(n)s people have answered.", of, { answered });
  if (counts) return html`${people} ${t("One stroke is one person.")}`;
  return phase === "open" ? people : html`${people} ${thanks ? said(thanks) : t("Thank you.")}`;
}

/**
 * @param {Evaluation} step
 * @param {string} id
 */
function statement({ items, counts, averages }, id) {
  const item = items[id];
  if (!item) return nothing;
  if (!counts) return html`<li>${said(item.statement)}</li>`;
  if (item.form === "text") return html`<li class="wall-elsewhere"><span>${said(item.statement)}</span><small>${t("The answers are in the documentation.")}</small></li>`;
  return item.form === "choice" ? choices(item, counts, id) : scale(item, counts, id, averages?.[id]);
}

/**
 * @param {Item} item
 * @param {Counts} counts
 * @param {string} id
 * @param {number | undefined} average
 */
function scale(item, counts, id, average) {
  const { rows } = results(counts, id, item.order ?? SCALE);
  return html`<li>
    <span>${said(item.statement)}</span>
    <span class="wall-row" role="img" aria-label=${rows.map(({ option, count }) => `${option}: ${count}`).join(comma())}>
      ${rows.filter(({ count }) => count).map(({ option, count }) => html`<span class="wall-part wall-part-${option}" ${ticks(count)}><i>${option}</i><b>${number(count)}</b></span>`)}
    </span>
    ${average === undefined ? nothing : html`<strong class="wall-mean">${t("average %(mean)s of 5", { mean: decimal(average) })}</strong>`}
    <small class="wall-ends"><span>${item.low ? html`1 ${said(item.low)}` : nothing}</span><span>${item.high ? html`5 ${said(item.high)}` : nothing}</span></small>
  </li>`;
}

/**
 * @param {Item} item
 * @param {Counts} counts
 * @param {string} id
 */
function choices(item, counts, id) {
  const { of, rows } = results(counts, id, item.order ?? []);
  return html`<li>
    <span>${said(item.statement)}</span>
    <ul class="wall-choices">${rows.map(({ option, count, share }) => html`<li><span>${said(item.options?.[option]?.text)}</span><span class="ticks" aria-hidden="true" ${ticks(count, of)}></span><b>${number(count)}</b><span>${percent(share)}</span></li>`)}</ul>
  </li>`;
}

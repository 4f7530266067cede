/** A poll on the wall: the question on colour, all its options on paper, then counts and percent together. */

import { html, nothing } from "lit-html";
import { number, percent, t, tn } from "../../core/i18n.js";
import { results } from "../../core/results.js";
import { said, voiced } from "../../core/said.js";
import { ticks } from "../../core/ticks.js";
import { average } from "./average.js";

/** @typedef {import("../../core/views.js").PollQuestion} PollQuestion */

const ITEM = "answer";
/** More than a wall can show. */
const VOICES = 24;

/**
 * @param {import("../../core/views.js").Poll} step
 * @param {{part?: string | undefined}} where
 */
export function projector(step, { part }) {
  const asked = step.questions[part ?? step.order[0] ?? ""];
  if (!asked) return { layout: "beside", name: "poll", stage: html`<h1>${said(step.title)}</h1>` };
  return {
    layout: "beside",
    name: "poll",
    stage: html`<p class="eyebrow">${said(step.title)}${step.order.length > 1 ? html`<br>${t("Question %(number)s of %(count)s", { number: asked.number, count: step.order.length })}` : nothing}</p>
      <div>
        <h1>${said(asked.question)}</h1>
        ${asked.explanation ? html`<p class="lead">${said(asked.explanation)}</p>` : nothing}
        ${asked.counts ? nothing : html`<p class="lead">${rule(asked)}</p>`}
      </div>
      <div class="turnout"><p>${turnout(asked)}</p>${asked.counts || !asked.of ? nothing : html`<span class="ticks ticks-now" aria-hidden="true" ${ticks(asked.answered ?? 0, asked.of)}></span>`}</div>`,
    answers: answers(asked),
    foot: undefined,
  };
}

/** @param {PollQuestion} asked */
function answers(asked) {
  if (asked.form === "text") return texts(asked);
  return asked.counts ? resultRows(asked, asked.counts) : optionRows(asked);
}

/** @param {PollQuestion} asked */
function optionRows(asked) {
  if (asked.form === "scale") {
    const order = optionsOf(asked);
    return html`<div class="wall-scale"><ol>${order.map((option) => html`<li>${option}</li>`)}</ol>
      <p><span>${asked.low ? said(asked.low) : nothing}</span><span>${asked.high ? said(asked.high) : nothing}</span></p></div>`;
  }
  return html`<ol class="wall-options">${optionsOf(asked).map((option) => html`<li>${label(asked, option)}</li>`)}</ol>`;
}

/**
 * @param {PollQuestion} asked
 * @param {import("../../core/views.js").Counts} counts
 */
function resultRows(asked, counts) {
  const { of, rows } = results(counts, ITEM, optionsOf(asked));
  return html`<ol class="wall-results">${rows.map(
    ({ option, count, share }) => html`<li class="poll-result"><span>${label(asked, option)}</span><span class="ticks" aria-hidden="true" ${ticks(count, of)}></span><b>${number(count)}</b><span>${percent(share)}</span></li>`,
  )}</ol>`;
}

/** @param {PollQuestion} asked */
function texts(asked) {
  const written = asked.counts?.texts?.[ITEM];
  if (!asked.counts) return html`<p class="wall-invitation">${t("Answer in your own words, on your device.")}</p>`;
  if (!written?.length) return html`<p class="wall-invitation">${t("The answers are in the documentation.")}</p>`;
  const left = written.length - VOICES;
  return html`<ul class="wall-voices">${written.slice(0, VOICES).map((words) => html`<li class="note">${voiced(words)}</li>`)}</ul>
    ${left > 0 ? html`<p class="quiet">${tn("%(n)s more answer is in the documentation.", "%(n)s more answers are in the documentation.", left)}</p>` : nothing}`;
}

/**
 * @param {PollQuestion} asked
 * @param {string} option
 */
function label(asked, option) {
  const words = asked.options?.[option]?.text;
  if (asked.form !== "scale") return words ? said(words) : option;
  const end = option === String(asked.from) ? asked.low : option === String(asked.to) ? asked.high : undefined;
  return html`<strong>${option}</strong>${end ? html` ${said(end)}` : nothing}`;
}

/** @param {PollQuestion} asked @returns {string[]} */
function optionsOf({ order, form, from = 1, to = 5 }) {
  if (order || form !== "scale") return order ?? [];
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

/** @param {PollQuestion} asked */
function rule({ form, at_least: least = 0, at_most: most = 1, order = [] }) {
  if (form !== "choice") return form === "scale" ? t("Choose one number.") : "";
  if (most === 1) return t("Choose one answer.");
  if (least === most) return t("Choose exactly %(n)s answers.", { n: most });
  return most >= order.length ? t("Choose as many answers as you like.") : t("Choose up to %(n)s answers.", { n: most });
}

/** @param {PollQuestion} asked */
function turnout(asked) {
  const { phase, answered = 0, of = 0, counts } = asked;
  const params = { answered };
  if (phase === "prepared") return t("In a moment you can answer on your device.");
  const people = tn("%(answered)s of %(n)s person has answered.", "%(answered)s of %(n)s people have answered.", of, params);
  if (!counts) return phase === "closed" ? html`${people} ${t("The poll is closed.")}` : people;
  const abstained = counts.abstained ? html` ${tn("%(n)s person abstained.", "%(n)s people abstained.", counts.abstained)}` : nothing;
  const several = asked.form === "choice" && (asked.at_most ?? 1) > 1 ? html` ${t("Each person could choose several answers.")}` : nothing;
  return html`${people}${abstained}${average(asked)}${several} ${asked.form === "text" ? nothing : t("One stroke is one person.")}`;
}

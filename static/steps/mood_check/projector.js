/** A mood check on the wall: the hands with their words, then the row of people; two rounds one above the other. */

import { html, nothing } from "lit-html";
import { percent, t, text, time, tn } from "../../core/i18n.js";
import { said } from "../../core/said.js";
import { ticks } from "../../core/ticks.js";
import { mood } from "./row.js";
import { drawing, wording } from "./signals.js";

/** @typedef {import("../../core/views.js").MoodCheck & {answered?: number, of?: number}} MoodCheck */
/** @typedef {import("../../core/views.js").Counts} Counts */

const ITEM = "mood";

/** @param {MoodCheck} step */
export function projector(step) {
  const { counts: counted, signals } = step;
  const compared = step.shown ? step.compared : undefined;
  return {
    layout: "above",
    name: counted ? "mood" : "mood-asked",
    stage: html`<p class="eyebrow">${said(step.title)}</p>
      <div class="mood-question">
        <div><h1>${said(step.question)}</h1><p>${sentence(step)}</p></div>
        ${counted ? legend(step, signals.filter((signal) => explained(step, signal))) : nothing}
      </div>`,
    answers: counted
      ? html`${compared ? row(step, compared.counts, html`<strong>${said(compared.title)}</strong>`, compared.closed_at) : nothing}
          ${row(step, counted, compared ? html`<strong>${t("Now")}</strong>` : nothing, step.closed_at ?? step.opened_at)}`
      : html`${legend(step, signals)}${step.of ? html`<span class="ticks" aria-hidden="true" ${ticks(step.answered ?? 0, step.of)}></span>` : nothing}`,
    foot: counted && step.phase === "open" ? t("One stroke is one person. The row grows in steps.") : counted || step.of ? t("One stroke is one person.") : undefined,
  };
}

/** @param {MoodCheck} step */
function sentence(step) {
  const { phase, counts, compared, answered = 0, of = 0, signals, shown } = step;
  const first = signals[0] ?? "";
  if (shown && counts && compared) {
    return html`${wording(step, first)}: ${t("before %(before)s, now %(now)s.", { before: shareOf(compared.counts, first), now: shareOf(counts, first) })}`;
  }
  if (phase === "prepared") return t("In a moment you can answer on your device.");
  if (phase === "closed" || shown) return tn("%(answered)s of %(n)s person has answered.", "%(answered)s of %(n)s people have answered.", of, { answered });
  return tn("%(answered)s of %(n)s person has answered so far.", "%(answered)s of %(n)s people have answered so far.", of, { answered });
}

/**
 * @param {Counts} counts
 * @param {string} signal
 */
function shareOf(counts, signal) {
  return percent(counts.ballots ? (counts.chosen[ITEM]?.[signal] ?? 0) / counts.ballots : 0);
}

/**
 * @param {MoodCheck} step
 * @param {readonly string[]} signals those that are explained
 */
function legend(step, signals) {
  return html`<ul class="mood-labels mood-legend">${signals.map((signal) => html`<li class="mood-${signal}">${drawing(step, signal)} ${explained(step, signal) ? wording(step, signal) : nothing}</li>`)}</ul>`;
}

/**
 * @param {MoodCheck} step
 * @param {Counts} counts
 * @param {unknown} name
 * @param {number | undefined} at
 */
function row(step, counts, name, at) {
  const { signals, phase, of = 0 } = step;
  const chosen = counts.chosen[ITEM] ?? {};
  const waiting = phase === "open" ? Math.max(0, of - counts.ballots) : 0;
  return html`<div class="mood-row">
    <ul class="mood-labels">${signals.map((signal) => html`<li class="mood-${signal}" ${ticks(chosen[signal] ?? 0)}>${drawing(step, signal)} ${chosen[signal] ?? 0}</li>`)}${waiting ? html`<li ${ticks(waiting)}></li>` : nothing}</ul>
    <p>${name}<span class="quiet">${at === undefined ? nothing : html`${time(at)}<br>`}${tn("%(n)s person", "%(n)s people", counts.ballots)}</span></p>
    ${mood(signals, chosen, waiting)}
  </div>`;
}

/**
 * @param {MoodCheck} step
 * @param {string} signal
 */
function explained({ scale, labels }, signal) {
  return scale === "thumbs" || Boolean(text(labels[signal]).value);
}

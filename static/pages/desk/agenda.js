/** The plan at the start of the desk: every point with its moments and minutes. One tick is one minute, red is overrun. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { number, t, text, time } from "../../core/i18n.js";
import { icon, said } from "../../core/said.js";
import { ticks } from "../../core/ticks.js";
import { openInsertion } from "./dialogs/insertion.js";
import { openPoint } from "./dialogs/point.js";
import { MINUTE, planned, stepOf } from "./plan.js";
import { end, jump } from "./walk.js";

/** @typedef {import("./steering.js").Steering} Steering */
/** @typedef {import("./plan.js").Row} Row */
/** @typedef {import("./plan.js").AgendaStep} AgendaStep */

/** @param {Steering} desk */
export function agenda(desk) {
  const plan = planned(desk.view, desk.now);
  const differs = Math.abs(plan.end - plan.announced) >= MINUTE;
  return html`<nav class="desk-plan" aria-labelledby="plan-title">
    <h2 id="plan-title"><span>${t("Agenda")}</span><small class="quiet">${t("Minutes")}</small></h2>
    <ol class="steps">${repeat(plan.rows, ({ id }) => id, (row) => point(desk, row))}
      <li class="steps-end"><small>${time(plan.end)}</small><span>${t("End")}</span>${differs ? html`<small>${t("instead of %(time)s", { time: time(plan.announced) })}</small>` : nothing}</li></ol>
    <p class="desk-add"><button class="button button-plain" type="button" @click=${() => openInsertion(desk)}>${icon("plus", "icon-small")} ${t("Insert an item")}</button>
      ${desk.view.dialogue.phase === "running" ? html`<button class="button button-bare" type="button" @click=${() => end(desk)}>${t("End the evening")}</button>` : nothing}</p>
  </nav>`;
}

/**
 * @param {Steering} desk
 * @param {Row} row
 */
function point(desk, row) {
  const step = stepOf(desk.view.agenda, row.id);
  const title = text(step.title).value;
  const here = row.state === "now";
  return html`<li class="step-${row.state} ${desk.looking === row.id ? "step-looked" : ""}" aria-current=${here ? "step" : nothing}>
    <button class="step-go" type="button" ?disabled=${desk.view.dialogue.phase !== "running" || (here && step.parts.length < 2)} @click=${() => (here ? openPoint(desk, row.id) : jump(desk, { step: row.id }))}>
      <small class="step-times">${moments(row)}</small>
      <span class="step-title">${here ? html`<strong>${said(step.title)}</strong>` : said(step.title)}</span>
      <small class="step-minutes">${minutes(row, step)}</small>
      ${bar(row, step)}
    </button>
    <button class="button button-bare step-more" type="button" aria-label=${t("Change “%(title)s”", { title })} @click=${() => openPoint(desk, row.id)}>${icon("more", "icon-small")}</button>
  </li>`;
}

/** @param {Row} row */
function moments({ from, planned: due, state }) {
  if (from === undefined) return due !== undefined && state === "skipped" ? html`<s>${time(due)}</s>` : html`<span>–</span>`;
  const moved = due !== undefined && Math.abs(from - due) >= MINUTE;
  return html`<span>${time(from)}</span>${moved ? html`<s class="quiet"><span class="heard">${t("planned")} </span>${time(due)}</s>` : nothing}`;
}

/**
 * @param {Row} row
 * @param {AgendaStep} step
 */
function minutes({ state, used, left }, step) {
  if (state === "skipped") return t("left out");
  if (state === "passed") return t("still open");
  if (state === "now") {
    const rest = Math.floor(left / MINUTE);
    return left >= 0 ? t("%(n)s to go", { n: rest }) : t("%(n)s over", { n: Math.ceil(-left / MINUTE) });
  }
  if (state === "past") {
    const took = Math.round(used / MINUTE);
    return took === step.planned ? number(took) : t("%(n)s instead of %(planned)s", { n: took, planned: step.planned });
  }
  return step.minutes === step.planned ? number(step.minutes) : t("%(n)s instead of %(planned)s", { n: step.minutes, planned: step.planned });
}

/**
 * @param {Row} row
 * @param {AgendaStep} step
 */
function bar({ state, used }, { minutes: wanted }) {
  if (state === "skipped") return nothing;
  const took = Math.round(used / MINUTE);
  const over = took > wanted;
  return html`<span class="ticks ${over ? "over" : ""}" aria-hidden="true" ${over ? ticks(wanted, took) : ticks(took, wanted)}></span>`;
}

/** How are you? One tap, changeable until it closes; afterwards the row of people, beside the earlier one. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { turnout } from "../../core/bars.js";
import { icon, said } from "../../core/said.js";
import { handOver, refusedOf, seatAnswered, sendingOf, tableOf, turnAt } from "../../core/seats.js";
import { refusal, state } from "../../core/state.js";
import { counting, countingDock, countsTogether, halfCounted, ways } from "../../core/together.js";
import { nextButton, refusals, turns } from "../../core/turns.js";
import { moodFigures } from "./figures.js";
import { drawing, spoken, wording } from "./signals.js";

/** @typedef {import("../../core/here.js").Here<import("../../core/views.js").MoodCheck>} Here */

const SHOW = "mood_check.show_hand";

/**
 * @param {Here} here
 * @returns {import("../../core/here.js").Screen}
 */
export function participant(here) {
  const { step } = here;
  if (step.counts && step.shown) return result(here);
  const stage = html`<p class="eyebrow">${said(step.title)}</p>
    <h1 id="question" tabindex="-1">${said(step.question)}</h1>
    <p class="aside-line quiet">${icon("veil", "icon-small")} ${t("Your sign stays anonymous.")}</p>`;
  return { stage, ...(step.phase === "open" ? asking(here) : { body: waiting(here) }) };
}

/** @param {Here} here whether several people have counted and not sent */
export function busy(here) {
  return here.step.phase === "open" && halfCounted(asked(here));
}

/**
 * @param {import("../../core/outbox.js").Command} command
 * @param {import("../../core/connection.js").Outcome} outcome
 * @param {import("../../core/page.js").Live} live
 */
export function answered(command, outcome, live) {
  return seatAnswered(command, outcome, live);
}

/**
 * @param {Here} here
 * @returns {Omit<import("../../core/here.js").Screen, "stage">}
 */
function asking(here) {
  const { step, me, hand } = here;
  const table = asked(here);
  if (me.seats > 1 && countsTogether(here.live)) {
    const choice = choiceOf(here);
    return { body: counting(table, choice), dock: countingDock(table, choice, hand) };
  }
  const { seat, open } = turnAt(table);
  const head = turns(table);
  if (!open) return { body: html`${head} ${ways(table)}`, dock: html`<div class="dock-row">${hand}${nextButton(table)}</div>` };
  const keys = Object.fromEntries(step.signals.map((signal, index) => [String(index + 1), () => show(here, seat, signal)]));
  return { body: html`${head} ${signals(here, seat)} ${ways(table)}`, keys };
}

/**
 * @param {Here} here
 * @param {number} seat
 */
function signals(here, seat) {
  const { step } = here;
  const table = asked(here);
  const sending = sendingOf(table, seat);
  const refused = refusedOf(table, seat);
  const shown = sending?.["signal"] ?? refused?.command["signal"] ?? table.ballots[seat]?.chosen["mood"]?.[0];
  return html`<div class="hand-signals ${step.scale}" role="group" aria-labelledby="question">
      ${step.signals.map(
        (signal, index) => html`<button class="hand-signal mood-${signal}" type="button" aria-keyshortcuts=${index + 1} aria-pressed=${signal === shown ? "true" : "false"} @click=${() => show(here, seat, signal)}>
          ${drawing(step, signal)} <span>${wording(step, signal)}</span>
          ${signal === shown ? state({ saved: true, sending, refused }) : nothing}
        </button>`,
      )}
    </div>
    ${refusal(refused)}
    <p class="quiet">${t("You can change your sign as long as the question is open.")}</p>`;
}

/**
 * @param {Here} here
 * @param {number} seat
 * @param {string} signal
 */
function show(here, seat, signal) {
  here.live.connection.send({ type: SHOW, step: here.step.id, seat, signal });
  here.live.refresh();
  handOver(asked(here), seat);
}

/** @param {Here} here */
function asked(here) {
  return tableOf(here, { type: SHOW, step: here.step.id }, here.own.ballots);
}

/**
 * @param {Here} here
 * @returns {import("../../core/together.js").Choice}
 */
function choiceOf({ live, step }) {
  return {
    order: step.signals,
    drawn: (signal) => html`<span class="mood-${signal} sign">${drawing(step, signal)} <span>${wording(step, signal)}</span></span>`,
    spoken: (signal) => spoken(step, signal),
    wished: (command) => command["signal"],
    given: (ballot) => ballot.chosen["mood"]?.[0],
    send: (seat, signal) => live.connection.send({ type: SHOW, step: step.id, seat, signal }),
  };
}

/** @param {Here} here */
function waiting(here) {
  const { me, step } = here;
  const table = asked(here);
  // At a shared device nobody reads what the others have shown.
  const chosen = me.seats > 1 ? [] : Object.values(table.ballots).flatMap((ballot) => ballot.chosen["mood"] ?? []);
  const sentence = step.phase === "prepared" ? t("The question opens in a moment.") : t("The question is closed. The result comes in a moment.");
  return html`${refusals(table)}<p>${sentence}</p>
    ${chosen.length ? html`<p class="own-sign">${t("Your sign:")} ${chosen.map((signal) => html`<strong class="mood-${signal}">${drawing(step, signal)} ${wording(step, signal)}</strong>`)}</p>` : nothing}`;
}

/**
 * @param {Here} here
 * @returns {import("../../core/here.js").Screen}
 */
function result({ step }) {
  const { counts, compared } = step;
  const widest = Math.max(counts?.ballots ?? 0, compared?.counts.ballots ?? 0);
  return {
    stageSmall: true,
    tells: true,
    stage: html`<p class="eyebrow">${t("Result")}: ${said(step.title)}</p>
      <h1 id="question" tabindex="-1">${said(step.question)}</h1>
      <p class="aside-line quiet">${counts ? turnout(counts) : nothing}</p>`,
    body: html`${compared ? html`<section><h2>${said(compared.title)}</h2><p class="quiet">${turnout(compared.counts)}</p>${moodFigures(step, compared.counts, widest)}</section>` : nothing}
      <section>${compared ? html`<h2>${said(step.title)}</h2>` : nothing}${counts ? moodFigures(step, counts, widest) : nothing}</section>
      <p class="quiet medium">${t("One stroke is one person.")}</p>`,
  };
}

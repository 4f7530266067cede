/** How are you? One tap, changeable until it closes; afterwards the row of people, beside the earlier one. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { turnout } from "../../core/bars.js";
import { icon, said } from "../../core/said.js";
import { seatAt, seatNumbers, seatPicker } from "../../core/seats.js";
import { refusal, state } from "../../core/state.js";
import { moodFigures } from "./figures.js";
import { drawing, wording } from "./signals.js";

/** @typedef {import("../../core/here.js").Here<import("../../core/views.js").MoodCheck>} Here */

/**
 * @param {Here} here
 * @returns {import("../../core/here.js").Screen}
 */
export function participant(here) {
  const { step } = here;
  if (step.counts && step.shown) return result(here);
  return {
    stage: html`<p class="eyebrow">${said(step.title)}</p>
      <h1 id="question" tabindex="-1">${said(step.question)}</h1>
      <p class="aside-line quiet">${icon("veil", "icon-small")} ${t("Your sign stays anonymous.")}</p>`,
    body: step.phase === "open" ? signals(here) : waiting(here),
    ...(step.phase === "open" ? { keys: Object.fromEntries(step.signals.map((signal, index) => [String(index + 1), () => show(here, signal)])) } : {}),
  };
}

/** @param {Here} here */
function signals(here) {
  const { live, step, me, own } = here;
  const ballots = own.ballots ?? {};
  const seat = seatAt(step.id, me.seats, ballots);
  const about = { type: "mood_check.show_hand", step: step.id, seat };
  const sending = live.answers.sending(about);
  const refused = live.answers.refused(about);
  const shown = sending?.["signal"] ?? refused?.command["signal"] ?? ballots[seat]?.chosen["mood"]?.[0];
  return html`${seatPicker(step.id, me.seats, ballots, live.refresh)}
    <div class="hand-signals ${step.scale}" role="group" aria-labelledby="question">
      ${step.signals.map(
        (signal, index) => html`<button class="hand-signal mood-${signal}" type="button" aria-keyshortcuts=${index + 1} aria-pressed=${signal === shown ? "true" : "false"} @click=${() => show(here, signal)}>
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
 * @param {string} signal
 */
function show({ live, step, me, own }, signal) {
  live.connection.send({ type: "mood_check.show_hand", step: step.id, seat: seatAt(step.id, me.seats, own.ballots ?? {}), signal });
  live.refresh();
}

/** @param {Here} here */
function waiting({ live, me, step, own }) {
  const chosen = Object.values(own.ballots ?? {}).flatMap((ballot) => ballot.chosen["mood"] ?? []);
  const sentence = step.phase === "prepared" ? t("The question opens in a moment.") : t("The question is closed. The result comes in a moment.");
  const late = (/** @type {number} */ seat) => refusal(live.answers.refused({ type: "mood_check.show_hand", step: step.id, seat }));
  return html`${seatNumbers(me.seats).map(late)}<p>${sentence}</p>
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
    body: html`${compared ? html`<section><h2>${said(compared.title)}</h2>${moodFigures(step, compared.counts, widest)}</section>` : nothing}
      <section>${compared ? html`<h2>${said(step.title)}</h2>` : nothing}${counts ? moodFigures(step, counts, widest) : nothing}</section>
      <p class="quiet medium">${t("One stroke is one person.")}</p>`,
  };
}

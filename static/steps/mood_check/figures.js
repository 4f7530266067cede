/** One row of ticks for a mood check, with its numbers and a table: readable without colour. */

import { html } from "lit-html";
import { percent, t } from "../../core/i18n.js";
import { results } from "../../core/results.js";
import { ticks } from "../../core/ticks.js";
import { drawing, wording } from "./signals.js";

/** @typedef {import("../../core/views.js").MoodCheck} MoodCheck */

/**
 * @param {Pick<MoodCheck, "scale" | "labels" | "signals">} step
 * @param {import("../../core/views.js").Counts} counts
 * @param {number} [widest] people in the largest round shown beside this one
 */
export function moodFigures(step, counts, widest = counts.ballots) {
  const { rows } = results(counts, "mood", step.signals);
  return html`<div class="mood" aria-hidden="true" ${ticks(counts.ballots, widest)}>
      ${rows.filter(({ count }) => count).map(({ option, count }) => html`<span class="mood-part mood-${option}" ${ticks(count)}></span>`)}
    </div>
    <ul class="mood-numbers">
      ${rows.map(
        ({ option, count, share }) => html`<li class="mood-${option}">${drawing(step, option)} <b>${count}</b> <span>${wording(step, option)} <span class="quiet">${percent(share)}</span></span></li>`,
      )}
    </ul>
    ${counts.abstained ? html`<p class="quiet medium">${t("%(n)s abstained.", { n: counts.abstained })}</p>` : ""}`;
}

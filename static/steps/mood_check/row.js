/** The row of people: one stroke each, tall for good and low for not good, so that it is read without colour. */

import { html, nothing } from "lit-html";
import { ticks } from "../../core/ticks.js";

const STROKES_UP_TO = 120;

/**
 * @param {readonly string[]} signals
 * @param {Record<string, number>} chosen
 * @param {number} waiting people who have not answered, drawn pale
 */
export function mood(signals, chosen, waiting) {
  const people = signals.reduce((sum, signal) => sum + (chosen[signal] ?? 0), waiting);
  return html`<div class="mood ${people > STROKES_UP_TO ? "mood-solid" : ""}" aria-hidden="true">
    ${signals.filter((signal) => chosen[signal]).map((signal) => html`<span class="mood-part mood-${signal}" ${ticks(chosen[signal] ?? 0)}></span>`)}
    ${waiting ? html`<span class="mood-part mood-rest" ${ticks(waiting)}></span>` : nothing}
  </div>`;
}

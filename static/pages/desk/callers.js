/** People on the telephone as the desk knows them, and answering a question for them: a line below the tally, a dialog. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { answeredBy, answering, callersOf } from "../../steps/callers.js";

/** @typedef {import("../../steps/desk.js").Desk} Desk */
/** @typedef {import("../../steps/callers.js").Caller} Caller */

/**
 * Below a question that was opened: how many on the telephone have answered, and the way to answer for them.
 * @param {Desk} desk
 * @param {string} step
 * @param {import("../../steps/desk.js").Asked} asked
 */
export function callersLine(desk, step, asked) {
  const callers = callersOf(desk);
  if (!callers.length || asked.state.phase === "prepared") return nothing;
  return html`<p class="calling-line"><span class="quiet small">${icon("phone", "icon-small")} ${answeredBy(here(desk, step, asked, callers))}</span>
    <button class="button button-plain" type="button" @click=${() => openAnswering(desk, step, asked)}>${t("Answer for somebody on the telephone")}</button></p>`;
}

/**
 * @param {Desk} desk
 * @param {string} step
 * @param {import("../../steps/desk.js").Asked} asked
 */
function openAnswering(desk, step, asked) {
  desk.open(() => ({ title: t("Answer for somebody on the telephone"), body: answering(asked.aloud, here(desk, step, asked, callersOf(desk))) }));
}

/**
 * The question as it is now: what was answered arrives while the dialog is open.
 * @param {Desk} desk
 * @param {string} step
 * @param {import("../../steps/desk.js").Asked} asked
 * @param {Caller[]} callers
 */
function here(desk, step, { part }, callers) {
  const seen = desk.view.steps[step] ?? {};
  return { place: `${step}/${part}`, callers, asked: seen.questions?.[part] ?? seen, say: (/** @type {{type: string}} */ wish) => desk.act(wish), refresh: () => desk.refresh() };
}

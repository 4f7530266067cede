/** The one row of small facts: where we are, what comes next, how to join; and in words when the link is lost. */

import { html, nothing } from "lit-html";
import { t, tn } from "../../core/i18n.js";
import { icon, said } from "../../core/said.js";
import { address, spaced } from "./address.js";

const PATIENCE = 4000;

/** @typedef {import("../../core/views.js").Agenda} Agenda */

/**
 * The next point that will be gone to.
 * @param {Agenda} agenda
 * @param {string | undefined} current
 * @returns {import("../../core/views.js").AgendaPoint | undefined}
 */
export function nextPoint({ order, steps }, current) {
  const rest = order.slice(current === undefined ? 0 : order.indexOf(current) + 1);
  const next = rest.find((id) => steps[id] && !steps[id].skipped);
  return next === undefined ? undefined : steps[next];
}

/**
 * @param {import("./screen.js").Wall} view
 * @param {import("../../core/page.js").Page} page
 * @param {unknown} [sentence] what the step says here instead of its place in the evening
 */
export function stepFoot({ agenda, current, session, dialogue, hands }, page, sentence) {
  if (dialogue.phase === "ended") return html`<span>${sentence}</span>`;
  return html`<span>${sentence ?? whereWeAre(agenda, current?.step)}</span>
    <span>${hands ? html`<span class="wall-hands">${icon("hand")} ${tn("%(n)s raised hand", "%(n)s raised hands", hands)}</span>` : nothing}</span>
    <span>${t("Join:")} <strong><bdi dir="ltr">${address(page.public_url)}</bdi></strong></span>
    <strong><bdi dir="ltr">${spaced(session.code)}</bdi></strong>`;
}

/**
 * @param {Agenda} agenda
 * @param {string | undefined} id
 */
function whereWeAre(agenda, id) {
  const here = id === undefined ? undefined : agenda.steps[id];
  const next = nextPoint(agenda, id);
  return html`${here ? html`<strong>${here.number}</strong> ${said(here.title)} ` : nothing}${next ? html`<span class="wall-next">${t("Next:")} ${said(next.title)}</span>` : nothing}`;
}

/**
 * A short break is nobody's business; a longer one is said.
 * @param {import("../../core/connection.js").LinkState} state
 * @param {number} since when the state began
 * @param {number} now
 */
export function lostSentence(state, since, now) {
  if (state === "refused") return t("This screen is signed out. Please open its link again.");
  return state === "linked" || now - since < PATIENCE ? "" : t("Connection lost. We keep trying.");
}

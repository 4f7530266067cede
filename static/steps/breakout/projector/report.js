/**
 * A group reports: its result large, what it said to it small, how long it has, and who comes next.
 *
 * Rule: the clock holds at zero and nothing blinks; nobody is hurried by the wall.
 */

import { html, nothing } from "lit-html";
import { countdown, list, t, tn } from "../../../core/i18n.js";
import { report } from "../minutes.js";

/** @typedef {import("../../../core/views.js").ShownQuintessence} Shown */

/**
 * @param {Shown} shown
 * @param {number} now
 */
export function reported(shown, now) {
  const { room, name, people, notes, text = "", language, focus } = shown;
  return {
    layout: "beside",
    name: `quintessence${text.length + focus.join("").length < SHORT ? " projector-brief" : ""}`,
    stage: html`<p class="eyebrow">${text ? t("Quintessence") : t("Most important ideas")}</p>
      <p class="projector-number">${room}</p>
      <div>
        <h1>${name ? html`<bdi>${name}</bdi>` : t("Group %(n)s", { n: room })}</h1>
        <p class="quiet">${list([tn("%(n)s person", "%(n)s people", people), ...(notes ? [tn("%(n)s card", "%(n)s cards", notes)] : [])], "unit")}</p>
      </div>
      ${time(shown, now)}`,
    answers: html`${text ? html`<blockquote class="quintessence" lang=${language ?? nothing} dir="auto">${text.split(/\n+/).map((part) => html`<p dir="auto">${part}</p>`)}</blockquote>` : nothing}
      ${focus.length ? html`<div class="wall-focus"><h2>${tn("The group’s most important idea", "The group’s most important ideas", focus.length)}</h2><ol>${focus.map((idea) => html`<li dir="auto">${idea}</li>`)}</ol></div>` : nothing}
      ${agreement(shown)}`,
    foot: foot(shown),
  };
}

/** Characters: so few words may be larger. */
const SHORT = 160;

/**
 * What the group said to its quintessence, as far as anybody said it.
 * @param {import("../../../core/views.js").Agreement} confirmed people
 */
export function answers({ right, partly, wrong }) {
  return list([
    ...(right ? [tn("%(n)s says right", "%(n)s say right", right)] : []),
    ...(partly ? [tn("%(n)s says partly", "%(n)s say partly", partly)] : []),
    ...(wrong ? [tn("%(n)s says not right", "%(n)s say not right", wrong)] : []),
  ], "unit");
}

/** @param {Shown} shown */
function agreement({ confirmed, dissent }) {
  if (!confirmed && !dissent) return nothing;
  return html`<div class="wall-agreed">${confirmed ? html`<p>${t("The group:")} ${answers(confirmed)}</p>` : nothing}
    ${dissent ? html`<p><strong>${t("Seen differently")}</strong></p><p dir="auto">${dissent}</p>` : nothing}</div>`;
}

/**
 * @param {Shown} shown
 * @param {number} now
 */
function time(shown, now) {
  const { left } = report(shown, now);
  return html`<p class="report-clock ${left ? "" : "report-over"}" role="timer" aria-label=${t("Time of this group")}><bdi class="clock" dir="ltr">${countdown(left)}</bdi></p>`;
}

/**
 * Counted are the reports, not the groups: some may have nothing to show.
 * @param {Shown} shown
 */
function foot({ index, count, next }) {
  if (count < 2) return undefined;
  return html`<strong>${t("Report %(n)s of %(count)s", { n: index, count })}</strong>${next ? html` <span class="wall-next">${following(next)}</span>` : nothing}`;
}

/**
 * The name stands between marks that keep its own direction.
 * @param {{room: number, name?: string}} next
 */
export function following({ room, name }) {
  return name ? t("Up next: group %(n)s, %(name)s", { n: room, name: `\u2068${name}\u2069` }) : t("Up next: group %(n)s", { n: room });
}

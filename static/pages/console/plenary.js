/** What happens outside the group: the point of the evening that the plenary is at, its script, and what comes. */

import { html, nothing } from "lit-html";
import { t, time, tn } from "../../core/i18n.js";
import { kindFor } from "../../core/kinds.js";
import { paragraphs, said } from "../../core/said.js";

/** @typedef {import("../console.js").Console} Console */

/**
 * @param {import("../../core/page.js").Live} live
 * @param {Console} view
 * @param {import("../../core/views.js").Room | undefined} group
 */
export function plenary(live, view, group) {
  const { dialogue, session, step, current } = view;
  if (dialogue.phase === "waiting") {
    return html`<p class="eyebrow">${said(session.title)}</p><h1>${t("The evening has not begun yet.")}</h1><p>${t("It begins at %(time)s.", { time: time(session.starts_at) })}</p>`;
  }
  if (dialogue.phase === "ended") {
    return html`<p class="eyebrow">${said(session.title)}</p><h1>${t("The evening is over. Thank you!")}</h1>${group ? html`<p>${t("You can still finish the words of your group.")}</p>` : nothing}`;
  }
  const words = step ? kindFor(step.kind, "console", live.refresh)?.plenary(step, current?.part) : undefined;
  return html`<p class="eyebrow"><strong>${t("Everybody together")}</strong></p>${words ?? html`<h1>${said(step?.title ?? session.title)}</h1>`}`;
}

/** @param {Console} view what the group's moderation says and does now, as the session file has it */
export function script({ scripts, current }) {
  const words = current && scripts[current.step];
  if (!words) return nothing;
  return html`<details class="script"><summary>${t("Script")}</summary><div>${paragraphs(words)}</div></details>`;
}

/** @param {Console} view */
export function agenda({ agenda: { order, steps }, current }) {
  const points = order.flatMap((id) => {
    const point = steps[id];
    return point && !point.skipped ? [{ id, ...point }] : [];
  });
  return html`<ol class="console-agenda">${points.map(
    ({ id, title, minutes }) => html`<li aria-current=${id === current?.step ? "step" : nothing}><span>${said(title)}</span> <span class="quiet nowrap">${tn("%(n)s minute", "%(n)s minutes", minutes)}</span></li>`,
  )}</ol>`;
}

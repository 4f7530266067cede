/** The parts of the page on which a group works, and what stands there before it has begun. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { said } from "../../core/said.js";
import { calling } from "./calling.js";
import { hands } from "./hands.js";
import { agenda } from "./plenary.js";

/** @typedef {import("../../core/page.js").Live} Live */
/** @typedef {import("../../core/views.js").Room} Room */
/** @typedef {import("../console.js").Console} Console */

/**
 * @param {Live} live
 * @param {Console} view
 * @param {Room | undefined} group
 * @param {any} parts
 */
export function work(live, view, group, parts) {
  const where = view.current?.step === group?.step ? nothing : html`<p class="eyebrow">${said(view.agenda.steps[group?.step ?? ""]?.title)}</p>`;
  return html`<section class="console-head">${where} ${hands(live, view.hands)} ${group ? calling(live, view, group) : nothing} ${parts.head}</section>
    ${parts.entry === nothing ? nothing : html`<section class="console-entry" aria-label=${t("New card")}>${parts.entry}</section>`}
    <section class="console-notes" aria-label=${t("Board")}>${parts.notes}</section>
    <section class="console-side">${parts.side}</section>`;
}

/** @param {Console} view before the first group phase */
export function waiting(view) {
  return html`<section class="console-waiting">
    <h2>${t("Your group has not begun yet.")}</h2>
    <p>${t("As soon as the moderation sends everybody into groups, this page shows your clock, your board and your people.")}</p>
    ${agenda(view)}
  </section>`;
}

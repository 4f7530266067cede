/** What has become of an answer, in a word beside it: saved, being sent, not sent. */

import { html, nothing } from "lit-html";
import { t } from "./i18n.js";
import { icon, worded } from "./said.js";

/**
 * @param {{saved: boolean, sending: unknown, refused?: import("./answers.js").Refusal | undefined}} fate
 */
export function state({ saved, sending, refused }) {
  if (sending) return html`<span class="state state-open">${icon("clock", "icon-small")} ${t("being sent")}</span>`;
  if (refused) return html`<span class="state state-bad">${icon("warning", "icon-small")} ${t("not sent")}</span>`;
  return saved ? html`<span class="state state-good">${icon("check", "icon-small")} ${t("saved")}</span>` : nothing;
}

/**
 * Why something was refused, as a sentence in its own line.
 * @param {import("./answers.js").Refusal | undefined} refused
 */
export function refusal(refused) {
  return refused ? html`<p class="refusal">${icon("warning", "icon-small")} <span>${worded(refused)}</span></p>` : nothing;
}

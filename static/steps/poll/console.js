/** What a group's moderation reads about a poll in the plenary. */

import { html } from "lit-html";
import { t } from "../../core/i18n.js";
import { said } from "../../core/said.js";

export { aloud } from "./aloud.js";

/**
 * @param {import("../../core/views.js").Poll} step
 * @param {string | undefined} part
 */
export function plenary({ title, questions, order }, part) {
  const asked = questions[part ?? order[0] ?? ""];
  if (!asked) return html`<h1>${said(title)}</h1>`;
  const sentence = {
    prepared: t("The question opens in a moment."),
    open: t("Everybody is answering now."),
    closed: t("The question is closed."),
    revealed: t("The result is being shown."),
  }[asked.phase];
  return html`<p class="eyebrow">${said(title)}</p><h1>${said(asked.question)}</h1><p>${sentence}</p>`;
}

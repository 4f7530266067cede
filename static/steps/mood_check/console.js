/** What a group's moderation reads about a mood check in the plenary. */

import { html } from "lit-html";
import { t } from "../../core/i18n.js";
import { said } from "../../core/said.js";

export { aloud } from "./aloud.js";

/** @param {import("../../core/views.js").MoodCheck} step */
export function plenary({ title, question, phase }) {
  const sentence = {
    prepared: t("The question opens in a moment."),
    open: t("Everybody is answering now."),
    closed: t("The question is closed."),
    revealed: t("The result is being shown."),
  }[phase];
  return html`<p class="eyebrow">${said(title)}</p><h1>${said(question)}</h1><p>${sentence}</p>`;
}

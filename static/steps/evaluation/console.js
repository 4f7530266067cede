/** What a group's moderation reads about the closing questionnaire in the plenary. */

import { html } from "lit-html";
import { t } from "../../core/i18n.js";
import { said } from "../../core/said.js";

export { aloud } from "./aloud.js";

/** @param {import("../../core/views.js").Evaluation} step */
export function plenary({ title, phase }) {
  const sentence = {
    prepared: t("The questionnaire opens in a moment."),
    open: t("Everybody is filling in the questionnaire."),
    closed: t("The questionnaire is closed."),
    revealed: t("The result is being shown."),
  }[phase];
  return html`<h1>${said(title)}</h1><p>${sentence}</p>`;
}

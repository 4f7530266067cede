/** Somebody speaks: title and speaker on the stage, the text to read along below. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { icon, maybe, paragraphs, said } from "../../core/said.js";
import { helpByPhone } from "../../core/support.js";

/** @typedef {import("../../core/here.js").Here<import("../../core/views.js").Talk>} Here */

/**
 * @param {Here} here
 * @returns {import("../../core/here.js").Screen}
 */
export function participant({ step, everyone }) {
  const { conference } = everyone.session;
  return {
    stage: html`<p class="eyebrow">${purpose(step)}</p>
      <h1 id="question" tabindex="-1">${said(step.title)}</h1>
      ${step.speaker ? html`<p class="talk-speaker"><strong><bdi>${step.speaker}</bdi></strong>${step.speaker_role ? html` · ${said(step.speaker_role)}` : nothing}</p>` : nothing}`,
    body: html`${step.question
        ? html`<section class="talk-question"><h2>${icon("pin", "icon-small")} ${t("A question to you")}</h2><p>${said(step.question)}</p></section>`
        : nothing}
      ${maybe(step.text.length > 0 && html`<div class="reading">${step.text.map((part) => paragraphs(part))}</div>`)}
      ${conference ? html`<p><a class="button button-plain" href=${conference} target="_blank" rel="noopener noreferrer">${icon("camera")} ${t("To the video conference")}</a></p>` : nothing}
      ${step.purpose === "welcome" && everyone.session.support_phone ? html`<p>${helpByPhone(everyone.session)}</p>` : nothing}`,
  };
}

/** @param {import("../../core/views.js").Talk} step */
function purpose(step) {
  if (step.purpose === "welcome") return t("Welcome");
  return step.purpose === "closing" ? t("Closing") : t("Listening");
}

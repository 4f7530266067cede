/** A talk on the wall: who speaks, what about, the text to read along, and the question to the audience. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { icon, paragraphs, said } from "../../core/said.js";

/** @param {import("../../core/views.js").Talk} step */
export function projector({ title, speaker, speaker_role: role, text, question }) {
  const pinned = question ? html`<div class="wall-question"><p class="aside-line">${icon("pin")} ${t("A question to you")}</p><p class="lead"><strong>${said(question)}</strong></p></div>` : nothing;
  return {
    layout: "beside",
    name: "talk",
    stage: html`<div>
        <h1>${said(title)}</h1>
        ${speaker ? html`<p class="lead"><strong><bdi>${speaker}</bdi></strong>${role ? html`<br>${said(role)}` : nothing}</p>` : nothing}
      </div>
      ${pinned}`,
    ...(text.length ? { answers: html`<div class="wall-text">${text.map((part) => paragraphs(part))}</div>`, cut: true } : {}),
  };
}

/** What a group's moderation reads about a talk in the plenary. */

import { html, nothing } from "lit-html";
import { said } from "../../core/said.js";

/** @param {import("../../core/views.js").Talk} step */
export function plenary({ title, speaker, question }) {
  return html`<h1>${said(title)}</h1>
    ${speaker ? html`<p><bdi>${speaker}</bdi></p>` : nothing}
    ${question ? html`<p><strong>${said(question)}</strong></p>` : nothing}`;
}

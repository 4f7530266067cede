/** The last screen: thanks, what happens with the results, whom to ask. */

import { html, nothing } from "lit-html";
import { t, tn } from "../../core/i18n.js";
import { paragraphs, said } from "../../core/said.js";
import { cityMark } from "./join.js";

/**
 * @param {import("./screen.js").Wall} view
 * @returns {import("./screen.js").Picture}
 */
export function endScreen({ session, dialogue, people, next_steps: steps = [] }) {
  const contact = session.contact ?? {};
  const ways = [contact.name, contact.mail, contact.phone, contact.web].filter(Boolean);
  return {
    layout: "beside",
    name: "end",
    stage: html`<p class="aside-line">${cityMark(session)} <strong>${session.city}</strong></p>
      <div>
        <h1>${t("Thank you!")}</h1>
        <div class="lead">${session.thanks ? paragraphs(session.thanks) : html`<p>${t("Thank you for taking part.")}</p>`}</div>
      </div>
      <p class="quiet">${said(session.title)}${people.count ? html`<br>${tn("%(n)s person took part.", "%(n)s people took part.", people.count)}` : nothing}</p>`,
    answers: html`<div class="wall-text">
      <h2>${t("What happens now")}</h2>
      ${steps.length ? html`<ul class="wall-list">${steps.map((one) => html`<li>${said(one)}</li>`)}</ul>` : nothing}
      <p>${dialogue.published ? t("The documentation of the evening is published. You find it on the page with which you took part.") : t("The documentation will appear on the page with which you took part.")}</p>
      ${ways.length ? html`<h2>${t("Contact")}</h2><p>${ways.map((way, index) => html`${index ? html`<br>` : nothing}<bdi>${way}</bdi>`)}</p>` : nothing}
    </div>`,
  };
}

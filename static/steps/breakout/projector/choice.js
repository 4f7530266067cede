/** People choose their group: between what, and how many have chosen. Nobody sees from here who chose what. */

import { html, nothing } from "lit-html";
import { number, t } from "../../../core/i18n.js";
import { said } from "../../../core/said.js";

/** @typedef {import("../../../core/views.js").Breakout} Breakout */
/** @typedef {import("../../../core/views.js").Choice} Choice */

/** As many groups as stand legibly in two columns. */
const WALLFUL = 24;

/**
 * @param {Breakout} step
 * @param {Choice} choice that is open
 */
export function choosing({ title, prompts }, choice) {
  const [first] = prompts;
  return {
    layout: "beside",
    name: "breakout",
    stage: html`<p class="eyebrow">${said(title)}</p>
      <div><h1>${t("Choose your group on your device.")}</h1>
        ${first ? html`<p class="lead">${said(first)}</p>` : nothing}</div>`,
    answers: choice.order.length > WALLFUL ? inNumbers(choice) : topics(choice),
    foot: html`<strong>${t("%(n)s of %(of)s people have chosen", { n: choice.chosen ?? 0, of: Math.max(choice.of ?? 0, choice.chosen ?? 0) })}</strong>`,
  };
}

/** @param {Choice} choice */
function topics({ order, rooms }) {
  return html`<ol class="rooms ${order.length > 5 ? "rooms-many" : ""}">${order.map((room) => {
    const name = rooms[room]?.name;
    return html`<li><b>${room}</b> <strong>${name ? html`<bdi>${name}</bdi>` : t("Group %(n)s", { n: room })}</strong></li>`;
  })}</ol>`;
}

/** @param {Choice} choice */
function inNumbers({ order, capacity }) {
  return html`<dl class="rooms-numbers">
    <div><dt>${t("Groups")}</dt><dd>${number(order.length)}</dd></div>
    <div><dt>${t("People in a group")}</dt><dd>${t("about %(n)s", { n: number(capacity) })}</dd></div>
  </dl>`;
}

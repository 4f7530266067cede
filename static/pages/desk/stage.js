/** The middle of the desk above its controls: the question on colour, what came of it on paper. */

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { t, text } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { stepOf } from "./plan.js";

/** @typedef {import("./steering.js").Steering} Steering */
/** @typedef {import("../../steps/desk.js").Scene} Scene */

/**
 * @param {Steering} desk
 * @param {Scene} scene
 */
export function stage(desk, scene) {
  const place = desk.looking ?? `${desk.view.current?.step}/${desk.view.current?.part}`;
  return html`${desk.looking ? looking(desk) : nothing}
    <section class="stage" aria-label=${t("Current item")}>
      ${scene.life ? life(scene) : nothing}
      <div><p class="eyebrow">${scene.eyebrow}</p><h2>${scene.headline}</h2></div>
      ${scene.figure ? html`<p class="answered"><b>${scene.figure.large}</b> <span class="quiet">${scene.figure.words}</span></p>` : nothing}
    </section>
    ${keyed(place, html`<div class="desk-body" tabindex="0">${scene.body}</div>`)}`;
}

/** @param {Scene} scene */
function life({ life: states = [], at }) {
  return html`<ol class="lifecycle" aria-label=${t("State")}>${states.map((word, index) => html`<li aria-current=${index === at ? "step" : nothing}>${word}</li>`)}</ol>`;
}

/** @param {Steering} desk */
function looking(desk) {
  const { current, agenda } = desk.view;
  const room = current ? t("The room is at “%(title)s”.", { title: text(stepOf(agenda, current.step).title).value }) : "";
  return html`<p class="banner desk-looking">${icon("veil", "icon-small")} <span>${t("You are only looking. The room stays where it is.")} ${room}</span>
    <button class="button" type="button" @click=${() => desk.look(undefined)}>${t("Back to the room")}</button></p>`;
}

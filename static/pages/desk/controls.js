/** What can be done now: the step's own acts, the way on, the sentence that asks back or refuses, and what remains in sight. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { kindFor } from "../../core/kinds.js";
import { delaySentence } from "../../core/link.js";
import { icon } from "../../core/said.js";
import { sceneOf } from "./scene.js";
import { around, backward, forward, titleOf } from "./walk.js";

/** @typedef {import("./steering.js").Steering} Steering */
/** @typedef {import("../../steps/desk.js").Scene} Scene */
/** @typedef {import("../../steps/desk.js").Act} Act */

/**
 * @param {Steering} desk
 * @param {Scene} scene
 */
export function controls(desk, scene) {
  const acts = scene.acts ?? [];
  const main = acts.some((act) => act.main);
  return html`<div class="desk-dock">
      <p class="${noticeClass(desk)}" role="status">${desk.dialog ? nothing : (desk.asking?.sentence ?? desk.notice?.sentence ?? (delaySentence(desk.live.connection) || nothing))}</p>
      <div class="controls" role="group" aria-label=${t("Controls")}>
        <div class="controls-acts">${acts.map((act) => button(desk, act))}
          ${scene.more?.length ? html`<button class="button button-plain" type="button" aria-label=${t("More for this item")} @click=${() => openMore(desk)}>${icon("more", "icon-small")}</button>` : nothing}</div>
        ${desk.looking ? nothing : walking(desk, main)}
      </div></div>
    ${remains(desk, scene)}`;
}

/**
 * How the sentence near the controls looks: a question stands out, and says when a second press would answer it.
 * @param {Steering} desk
 */
export function noticeClass({ asking }) {
  if (!asking) return "desk-notice";
  return asking.ripe ? "desk-notice desk-asking desk-ripe" : "desk-notice desk-asking";
}

/**
 * @param {Steering} desk
 * @param {Act} act
 */
function button(desk, { label, key, main, disabled, spare, adds, does }) {
  const pressed = adds ? does : (/** @type {MouseEvent} */ event) => desk.click(event, "act", does);
  return html`<button class="button ${main ? "" : "button-plain"} ${spare ? "controls-spare" : ""}" type="button" ?disabled=${disabled} aria-keyshortcuts=${key === " " ? "Space" : (key ?? nothing)} @click=${pressed}>
    ${label}${key ? html` <span class="keycap" aria-hidden="true">${key === " " ? t("Space") : key.toUpperCase()}</span>` : nothing}</button>`;
}

/**
 * @param {Steering} desk
 * @param {boolean} main whether the step has a next act of its own
 */
function walking(desk, main) {
  if (desk.view.dialogue.phase !== "running") return nothing;
  const { back, next } = around(desk);
  const upcoming = next ? titleOf(desk, next) : t("End of the evening");
  return html`<div class="controls-walk"><button class="button button-plain" type="button" ?disabled=${!back} aria-keyshortcuts="ArrowLeft" aria-label=${back ? t("Back to %(title)s", { title: titleOf(desk, back) }) : t("Back")} @click=${(/** @type {MouseEvent} */ event) => desk.click(event, "back", () => backward(desk))}><span class="keycap keycap-along" aria-hidden="true">←</span></button>
    <button class="button ${main ? "button-plain" : ""} desk-next" type="button" aria-keyshortcuts="ArrowRight" @click=${(/** @type {MouseEvent} */ event) => desk.click(event, "next", () => forward(desk))}>
      <span class="upcoming"><small class="quiet">${t("Up next")}</small><span>${upcoming}</span></span> <span class="keycap keycap-along" aria-hidden="true">→</span></button></div>`;
}

/**
 * The acts as they are now: while the dialog stands open the question may have moved on.
 * @param {Steering} desk
 */
function openMore(desk) {
  desk.open(() => ({
    title: t("More for this item"),
    body: html`<ul class="desk-more">${(sceneOf(desk).more ?? []).map(
      (act) => html`<li><button class="button button-plain" type="button" ?disabled=${act.disabled} @click=${() => doAndClose(desk, act)}>${act.label}</button><p>${act.why}</p></li>`,
    )}</ul>`,
  }));
}

/**
 * @param {Steering} desk
 * @param {Act} act
 */
function doAndClose(desk, act) {
  act.does();
  if (!desk.asking) desk.close();
}

/**
 * What an earlier step leaves in sight, the latest one only. Above a scene that needs the room it is folded at first.
 * @param {Steering} desk
 * @param {Scene} scene
 */
function remains(desk, scene) {
  const { steps, agenda, current: here } = desk.view;
  const shown = desk.looking ?? here?.step;
  const last = (/** @type {string} */ id) => agenda.steps[id]?.visits.at(-1)?.[0] ?? 0;
  const ids = Object.keys(steps).filter((id) => id !== shown && agenda.steps[id]).toSorted((one, other) => last(other) - last(one));
  for (const id of ids) {
    /** @type {import("../../steps/desk.js").DeskKind | undefined} */
    const kind = kindFor(steps[id].kind, "desk", () => desk.refresh());
    const kept = kind?.remains?.({ id, title: agenda.steps[id].title, ...steps[id] }, desk);
    if (!kept) continue;
    const folded = isFolded(desk, scene);
    return html`<details class="rooms-wall" ?open=${!folded}>
      <summary @click=${(/** @type {Event} */ event) => fold(event, desk, scene)}><h2>${kept.title}</h2><span class="quiet small">${kept.state}</span></summary>${kept.body}</details>`;
  }
  return nothing;
}

/**
 * @param {Pick<Steering, "live">} desk
 * @param {Pick<Scene, "roomy">} scene
 */
export function isFolded({ live }, { roomy = false }) {
  return roomy ? live.drafts.get("remains/roomy") !== "open" : live.drafts.get("remains") === "folded";
}

/**
 * Kept by this page, so that it is folded the same way when it is drawn again.
 * @param {Event} event
 * @param {Steering} desk
 * @param {Scene} scene
 */
function fold(event, desk, scene) {
  event.preventDefault();
  const folded = isFolded(desk, scene);
  if (scene.roomy) desk.live.drafts.set("remains/roomy", folded ? "open" : "");
  else desk.live.drafts.set("remains", folded ? "" : "folded");
  desk.refresh();
}

/** What lies over the projected page and how large its text is. The projector itself has no controls. */

import { html, nothing } from "lit-html";
import { percent, t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { newLink } from "./links.js";

/** @typedef {import("../steering.js").Steering} Steering */

const SMALLEST = 0.7;
const LARGEST = 1.6;

/** @param {Steering} desk */
export function toggleCode(desk) {
  const overlay = desk.view.screen?.overlay === "code" ? "none" : "code";
  void desk.act({ type: "screen.overlay", overlay });
}

/**
 * @param {Steering} desk
 * @param {number} by
 */
export function resize(desk, by) {
  const wished = Math.round(((desk.view.screen?.text_size ?? 1) + by) * 10) / 10;
  const text_size = Math.min(LARGEST, Math.max(SMALLEST, wished));
  if (text_size !== desk.view.screen?.text_size) void desk.act({ type: "screen.size", text_size });
}

/** @param {Steering} desk */
export function openScreen(desk) {
  desk.open(() => ({ title: t("Projector"), body: html`${overlays(desk)} ${message(desk)} ${size(desk)} ${opening(desk)}` }));
}

/** @param {Steering} desk */
function overlays(desk) {
  const now = desk.view.screen?.overlay ?? "none";
  const choose = (/** @type {string} */ overlay) => () => void desk.act({ type: "screen.overlay", overlay });
  return html`<div class="desk-row" role="group" aria-label=${t("What lies over the page")}>
    <button class="button button-plain" type="button" aria-pressed=${now === "code"} @click=${choose(now === "code" ? "none" : "code")}>${t("Join code")} <span class="keycap" aria-hidden="true">Q</span></button>
    ${now === "message" ? html`<button class="button button-plain" type="button" aria-pressed="true" @click=${choose("none")}>${t("Take the message away")}</button>` : nothing}</div>`;
}

/** @param {Steering} desk */
function message(desk) {
  const key = "screen.message";
  const shown = desk.view.screen?.overlay === "message";
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const words = desk.live.drafts.get(key).trim();
    if (words && (await desk.act({ type: "screen.overlay", overlay: "message", message: words })).saved) desk.refresh();
  };
  return html`<form class="desk-form" @submit=${submit}><p class="field"><label for="screen-message">${t("Message to the room")}</label>
    <input class="input" id="screen-message" maxlength="300" .value=${desk.live.drafts.get(key) || (shown ? desk.view.screen.message ?? "" : "")} placeholder=${t("e.g. Break until 19:10")}
      @input=${(/** @type {Event} */ event) => desk.live.drafts.set(key, /** @type {HTMLInputElement} */ (event.target).value)}></p>
    <p class="desk-form-end"><button class="button" type="submit">${shown ? t("Change the message") : t("Show the message")}</button></p></form>`;
}

/** @param {Steering} desk */
function size(desk) {
  const now = desk.view.screen?.text_size ?? 1;
  return html`<div class="desk-row" role="group" aria-label=${t("Text size")}><span>${t("Text size")}</span>
    <button class="button button-plain" type="button" ?disabled=${now <= SMALLEST} aria-label=${t("Smaller text")} @click=${() => resize(desk, -0.1)}><span class="keycap">−</span></button>
    <output>${percent(now)}</output>
    <button class="button button-plain" type="button" ?disabled=${now >= LARGEST} aria-label=${t("Larger text")} @click=${() => resize(desk, 0.1)}><span class="keycap">+</span></button></div>`;
}

/** @param {Steering} desk */
function opening(desk) {
  return html`<div class="desk-row"><button class="button button-plain" type="button" @click=${() => void openWindow(desk)}>${icon("screen", "icon-small")} ${t("Open the projected page in a new window")}</button></div>
    <p class="quiet small">${t("Put that window on the projector and press F11. It shows no controls.")}</p>`;
}

/**
 * The window is opened before the link is there: later the browser would take it for an advertisement.
 * @param {Steering} desk
 */
async function openWindow(desk) {
  const opened = window.open("", "_blank");
  const link = await newLink(desk, { role: "projector" });
  if (link && opened) opened.location.replace(link.url);
  else opened?.close();
}

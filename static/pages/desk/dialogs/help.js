/** The keys of the desk, and the switch for those who do not want them. */

import { html } from "lit-html";
import { aboutLinks } from "../../../core/about.js";
import { t } from "../../../core/i18n.js";

/** @param {import("../steering.js").Steering} desk */
export function openHelp(desk) {
  desk.open(() => ({
    title: t("Keys of the desk"),
    body: html`<dl class="desk-keys">${keys().map(([caps, words]) => html`<div><dt>${caps.map((cap) => html`<span class="keycap">${cap}</span> `)}</dt><dd>${words}</dd></div>`)}</dl>
      <p><label class="desk-switch"><input type="checkbox" ?checked=${desk.live.drafts.get("keys") !== "off"} @change=${(/** @type {Event} */ event) =>
        desk.live.drafts.set("keys", /** @type {HTMLInputElement} */ (event.target).checked ? "" : "off")}> ${t("Use these keys")}</label></p>
      <p>${t("Space and R press the button that carries their sign, never the button that was clicked last.")}</p>
      <p class="quiet small">${t("The keys never act while you type, and not while a dialog is open.")}</p>
      ${aboutLinks(desk.live)}`,
  }));
}

/** @returns {[string[], string][]} */
function keys() {
  return [
    [["→", "←"], t("to the next or previous question or item; asks once more before the planned time is up")],
    [[t("Space")], t("open or close the question")],
    [["R"], t("show or hide the result")],
    [["Q"], t("join code on the projector, on and off")],
    [["+", "−"], t("larger or smaller text on the projector")],
    [["F"], t("this page on the full screen")],
    [["Esc"], t("close a dialog, take back a question")],
    [["?"], t("this help")],
  ];
}

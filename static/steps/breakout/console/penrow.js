/** Who writes now, and taking or passing the pen. The row stands there also when it is free, so that nothing jumps. */

import { html, nothing } from "lit-html";
import { announce } from "../../../core/announce.js";
import { t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { sendDissent } from "./dissent.js";
import { passPen, takePen } from "./pen.js";
import { sendQuintessence } from "./writing.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {import("./pen.js").Holding} Holding */

/** Who had the pen when the page was last drawn. @type {Holding | undefined} */
let before;

/**
 * @param {AtConsole} here
 * @param {Holding} pen
 */
export function penRow(here, pen) {
  const sentence = words(pen, here.group.pen?.role);
  if (before !== undefined && before !== pen) announce(sentence);
  before = pen;
  const take = () => {
    takePen(here);
    here.live.refresh();
    requestAnimationFrame(() => requestAnimationFrame(() => document.getElementById("quintessence")?.focus()));
  };
  const pass = () => {
    sendQuintessence(here);
    sendDissent(here);
    passPen(here);
  };
  return html`<div class="console-pen" data-pen=${pen}><p class="medium">${pen === "other" ? icon("pen", "icon-small") : nothing} <span>${sentence}</span></p>
    ${pen === "other" ? html`<button class="button button-plain" type="button" @click=${take}>${t("Take the pen over")}</button>` : nothing}
    ${pen === "mine" ? html`<button class="link-button" type="button" @click=${pass}>${t("Pass the pen on")}</button>` : nothing}</div>`;
}

/**
 * @param {Holding} pen
 * @param {"participant" | "console" | "moderator" | undefined} role
 */
function words(pen, role) {
  if (pen === "mine") return t("You are writing.");
  if (pen === "free") return t("Nobody is writing. Whoever begins has the pen.");
  if (role === "moderator") return t("The moderation at the desk is writing.");
  return role === "participant" ? t("Somebody of the group is writing.") : t("Another device of the group’s moderation is writing.");
}

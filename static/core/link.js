/** The state of the link in a word, as every masthead shows it. */

import { html } from "lit-html";
import { t } from "./i18n.js";
import { icon } from "./said.js";

/** @param {import("./connection.js").LinkState} state */
export function linkSign(state) {
  if (state === "linked") return html`<span class="linked">${icon("linked", "icon-small")} ${t("connected")}</span>`;
  if (state === "connecting") return html`<span class="linked">${icon("clock", "icon-small")} ${t("connecting")}</span>`;
  const word = state === "refused" ? t("signed out") : t("disconnected");
  return html`<span class="linked broken">${icon("broken", "icon-small")} ${word}</span>`;
}

/**
 * What is said of the link when it changes; nothing where there is nothing to say.
 * @param {import("./connection.js").LinkState} state
 * @param {boolean} queued whether the server has let the page in and lets others go first
 */
export function linkSentence(state, queued) {
  if (queued) return queueSentence();
  if (state === "broken") return t("Connection lost. We keep trying.");
  if (state === "aside") return t("This page is open in other windows. It goes on here as soon as you touch it.");
  return state === "linked" ? t("Connected.") : "";
}

/** Why it takes a moment although the link is there. It counts nobody: a number would be read out at every change. */
export function queueSentence() {
  return t("Many people are coming in at once just now. Your place is safe; it goes on in a moment.");
}

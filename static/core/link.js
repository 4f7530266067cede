/** The state of the link in a word, as every masthead shows it. */

import { html } from "lit-html";
import { t } from "./i18n.js";
import { icon } from "./said.js";

/** @typedef {{state: import("./connection.js").LinkState, queued: boolean, detour: boolean, walled: boolean}} Link */

/** @param {Link} link */
export function linkSign({ state, detour }) {
  if (state === "linked" && detour) return html`<span class="linked" title=${detourSentence()}>${icon("linked", "icon-small")} ${t("by a detour")}</span>`;
  if (state === "linked") return html`<span class="linked">${icon("linked", "icon-small")} ${t("connected")}</span>`;
  if (state === "connecting") return html`<span class="linked">${icon("clock", "icon-small")} ${t("connecting")}</span>`;
  const word = state === "refused" ? t("signed out") : t("disconnected");
  return html`<span class="linked broken">${icon("broken", "icon-small")} ${word}</span>`;
}

/**
 * What is said of the link when it changes; nothing where there is nothing to say.
 * @param {import("./connection.js").LinkState} state
 * @param {Omit<Link, "state">} link
 */
export function linkSentence(state, { queued, detour, walled }) {
  if (queued) return queueSentence();
  if (state === "broken" && walled) return wallSentence();
  if (state === "broken") return t("Connection lost. We keep trying.");
  if (state === "aside") return t("This page is open in other windows. It goes on here as soon as you touch it.");
  if (state !== "linked") return "";
  return detour ? detourSentence() : t("Connected.");
}

/**
 * Why a page that has nothing to show yet has to wait, where that is known.
 * @param {Pick<Link, "queued" | "walled">} link
 */
export function delaySentence({ queued, walled }) {
  if (queued) return queueSentence();
  return walled ? wallSentence() : "";
}

/** Why it may be slower here, and that nothing else differs. */
export function detourSentence() {
  return t("Connected by a detour, because this network does not let the usual line through. Everything works, perhaps a little slower.");
}

/** What to do where the network answers in the server's place, as in a hotel or on a train. */
export function wallSentence() {
  return t("This network wants you to sign in first: open any other website, accept there, and come back. What you have entered is kept.");
}

/** Why it takes a moment although the link is there. It counts nobody: a number would be read out at every change. */
export function queueSentence() {
  return t("Many people are coming in at once just now. Your place is safe; it goes on in a moment.");
}

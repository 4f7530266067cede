/** Small facts about a group in words: who is there, what it wrote last, how far its result is, what it needs. */

import { html, nothing } from "lit-html";
import { t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";

/** @typedef {import("../../../core/views.js").DeskRoom} Room */
/** @typedef {import("./attention.js").Need} Need */

const MINUTE = 60_000;

/**
 * @param {number} present
 * @param {number} all
 */
export function here(present, all) {
  return present >= all ? t("%(n)s here", { n: present }) : t("%(n)s of %(of)s here", { n: present, of: all });
}

/**
 * @param {number | undefined} at
 * @param {number} now
 */
export function ago(at, now) {
  if (at === undefined) return t("nothing written yet");
  const minutes = Math.floor((now - at) / MINUTE);
  return minutes < 1 ? t("just now") : t("%(n)s min ago", { n: minutes });
}

/**
 * @param {Room} one
 * @param {boolean} shown on the projector
 * @param {number} of people in the group
 */
export function resultState({ quintessence }, shown, of) {
  if (shown) return html`<span class="state">${icon("screen", "icon-small")} ${t("on the projector")}</span>`;
  if (quintessence?.released) return html`<span class="state state-good">${icon("check", "icon-small")} ${t("released")}</span>`;
  if (quintessence?.asked) {
    const counts = { answered: quintessence.answered ?? 0, of, right: quintessence.confirmed?.right ?? 0 };
    return html`<span class="state">${icon("people", "icon-small")} ${t("asked: %(answered)s of %(of)s, %(right)s say right", counts)}</span>`;
  }
  return html`<span class="state state-open">${quintessence?.text ? icon("clock", "icon-small") : nothing} ${quintessence?.text ? t("draft") : t("nothing yet")}</span>`;
}

/** @param {Room} one */
export function penWords({ pen, quintessence }) {
  if (!pen || quintessence?.released) return "";
  if (pen.role === "console") return t("The group’s moderator writes");
  return pen.role === "moderator" ? t("The desk writes") : t("Somebody of the group writes");
}

/**
 * @param {Room} one
 * @param {boolean} running
 */
export function dotsWords({ dots }, running) {
  if (!dots || (!dots.given && !running)) return "";
  if (dots.phase === "open") return tn("Dots open, %(n)s has given", "Dots open, %(n)s have given", dots.given);
  return dots.phase === "closed" ? t("Dots closed") : t("Dots revealed");
}

/** @param {Need} need */
export function needWords(need) {
  if (need === "help") return t("calls for help");
  if (need === "nobody") return t("nobody here");
  if (need === "silent") return t("nobody writes");
  if (need === "behind") return t("far behind");
  return need === "small" ? t("very small") : t("no moderator");
}

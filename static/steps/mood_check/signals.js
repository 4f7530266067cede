/** The fixed set of signals: thumbs or fingers, each with its drawing and its word. */

import { html } from "lit-html";
import { number, t, text } from "../../core/i18n.js";
import { hand, said } from "../../core/said.js";

/** @typedef {import("../../core/views.js").MoodCheck} MoodCheck */

/**
 * The hand, or for fingers their number.
 * @param {Pick<MoodCheck, "scale">} step
 * @param {string} signal
 */
export function drawing({ scale }, signal) {
  return scale === "thumbs" ? hand(`thumb-${signal}`) : html`<span class="mood-fingers" aria-hidden="true">${number(Number(signal))}</span>`;
}

/**
 * @param {Pick<MoodCheck, "scale" | "labels">} step
 * @param {string} signal
 */
export function wording(step, signal) {
  const own = step.labels[signal];
  return own && text(own).value ? said(own) : spoken(step, signal);
}

/**
 * The same as plain words, for whoever hears the page.
 * @param {Pick<MoodCheck, "scale" | "labels">} step
 * @param {string} signal
 */
export function spoken({ scale, labels }, signal) {
  const own = text(labels[signal]).value;
  if (own) return own;
  if (signal === "up") return t("Good");
  if (signal === "sideways") return t("So-so");
  if (signal === "down") return t("Not good");
  return scale === "fingers" ? t("%(n)s of 5 fingers", { n: Number(signal) }) : signal;
}

/**
 * What stands on the wall now, and how a screen is laid out.
 *
 * Rule: what the moderation has put over everything comes first, then the beginning and the end of the evening, then the
 * current step. Nothing on the wall can be pressed.
 */

import { html, nothing } from "lit-html";

/** @typedef {import("../../core/views.js").Everyone & {screen: Screen, hands: number}} Wall */
/** @typedef {{overlay?: "code" | "message", message?: string, text_size: number, blank?: true}} Screen */
/** @typedef {"blank" | "message" | "code" | "join" | "end" | "step"} Showing */
/**
 * What a kind of step gives the wall: words on colour, words on paper, and a sentence for the foot. Without `answers` the
 * stage fills the wall.
 * @typedef {object} Picture
 * @property {"beside" | "above"} layout where the stage stands
 * @property {string} name a class word for the style sheet
 * @property {unknown} stage
 * @property {unknown} [answers]
 * @property {boolean} [cut] the text on paper may end early, see fit.js
 * @property {unknown} [foot]
 */

/**
 * @param {Wall} view
 * @returns {Showing}
 */
export function showing({ screen, dialogue, step }) {
  if (screen.blank) return "blank";
  if (screen.overlay === "message" && screen.message) return "message";
  if (screen.overlay === "code") return "code";
  if (dialogue.phase === "waiting") return "join";
  if (dialogue.phase === "ended") return "end";
  return step ? "step" : "join";
}

/**
 * @param {Picture} picture
 * @param {unknown} cutSentence stands below a text that ends early
 */
export function laidOut({ layout, name, stage, answers, cut }, cutSentence) {
  const shape = answers === undefined ? "whole" : layout;
  return html`<div class="projector-${shape} projector-${name}">
    <section class="stage"><div class="fit">${stage}</div></section>
    ${answers === undefined
      ? nothing
      : html`<section class="answers">
          ${cut ? html`<div class="fit" data-cut>${answers}</div><p class="cut-sentence">${cutSentence}</p>` : html`<div class="fit">${answers}</div>`}
        </section>`}
  </div>`;
}

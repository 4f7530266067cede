/** The group phase on a participant's phone: before, in the own group, and when a group's quintessence is shown. */

import { html, nothing } from "lit-html";
import { t, tn } from "../../core/i18n.js";
import { paragraphs, said } from "../../core/said.js";
import { seatAnswered } from "../../core/seats.js";
import { board } from "./board.js";
import { choosing, chosen } from "./choice/screen.js";
import { WISH, wishAnswered } from "./choice/wishes.js";
import { entry } from "./entry.js";
import { acts, focusIdeas, groupStage, people } from "./group.js";
import { dotsAnswered, dotsLine } from "./group/dots.js";
import { pinnedThere } from "./group/earlier.js";
import { editKey, edited } from "./group/edits.js";
import { noteKey, returnWords } from "./group/pinning.js";
import { agreement, comesFirst, dissent, result } from "./group/result.js";
import { rising as risingInGroup } from "./group/rising.js";

/** @typedef {import("../../core/here.js").Here<import("../../core/views.js").Breakout>} Here */

/**
 * @param {Here} here
 * @returns {import("../../core/here.js").Screen}
 */
export function participant(here) {
  const { room, step } = here;
  if (step.shown && !(room && step.phase === "running")) return projected(step.shown, here);
  if (!room) return step.choice?.open ? choosing(here, step.choice) : before(here);
  const inGroup = /** @type {import("./entry.js").InGroup} */ ({ ...here, room });
  const first = comesFirst(inGroup);
  return {
    stage: groupStage(inGroup),
    body: html`${step.shown ? html`<p class="quiet medium">${t("The result of group %(n)s is on the wall. Your group goes on.", { n: step.shown.room })}</p>` : nothing}
      ${acts(inGroup)} ${first ? result(inGroup) : nothing} ${board(inGroup)} ${people(inGroup)} ${first ? nothing : result(inGroup)} ${focusIdeas(room)}`,
    dock: html`${dotsLine(inGroup)} ${entry(inGroup)}`,
  };
}

/**
 * Which of its screens the step is at: people choose their group, or a result is shown. A result on the wall waits for somebody who still writes in the group, and takes
 * nobody out of a group that is still at work.
 * @param {import("../../core/views.js").Breakout} step
 */
export function scene(step) {
  if (step.choice?.open) return "choosing";
  return resultFirst(step) ? "shown" : "";
}

/** @param {Here} here whether a card is half written */
export function busy(here) {
  const { room, live, step } = here;
  if (!room || resultFirst(step)) return false;
  const cards = Object.keys(here.own.notes ?? {}).filter((id) => room.notes.notes[id]);
  const drafts = [noteKey(room.step), ...cards.map(editKey)];
  return drafts.some((key) => live.drafts.get(key).trim() !== "");
}

/** @param {import("../../core/views.js").Breakout} step */
function resultFirst({ shown, phase }) {
  return shown !== undefined && phase !== "running";
}

/**
 * Messages of the own group, above the dock of whatever screen is shown.
 * @param {import("./group/rising.js").Around & {step?: import("../../core/views.js").Step | undefined}} around `step` and `shown` as on the screen
 */
export function rising({ step, shown, ...around }) {
  const inGroup = step?.kind === "breakout" && shown?.step === step.id && !resultFirst(/** @type {any} */ (step));
  return risingInGroup({ ...around, shown: inGroup ? shown : undefined });
}

/** What the group itself shows a moment later needs no word of its own. */
const TOLD_BY_THE_GROUP = /\.(call_help|finish_help|take_pen|pass_pen|write_quintessence|ask_confirmation|place_dots)$/;

/**
 * @param {import("../../core/outbox.js").Command} command
 * @param {import("../../core/connection.js").Outcome} outcome
 * @param {import("../../core/page.js").Live} live
 * @returns {boolean} whether nothing more need be said of it
 */
export function answered(command, outcome, live) {
  if (command.type === "breakout.write_note" && !outcome.saved) returnWords(command, live);
  if (command.type === WISH) wishAnswered(command, outcome);
  if (command.type === "breakout.place_dots") dotsAnswered(command, outcome);
  if (command.type === "breakout.edit_note") edited(command, outcome, live);
  if (command.type === "breakout.confirm" && seatAnswered(command, outcome, live)) return true;
  return pinnedThere(command, outcome, live) || (outcome.saved && TOLD_BY_THE_GROUP.test(command.type));
}

/**
 * @param {Here} here
 * @returns {import("../../core/here.js").Screen}
 */
function before(here) {
  const { step } = here;
  const sentence = {
    prepared: t("The groups are being made. Your group appears here by itself."),
    running: t("The groups are at work. You will be given a place in a moment."),
    ended: t("The group time is over. We go on together in a moment."),
  }[step.phase];
  return {
    stage: html`<p class="eyebrow">${t("Talking in small groups")}</p>
      <h1 id="question" tabindex="-1">${said(step.title)}</h1>
      <p>${sentence}</p>`,
    body: html`${step.choice ? chosen(here, step.choice) : nothing}
      ${step.prompts.length
        ? html`<section><h2>${t("What the groups talk about")}</h2><div class="reading">${step.prompts.map((prompt) => paragraphs(prompt))}</div></section>`
        : nothing}`,
  };
}

/**
 * What stands on the wall, also in the hand: the result of one group.
 * @param {import("../../core/views.js").ShownQuintessence} shown
 * @param {Here} here
 * @returns {import("../../core/here.js").Screen}
 */
function projected(shown, { step }) {
  return {
    stageSmall: true,
    tells: true,
    stage: html`<p class="eyebrow">${said(step.title)} · ${t("result %(n)s of %(of)s", { n: shown.index, of: shown.count })}</p>
      <h1 id="question" tabindex="-1">${shown.name ?? t("Group %(n)s", { n: shown.room })}</h1>
      <p class="quiet">${tn("%(n)s person", "%(n)s people", shown.people)} · ${tn("%(n)s card", "%(n)s cards", shown.notes)}</p>`,
    body: html`${shown.text === undefined
        ? nothing
        : html`<blockquote class="quintessence" dir="auto" lang=${shown.language ?? ""}>${shown.text.split(/\n\s*\n/).map((part) => html`<p>${part}</p>`)}</blockquote>`}
      ${shown.dissent ? dissent(shown.dissent) : nothing}
      ${shown.confirmed ? html`<p class="quiet medium">${agreement(shown.confirmed)}</p>` : nothing}
      ${shown.focus.length
        ? html`<section><h2>${t("Most important ideas")}</h2><ol class="focus-ideas">${shown.focus.map((idea) => html`<li><span dir="auto">${idea}</span></li>`)}</ol></section>`
        : nothing}`,
  };
}

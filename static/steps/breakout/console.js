/**
 * The work of one group at its console: clock and prompt, the board with fast entry, quintessence, most important ideas.
 *
 * Rule: what was typed is kept on this device until the server has it; nothing that arrives moves it or the focus.
 */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { said } from "../../core/said.js";
import { forgetAct } from "./console/acts.js";
import { board, boardHead } from "./console/board.js";
import { dissentAnswered, sendDissent } from "./console/dissent.js";
import { entry, takeBack } from "./console/entry.js";
import { focusIdeas, ideaSaved } from "./console/focus.js";
import { helpButton, helpState } from "./console/help.js";
import { joined } from "./console/joined.js";
import { penRefused } from "./console/pen.js";
import { quintessence } from "./console/quintessence.js";
import { sourcesRefused } from "./console/sources.js";
import { endingBanner, timeRow } from "./console/time.js";
import { told } from "./console/told.js";
import { editAnswered } from "./console/words.js";
import { sendQuintessence, wroteQuintessence } from "./console/writing.js";

/** @typedef {{live: import("../../core/page.js").Live, group: import("../../core/views.js").Room, shown?: boolean}} AtConsole `shown`: on the wall */

/** Refusals that stand beside the words they are about. */
const WORDED_IN_PLACE = /\.(write_note|(write|release)_quintessence|ask_confirmation|write_dissent|source_sentence|(add|edit)_focus_idea|call_help)$/;

/** @param {import("../../core/views.js").Breakout} step */
export function plenary({ title, phase, shown }) {
  if (shown) return html`<p class="eyebrow">${said(title)}</p>${shown.text ? html`<h1>${t("Quintessence of group %(n)s", { n: shown.room })}</h1><p>${t("It is on the wall now.")}</p>` : html`<h1>${t("Most important ideas of group %(n)s", { n: shown.room })}</h1><p>${t("They are on the wall now.")}</p>`}`;
  const sentence = phase === "prepared" ? t("The groups begin in a moment.") : phase === "running" ? t("The groups are at work.") : t("The groups are back in the plenary.");
  return html`<h1>${said(title)}</h1><p>${sentence}</p>`;
}

/**
 * The pieces of the page; the page puts them where there is room.
 * @param {AtConsole} here
 */
export function group(here) {
  const words = promptsOf(here.group);
  if (here.group.merged_into) return joined(here, words);
  return {
    running: here.group.phase === "running",
    begun: here.group.started_at !== undefined,
    help: here.group.started_at === undefined ? nothing : helpButton(here),
    calls: html`${endingBanner(here)} ${told(here)} ${helpState(here)}`,
    time: timeRow(here),
    prompts: words,
    head: boardHead(here),
    entry: entry(here),
    notes: board(here),
    side: html`${here.group.quintessence_wanted ? quintessence(here) : nothing}${here.group.focus_ideas ? focusIdeas(here) : nothing}`,
  };
}

/** @param {AtConsole["group"]} group */
function promptsOf({ prompts }) {
  const [first, ...others] = prompts;
  if (others.length) return html`<ol class="console-prompts">${prompts.map((prompt) => html`<li>${said(prompt)}</li>`)}</ol>`;
  return first ? html`<p class="console-prompts"><strong>${said(first)}</strong></p>` : nothing;
}

/**
 * Sends what is still only on this device, before the page turns to another group phase.
 * @param {AtConsole} here
 */
export function settle(here) {
  sendQuintessence(here);
  sendDissent(here);
}

/**
 * @param {import("../../core/outbox.js").Command} command
 * @param {import("../../core/connection.js").Outcome} outcome
 * @param {import("../../core/page.js").Live} live
 * @returns {boolean} whether a refusal stands beside the words it is about
 */
export function answered(command, outcome, live) {
  const { type } = command;
  if (!outcome.saved) forgetAct(command, live);
  if (type === "breakout.write_note" && !outcome.saved) takeBack(command, outcome, live);
  if (type === "breakout.take_pen" && !outcome.saved) penRefused(command);
  if (type === "breakout.source_sentence" && !outcome.saved) sourcesRefused();
  if (type === "breakout.write_quintessence") wroteQuintessence(command, outcome, live);
  if (type === "breakout.write_dissent") dissentAnswered(command, outcome, live);
  if (type.endsWith("_focus_idea")) ideaSaved(command, outcome, live);
  return type === "breakout.edit_note" ? editAnswered(command, outcome, live) : WORDED_IN_PLACE.test(type);
}

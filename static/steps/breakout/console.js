/**
 * The work of one group at its console: clock and prompt, the board with fast entry, quintessence, most important ideas.
 *
 * Rule: what was typed is kept on this device until the server has it; nothing that arrives moves it or the focus.
 */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { said } from "../../core/said.js";
import { board, boardHead } from "./console/board.js";
import { entry, takeBack } from "./console/entry.js";
import { focusIdeas, ideaSaved } from "./console/focus.js";
import { quintessence, sendQuintessence, wroteQuintessence } from "./console/quintessence.js";
import { timeRow } from "./console/time.js";

/** @typedef {{live: import("../../core/page.js").Live, group: import("../../core/views.js").Room}} AtConsole */

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
  const { prompts } = here.group;
  const [first, ...others] = prompts;
  return {
    running: here.group.phase === "running",
    begun: here.group.started_at !== undefined,
    time: timeRow(here),
    prompts: others.length
      ? html`<ol class="console-prompts">${prompts.map((prompt) => html`<li>${said(prompt)}</li>`)}</ol>`
      : first
        ? html`<p class="console-prompts"><strong>${said(first)}</strong></p>`
        : nothing,
    head: boardHead(here),
    entry: entry(here),
    notes: board(here),
    side: html`${here.group.quintessence_wanted ? quintessence(here) : nothing}${here.group.focus_ideas ? focusIdeas(here) : nothing}`,
  };
}

/**
 * Sends what is still only on this device, before the page turns to another group phase.
 * @param {AtConsole} here
 */
export function settle(here) {
  sendQuintessence(here);
}

/**
 * @param {import("../../core/outbox.js").Command} command
 * @param {import("../../core/connection.js").Outcome} outcome
 * @param {import("../../core/page.js").Live} live
 */
export function answered(command, outcome, live) {
  if (command.type === "breakout.write_note" && !outcome.saved) takeBack(command, outcome, live);
  if (command.type === "breakout.edit_note" && outcome.saved) live.drafts.clear(`edit:${command["note"]}`, command["text"]);
  if (command.type === "breakout.write_quintessence") wroteQuintessence(command, outcome, live);
  if (command.type.endsWith("_focus_idea")) ideaSaved(command, outcome, live);
}

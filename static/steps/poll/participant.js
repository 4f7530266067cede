/** The question in its four lives: prepared, open, closed, revealed. One question per screen, one ballot per person. */

import { html, nothing } from "lit-html";
import { bars, sentence, table as figuresTable, turnout } from "../../core/bars.js";
import { t, tn } from "../../core/i18n.js";
import { voices } from "../../core/portion.js";
import { optionsOf } from "../../core/results.js";
import { icon, paragraphs, said } from "../../core/said.js";
import { answeredAt, refusedOf, seatAnswered, seatNumbers, turnAt } from "../../core/seats.js";
import { refusal } from "../../core/state.js";
import { alone, counting, countingDock, countsTogether, halfCounted, ways } from "../../core/together.js";
import { nextButton, refusals, turns } from "../../core/turns.js";
import { average } from "./average.js";
import { dirty, draftKey, filled, tableAt } from "./ballot.js";
import { ballotDock } from "./ballot-dock.js";
import { choices, instruction, optionWords, ownWords } from "./choices.js";
import { choiceOf, isOneChoice } from "./shares.js";

/** @typedef {import("../../core/here.js").Here<import("../../core/views.js").Poll>} Here */
/** @typedef {import("../../core/views.js").PollQuestion} PollQuestion */
/** @typedef {import("../../core/views.js").Counts} Counts */

/**
 * @param {Here} here
 * @returns {import("../../core/here.js").Screen}
 */
export function participant(here) {
  const part = asked(here);
  const question = here.step.questions[part];
  if (!question) return { stage: html`<h1 id="question" tabindex="-1">${said(here.step.title)}</h1>` };
  if (question.shown && question.counts) return result(here, part, question);
  const stage = html`<p class="eyebrow">${numbered(here, question)}</p>
    <h1 id="question" tabindex="-1">${said(question.question)}</h1>
    ${question.explanation ? paragraphs(question.explanation) : nothing}
    ${question.phase === "open" ? html`<p class="aside-line">${instruction(question)}</p>` : nothing}
    <p class="aside-line quiet">${icon("veil", "icon-small")} ${secrecy(question)}</p>`;
  return question.phase === "open" ? ballot(here, part, question, stage) : { stage, body: pause(here, part, question) };
}

/** @param {Here} here whether something is chosen or written that has not been sent */
export function busy(here) {
  const part = asked(here);
  const question = here.step.questions[part];
  if (question?.phase !== "open") return false;
  return seatNumbers(here.me.seats).some((seat) => dirty(here, part, seat)) || (isOneChoice(question) && halfCounted(tableAt(here, part)));
}

/**
 * @param {import("../../core/outbox.js").Command} command
 * @param {import("../../core/connection.js").Outcome} outcome
 * @param {import("../../core/page.js").Live} live
 */
export function answered(command, outcome, live) {
  if (!outcome.saved) return false;
  const key = draftKey(command["step"], command["part"], command["seat"] ?? 1);
  live.drafts.clear(key, JSON.stringify({ chosen: command["chosen"], text: command["text"] ?? "" }));
  return seatAnswered(command, outcome, live);
}

/**
 * @param {Here} here
 * @param {string} part
 * @param {PollQuestion} question
 * @param {unknown} stage
 * @returns {import("../../core/here.js").Screen}
 */
function ballot(here, part, question, stage) {
  const { live, me } = here;
  const table = tableAt(here, part);
  // What others have answered is shown after the own answer: of all who share the device.
  const counts = question.counts ?? (answeredAt(table) === me.seats ? here.own.counts?.[part] : undefined);
  const standing = counts ? html`<section><h2>${t("As it stands")}</h2>${figures(here, part, { ...question, counts }, [])}</section>` : nothing;
  if (me.seats > 1 && isOneChoice(question) && countsTogether(live)) {
    const choice = choiceOf(here, part, question);
    return { stage, body: html`${counting(table, choice)} ${standing}`, dock: countingDock(table, choice, here.hand) };
  }
  const { seat, open } = turnAt(table);
  const head = turns(table);
  const way = isOneChoice(question) ? ways(table) : alone(table);
  if (!open) return { stage, body: html`${head} ${standing} ${way}`, dock: html`<div class="dock-row">${here.hand}${nextButton(table)}</div>` };
  return {
    stage,
    body: html`${head} ${choices(here, part, question, seat, filled(here, part, seat))} ${refusal(refusedOf(table, seat))} ${standing} ${way}`,
    dock: ballotDock(here, part, question, seat),
  };
}

/**
 * Before and after the question is open.
 * @param {Here} here
 * @param {string} part
 * @param {PollQuestion} question
 */
function pause(here, part, question) {
  const own = ownBallots(here, part);
  const words = own.map((each) => ownWords(question, each)).filter(Boolean);
  return html`${refusals(tableAt(here, part))}<p>${question.phase === "prepared" ? t("The question opens in a moment. You can already read the answers.") : t("The question is closed. The result comes when the moderation shows it.")}</p>
    ${words.length ? html`<section><h2>${t("Your answer")}</h2><ul class="notes">${words.map((each) => html`<li class="note note-own">${each}</li>`)}</ul></section>` : nothing}
    ${question.phase === "prepared" && question.form === "choice"
      ? html`<ul class="poll-preview">${(question.order ?? []).map((option) => html`<li>${optionWords(question, option)}</li>`)}</ul>`
      : nothing}`;
}

/**
 * @param {Here} here
 * @param {string} part
 * @param {PollQuestion} question
 * @returns {import("../../core/here.js").Screen}
 */
function result(here, part, question) {
  const own = ownBallots(here, part).flatMap((each) => each.chosen["answer"] ?? []);
  return {
    stageSmall: true,
    tells: true,
    stage: html`<p class="eyebrow">${t("Result")}: ${numbered(here, question)}</p>
      <h1 id="question" tabindex="-1">${said(question.question)}</h1>
      <p class="aside-line quiet">${turnout(/** @type {Counts} */ (question.counts), question.of)}${average(question)}</p>`,
    body: figures(here, part, question, own),
  };
}

/**
 * The own answer, to be read again. At a shared device nobody reads those of the others.
 * @param {Here} here
 * @param {string} part
 */
function ownBallots(here, part) {
  return here.me.seats > 1 ? [] : Object.values(here.own.ballots?.[part] ?? {});
}

/**
 * @param {Here} here
 * @param {string} part
 * @param {PollQuestion} question
 * @param {string[]} own
 */
function figures(here, part, question, own) {
  const counts = /** @type {Counts} */ (question.counts);
  if (question.form === "text") {
    const texts = counts.texts?.["answer"] ?? [];
    return html`${voices(`texts/${here.step.id}/${part}`, texts, here.live.refresh)} ${counts.abstained ? html`<p class="quiet medium">${tn("%(n)s person abstained.", "%(n)s people abstained.", counts.abstained)}</p>` : nothing}`;
  }
  const asking = { counts, item: "answer", order: optionsOf(question), label: (/** @type {string} */ option) => optionWords(question, option), own };
  return html`${sentence(asking)} ${bars(asking)}
    <p class="quiet medium">${t("One stroke is one person.")} ${counts.abstained ? t("%(n)s abstained.", { n: counts.abstained }) : nothing}</p>
    ${figuresTable({ ...asking, caption: said(question.question) })}`;
}

/** @param {Here} here */
function asked({ step, part }) {
  return part && part in step.questions ? part : (step.order.find((each) => step.questions[each]?.phase === "open") ?? step.order[0] ?? "");
}

/**
 * @param {Here} here
 * @param {PollQuestion} question
 */
function numbered({ step }, question) {
  if (step.order.length < 2) return said(step.title);
  return html`${said(step.title)} · ${t("question %(n)s of %(of)s", { n: question.number, of: step.order.length })}`;
}

/** @param {PollQuestion} question */
function secrecy(question) {
  if (question.secrecy === "named") return t("Your answer is shown with your name.");
  return question.secrecy === "moderation" ? t("Only the moderation sees who answered what.") : t("Your answer is anonymous.");
}

/** The closing questionnaire: voluntary, everything on one page, changeable until it closes; then thanks. */

import { html, nothing } from "lit-html";
import { bars, turnout } from "../../core/bars.js";
import { decimal, t, tn } from "../../core/i18n.js";
import { optionsOf } from "../../core/results.js";
import { icon, maybe, paragraphs, said } from "../../core/said.js";
import { answeredAt, refusedOf, seatAnswered, seatNumbers, sendingOf, turnAt } from "../../core/seats.js";
import { refusal, state } from "../../core/state.js";
import { alone } from "../../core/together.js";
import { nextButton, refusals, turns } from "../../core/turns.js";
import { changed, draftKey, filled, isEmpty, send, tableAt } from "./answers.js";
import { itemField } from "./items.js";

/** @typedef {import("../../core/here.js").Here<import("../../core/views.js").Evaluation>} Here */

/**
 * @param {Here} here
 * @returns {import("../../core/here.js").Screen}
 */
export function participant(here) {
  const { step } = here;
  const stage = html`<p class="eyebrow">${said(step.title)}${step.phase === "open" ? html` · ${tn("%(n)s short question", "%(n)s short questions", step.order.length)}` : nothing}</p>
    <h1 id="question" tabindex="-1">${said(step.introduction ?? step.title)}</h1>
    ${step.phase === "open" ? html`<p class="aside-line quiet">${icon("veil", "icon-small")} ${t("Anonymous and voluntary")}</p>` : nothing}`;
  if (step.phase === "open") return form(here, stage);
  return { stage, tells: Boolean(step.shown && step.counts), body: html`${refusals(tableAt(here))} ${step.shown && step.counts ? figures(step) : nothing} ${afterwards(here)}` };
}

/** @param {Here} here whether something is filled in that has not been sent */
export function busy(here) {
  if (here.step.phase !== "open") return false;
  return seatNumbers(here.me.seats).some((seat) => changed(here, seat));
}

/**
 * @param {import("../../core/outbox.js").Command} command
 * @param {import("../../core/connection.js").Outcome} outcome
 * @param {import("../../core/page.js").Live} live
 */
export function answered(command, outcome, live) {
  if (outcome.saved) live.drafts.clear(draftKey(command["step"], command["seat"] ?? 1), JSON.stringify(command["answers"]));
  return seatAnswered(command, outcome, live);
}

/**
 * @param {Here} here
 * @param {unknown} stage
 * @returns {import("../../core/here.js").Screen}
 */
function form(here, stage) {
  const { me, step } = here;
  const table = tableAt(here);
  const { seat, open } = turnAt(table);
  const head = html`${turns(table)} ${alone(table)}`;
  if (!open) {
    const thanks = answeredAt(table) === me.seats ? afterwards(here) : nothing;
    return { stage, body: html`${head} ${thanks}`, dock: html`<div class="dock-row">${here.hand}${nextButton(table)}</div>` };
  }
  const [sending, refused] = [sendingOf(table, seat), refusedOf(table, seat)];
  const answers = filled(here, seat);
  const unsent = changed(here, seat);
  const saved = seat in table.ballots;
  return {
    stage,
    body: html`${head}
      ${step.order.map((item) => itemField(here, item, seat, answers))} ${refusal(refused)} ${saved && !unsent ? afterwards(here) : nothing}`,
    dock: html`${saved || sending || refused ? html`<p><span></span>${unsent && !refused ? nothing : state({ saved, sending, refused })}</p>` : nothing}
      <div class="dock-row">
        ${here.hand}
        ${(saved || sending) && !unsent && !refused
          ? nothing
          : html`<button class="button" type="button" ?disabled=${isEmpty(answers)} @click=${() => send(here, seat, answers)}>${saved || sending ? t("Change answers") : t("Send")}</button>`}
      </div>`,
  };
}

/** @param {Here} here */
function afterwards({ step, own }) {
  const sentence = step.phase === "prepared" ? t("The questions open in a moment.") : step.phase === "open" ? nothing : t("The questionnaire is closed.");
  const given = Object.keys(own.ballots ?? {}).length > 0;
  return html`${maybe(sentence !== nothing && html`<p>${sentence}</p>`)}
    ${given || step.phase === "closed" || step.phase === "revealed" ? html`<div class="reading">${step.thanks ? paragraphs(step.thanks) : html`<p>${t("Thank you very much.")}</p>`}</div>` : nothing}
    ${step.next_steps.length && step.phase !== "prepared"
      ? html`<section><h2>${t("What happens next")}</h2><ul class="next-steps">${step.next_steps.map((each) => html`<li>${said(each)}</li>`)}</ul></section>`
      : nothing}`;
}

/** @param {import("../../core/views.js").Evaluation} step */
function figures(step) {
  const counts = /** @type {import("../../core/views.js").Counts} */ (step.counts);
  return html`<p class="quiet">${turnout(counts)}</p>
    ${step.order
      .filter((item) => step.items[item]?.form !== "text")
      .map((item) => {
        const asked = /** @type {import("../../core/views.js").EvaluationItem} */ (step.items[item]);
        const order = optionsOf(asked);
        const label = (/** @type {string} */ option) => (asked.options?.[option] ? said(asked.options[option].text) : option);
        return html`<section><h2>${said(asked.statement)}</h2>
          ${bars({ counts, item, order, label })}
          ${step.averages?.[item] === undefined ? nothing : html`<p><strong>${t("average %(mean)s of 5", { mean: decimal(step.averages[item]) })}</strong></p>`}
          ${asked.form === "scale" && asked.low && asked.high ? html`<p class="scale-ends"><span>${order[0]} – ${said(asked.low)}</span><span>${order.at(-1)} – ${said(asked.high)}</span></p>` : nothing}
        </section>`;
      })}`;
}

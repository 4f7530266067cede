/** The answers to choose from, in every form of a question: one, several, a scale, own words. */

import { html } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { announce } from "../../core/announce.js";
import { t, text, tn } from "../../core/i18n.js";
import { optionsOf } from "../../core/results.js";
import { said, tooMany } from "../../core/said.js";
import { draftKey, fill } from "./ballot.js";

/** @typedef {import("../../core/here.js").Here<import("../../core/views.js").Poll>} Here */
/** @typedef {import("../../core/views.js").PollQuestion} PollQuestion */
/** @typedef {import("./ballot.js").Filled} Filled */

/** Ballots on which one answer too many was tried; said until the ballot changes or is handed in. @type {Set<string>} */
const overfull = new Set();

/**
 * @param {Here} here
 * @param {string} part
 * @param {PollQuestion} question
 * @param {number} seat
 * @param {Filled} ballot
 */
export function choices(here, part, question, seat, ballot) {
  if (question.form === "text") return words(here, part, seat, ballot);
  if (question.form === "scale") return scale(here, part, question, seat, ballot);
  const single = most(question) === 1;
  const key = draftKey(here.step.id, part, seat);
  const change = (/** @type {string} */ option) => (/** @type {Event} */ event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const others = single ? [] : ballot.chosen.filter((each) => each !== option);
    if (box.checked && !single && others.length >= most(question)) {
      box.checked = false;
      overfull.add(key);
      announce(tooMany(most(question)));
      here.live.refresh();
      return;
    }
    overfull.delete(key);
    fill(here, part, seat, { ...ballot, chosen: box.checked ? inOrder(question, [...others, option]) : others });
  };
  return html`<div class="poll-options" role=${single ? "radiogroup" : "group"} aria-labelledby="question">
    ${repeat(
      question.order ?? [],
      (option) => option,
      (option) => html`<label class="poll-option">
        <input type=${single ? "radio" : "checkbox"} name="answer" .checked=${inSync(ballot.chosen.includes(option))} @change=${change(option)}>
        <span>${optionWords(question, option)}</span>
      </label>`,
    )}
  </div>`;
}

/** @param {PollQuestion} question */
export function instruction(question) {
  const [least, highest] = [question.at_least ?? 0, most(question)];
  if (question.form === "text") return t("Answer in your own words.");
  if (question.form === "scale") return t("Choose a place on the scale.");
  if (highest === 1) return t("Choose one answer.");
  if (highest >= (question.order ?? []).length && least <= 1) return t("Choose as many answers as you like.");
  if (least === highest) return tn("Choose exactly %(n)s answer.", "Choose exactly %(n)s answers.", highest);
  if (least > 1) return t("Choose %(least)s to %(most)s answers.", { least, most: highest });
  return tn("Choose up to %(n)s answer.", "Choose up to %(n)s answers.", highest);
}

/** @param {PollQuestion} question how many may be chosen */
export function most(question) {
  return question.form === "choice" ? (question.at_most ?? 1) : 1;
}

/**
 * Why the last tick was not taken, if it was one too many.
 * @param {Here} here
 * @param {string} part
 * @param {PollQuestion} question
 * @param {number} seat
 * @param {Filled} ballot
 */
export function overfullSentence(here, part, question, seat, ballot) {
  const key = draftKey(here.step.id, part, seat);
  if (here.live.answers.sending({ type: "poll.cast_ballot", step: here.step.id, part, seat })) overfull.delete(key);
  return ballot.chosen.length >= most(question) && overfull.has(key) ? tooMany(most(question)) : "";
}

/**
 * The words of an option; of a scale its number, at the ends with their meaning.
 * @param {PollQuestion} question
 * @param {string} option
 */
export function optionWords(question, option) {
  const own = question.options?.[option]?.text;
  if (own) return said(own);
  const end = option === String(question.from ?? 1) ? question.low : option === String(question.to) ? question.high : undefined;
  return end && text(end).value ? html`${option} – ${said(end)}` : option;
}

/**
 * What a person has answered, in words.
 * @param {PollQuestion} question
 * @param {import("../../core/views.js").Ballot} ballot
 */
export function ownWords(question, ballot) {
  if (ballot.texts["answer"]) return html`<span dir="auto">${ballot.texts["answer"]}</span>`;
  const chosen = ballot.chosen["answer"] ?? [];
  if (!chosen.length) return t("You have abstained.");
  return chosen.map((option, index) => html`${index ? html`<br>` : ""}${optionWords(question, option)}`);
}

/**
 * @param {Here} here
 * @param {string} part
 * @param {PollQuestion} question
 * @param {number} seat
 * @param {Filled} ballot
 */
function scale(here, part, question, seat, ballot) {
  const order = optionsOf(question);
  const pick = (/** @type {string} */ option) => () => fill(here, part, seat, { ...ballot, chosen: [option] });
  return html`<div>
      <div class="scale pick" role="radiogroup" aria-labelledby="question" aria-describedby="scale-ends">
        ${order.map(
          (option) => html`<label><input type="radio" name="answer" .checked=${inSync(ballot.chosen.includes(option))} @change=${pick(option)}>${option}</label>`,
        )}
      </div>
      <p class="scale-ends" id="scale-ends"><span>${said(question.low)}</span><span>${said(question.high)}</span></p>
    </div>`;
}

/**
 * @param {Here} here
 * @param {string} part
 * @param {number} seat
 * @param {Filled} ballot
 */
function words(here, part, seat, ballot) {
  const write = (/** @type {Event} */ event) => fill(here, part, seat, { chosen: [], text: /** @type {HTMLTextAreaElement} */ (event.target).value });
  return html`<textarea class="input" rows="4" dir="auto" aria-labelledby="question" .value=${inSync(ballot.text)} @input=${write}></textarea>`;
}

/**
 * @param {PollQuestion} question
 * @param {string[]} chosen
 */
function inOrder(question, chosen) {
  return (question.order ?? []).filter((option) => chosen.includes(option));
}

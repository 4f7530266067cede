/** A question with one choice for each person, as several people at one device answer it together. */

import { t, text } from "../../core/i18n.js";
import { optionsOf } from "../../core/results.js";
import { most, optionWords } from "./choices.js";

/** @typedef {import("../../core/here.js").Here<import("../../core/views.js").Poll>} Here */
/** @typedef {import("../../core/views.js").PollQuestion} PollQuestion */

const ABSTAINED = "";

/** @param {PollQuestion} question whether each person gives one answer out of several */
export function isOneChoice(question) {
  return question.form === "scale" || (question.form === "choice" && most(question) === 1);
}

/**
 * @param {Here} here
 * @param {string} part
 * @param {PollQuestion} question
 * @returns {import("../../core/together.js").Choice}
 */
export function choiceOf({ live, step }, part, question) {
  return {
    order: [...optionsOf(question), ABSTAINED],
    drawn: (option) => (option === ABSTAINED ? t("Abstain") : optionWords(question, option)),
    spoken: (option) => (option === ABSTAINED ? t("Abstain") : text(question.options?.[option]?.text).value || option),
    wished: (command) => command["chosen"]?.[0] ?? ABSTAINED,
    given: (ballot) => ballot.chosen["answer"]?.[0] ?? ABSTAINED,
    send: (seat, option) => live.connection.send({ type: "poll.cast_ballot", step: step.id, part, seat, chosen: option === ABSTAINED ? [] : [option] }),
  };
}

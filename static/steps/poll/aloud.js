/** One question of a poll as it is read aloud to somebody on the telephone. */

import { optionsOf } from "../../core/results.js";
import { said } from "../../core/said.js";
import { placeOf } from "../callers.js";

/** @typedef {import("../../core/views.js").PollQuestion} Question */

/**
 * @param {Pick<import("../../core/views.js").Poll, "id" | "order" | "questions">} step
 * @param {string} part
 * @returns {import("../callers.js").Aloud}
 */
export function aloud({ id: step, questions }, part) {
  const question = /** @type {Question} */ (questions[part]);
  const options = optionsOf(question).map((id) => ({ id, label: question.options?.[id] ? said(question.options[id].text) : placeOf(question, Number(id)) }));
  const { at_least: least = 0, at_most: most = 1 } = question;
  return {
    words: said(question.question),
    ...(question.explanation ? { explanation: said(question.explanation) } : {}),
    items: [{ item: "answer", form: question.form === "text" ? "text" : "choice", options, least, most }],
    blank: true,
    wish: ({ answer }) => ({ type: "poll.cast_ballot", step, part, ...(question.form === "text" ? { text: answer?.text ?? "" } : { chosen: answer?.chosen ?? [] }) }),
  };
}

/**
 * One person's filled-in questionnaire on this device.
 *
 * Rule: every item is voluntary; what is left empty is not sent. The draft counts until the server has it.
 */

import { handOver, tableOf } from "../../core/seats.js";

/** @typedef {import("../../core/here.js").Here<import("../../core/views.js").Evaluation>} Here */
/** @typedef {Record<string, number | string | string[]>} Answers item -> place on the scale, words, or options */

/** @param {string} step @param {number} seat */
export function draftKey(step, seat) {
  return `evaluation:${step}:${seat}`;
}

/**
 * @param {Here} here
 * @param {number} seat
 * @returns {Answers}
 */
export function filled(here, seat) {
  const draft = here.live.drafts.read(draftKey(here.step.id, seat), /** @type {Answers | undefined} */ (undefined));
  return draft ?? sent(here, seat);
}

/** @param {Here} here @param {number} seat */
export function changed(here, seat) {
  return comparable(filled(here, seat)) !== comparable(sent(here, seat));
}

/**
 * @param {Here} here
 * @param {number} seat
 * @param {string} item
 * @param {number | string | string[]} value
 */
export function fill(here, seat, item, value) {
  here.live.drafts.write(draftKey(here.step.id, seat), { ...filled(here, seat), [item]: value });
  here.live.refresh();
}

/**
 * @param {Here} here
 * @param {number} seat
 * @param {Answers} answers
 */
export function send(here, seat, answers) {
  const given = Object.fromEntries(entries(answers));
  here.live.drafts.write(draftKey(here.step.id, seat), given);
  here.live.connection.send({ type: "evaluation.send_answers", step: here.step.id, seat, answers: given });
  here.live.refresh();
  handOver(tableAt(here), seat);
}

/** @param {Here} here the people at this device and what they have answered */
export function tableAt(here) {
  return tableOf(here, { type: "evaluation.send_answers", step: here.step.id }, here.own.ballots, (seat) => changed(here, seat));
}

/** @param {Answers} answers */
export function isEmpty(answers) {
  return entries(answers).length === 0;
}

/**
 * The answers on their way, else those the server has.
 * @param {Here} here
 * @param {number} seat
 * @returns {Answers}
 */
function sent({ live, step, own }, seat) {
  const sending = live.answers.sending({ type: "evaluation.send_answers", step: step.id, seat });
  if (sending) return sending["answers"];
  const ballot = own.ballots?.[seat];
  if (!ballot) return {};
  /** @type {Answers} */
  const answers = { ...ballot.texts };
  for (const [item, options] of Object.entries(ballot.chosen)) {
    answers[item] = step.items[item]?.form === "scale" ? Number(options[0]) : options;
  }
  return answers;
}

/** @param {Answers} answers */
function entries(answers) {
  return Object.entries(answers)
    .map(([item, value]) => /** @type {const} */ ([item, typeof value === "string" ? value.trim() : value]))
    .filter(([, value]) => (Array.isArray(value) ? value.length > 0 : value !== "" && !Number.isNaN(value)));
}

/** @param {Answers} answers */
function comparable(answers) {
  return JSON.stringify(entries(answers).sort(([one], [other]) => (one < other ? -1 : 1)));
}

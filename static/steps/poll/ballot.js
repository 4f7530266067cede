/**
 * One person's half-filled ballot on this device.
 *
 * Rule: what is chosen lives in the draft until the server has it; the server's ballot counts where there is no draft.
 */

import { handOver, tableOf } from "../../core/seats.js";

/** @typedef {import("../../core/here.js").Here<import("../../core/views.js").Poll>} Here */
/** @typedef {{chosen: string[], text: string}} Filled */

/** @param {string} step @param {string} part @param {number} seat */
export function draftKey(step, part, seat) {
  return `poll:${step}:${part}:${seat}`;
}

/**
 * What stands on the ballot now.
 * @param {Here} here
 * @param {string} part
 * @param {number} seat
 * @returns {Filled}
 */
export function filled(here, part, seat) {
  const draft = here.live.drafts.read(draftKey(here.step.id, part, seat), /** @type {Filled | undefined} */ (undefined));
  return draft ?? sent(here, part, seat) ?? { chosen: [], text: "" };
}

/**
 * Whether something stands on the ballot that is neither saved nor on its way.
 * @param {Here} here
 * @param {string} part
 * @param {number} seat
 */
export function dirty(here, part, seat) {
  const now = filled(here, part, seat);
  const before = sent(here, part, seat) ?? { chosen: [], text: "" };
  return now.text.trim() !== before.text.trim() || [...now.chosen].sort().join() !== [...before.chosen].sort().join();
}

/**
 * Keeps what the person has just chosen or written.
 * @param {Here} here
 * @param {string} part
 * @param {number} seat
 * @param {Filled} ballot
 */
export function fill(here, part, seat, ballot) {
  here.live.drafts.write(draftKey(here.step.id, part, seat), ballot);
  here.live.refresh();
}

/**
 * Hands the ballot in. Nothing chosen and nothing written is an abstention.
 * @param {Here} here
 * @param {string} part
 * @param {number} seat
 * @param {Filled} ballot
 */
export function cast(here, part, seat, { chosen, text }) {
  const words = text.trim();
  const wish = { type: "poll.cast_ballot", step: here.step.id, part, seat, chosen };
  here.live.drafts.write(draftKey(here.step.id, part, seat), { chosen, text: words });
  here.live.connection.send(words ? { ...wish, text: words } : wish);
  here.live.refresh();
  handOver(tableAt(here, part), seat);
}

/**
 * The people at this device and what they have answered.
 * @param {Here} here
 * @param {string} part
 */
export function tableAt(here, part) {
  const about = { type: "poll.cast_ballot", step: here.step.id, part };
  return tableOf(here, about, here.own.ballots?.[part], (seat) => dirty(here, part, seat));
}

/**
 * The ballot on its way, else the one the server has.
 * @param {Here} here
 * @param {string} part
 * @param {number} seat
 * @returns {Filled | undefined}
 */
function sent(here, part, seat) {
  const sending = here.live.answers.sending({ type: "poll.cast_ballot", step: here.step.id, part, seat });
  if (sending) return { chosen: sending["chosen"] ?? [], text: sending["text"] ?? "" };
  const saved = here.own.ballots?.[part]?.[seat];
  return saved && { chosen: saved.chosen["answer"] ?? [], text: saved.texts["answer"] ?? "" };
}

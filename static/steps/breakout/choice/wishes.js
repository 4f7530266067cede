/**
 * The groups that a person would like to be in, the dearest first, as they stand now.
 *
 * Rule: what was said last counts, also while it is on its way; what the server has is what is left when it is refused.
 */

/** @typedef {import("../../../core/outbox.js").Command} Command */

export const WISH = "breakout.wish";
/** A first, a second and a third choice. */
export const MOST = 3;

/** The view comes a moment after the answer: until then what was saved last is what counts. */
const MOMENT = 2_000;

/** What was saved, by step. @type {Map<string, {rooms: number[], until: number}>} */
const saved = new Map();

/**
 * @param {string} step
 * @param {number[] | undefined} wished as the server has it
 * @param {readonly Command[]} commands on their way
 * @returns {number[]}
 */
export function wishesNow(step, wished = [], commands) {
  const kept = saved.get(step);
  if (kept && (String(kept.rooms) === String(wished) || performance.now() > kept.until)) saved.delete(step);
  const coming = commands.filter((command) => command.type === WISH && command["step"] === step).at(-1);
  return coming?.["rooms"] ?? saved.get(step)?.rooms ?? wished;
}

/**
 * What the server has said to a wish.
 * @param {Command} command
 * @param {import("../../../core/connection.js").Outcome} outcome
 */
export function wishAnswered({ step, rooms }, outcome) {
  if (outcome.saved) saved.set(step, { rooms, until: performance.now() + MOMENT });
  else saved.delete(step);
}

/**
 * The wishes once a group was pressed: it comes last, or goes and those after it move up.
 * @param {number[]} rooms
 * @param {number} room
 * @returns {number[] | undefined} nothing where there are as many as there can be
 */
export function pressed(rooms, room) {
  if (rooms.includes(room)) return rooms.filter((other) => other !== room);
  return rooms.length < MOST ? [...rooms, room] : undefined;
}

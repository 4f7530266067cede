/**
 * Which groups need somebody, and what for: the rules behind the marks, the filters and the order on the wall of groups.
 *
 * Rule: a need is a fact that anybody can check on the board, never a judgement; a group that went on in another one
 * needs nothing, and after the end nothing but the help it called for.
 */

/** @typedef {import("../../../core/views.js").DeskBreakout} Groups */
/** @typedef {import("../../../core/views.js").DeskRoom} Room */
/** @typedef {import("../../../core/views.js").HelpCall} HelpCall */
/** @typedef {"help" | "nobody" | "silent" | "behind" | "small" | "unled"} Need */
/**
 * What a group is measured by.
 * @typedef {object} Measure
 * @property {number} now
 * @property {boolean} running
 * @property {number} begun
 * @property {number} usual cards in the middle one of all groups
 * @property {boolean} distils whether a quintessence is planned
 * @property {boolean} large whether most groups have more people than a small one
 * @property {boolean} led whether most groups have a moderator, so that one without stands out
 * @property {Record<string, HelpCall>} calls by group, the oldest that nobody has taken, else the oldest
 */

const MINUTE = 60_000;
/** Without a new word for so long a group may need somebody. */
const QUIET = 5 * MINUTE;
/** Who wrote within this time is still writing. */
const WRITING = 2 * MINUTE;
/** So many people are too few for a conversation. */
const FEW = 2;

/** From the most urgent on. @type {readonly Need[]} */
export const NEEDS = ["help", "nobody", "silent", "behind", "small", "unled"];

/**
 * @param {Groups} step
 * @param {number} now
 * @returns {Measure}
 */
export function measure(step, now) {
  const living = Object.values(step.rooms).filter(lives);
  return {
    now,
    running: step.phase === "running",
    begun: step.published_at ?? now,
    usual: middle(living.map(({ notes }) => notes)),
    distils: step.quintessence,
    large: middle(living.map(({ people }) => people.length)) > FEW + 1,
    led: living.filter(isLed).length * 2 > living.length,
    calls: byRoom(step.help ?? {}),
  };
}

/**
 * Whether the group is one of those that talk: it has a clock.
 * @param {Room} room
 */
export function lives({ ends_at: ends }) {
  return ends !== undefined;
}

/**
 * What the group needs, the most urgent first.
 * @param {string} room
 * @param {Room} one
 * @param {Measure} measured
 * @returns {Need[]}
 */
export function needsOf(room, one, measured) {
  const call = measured.calls[room];
  /** @type {Need[]} */
  const needs = call && !call.taken_by ? ["help"] : [];
  if (!measured.running || !lives(one)) return needs;
  if (!one.here) return [...needs, "nobody"];
  if (silent(one, measured)) needs.push("silent");
  else if (behind(one, measured)) needs.push("behind");
  if (one.here <= FEW && measured.large) needs.push("small");
  if (!isLed(one) && measured.led) needs.push("unled");
  return needs;
}

/**
 * Whether somebody moderates the group, by the session file or at its console.
 * @param {Room} room
 */
function isLed({ moderator, console: there }) {
  return Boolean(moderator ?? there);
}

/**
 * The groups with the most urgent need first; among equals the order stays.
 * @param {readonly string[]} rooms
 * @param {(room: string) => readonly Need[]} needs
 */
export function urgentFirst(rooms, needs) {
  const rank = (/** @type {string} */ room) => {
    const first = needs(room)[0];
    return first && first !== "unled" ? NEEDS.indexOf(first) : NEEDS.length;
  };
  return rooms.toSorted((one, other) => rank(one) - rank(other));
}

/**
 * How far the groups are when somebody wants to end.
 * @param {Groups} step
 * @param {number} now
 * @returns {{groups: number, writing: number, unreleased: number}}
 */
export function progress(step, now) {
  const living = Object.values(step.rooms).filter(lives);
  return {
    groups: living.length,
    writing: living.filter(({ last_at: at }) => at !== undefined && now - at < WRITING).length,
    unreleased: step.quintessence ? living.filter(({ quintessence }) => !quintessence?.released).length : 0,
  };
}

/**
 * @param {Room} one
 * @param {Measure} measured
 */
function silent({ last_at: at, quintessence }, { now, begun }) {
  return !quintessence?.released && now - Math.max(at ?? begun, begun) >= QUIET;
}

/**
 * Few cards beside those of the others, or hardly any time left and no word of the quintessence.
 * @param {Room} one
 * @param {Measure} measured
 */
function behind({ notes, ends_at: ends = 0, quintessence }, { now, usual, distils }) {
  if (quintessence?.released) return false;
  return (usual > 2 && notes * 3 <= usual) || (distils && ends - now < QUIET && !quintessence?.text);
}

/** @param {number[]} numbers */
function middle(numbers) {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0;
}

/** @param {Record<string, HelpCall>} calls in the order of calling */
function byRoom(calls) {
  /** @type {Record<string, HelpCall>} */
  const found = {};
  for (const call of Object.values(calls)) {
    const known = found[call.room];
    if (!known || (known.taken_by && !call.taken_by)) found[call.room] = call;
  }
  return found;
}

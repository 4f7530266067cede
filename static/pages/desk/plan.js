/**
 * Where the evening stands against its plan.
 *
 * Rule: nothing here knows a clock or a page; the plan is computed from the agenda's visits and a moment. What lies
 * behind counts with the time it really took, the current step with at least what is planned, the rest as planned now.
 * The plan it is measured by is that of the session file: whatever is inserted, left out or shortened, that end stays.
 * All moments are milliseconds since 1970 UTC, all lengths milliseconds.
 */

/**
 * @typedef {object} AgendaStep
 * @property {string} kind
 * @property {Record<string, string>} title
 * @property {number} minutes as planned now
 * @property {number} planned as planned in the session file
 * @property {number} number
 * @property {boolean} [skipped]
 * @property {boolean} [inserted]
 * @property {[number, number?][]} visits
 * @property {string[]} parts
 * @property {Record<string, Record<string, string>>} [script]
 */
/** @typedef {{order: string[], steps: Record<string, AgendaStep>}} Agenda */
/** @typedef {{starts_at: number, ends_at: number}} Frame when the evening was announced to begin and to end */
/** @typedef {{phase: "waiting" | "running" | "ended", started_at?: number, ended_at?: number}} Life */
/**
 * @typedef {object} Row
 * @property {string} id
 * @property {"past" | "now" | "ahead" | "passed" | "skipped"} state `passed`: jumped over, still to come
 * @property {number} [from] when it began, or will begin if all goes as planned from here
 * @property {number} [planned] when it should have begun by the session file; not of what was inserted
 * @property {number} used
 * @property {number} left of the planned time, below zero when it is over
 */
/**
 * @typedef {object} Plan
 * @property {Row[]} rows in the order of the agenda
 * @property {number} end when the evening ends if all goes as planned from here
 * @property {number} announced when it should end
 * @property {number} behind the end planned in the session file; below zero: ahead of it
 * @property {number} buffer until the announced end; below zero: beyond it
 */

export const MINUTE = 60_000;

/** A start so far from the announced one is a rehearsal or another date, not a delay. */
const ANOTHER_DATE = 180 * MINUTE;

/**
 * @param {{session: Frame, agenda: Agenda, dialogue: Life, current?: {step: string}}} view
 * @param {number} now
 * @returns {Plan}
 */
export function planned({ session, agenda, dialogue, current }, now) {
  const until = dialogue.ended_at ?? now;
  const here = dialogue.phase === "running" ? current?.step : undefined;
  const frame = shifted(session, dialogue, now);
  let due = frame.starts_at;
  const rows = agenda.order.map((id) => {
    const row = rowOf(id, agenda, here, until, due);
    const { inserted, planned: minutes } = stepOf(agenda, id);
    if (!inserted) due += minutes * MINUTE;
    return row;
  });
  const begun = dialogue.phase === "waiting" ? Math.max(now, frame.starts_at) : until;
  const end = dialogue.phase === "ended" ? until : project(rows, agenda, begun);
  return { rows, end, announced: frame.ends_at, behind: end - due, buffer: frame.ends_at - end };
}

/**
 * @param {Frame} session
 * @param {Life} dialogue
 * @param {number} now
 * @returns {Frame}
 */
function shifted({ starts_at, ends_at }, { started_at, phase }, now) {
  const begun = started_at ?? (phase === "waiting" ? Math.max(now, starts_at) : starts_at);
  const by = Math.abs(begun - starts_at) > ANOTHER_DATE ? begun - starts_at : 0;
  return { starts_at: starts_at + by, ends_at: ends_at + by };
}

/**
 * @param {string} id
 * @param {Agenda} agenda
 * @param {string | undefined} here
 * @param {number} until
 * @param {number} due
 * @returns {Row}
 */
function rowOf(id, agenda, here, until, due) {
  const step = stepOf(agenda, id);
  const used = step.visits.reduce((sum, [from, to]) => sum + Math.max(0, (to ?? until) - from), 0);
  const from = step.visits[0]?.[0];
  const at = here === undefined ? -1 : agenda.order.indexOf(here);
  const before = agenda.order.indexOf(id) < at;
  const state = id === here ? "now" : from !== undefined ? "past" : step.skipped ? "skipped" : before ? "passed" : "ahead";
  return { id, state, ...(from === undefined ? {} : { from }), ...(step.inserted ? {} : { planned: due }), used, left: minutesOf(agenda, id) - used };
}

/**
 * Gives every step to come its moment, and returns the end.
 * @param {Row[]} rows
 * @param {Agenda} agenda
 * @param {number} now
 */
function project(rows, agenda, now) {
  const current = rows.find((row) => row.state === "now");
  let at = now + Math.max(0, current?.left ?? 0);
  for (const row of rows) {
    if (row.state !== "ahead") continue;
    row.from = at;
    at += minutesOf(agenda, row.id);
  }
  return rows.reduce((end, row) => (row.state === "passed" ? end + minutesOf(agenda, row.id) : end), at);
}

/**
 * @param {Agenda} agenda
 * @param {string} id
 * @returns {AgendaStep}
 */
export function stepOf(agenda, id) {
  const step = agenda.steps[id];
  if (!step) throw new Error(`no step ${id} on the agenda`);
  return step;
}

/**
 * @param {Agenda} agenda
 * @param {string} id
 */
function minutesOf(agenda, id) {
  return stepOf(agenda, id).minutes * MINUTE;
}

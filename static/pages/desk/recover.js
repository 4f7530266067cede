/**
 * Three ways to catch up: use the buffer at the end, shorten the rest, leave something out.
 *
 * Rule: every way only gives steps other minutes, so that it can be shown before it is done. What is over takes the
 * minutes it really took, whichever way is chosen; so the plan is true again afterwards.
 */

import { MINUTE, planned, stepOf } from "./plan.js";

/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {Parameters<typeof planned>[0]} View */

/** Minutes below which no step is shortened: under them nothing can be said properly. */
const LEAST = 3;

/**
 * Minutes by step that make the plan agree with what has happened. The rest stays as it is; the evening ends later.
 * @param {View} view
 * @param {number} now
 * @returns {Record<string, number>}
 */
export function settled(view, now) {
  const { rows, end } = planned(view, now);
  const over = rows.filter(({ state }) => state === "past" || state === "now");
  if (!over.length) return {};
  const minutes = Object.fromEntries(over.map((row) => [row.id, Math.round(row.state === "now" ? Math.max(row.used, row.used + row.left) / MINUTE : row.used / MINUTE)]));
  const rest = rows.filter(({ state }) => state === "ahead" || state === "passed");
  const wanted = Math.round((end - view.session.starts_at) / MINUTE) - sum(rest.map(({ id }) => stepOf(view.agenda, id).minutes));
  const counted = over.filter(({ id }) => !stepOf(view.agenda, id).skipped);
  const pauses = wanted - sum(counted.map(({ id }) => minutes[id] ?? 0));
  const longest = counted.toSorted((one, other) => (minutes[other.id] ?? 0) - (minutes[one.id] ?? 0))[0];
  if (longest) minutes[longest.id] = Math.max(0, (minutes[longest.id] ?? 0) + pauses);
  return changed(view, minutes);
}

/**
 * Minutes by step that make up for the delay by shortening what is to come, each step in proportion.
 * @param {View} view
 * @param {number} now
 * @returns {Record<string, number>}
 */
export function shortened(view, now) {
  const { rows, behind } = planned(view, now);
  const rest = rows.filter(({ state }) => state === "ahead" || state === "passed").map(({ id }) => ({ id, minutes: stepOf(view.agenda, id).minutes }));
  const cut = Math.round(behind / MINUTE);
  return { ...settled(view, now), ...changed(view, scaled(rest, cut)) };
}

/**
 * @param {{id: string, minutes: number}[]} steps
 * @param {number} cut minutes to save in all
 */
function scaled(steps, cut) {
  const spare = steps.map(({ minutes }) => Math.max(0, minutes - LEAST));
  const saving = Math.min(Math.max(0, cut), sum(spare));
  const share = saving / Math.max(1, sum(spare));
  const exact = spare.map((minutes) => minutes * share);
  const whole = exact.map(Math.floor);
  const order = exact.map((value, index) => ({ index, rest: value - Math.floor(value) })).toSorted((one, other) => other.rest - one.rest);
  for (const { index } of order.slice(0, Math.round(saving - sum(whole)))) whole[index] = (whole[index] ?? 0) + 1;
  return Object.fromEntries(steps.map(({ id, minutes }, index) => [id, minutes - (whole[index] ?? 0)]));
}

/**
 * The plan as it would be with these minutes and without that step. Nothing is changed.
 * @param {View} view
 * @param {number} now
 * @param {Record<string, number>} minutes
 * @param {string} [skip]
 * @returns {Plan}
 */
export function preview(view, now, minutes, skip) {
  const steps = Object.fromEntries(
    Object.entries(view.agenda.steps).map(([id, step]) => [id, { ...step, minutes: minutes[id] ?? step.minutes, ...(id === skip ? { skipped: true } : {}) }]),
  );
  return planned({ ...view, agenda: { ...view.agenda, steps } }, now);
}

/**
 * Steps that could be left out.
 * @param {View} view
 * @param {number} now
 * @returns {string[]}
 */
export function skippable(view, now) {
  return planned(view, now).rows.filter(({ state }) => state === "ahead" || state === "passed").map(({ id }) => id);
}

/**
 * @param {View} view
 * @param {Record<string, number>} minutes
 */
function changed(view, minutes) {
  return Object.fromEntries(Object.entries(minutes).filter(([id, n]) => stepOf(view.agenda, id).minutes !== n));
}

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, n) => total + n, 0);
}

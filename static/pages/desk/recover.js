/**
 * Ways to catch up: shorten what is to come, or leave something out. Each can be looked at before it is done.
 */

import { MINUTE, planned, stepOf } from "./plan.js";

/** @typedef {import("./plan.js").Plan} Plan */
/** @typedef {Parameters<typeof planned>[0]} View */

/** Minutes below which no step is shortened: under them nothing can be said properly. */
const LEAST = 3;

/**
 * Minutes by step that make up for the delay by shortening what is to come, each step in proportion.
 * @param {View} view
 * @param {number} now
 * @returns {Record<string, number>} the steps that change, and only those
 */
export function shortened(view, now) {
  const rest = skippable(view, now).map((id) => ({ id, minutes: stepOf(view.agenda, id).minutes }));
  const cut = Math.round(planned(view, now).behind / MINUTE);
  return Object.fromEntries(Object.entries(scaled(rest, cut)).filter(([id, minutes]) => stepOf(view.agenda, id).minutes !== minutes));
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

/** @param {number[]} numbers */
function sum(numbers) {
  return numbers.reduce((total, n) => total + n, 0);
}

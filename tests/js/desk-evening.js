/** A small evening for tests of the desk: four steps of ten minutes from six o'clock, as the moderators see it. */

import { MINUTE } from "../../static/pages/desk/plan.js";

export const SIX = Date.UTC(2026, 5, 18, 16);

/**
 * @param {Partial<import("../../static/pages/desk/plan.js").AgendaStep>} [own]
 * @returns {import("../../static/pages/desk/plan.js").AgendaStep}
 */
export function step(own = {}) {
  return { kind: "talk", title: { de: "Punkt" }, minutes: 10, planned: 10, number: 1, visits: [], parts: [], ...own };
}

/**
 * @param {number} minutes after six
 */
export function at(minutes) {
  return SIX + minutes * MINUTE;
}

/**
 * @param {Record<string, Partial<import("../../static/pages/desk/plan.js").AgendaStep>>} steps in order
 * @param {{current?: {step: string, part?: string}, ends?: number, phase?: "waiting" | "running" | "ended", started_at?: number, ended_at?: number}} [rest]
 */
export function evening(steps, { current, ends = 40, phase = "running", started_at, ended_at } = {}) {
  return {
    session: { starts_at: SIX, ends_at: at(ends) },
    agenda: { order: Object.keys(steps), steps: Object.fromEntries(Object.entries(steps).map(([id, own]) => [id, step(own)])) },
    dialogue: { phase, ...(started_at === undefined ? {} : { started_at }), ...(ended_at === undefined ? {} : { ended_at }) },
    ...(current ? { current } : {}),
  };
}

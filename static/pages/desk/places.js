/**
 * The way through the evening, one key press at a time: every question of every step that is not left out.
 */

import { stepOf } from "./plan.js";

/** @typedef {import("./plan.js").Agenda} Agenda */
/** @typedef {{step: string, part?: string, index: number, of: number}} Place the how-manieth part of its step, from 0 */

/**
 * All places in order. The step the room is in belongs to them even when it is left out.
 * @param {Agenda} agenda
 * @param {string} [here]
 * @returns {Place[]}
 */
export function places(agenda, here) {
  return agenda.order
    .filter((id) => id === here || !stepOf(agenda, id).skipped)
    .flatMap((step) => {
      const { parts } = stepOf(agenda, step);
      return parts.length > 1 ? parts.map((part, index) => ({ step, part, index, of: parts.length })) : [{ step, index: 0, of: 1 }];
    });
}

/**
 * The places before and after this one, where there are any.
 * @param {Agenda} agenda
 * @param {{step: string, part?: string} | undefined} current
 * @returns {{back?: Place, next?: Place}}
 */
export function neighbours(agenda, current) {
  const way = places(agenda, current?.step);
  const at = current ? way.findIndex(({ step, part }) => step === current.step && (part === undefined || part === (current.part ?? part))) : -1;
  const back = at > 0 ? way[at - 1] : undefined;
  const next = way[at + 1];
  return { ...(back ? { back } : {}), ...(next ? { next } : {}) };
}

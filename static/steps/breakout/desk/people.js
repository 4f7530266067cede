/** The people of a group as the desk counts and calls them: people, not devices, for two may sit at one. */

import { t } from "../../../core/i18n.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {{name?: string, seats: number, here?: true, room?: number, joined_at: number}} Person */

/**
 * @param {Desk} desk
 * @param {string} id
 */
export function personName(desk, id) {
  return desk.view.people.people[id]?.name ?? t("without a name");
}

/**
 * @param {readonly string[]} ids
 * @param {Desk} desk
 * @returns {number}
 */
export function seats(ids, desk) {
  const known = desk.view.people.people;
  return ids.reduce((sum, id) => sum + (known[id]?.seats ?? 1), 0);
}

/**
 * Who came after the groups had begun and was put into the smallest one, the latest first.
 * @param {Pick<import("../../../core/views.js").DeskBreakout, "published_at">} step
 * @param {Record<string, Person>} people
 * @returns {string[]}
 */
export function latecomers({ published_at: begun }, people) {
  if (begun === undefined) return [];
  const late = [];
  for (const id in people) {
    const { room, joined_at: at } = /** @type {Person} */ (people[id]);
    if (room !== undefined && at > begun) late.push({ id, at });
  }
  return late.toSorted((one, other) => other.at - one.at).map(({ id }) => id);
}

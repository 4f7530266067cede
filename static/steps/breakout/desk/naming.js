/** Which groups there are at the desk, and what they are called. */

import { t } from "../../../core/i18n.js";

/**
 * @param {any} step
 * @param {string} room
 */
export function nameOf(step, room) {
  const name = step.rooms?.[room]?.name ?? step.draft?.names?.[room] ?? step.choice?.rooms[room]?.name;
  return name ? `${room} ${name}` : t("Group %(n)s", { n: room });
}

/**
 * The numbers of the groups, the lowest first: that is how an object keeps keys that are numbers.
 * @param {{rooms?: Record<string, unknown>}} step
 */
export function numbersOf({ rooms }) {
  return Object.keys(rooms ?? {});
}

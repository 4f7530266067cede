/** What a group is called at the desk. */

import { t } from "../../../core/i18n.js";

/**
 * @param {any} step
 * @param {string} room
 */
export function nameOf(step, room) {
  const name = step.rooms?.[room]?.name ?? step.draft?.names?.[room] ?? step.choice?.rooms[room]?.name;
  return name ? `${room} ${name}` : t("Group %(n)s", { n: room });
}

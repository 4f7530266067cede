/** The languages of the session at the desk, called as the moderator calls them; and what is asked for about them. */


/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {{balanced: boolean, understood: string[]}} Spread */

export { called } from "../../called.js";

/**
 * The languages in which somebody could be lost: all of the session but the one that everybody is spoken to in.
 * @param {Desk} desk
 * @returns {string[]}
 */
export function foreign(desk) {
  const { languages, default_language: usual } = desk.view.session;
  return languages.filter((/** @type {string} */ tag) => tag !== usual);
}

/**
 * @param {any} step
 * @param {Desk} desk
 * @returns {Spread}
 */
export function spread(step, desk) {
  const { balanced, understood } = desk.live.drafts.read(place(step), { balanced: false, understood: /** @type {string[]} */ ([]) });
  const known = foreign(desk);
  return { balanced: balanced && known.length > 0, understood: understood.filter((tag) => known.includes(tag)) };
}

/**
 * @param {any} step
 * @param {Desk} desk
 * @param {Partial<Spread>} change
 */
export function keepSpread(step, desk, change) {
  desk.live.drafts.write(place(step), { ...spread(step, desk), ...change });
  desk.refresh();
}

/** @param {any} step */
function place({ id }) {
  return `languages:${id}`;
}

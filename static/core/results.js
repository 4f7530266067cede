/**
 * Counts as every screen and the documentation say them, in the order in which the question was put.
 *
 * Rule: shares are of the people who chose something here, abstentions aside; the server says how many that are.
 */

/** @typedef {import("./views.js").Counts} Counts */
/** @typedef {{option: string, count: number, share: number}} Row */

/**
 * @param {Counts} counts
 * @param {string} item
 * @param {readonly string[]} order
 * @returns {{of: number, rows: Row[], leading: Row[]}} `of`: people who chose something; `leading`: the rows with the
 *   highest count, none when nobody chose anything
 */
export function results(counts, item, order) {
  const chosen = counts.chosen[item] ?? {};
  const of = counts.answered[item] ?? 0;
  const rows = order.map((option) => {
    const count = chosen[option] ?? 0;
    return { option, count, share: of ? count / of : 0 };
  });
  const highest = Math.max(0, ...rows.map((row) => row.count));
  return { of, rows, leading: highest ? rows.filter((row) => row.count === highest) : [] };
}

/**
 * What can be chosen, in the order in which it was put; of a scale its places.
 * @param {{form: string, order?: string[], from?: number, to?: number}} asked
 * @returns {readonly string[]}
 */
export function optionsOf({ form, order, from = 1, to = 5 }) {
  if (order || form !== "scale") return order ?? [];
  return Array.from({ length: to - from + 1 }, (_, index) => String(from + index));
}

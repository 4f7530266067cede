/**
 * Counts as every screen says them: shares are of the people who answered, in the order in which the question was put.
 */

/** @typedef {import("./views.js").Counts} Counts */
/** @typedef {{option: string, count: number, share: number}} Row */

/**
 * @param {Counts} counts
 * @param {string} item
 * @param {readonly string[]} order
 * @returns {{of: number, rows: Row[], leading: Row[]}} `of`: people who answered, abstentions included; `leading`: the
 *   rows with the highest count, none when nobody chose anything
 */
export function results(counts, item, order) {
  const of = counts.ballots;
  const chosen = counts.chosen[item] ?? {};
  const rows = order.map((option) => {
    const count = chosen[option] ?? 0;
    return { option, count, share: of ? count / of : 0 };
  });
  const highest = Math.max(0, ...rows.map((row) => row.count));
  return { of, rows, leading: highest ? rows.filter((row) => row.count === highest) : [] };
}

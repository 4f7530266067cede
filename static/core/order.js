/**
 * The order of a mapping whose entries carry a moment. The server sends no list beside such a mapping: with ten thousand
 * people it would be sent anew with every one of them.
 */

/** @type {WeakMap<object, string[]>} */
const kept = new WeakMap();

/**
 * The keys by moment; whoever came at the same moment stands as in the mapping. Found once for each state of it.
 * @template T
 * @param {Record<string, T>} entries
 * @param {(entry: T) => number} moment milliseconds since 1970 UTC; the same function for the same mapping
 * @returns {readonly string[]}
 */
export function inOrder(entries, moment) {
  const known = kept.get(entries);
  if (known) return known;
  const order = Object.entries(entries).toSorted(([, one], [, other]) => moment(one) - moment(other)).map(([key]) => key);
  kept.set(entries, order);
  return order;
}

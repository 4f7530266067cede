/**
 * What our scripts use and browsers of the end of 2021 do not know yet (Chrome 96, Firefox 94, Safari 15.1).
 *
 * Rule: only what is missing is added, as the standard has it; `tests/web/test_older.py` says what may be used.
 */

/** @type {[object, string, Function][]} */
const ADDED = [
  [Array.prototype, "at", at],
  [String.prototype, "at", at],
  [Array.prototype, "findLast", findLast],
  [Array.prototype, "toSorted", toSorted],
  [Array.prototype, "toReversed", toReversed],
  [Object, "hasOwn", hasOwn],
];

for (const [to, name, value] of ADDED) {
  if (!(name in to)) Object.defineProperty(to, name, { value, writable: true, configurable: true });
}

/**
 * @this {ArrayLike<unknown>}
 * @param {number} index
 */
function at(index) {
  const whole = Math.trunc(index) || 0;
  return this[whole < 0 ? this.length + whole : whole];
}

/**
 * @this {unknown[]}
 * @param {(value: unknown, index: number, all: unknown[]) => unknown} fits
 */
function findLast(fits) {
  for (let index = this.length - 1; index >= 0; index -= 1) if (fits(this[index], index, this)) return this[index];
  return undefined;
}

/**
 * @this {unknown[]}
 * @param {(one: unknown, other: unknown) => number} [order]
 */
function toSorted(order) {
  return [...this].sort(order);
}

/** @this {unknown[]} */
function toReversed() {
  return [...this].reverse();
}

/**
 * @param {object} of
 * @param {PropertyKey} name
 */
function hasOwn(of, name) {
  return Object.prototype.hasOwnProperty.call(of, name);
}

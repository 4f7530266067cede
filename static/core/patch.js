/**
 * Applies a JSON Merge Patch (RFC 7396).
 *
 * Rule: nothing is changed in place, and a branch that the patch leaves alone stays the same object. So a page may
 * compare branches by identity.
 */

/** @typedef {null | boolean | number | string | Json[] | {[key: string]: Json}} Json */

/**
 * The value after the patch. Equal leaves give back `target` itself.
 * @template T
 * @param {T} target
 * @param {any} patch
 * @returns {T}
 */
export function merge(target, patch) {
  if (!isMapping(patch)) return Object.is(target, patch) ? target : patch;
  /** @type {Record<string, any>} */
  const before = isMapping(target) ? /** @type {any} */ (target) : {};
  /** @type {Record<string, any>} */
  let after = before;
  for (const [key, change] of Object.entries(patch)) {
    const had = Object.hasOwn(before, key);
    if (change === null) {
      if (!had) continue;
      after = after === before ? { ...before } : after;
      delete after[key];
      continue;
    }
    const value = merge(had ? before[key] : undefined, change);
    if (had && Object.is(value, before[key])) continue;
    after = after === before ? { ...before } : after;
    define(after, key, value);
  }
  return /** @type {any} */ (isMapping(target) ? after : { ...after });
}

/**
 * @param {unknown} value
 * @returns {value is Record<string, any>}
 */
function isMapping(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Sets a key as data even when it is called `__proto__`.
 * @param {Record<string, any>} target
 * @param {string} key
 * @param {any} value
 */
function define(target, key, value) {
  Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}

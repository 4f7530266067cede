/**
 * Applies a JSON Merge Patch (RFC 7396).
 *
 * Rule: a branch that the patch leaves alone stays the same object, and a changed one becomes another object, so a page
 * may compare branches by identity. Nothing that anybody may have seen is changed in place; what an earlier patch has
 * made and nobody has looked at yet is, so that many patches in a row copy a mapping of ten thousand people once.
 */

/** @typedef {null | boolean | number | string | Json[] | {[key: string]: Json}} Json */

/**
 * The value after the patch. Equal leaves give back `target` itself.
 * @template T
 * @param {T} target
 * @param {any} patch
 * @param {WeakSet<object>} [unseen] mappings made by earlier calls that nobody has looked at since; new ones are added
 * @returns {T}
 */
export function merge(target, patch, unseen) {
  if (!isMapping(patch)) return Object.is(target, patch) ? target : patch;
  const had = isMapping(target);
  let after = had ? /** @type {Record<string, any>} */ (target) : fresh({}, unseen);
  let own = !had || unseen?.has(after) === true;
  const changeable = () => {
    if (!own) after = fresh({ ...after }, unseen);
    own = true;
    return after;
  };
  for (const [key, change] of Object.entries(patch)) {
    const known = Object.hasOwn(after, key);
    if (change === null) {
      if (known) delete changeable()[key];
      continue;
    }
    const value = merge(known ? after[key] : undefined, change, unseen);
    if (!known || !Object.is(value, after[key])) put(changeable(), key, value);
  }
  return /** @type {any} */ (after);
}

/**
 * @param {Record<string, any>} mapping
 * @param {WeakSet<object> | undefined} unseen
 */
function fresh(mapping, unseen) {
  unseen?.add(mapping);
  return mapping;
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
function put(target, key, value) {
  if (key === "__proto__") Object.defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
  else target[key] = value;
}

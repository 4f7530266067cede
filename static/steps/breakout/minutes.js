/** The time of a group phase in whole minutes, for clocks that are drawn as strokes. */

const MINUTE = 60_000;

/**
 * A minute counts as gone as soon as it has begun.
 * @param {{begun?: number | undefined, ends?: number | undefined}} span milliseconds since 1970 UTC
 * @param {number} now
 * @returns {{left: number, gone: number, of: number} | undefined} `left` in milliseconds, never below zero
 */
export function minutes({ begun, ends }, now) {
  if (ends === undefined) return undefined;
  const left = Math.max(0, ends - now);
  const of = Math.max(1, Math.round((ends - (begun ?? now)) / MINUTE));
  return { left, of, gone: Math.min(of, Math.max(0, of - Math.floor(left / MINUTE))) };
}

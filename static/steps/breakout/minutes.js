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

/**
 * The time of a group that reports; it holds at zero.
 * @param {{since: number, seconds: number}} shown `seconds`: as planned
 * @param {number} now milliseconds since 1970 UTC by the server's clock
 * @returns {{left: number, gone: number, of: number}} `left` in milliseconds, the others in whole seconds
 */
export function report({ since, seconds }, now) {
  const left = Math.min(seconds * 1000, Math.max(0, since + seconds * 1000 - now));
  return { left, of: seconds, gone: seconds - Math.ceil(left / 1000) };
}

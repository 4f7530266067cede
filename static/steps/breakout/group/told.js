/**
 * What the desk tells a group: a prepared sentence in the language of the page, or own words.
 *
 * Rule: the server shows what was told last; the device keeps what came before it until somebody closes it.
 */

import { preset } from "../presets.js";

/** @typedef {import("../../../core/views.js").Told} Told */
/** @typedef {Told & {closed?: true}} Kept what this device has seen, the newest at the end */

const MINUTE = 60_000;

/** Longer ago, when the page came in, it concerned others. */
const OLD = 5 * MINUTE;

/** A sentence about the time left is soon wrong. */
const ABOUT_TIME = 2 * MINUTE;

/** @param {Told} told */
export function toldWords({ preset: name, text }) {
  return name ? preset(name) : (text ?? "");
}

/** As many as are kept; of more nobody knows any longer what they were about. */
const MOST = 20;

/**
 * Takes in what was told last. What came after it has been taken back.
 * @param {Kept[]} kept
 * @param {Told | undefined} told
 * @returns {Kept[]} the same where nothing is new
 */
export function keep(kept, told) {
  if (!told) return kept.length ? [] : kept;
  const known = kept.findIndex(({ id }) => id === told.id);
  if (known < 0) return [...kept, told].slice(-MOST);
  return known === kept.length - 1 ? kept : kept.slice(0, known + 1);
}

/**
 * What was not closed and still concerns this page, the newest first.
 * @param {Kept[]} kept
 * @param {{now: number, arrived: number}} moment
 * @param {number | undefined} ends
 */
export function unread(kept, moment, ends) {
  return kept.filter((told) => !told.closed && isCurrent(told, moment, ends)).sort((one, other) => other.at - one.at);
}

/**
 * Whether it still concerns this page. What was said of the time gives way to the last minute.
 * @param {Told} told
 * @param {{now: number, arrived: number}} moment milliseconds since 1970 UTC
 * @param {number} [ends] when the time of the group is up
 */
export function isCurrent({ at, preset: name }, { now, arrived }, ends = Infinity) {
  const overtaken = name?.endsWith("_minutes") && (now - at > ABOUT_TIME || (now >= ends - MINUTE && at < ends - MINUTE));
  return at >= arrived - OLD && !overtaken;
}

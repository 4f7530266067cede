/** What the desk tells a group: a prepared sentence in the language of the page, or own words. */

import { preset } from "../presets.js";

/** @typedef {import("../../../core/views.js").Told} Told */

const MINUTE = 60_000;

/** Longer ago, when the page came in, it concerned others. */
const OLD = 5 * MINUTE;

/** A sentence about the time left is soon wrong. */
const ABOUT_TIME = 2 * MINUTE;

/** @param {Told} told */
export function toldWords({ preset: name, text }) {
  return name ? preset(name) : (text ?? "");
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

/** The end of the group time: more of it, the last minute, and that it is up. The clock holds until the room moves on. */

import { t, tn } from "../../../core/i18n.js";

/** @typedef {import("../../../core/views.js").Room} Room */
/** @typedef {import("./news.js").Heard} Heard */

const MINUTE = 60_000;

/**
 * Whether the last minute is running; not before, not after.
 * @param {Room} room
 * @param {number} now
 */
export function inLastMinute({ phase, ends_at: ends }, now) {
  return phase === "running" && ends !== undefined && ends > now && ends - now <= MINUTE;
}

/**
 * Whether the time is up and the group has not been called back yet: the clock holds.
 * @param {Room} room
 * @param {number} now
 */
export function isUp({ phase, ends_at: ends }, now) {
  return phase === "running" && ends !== undefined && ends <= now;
}

/**
 * What is to be said of the clock since the page last looked; `heard` takes it in.
 * @param {Heard | undefined} last
 * @param {Heard} heard
 * @param {Room} room
 * @param {number} now
 */
export function* clockNews(last, heard, room, now) {
  if (room.ends_at === undefined || room.phase !== "running") return;
  heard.ends = room.ends_at;
  if (last?.more) heard.more = last.more;
  heard.minute = last?.minute ?? false;
  heard.up = last?.up ?? false;
  // Given time counts from now where the time was up.
  const gained = last?.ends === undefined ? 0 : Math.round((room.ends_at - (room.ends_at > last.ends ? Math.max(last.ends, now) : last.ends)) / MINUTE);
  if (gained > 0) {
    heard.more = { minutes: gained, at: now };
    heard.minute = heard.up = false;
    yield moreTime(gained);
  }
  if (gained < 0) {
    delete heard.more;
    const left = Math.max(0, Math.ceil((room.ends_at - now) / MINUTE));
    yield tn("The time was shortened: %(n)s minute left.", "The time was shortened: %(n)s minutes left.", left);
  }
  if (inLastMinute(room, now) && !heard.minute) {
    heard.minute = true;
    yield lastMinute();
  }
  if (isUp(room, now) && !heard.up) {
    heard.up = true;
    yield timeUp();
  }
}

/** @param {number} minutes */
export function moreTime(minutes) {
  return tn("You have %(n)s more minute.", "You have %(n)s more minutes.", minutes);
}

export function lastMinute() {
  return t("One minute left. Finish writing your thought.");
}

export function timeUp() {
  return t("Time is up. We go on together in the plenary in a moment.");
}

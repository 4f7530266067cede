/**
 * Several people at one device: who has answered, whose turn it is, and whether an answer may be seen.
 *
 * Rule: what somebody has answered is covered as soon as it is sent; only who asks for it uncovers it. The first without
 * an answer is next. Whose turn it is and what is uncovered is a matter of where one looks, so it is not saved.
 */

import { announce } from "./announce.js";
import { t } from "./i18n.js";

/** @typedef {import("./page.js").Live} Live */
/** @typedef {import("./answers.js").About} About */
/**
 * A question and the people who answer it here.
 * @typedef {object} Table
 * @property {string} key of the question
 * @property {number} seats people at this device
 * @property {Omit<About, "seat">} about the command that answers
 * @property {Record<string, any>} ballots those that the server has, by seat
 * @property {(seat: number) => boolean} begun whether somebody's answer is half filled
 * @property {Live} live
 */
/** @typedef {{seat: number, open: boolean}} Turn `seat` 0: all have answered; `open`: the answer stands on the screen */

/** The view comes a moment after the answer: until then what was said last is what counts. */
const MOMENT = 2_000;

/** @type {Map<string, Turn>} */
const chosen = new Map();
/** Who has handed in last, by question. @type {Map<string, number>} */
const latest = new Map();
/** Answers that the server has and the view has not yet. @type {Map<string, number>} */
const heard = new Map();

/**
 * @param {import("./here.js").Here<any>} here
 * @param {Omit<About, "seat">} about
 * @param {Record<string, any> | undefined} ballots
 * @param {(seat: number) => boolean} [begun]
 * @returns {Table}
 */
export function tableOf({ live, me }, about, ballots = {}, begun = () => false) {
  return { key: keyOf(about), seats: me.seats, about, ballots, begun, live };
}

/** @param {Table} table @param {number} seat the command on its way, or undefined */
export function sendingOf({ about, live }, seat) {
  return live.answers.sending({ ...about, seat });
}

/** @param {Table} table @param {number} seat why the last try was refused, or undefined */
export function refusedOf({ about, live }, seat) {
  return live.answers.refused({ ...about, seat });
}

/**
 * Whether there is an answer of this person, be it still on its way.
 * @param {Table} table
 * @param {number} seat
 */
export function hasAnswered(table, seat) {
  return String(seat) in table.ballots || sendingOf(table, seat) !== undefined || justSaved(table, seat);
}

/** @param {Table} table how many have answered */
export function answeredAt(table) {
  return seatNumbers(table.seats).filter((seat) => hasAnswered(table, seat)).length;
}

/**
 * Whose turn it is. The first is asked at once; everybody else gets the device first.
 * @param {Table} table
 * @returns {Turn}
 */
export function turnAt(table) {
  const { key, seats, begun } = table;
  if (seats < 2) return { seat: 1, open: true };
  const picked = chosen.get(key);
  if (picked && picked.seat <= seats) return picked;
  const missing = seatNumbers(seats).filter((seat) => !hasAnswered(table, seat));
  const next = missing.find(begun) ?? missing[0];
  if (next === undefined) return { seat: 0, open: false };
  // What was refused has been handed in: it stays covered like any other answer.
  return { seat: next, open: !refusedOf(table, next) && (missing.length === seats || begun(next)) };
}

/**
 * Somebody says who answers now. An answer that was given stays covered until it is asked for.
 * @param {Table} table
 * @param {number} seat
 */
export function pick(table, seat) {
  chosen.set(table.key, { seat, open: !hasAnswered(table, seat) });
  show(table);
}

/** @param {Table} table @param {number} seat uncovers the fields of a person */
export function uncover(table, seat) {
  chosen.set(table.key, { seat, open: true });
  show(table);
}

/**
 * Somebody has handed in: the answer is covered, and the next one gets the device.
 * @param {Table} table
 * @param {number} seat
 */
export function handOver(table, seat) {
  latest.set(table.key, seat);
  cover(table);
}

/** @param {Table} table nobody's answer stands on the screen any more */
export function cover(table) {
  chosen.delete(table.key);
  if (table.seats > 1) show(table);
}

/** @param {Table} table whether somebody has asked for what was answered */
export function isUncovered({ key }) {
  return chosen.get(key)?.open === true;
}

/** @param {Table} table who has handed in last on this page, or undefined */
export function latestAt({ key, seats }) {
  const seat = latest.get(key);
  return seat !== undefined && seat <= seats ? seat : undefined;
}

/**
 * What the server has said to an answer. Returns whether that was said aloud.
 * @param {import("./outbox.js").Command} command
 * @param {import("./connection.js").Outcome} outcome
 * @param {Live} live
 */
export function seatAnswered(command, outcome, live) {
  const { type, step, part, seat = 1 } = /** @type {About} */ (/** @type {unknown} */ (command));
  const seats = live.store.value("me")?.seats ?? 1;
  if (!outcome.saved || seats < 2) return false;
  heard.set(`${keyOf({ type, step, part })}/${seat}`, performance.now() + MOMENT);
  announce(t("Person %(n)s is saved.", { n: seat }));
  return true;
}

/** @param {number} seats @returns {number[]} from 1 */
export function seatNumbers(seats) {
  return Array.from({ length: seats }, (_, index) => index + 1);
}

/** @param {Table} table @param {number} seat */
function justSaved({ about, ballots }, seat) {
  const saved = `${keyOf(about)}/${seat}`;
  const until = heard.get(saved);
  if (until !== undefined && (String(seat) in ballots || performance.now() > until)) heard.delete(saved);
  return heard.has(saved);
}

/** @param {Table} table whoever has pressed a button that is no longer there reads on at the sentence that says who is next */
function show({ live }) {
  live.refresh();
  requestAnimationFrame(() => requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(".seat-turn"))?.focus()));
}

/** @param {Omit<About, "seat">} about */
function keyOf({ type, step, part = "" }) {
  return `${type}/${step}/${part}`;
}

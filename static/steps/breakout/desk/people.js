/** The people of a group as the desk counts and calls them: people, not devices, for two may sit at one. */

import { language, list, t, tn } from "../../../core/i18n.js";
import { callerName } from "../../callers.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {{name?: string, seats: number, here?: true, room?: number, joined_at: number}} Person */

/** As many are named in a sentence. */
const NAMED = 6;

/** @type {WeakMap<object, string[]>} */
const alphabets = new WeakMap();
/** @type {WeakMap<object, Map<string, string>>} */
const placed = new WeakMap();

/**
 * @param {Desk} desk
 * @param {string} id
 */
export function personName(desk, id) {
  const person = desk.view.people.people[id];
  return person?.phone ? callerName(person) : (person?.name ?? t("without a name"));
}

/**
 * People in a sentence: each name keeps its own direction, and of very many only the first are named.
 * @param {readonly string[]} ids
 * @param {Desk} desk
 */
export function names(ids, desk) {
  const named = ids.slice(0, ids.length > NAMED ? NAMED - 1 : NAMED).map((id) => `\u2068${personName(desk, id)}\u2069`);
  const left = ids.length - named.length;
  return list(left ? [...named, tn("%(n)s more", "%(n)s more", left)] : named);
}

/**
 * Everybody by name, those without one last. Found once for each state of the people.
 * @param {Record<string, Person>} people
 * @returns {readonly string[]}
 */
export function byName(people) {
  const known = alphabets.get(people);
  if (known) return known;
  const compare = new Intl.Collator(language()).compare;
  const order = Object.keys(people).toSorted((one, other) => {
    const [name = "", than = ""] = [people[one]?.name, people[other]?.name];
    return Number(!name) - Number(!than) || compare(name, than);
  });
  alphabets.set(people, order);
  return order;
}

/**
 * Who is in which group. Found once for each state of the groups.
 * @param {Record<string, string[]>} rooms
 * @returns {Map<string, string>}
 */
export function places(rooms) {
  const known = placed.get(rooms) ?? new Map(Object.entries(rooms).flatMap(([room, people]) => people.map((id) => /** @type {const} */ ([id, room]))));
  placed.set(rooms, known);
  return known;
}

/**
 * @param {readonly string[]} ids
 * @param {Desk} desk
 * @returns {number}
 */
export function seats(ids, desk) {
  const known = desk.view.people.people;
  return ids.reduce((sum, id) => sum + (known[id]?.seats ?? 1), 0);
}

/**
 * Who came after the groups had begun and was put into the smallest one, the latest first.
 * @param {Pick<import("../../../core/views.js").DeskBreakout, "published_at">} step
 * @param {Record<string, Person>} people
 * @returns {string[]}
 */
export function latecomers({ published_at: begun }, people) {
  if (begun === undefined) return [];
  const late = [];
  for (const id in people) {
    const { room, joined_at: at } = /** @type {Person} */ (people[id]);
    if (room !== undefined && at > begun) late.push({ id, at });
  }
  return late.toSorted((one, other) => other.at - one.at).map(({ id }) => id);
}

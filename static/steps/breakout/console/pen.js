/**
 * The pen of the group's result: one page writes at a time. A page knows the pen as its own by the id of the command with
 * which it took it; these ids live as long as the tab, so that another tab of the same computer is another page.
 */

import { freshId } from "../../../core/outbox.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {"free" | "mine" | "other"} Holding */

const REMEMBERED = 10;

/** What this page has reached for, and whose pen it was: until the view says otherwise it counts as taken. @type {{step: string, id: string, from: string | undefined} | undefined} */
let reached;
/** Where the browser forbids storage, for as long as the page is open. @type {Map<string, string[]>} */
const held = new Map();

/**
 * @param {{id: string} | undefined} pen as the view has it
 * @param {readonly string[]} ids of the commands with which this page took it
 * @returns {Holding}
 */
export function holding(pen, ids) {
  if (!pen) return "free";
  return ids.includes(pen.id) ? "mine" : "other";
}

/**
 * Who has the pen; one that this page has just reached for counts as its own.
 * @param {AtConsole} here
 * @returns {Holding}
 */
export function penOf({ live, group }) {
  // The answer to a command may come before the view that shows what it did.
  const kept = reached?.step === group.step && reached.from === group.pen?.id;
  const reaching = kept || live.outbox.commands.some(({ type, step }) => type === "breakout.take_pen" && step === group.step);
  if (!kept && reached?.step === group.step) reached = undefined;
  return reaching ? "mine" : holding(group.pen, own(live, group.step));
}

/** @param {AtConsole} here */
export function takePen({ live, group }) {
  const id = reach(live, group.step);
  reached = { step: group.step, id, from: group.pen?.id };
  void live.connection.send({ id, type: "breakout.take_pen", step: group.step, room: group.room });
}

/**
 * The pen was not to be had.
 * @param {{id: string}} command
 */
export function penRefused({ id }) {
  if (reached?.id === id) reached = undefined;
}

/** @param {AtConsole} here */
export function passPen({ live, group }) {
  void live.connection.send({ type: "breakout.pass_pen", step: group.step, room: group.room });
}

/**
 * Sends what only the holder of the pen may say; where nobody has it, saying so takes it.
 * @param {AtConsole} here
 * @param {{type: string, [field: string]: any}} wish
 */
export function say(here, wish) {
  const { live, group } = here;
  const taking = penOf(here) === "free" ? { id: reach(live, group.step) } : {};
  void live.connection.send({ ...taking, step: group.step, room: group.room, ...wish });
}

/**
 * The id for a command that may take the pen.
 * @param {import("../../../core/page.js").Live} live
 * @param {string} step
 */
function reach(live, step) {
  const id = freshId();
  const ids = [...own(live, step), id].slice(-REMEMBERED);
  held.set(keyOf(live, step), ids);
  try {
    sessionStorage.setItem(keyOf(live, step), JSON.stringify(ids));
  } catch {
    // Full or forbidden storage: the page still knows it until it is left.
  }
  return id;
}

/**
 * @param {import("../../../core/page.js").Live} live
 * @param {string} step
 * @returns {string[]}
 */
function own(live, step) {
  const key = keyOf(live, step);
  const known = held.get(key);
  if (known) return known;
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? "[]");
    return Array.isArray(kept) ? kept : [];
  } catch {
    return [];
  }
}

/**
 * @param {import("../../../core/page.js").Live} live
 * @param {string} step
 */
function keyOf({ page }, step) {
  return `pen:${page.dialogue}:${page.room}:${step}`;
}

/**
 * The words of the quintessence on their way to the server: kept on this device while they are typed, sent at every pause.
 *
 * Rule: only whoever has the pen sends. What was typed when somebody else took it, or released the text, is put aside,
 * never thrown away.
 */

import { kept, seen, sent, typed } from "./draft.js";
import { draftOf, forget, keep, keyOf } from "./kept.js";
import { leave } from "./left.js";
import { penOf, say, takePen } from "./pen.js";
import { spokenIn } from "./spoken.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */

const PAUSE = 1000;

/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const pauses = new Map();

/**
 * The words as they stand in the field; on the way it sets going or puts aside what has to be.
 * @param {AtConsole} here
 * @returns {import("./draft.js").Seen}
 */
export function wordsNow(here) {
  const { group } = here;
  const server = group.quintessence?.text ?? "";
  const draft = draftOf(here);
  const now = seen(draft, server);
  if (now.settled) forget(here);
  else if (penOf(here) === "other" || group.quintessence?.released) {
    hold(here);
    leave(here, now.text);
    forget(here);
    return seen(undefined, server);
  } else if (!pauses.has(keyOf(group)) && !now.conflict && !refusedOf(here)) later(here);
  return now;
}

/**
 * @param {AtConsole} here
 * @param {string} words
 */
export function write(here, words) {
  if (penOf(here) === "free") takePen(here);
  keep(here, typed(draftOf(here), here.group.quintessence?.text ?? "", words));
  later(here);
  here.live.refresh();
}

/**
 * Of two texts the person keeps the own one, or takes the other.
 * @param {AtConsole} here
 * @param {"mine" | "theirs"} choice
 */
export function choose(here, choice) {
  const draft = draftOf(here);
  if (choice === "theirs") forget(here);
  else if (draft) {
    keep(here, kept(draft, here.group.quintessence?.text ?? ""));
    sendQuintessence(here);
  }
  here.live.refresh();
}

/**
 * Sends the words if the server does not have them yet.
 * @param {AtConsole} here the words are those of its group, whatever the page shows now
 */
export function sendQuintessence(here) {
  hold(here);
  const { live } = here;
  const group = groupNow(here);
  const draft = draftOf(here);
  const last = live.outbox.commands.findLast((command) => command.type === "breakout.write_quintessence" && command["step"] === group.step);
  const server = group.quintessence?.text ?? "";
  if (!draft || !draft.text.trim() || penOf({ live, group }) === "other" || seen(draft, server).conflict || (last ? last["text"] : server) === draft.text) return;
  keep(here, sent(draft));
  say({ live, group }, { type: "breakout.write_quintessence", text: draft.text, ...spokenIn(draft.text) });
  live.refresh();
}

/**
 * @param {import("../../../core/outbox.js").Command} command
 * @param {import("../../../core/connection.js").Outcome} outcome
 * @param {import("../../../core/page.js").Live} live
 */
export function wroteQuintessence(command, outcome, live) {
  const there = { live, group: { step: command["step"], room: command["room"] } };
  const draft = draftOf(there);
  // Refused words were never the server's; if they come from there later, somebody else has written them.
  if (!outcome.saved && draft) keep(there, { ...draft, sent: draft.sent.filter((words) => words !== command["text"]) });
}

/** @param {AtConsole} here */
export function refusedOf({ live, group: { step } }) {
  return live.answers.refused({ type: "breakout.write_quintessence", step });
}

/** @param {AtConsole} here */
function hold({ group }) {
  clearTimeout(pauses.get(keyOf(group)));
  pauses.delete(keyOf(group));
}

/** @param {AtConsole} here */
function later(here) {
  hold(here);
  pauses.set(keyOf(here.group), setTimeout(() => sendQuintessence(here), PAUSE));
}

/**
 * The group as the server has it now; a timer may have been set when it was still different.
 * @param {AtConsole} here
 */
function groupNow({ group, live }) {
  const now = live.store.value(`console:${live.page.room}`)?.group;
  return now?.step === group.step ? now : group;
}

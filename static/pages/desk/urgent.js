/**
 * Who waits for help, people and groups in one queue, the oldest first: in sight whichever step is shown.
 *
 * Rule: groups call from the step where the room is, else from the one where it was last. A new call is said once,
 * politely; how long somebody waits is not.
 */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { announce } from "../../core/announce.js";
import { number, t } from "../../core/i18n.js";
import { kindFor } from "../../core/kinds.js";
import { personalCalls } from "./personal.js";

/** @typedef {import("./steering.js").Steering} Steering */
/** @typedef {import("../../steps/desk.js").Waiting} Waiting */

/** Calls that have been said. @type {Set<string>} */
const heard = new Set();

/**
 * The steps by when the room was there last, the latest first.
 * @param {Pick<import("./plan.js").Agenda, "steps">} agenda
 * @param {string | undefined} here
 * @returns {string[]}
 */
export function latest({ steps }, here) {
  const last = (/** @type {string} */ id) => (id === here ? Number.POSITIVE_INFINITY : (steps[id]?.visits.at(-1)?.[0] ?? 0));
  return Object.keys(steps).filter((id) => id === here || steps[id]?.visits.length).toSorted((one, other) => last(other) - last(one));
}

/**
 * All calls by how long they wait.
 * @param {readonly Waiting[]} calls
 * @returns {Waiting[]}
 */
export function inTurn(calls) {
  return calls.toSorted((one, other) => one.since - other.since);
}

/** @param {Steering} desk */
export function urgent(desk) {
  const calls = inTurn([...personalCalls(desk), ...groupCalls(desk)]);
  for (const { id, taken, said } of calls) {
    if (!heard.has(id) && !taken) announce(said);
    heard.add(id);
  }
  if (!calls.length) return nothing;
  const first = calls.find(({ taken }) => !taken);
  return html`<aside class="desk-urgent" aria-labelledby="urgent-title"><h2 id="urgent-title">${t("Calls for help")}, ${number(calls.length)}</h2>
    <ol class="calls">${repeat(calls, ({ id }) => id, (call) => call.draw(call === first))}</ol></aside>`;
}

/**
 * @param {Steering} desk
 * @returns {Waiting[]}
 */
function groupCalls(desk) {
  const { agenda, current, steps } = desk.view;
  for (const id of latest(agenda, current?.step)) {
    /** @type {import("../../steps/desk.js").DeskKind | undefined} */
    const kind = steps[id] ? kindFor(steps[id].kind, "desk", () => desk.refresh()) : undefined;
    if (kind?.urgent) return kind.urgent({ id, title: agenda.steps[id].title, ...steps[id] }, desk);
  }
  return [];
}

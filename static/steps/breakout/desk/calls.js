/**
 * Who waits for help, the oldest first: at the desk in sight whichever step is shown, until somebody says that it is done.
 *
 * Rule: a new call is said once, politely; how long somebody waits is not.
 */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { announce } from "../../../core/announce.js";
import { countdown, t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { nameOf } from "./naming.js";
import { openRoom } from "./room.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("./attention.js").Groups} Groups */
/** @typedef {import("../../../core/views.js").HelpCall} HelpCall */

/** Calls that have been said. @type {Set<string>} */
const heard = new Set();

/** @type {NonNullable<import("../../desk.js").DeskKind["urgent"]>} */
export function urgent(step, desk) {
  const calls = inTurn(step.help ?? {});
  sayNew(step, calls);
  if (!calls.length) return undefined;
  const first = calls.find(([, { taken_by: taken }]) => !taken)?.[0];
  return {
    title: t("Calls for help"),
    count: calls.length,
    body: html`<ol class="calls">${repeat(calls, ([id]) => id, ([id, call]) => waiting(step, id, call, desk, id === first))}</ol>`,
  };
}

/**
 * The calls by how long they wait.
 * @param {Record<string, HelpCall>} calls
 * @returns {[string, HelpCall][]}
 */
export function inTurn(calls) {
  return Object.entries(calls).toSorted(([, one], [, other]) => one.since - other.since);
}

/**
 * @param {Groups} step
 * @param {[string, HelpCall][]} calls
 */
function sayNew(step, calls) {
  for (const [id, { room, taken_by: taken }] of calls) {
    if (heard.has(id)) continue;
    heard.add(id);
    if (!taken) announce(t("%(room)s calls for help.", { room: nameOf(step, String(room)) }));
  }
}

/**
 * @param {Groups} step
 * @param {string} id
 * @param {HelpCall} call
 * @param {Desk} desk
 * @param {boolean} first whether nobody has waited longer
 */
function waiting(step, id, { room, role, since, taken_by: taken, taken_at: at = since }, desk, first) {
  const name = nameOf(step, String(room));
  const take = (/** @type {"moderation" | "support"} */ by) => () => void desk.act({ type: "breakout.take_help", step: step.id, call: id, by });
  const moderation = html`<button class="button ${first ? "" : "button-plain"}" type="button" aria-label=${t("The moderation goes to %(room)s", { room: name })} @click=${take("moderation")}>${t("Moderation helps")}</button>`;
  const support = html`<button class="button button-plain" type="button" aria-label=${t("The technical support goes to %(room)s", { room: name })} @click=${take("support")}>${t("Support helps")}</button>`;
  const done = html`<button class="button button-plain" type="button" aria-label=${t("%(room)s has been helped", { room: name })} @click=${() => void desk.act({ type: "breakout.finish_help", step: step.id, call: id })}>${t("Settled")}</button>`;
  return html`<li class=${taken ? "" : "call-open"}>${icon(taken ? "check" : "help")}
    <p><button class="text-button" type="button" @click=${() => openRoom(desk, step.id, String(room))}><strong dir="auto">${name}</strong></button>
      <small>${taken ? went(taken, desk.now - at) : t("%(who)s, waiting %(time)s", { who: caller(role), time: countdown(desk.now - since) })}</small></p>
    <span class="call-acts">${taken ? nothing : moderation}${taken === "support" ? nothing : support}${taken ? done : nothing}</span></li>`;
}

/** @param {HelpCall["role"]} role */
function caller(role) {
  if (role === "console") return t("the group’s moderator");
  return role === "moderator" ? t("the desk") : t("somebody of the group");
}

/**
 * @param {"moderation" | "support"} by
 * @param {number} since
 */
function went(by, since) {
  const time = countdown(since);
  return by === "moderation" ? t("The moderation has been going there for %(time)s", { time }) : t("The technical support has been going there for %(time)s", { time });
}

/** Groups that wait for help: at the desk in its queue, whichever step is shown, until somebody says that it is done. */

import { html, nothing } from "lit-html";
import { countdown, t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { nameOf } from "./naming.js";
import { openRoom } from "./room.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("./attention.js").Groups} Groups */
/** @typedef {import("../../../core/views.js").HelpCall} HelpCall */

/** @type {NonNullable<import("../../desk.js").DeskKind["urgent"]>} */
export function urgent(step, desk) {
  /** @type {Record<string, HelpCall>} */
  const calls = step.help ?? {};
  return Object.entries(calls).map(([id, call]) => ({
    id,
    since: call.since,
    taken: call.taken_by !== undefined,
    said: t("%(room)s calls for help.", { room: nameOf(step, String(call.room)) }),
    draw: (first) => waiting(step, id, call, desk, first),
  }));
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

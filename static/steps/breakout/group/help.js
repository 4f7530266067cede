/**
 * Calling somebody into the group: asked back once in its place, then what has become of it, until it is done.
 *
 * Rule: one call at a time for the whole group; everybody in it sees it and may say that it is done.
 */

import { html, nothing } from "lit-html";
import { t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { refusal } from "../../../core/state.js";

/** @typedef {import("../entry.js").InGroup} InGroup */
/** @typedef {"none" | "sending" | "waiting" | "moderation" | "support"} HelpState */

const MINUTE = 60_000;

/** The group whose button was pressed and not yet confirmed. @type {string | undefined} */
let asking;

/**
 * What has become of the call; one that is being taken back counts as none.
 * @param {import("../../../core/views.js").Room["help"]} call
 * @param {readonly import("../../../core/outbox.js").Command[]} commands still on their way
 * @returns {HelpState}
 */
export function helpState(call, commands) {
  if (call) return commands.some((command) => command.type === "breakout.finish_help" && command["call"] === call.call) ? "none" : (call.taken_by ?? "waiting");
  return commands.some(({ type }) => type === "breakout.call_help") ? "sending" : "none";
}

/**
 * The button, where nobody has called yet.
 * @param {InGroup} here
 */
export function helpButton({ room, live }) {
  if (room.phase !== "running" || helpState(room.help, live.outbox.commands) !== "none" || asking === key(room)) return nothing;
  return html`<button class="button button-plain button-help" type="button" @click=${() => turn(live, key(room), ".group-help .button:last-child")}>${icon("help")} <span>${t("Call for help")}</span></button>`;
}

/**
 * The question back, or what has become of the call.
 * @param {InGroup} here
 */
export function help({ room, live, step }) {
  const now = helpState(room.help, live.outbox.commands);
  if (now === "none" && asking === key(room) && room.phase === "running") return askBack(live, room);
  const refused = live.answers.refused({ type: "breakout.call_help", step: step.id });
  if (now === "none") return refused && !room.help ? refusal(refused) : nothing;
  asking = undefined;
  const finish = () => {
    if (room.help) live.connection.send({ type: "breakout.finish_help", step: room.step, call: room.help.call });
    live.refresh();
  };
  return html`<div class="group-help">
    <p>${icon("help")} <strong>${words(now, room, live.clock.serverNow())}</strong></p>
    ${now === "sending" ? nothing : html`<button class="button button-plain" type="button" @click=${finish}>${t("It is done")}</button>`}
  </div>`;
}

/**
 * @param {import("../../../core/page.js").Live} live
 * @param {InGroup["room"]} room
 */
function askBack(live, room) {
  const call = () => {
    asking = undefined;
    live.connection.send({ type: "breakout.call_help", step: room.step, room: room.room });
    live.refresh();
  };
  return html`<div class="group-help group-help-asked" role="group" aria-label=${t("Call for help")}>
    <p><strong>${t("Shall somebody of the moderation come to your group?")}</strong></p>
    <div class="dock-row">
      <button class="button button-plain" type="button" @click=${() => turn(live, undefined, ".button-help")}>${t("Cancel")}</button>
      <button class="button" type="button" @click=${call}>${t("Yes, call for help")}</button>
    </div>
  </div>`;
}

/**
 * Asks back, or leaves it; the focus goes along, because the pressed button goes away.
 * @param {import("../../../core/page.js").Live} live
 * @param {string | undefined} group
 * @param {string} next
 */
function turn(live, group, next) {
  asking = group;
  live.refresh();
  requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(next))?.focus());
}

/**
 * @param {Exclude<HelpState, "none">} now
 * @param {InGroup["room"]} room
 * @param {number} at
 */
function words(now, room, at) {
  if (now === "moderation") return t("The moderation is coming.");
  if (now === "support") return t("Technical help is coming.");
  if (now === "sending") return t("The call for help is being sent.");
  const minutes = Math.floor((at - (room.help?.since ?? at)) / MINUTE);
  return minutes < 1 ? t("Help has been called.") : tn("Help has been called, %(n)s minute ago.", "Help has been called, %(n)s minutes ago.", minutes);
}

/** @param {InGroup["room"]} room */
function key({ step, room }) {
  return `${step}:${room}`;
}

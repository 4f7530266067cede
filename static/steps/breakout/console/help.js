/** Calling the desk for help: one press, and what has become of it stands here until it is done. */

import { html } from "lit-html";
import { announce } from "../../../core/announce.js";
import { t, time } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { refusal } from "../../../core/state.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {NonNullable<import("../../../core/views.js").Room["help"]>} Call */

/** What was seen last of the call, so that each change is said once. @type {{step: string, call: Call | undefined} | undefined} */
let seen;
/** The group phase in which a call is over and nobody has read that yet. @type {string | undefined} */
let over;
/** The call that was ended here. @type {string | undefined} */
let ended;

/** @param {AtConsole} here */
export function helpButton({ live, group }) {
  const called = group.help !== undefined || calling(live, group.step);
  const call = () => void (called ? undefined : live.connection.send({ type: "breakout.call_help", step: group.step, room: group.room }));
  return html`<button class="button button-bare help-button" type="button" aria-pressed=${called ? "true" : "false"} @click=${call}>${icon("help")} <span>${called ? t("Help is called") : t("Call for help")}</span></button>`;
}

/** @param {AtConsole} here */
export function helpState(here) {
  const { live, group } = here;
  notice(here);
  const call = group.help;
  const refused = refusal(live.answers.refused({ type: "breakout.call_help", step: group.step }));
  if (call) {
    const finish = () => {
      ended = call.call;
      void live.connection.send({ type: "breakout.finish_help", step: group.step, call: call.call });
    };
    return html`<div class="banner banner-quiet help-state"><p>${icon(call.taken_by ? "check" : "clock", "icon-small")} <span><strong>${sentence(call)}</strong> <span class="nowrap">${t("Called at %(time)s.", { time: time(call.since) })}</span></span></p>
      <button class="button button-plain" type="button" @click=${finish}>${call.taken_by ? t("We have been helped") : t("No longer needed")}</button></div>`;
  }
  if (over !== group.step) return refused;
  const read = () => {
    over = undefined;
    live.refresh();
  };
  return html`<div class="banner banner-quiet help-state"><p>${icon("check", "icon-small")} <span>${t("The call for help is done.")}</span></p><button class="button button-plain" type="button" @click=${read}>${t("Close")}</button></div>`;
}

/**
 * @param {import("../../../core/page.js").Live} live
 * @param {string} step
 */
function calling(live, step) {
  return live.answers.sending({ type: "breakout.call_help", step }) !== undefined;
}

/** @param {AtConsole} here */
function notice({ group: { step, help: call } }) {
  const before = seen?.step === step ? seen.call : undefined;
  const known = seen?.step === step;
  seen = { step, call };
  if (!known || (before?.call === call?.call && before?.taken_by === call?.taken_by)) return;
  over = call || before?.call === ended ? undefined : step;
  announce(call ? sentence(call) : t("The call for help is done."));
}

/** @param {Call} call */
function sentence({ taken_by: by }) {
  if (by === "support") return t("Technical help is coming.");
  return by === "moderation" ? t("The moderation is coming.") : t("Help has been called.");
}

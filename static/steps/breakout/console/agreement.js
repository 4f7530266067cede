/** Reading the quintessence out and asking the group: who has answered, and what, as it comes in. */

import { html, nothing } from "lit-html";
import { t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { callerName, callersIn } from "../../callers.js";
import { ticks } from "../../../core/ticks.js";
import { agreed } from "./stages.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */

/** @param {AtConsole} here */
export function agreement({ live, group }) {
  const { asked, answered = 0, confirmed, version = 0, released } = group.quintessence ?? {};
  const key = `asked:${group.step}:${group.room}`;
  if (asked && live.drafts.get(key) !== String(version)) live.drafts.set(key, String(version));
  if (!asked && !confirmed) return released || !live.drafts.get(key) ? nothing : askAgain();
  const all = group.people.count;
  const open = answered > 0 && !agreed(group.quintessence) && !released;
  const { right = 0, partly = 0, wrong = 0 } = confirmed ?? {};
  const row = (/** @type {string} */ label, /** @type {number} */ n) => html`<div><dt>${label}</dt><dd>${n}</dd><span class="ticks" aria-hidden="true" ${ticks(n, all)}></span></div>`;
  return html`<section class="console-agreement" aria-label=${t("What the group says")}>
    <p class="medium"><strong>${tn("%(answered)s of %(n)s person has answered", "%(answered)s of %(n)s people have answered", all, { answered })}</strong></p>
    <dl>${row(t("That is right"), right)} ${row(t("Partly"), partly)} ${row(t("That is not right"), wrong)}</dl>
    ${asked && !released ? callersIn(group).map((caller) => agreeing({ live, group }, caller)) : nothing}
    ${open ? html`<p class="medium">${t("Not agreed yet: ask what is missing and change the text, or note it under “Seen differently”. You can release it all the same.")}</p>` : nothing}
  </section>`;
}

/**
 * What somebody on the telephone says to the quintessence, pressed for them.
 * @param {AtConsole} here
 * @param {import("../../callers.js").Caller} caller
 */
function agreeing({ live, group }, caller) {
  const { version = 0 } = group.quintessence ?? {};
  const now = group.callers?.[caller.id]?.confirmed;
  const say = (/** @type {string} */ answer) => () => answer !== now && void live.connection.send({ type: "breakout.confirm", step: group.step, room: group.room, version, answer, person: caller.id });
  const button = (/** @type {string} */ answer, /** @type {string} */ label) => html`<button class="button button-plain" type="button" aria-pressed=${answer === now ? "true" : "false"} @click=${say(answer)}>${label}</button>`;
  return html`<div class="caller-agreeing" role="group" aria-label=${t("%(name)s says", { name: callerName(caller) })}><span class="aside-line medium">${icon("phone", "icon-small")} <bdi>${callerName(caller)}</bdi></span>
    ${button("right", t("That is right"))} ${button("partly", t("Partly"))} ${button("wrong", t("That is not right"))}</div>`;
}

function askAgain() {
  return html`<p class="medium console-ask-again">${icon("warning", "icon-small")} <span>${t("The text has changed since the group was asked. Please ask again.")}</span></p>`;
}

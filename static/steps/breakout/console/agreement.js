/** Reading the quintessence out and asking the group: who has answered, and what, as it comes in. */

import { html, nothing } from "lit-html";
import { t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
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
    ${open ? html`<p class="medium">${t("Not agreed yet: ask what is missing and change the text, or note it under “Seen differently”. You can release it all the same.")}</p>` : nothing}
  </section>`;
}

function askAgain() {
  return html`<p class="medium console-ask-again">${icon("warning", "icon-small")} <span>${t("The text has changed since the group was asked. Please ask again.")}</span></p>`;
}

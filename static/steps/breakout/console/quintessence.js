/** The group's quintessence and its way to the wall: written by one, read out, confirmed by the group, released. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { refusal, state } from "../../../core/state.js";
import { agreement } from "./agreement.js";
import { dissent, sendDissent } from "./dissent.js";
import { leftWords } from "./left.js";
import { penOf, say, takePen } from "./pen.js";
import { penRow } from "./penrow.js";
import { sources } from "./sources.js";
import { stages } from "./stages.js";
import { choose, refusedOf, sendQuintessence, wordsNow, write } from "./writing.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */

const GOOD = { from: 300, to: 550 };

/** @param {AtConsole} here */
export function quintessence(here) {
  const { group } = here;
  const released = group.quintessence?.released === true;
  const now = wordsNow(here);
  const pen = penOf(here);
  const writable = !released && pen !== "other";
  const typing = (/** @type {Event} */ event) => write(here, /** @type {HTMLTextAreaElement} */ (event.target).value);
  const back = (/** @type {string} */ words) => {
    if (penOf(here) === "other") takePen(here);
    write(here, words);
    document.getElementById("quintessence")?.focus();
  };
  return html`<section class="console-quintessence">
    <header class="board-head"><h2>${t("Quintessence")}</h2>${fate(here, now)}</header>
    ${stages(group.quintessence, here.shown === true)}
    ${released ? nothing : penRow(here, pen)}
    <textarea class="input" id="quintessence" dir="auto" rows="7" aria-label=${t("Quintessence")} aria-describedby="quintessence-length" ?readonly=${!writable}
      placeholder=${t("What does your group agree on, in a few sentences?")} .value=${inSync(now.text)} @input=${typing} @blur=${() => sendQuintessence(here)}></textarea>
    <p class="quiet medium" id="quintessence-length">${length(now.text)}</p>
    ${leftWords(here, released ? undefined : back)}
    ${now.conflict ? conflict(here) : nothing} ${now.unsaved ? refusal(refusedOf(here)) : nothing}
    ${agreement(here)} ${released ? releasedNote(here) : next(here, now, writable)}
    ${group.quintessence ? html`${dissent(here, writable)} ${sources(here, writable)}` : nothing}
  </section>`;
}

/**
 * What to do next: ask the group first, release when it has answered; the other way round stays possible.
 * @param {AtConsole} here
 * @param {import("./draft.js").Seen} now
 * @param {boolean} writable
 */
function next(here, now, writable) {
  const { live, group } = here;
  const ask = () => {
    sendQuintessence(here);
    sendDissent(here);
    say(here, { type: "breakout.ask_confirmation" });
  };
  const release = () => {
    sendQuintessence(here);
    sendDissent(here);
    void live.connection.send({ type: "breakout.release_quintessence", step: group.step, room: group.room });
  };
  const asked = group.quintessence?.asked === true && !now.unsaved;
  const empty = !now.text.trim();
  return html`${refusal(live.answers.refused({ type: "breakout.ask_confirmation", step: group.step }))} ${refusal(live.answers.refused({ type: "breakout.release_quintessence", step: group.step }))}
    <div class="next-acts">
      ${asked ? nothing : html`<button class="button button-wide" type="button" ?disabled=${empty || !writable} @click=${ask}>${t("Read it to the group and ask")}</button>`}
      <button class="button button-wide ${asked ? "" : "button-plain"}" type="button" ?disabled=${empty} @click=${release}>${t("Release for the plenary")}</button>
    </div>`;
}

/**
 * @param {AtConsole} here
 * @param {import("./draft.js").Seen} now
 */
function fate(here, now) {
  const { group, live } = here;
  if (group.quintessence?.released) return html`<span class="state state-good">${icon("check", "icon-small")} ${t("released")}</span>`;
  const refused = refusedOf(here);
  const sending = live.outbox.commands.some((command) => command.type === "breakout.write_quintessence" && command["step"] === group.step);
  if (sending && live.connection.state !== "linked") return html`<span class="state state-open">${icon("clock", "icon-small")} ${t("kept on this device")}</span>`;
  if (now.conflict) return html`<span class="state state-call">${t("changed twice")}</span>`;
  if (!sending && now.unsaved && !refused) return html`<span class="state state-open">${t("draft")}</span>`;
  return state({ saved: now.text !== "", sending, refused });
}

/** @param {string} words */
function length(words) {
  const n = [...words.trim()].length;
  return tn("%(n)s character, %(from)s to %(to)s are good.", "%(n)s characters, %(from)s to %(to)s are good.", n, { from: GOOD.from, to: GOOD.to });
}

/** @param {AtConsole} here */
function conflict(here) {
  return html`<div class="returned">
    <p><strong>${t("Somebody else has changed this text meanwhile:")}</strong></p>
    <p class="returned-words" dir="auto">${here.group.quintessence?.text}</p>
    <div class="acts">
      <button class="button button-plain" type="button" @click=${() => choose(here, "mine")}>${t("Keep mine")}</button>
      <button class="button button-plain" type="button" @click=${() => choose(here, "theirs")}>${t("Take theirs")}</button>
    </div>
  </div>`;
}

/** @param {AtConsole} here */
function releasedNote({ group, live, shown }) {
  const withdraw = () => void live.connection.send({ type: "breakout.withdraw_quintessence", step: group.step, room: group.room });
  return html`<p class="medium">${shown ? t("It is on the wall now.") : t("Released: the moderation can show it to everybody. To change it, take it back first.")}</p>
    <button class="button button-plain button-wide" type="button" @click=${withdraw}>${t("Take back and change")}</button>`;
}

/** The group's quintessence: typed by its moderation, saved by itself at every pause, released when the group agrees. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { refusal, state } from "../../../core/state.js";
import { kept, seen, sent, typed } from "./draft.js";
import { spokenIn } from "./entry.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {import("./draft.js").Draft} Draft */

const PAUSE = 1000;
const GOOD = { from: 300, to: 550 };

/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const pauses = new Map();

/** @param {AtConsole} here */
export function quintessence(here) {
  const { group, live } = here;
  const released = group.quintessence?.released === true;
  const now = seen(draftOf(here), group.quintessence?.text ?? "");
  if (now.settled) forget(here);
  else if (!pauses.has(keyOf(group)) && !now.conflict && !live.answers.refused(about(group))) later(here);
  const write = (/** @type {Event} */ event) => {
    keep(here, typed(draftOf(here), group.quintessence?.text ?? "", /** @type {HTMLTextAreaElement} */ (event.target).value));
    later(here);
    live.refresh();
  };
  return html`<section class="console-quintessence">
    <header class="board-head"><h2>${t("Quintessence")}</h2>${fate(here, now)}</header>
    <textarea class="input" id="quintessence" dir="auto" rows="9" aria-label=${t("Quintessence")} aria-describedby="quintessence-length" ?readonly=${released}
      placeholder=${t("What does your group agree on, in a few sentences?")} .value=${inSync(now.text)} @input=${write} @blur=${() => sendQuintessence(here)}></textarea>
    <p class="quiet medium" id="quintessence-length">${length(now.text)}</p>
    ${now.conflict ? conflict(here) : nothing} ${refusal(live.answers.refused(about(group)))}
    ${released ? releasedNote(here) : releaseButton(here, now.text)}
  </section>`;
}

/**
 * Sends the words if the server does not have them yet.
 * @param {AtConsole} here the words are those of its group, whatever the page shows now
 */
export function sendQuintessence(here) {
  const { group, live } = here;
  clearTimeout(pauses.get(keyOf(group)));
  pauses.delete(keyOf(group));
  const draft = draftOf(here);
  const last = live.outbox.commands.findLast((command) => command.type === "breakout.write_quintessence" && command["step"] === group.step);
  const server = serverWords(here);
  if (!draft || !draft.text.trim() || seen(draft, server).conflict || (last ? last["text"] : server) === draft.text) return;
  keep(here, sent(draft));
  live.connection.send({ type: "breakout.write_quintessence", step: group.step, room: group.room, text: draft.text, ...spokenIn(draft.text) });
  live.refresh();
}

/**
 * @param {import("../../../core/outbox.js").Command} command
 * @param {import("../../../core/connection.js").Outcome} outcome
 * @param {import("../../../core/page.js").Live} live
 */
export function wroteQuintessence(command, outcome, live) {
  const key = keyOf({ step: command["step"], room: command["room"] });
  const draft = /** @type {Draft | undefined} */ (live.drafts.read(key, undefined));
  // Refused words were never the server's; if they come from there later, somebody else has written them.
  if (!outcome.saved && draft) live.drafts.write(key, { ...draft, sent: draft.sent.filter((words) => words !== command["text"]) });
}

/** @param {{step: string, room: number}} group */
function keyOf({ step, room }) {
  return `quintessence:${step}:${room}`;
}

/** @param {AtConsole["group"]} group */
function about({ step }) {
  return { type: "breakout.write_quintessence", step };
}

/** @param {AtConsole} here @returns {Draft | undefined} */
function draftOf({ group, live }) {
  return live.drafts.read(keyOf(group), undefined);
}

/**
 * @param {AtConsole} here
 * @param {Draft} draft
 */
function keep({ group, live }, draft) {
  live.drafts.write(keyOf(group), draft);
}

/** @param {AtConsole} here */
function forget({ group, live }) {
  if (live.drafts.get(keyOf(group))) live.drafts.write(keyOf(group), undefined);
}

/**
 * What the server has now; a timer may have been set when it still had something else.
 * @param {AtConsole} here
 */
function serverWords({ group, live }) {
  const now = live.store.value(`console:${live.page.room}`)?.group;
  return (now?.step === group.step ? now : group).quintessence?.text ?? "";
}

/** @param {AtConsole} here */
function later(here) {
  const key = keyOf(here.group);
  clearTimeout(pauses.get(key));
  pauses.set(key, setTimeout(() => sendQuintessence(here), PAUSE));
}

/**
 * @param {AtConsole} here
 * @param {import("./draft.js").Seen} now
 */
function fate({ group, live }, now) {
  if (group.quintessence?.released) return html`<span class="state state-good">${icon("check", "icon-small")} ${t("released")}</span>`;
  const sending = live.outbox.commands.some((command) => command.type === "breakout.write_quintessence" && command["step"] === group.step);
  if (sending && live.connection.state !== "linked") return html`<span class="state state-open">${icon("clock", "icon-small")} ${t("kept on this device")}</span>`;
  if (now.conflict) return html`<span class="state state-call">${t("changed twice")}</span>`;
  if (!sending && now.unsaved && !live.answers.refused(about(group))) return html`<span class="state state-open">${t("draft")}</span>`;
  return state({ saved: now.text !== "", sending, refused: live.answers.refused(about(group)) });
}

/** @param {string} words */
function length(words) {
  const n = [...words.trim()].length;
  return tn("%(n)s character, %(from)s to %(to)s are good.", "%(n)s characters, %(from)s to %(to)s are good.", n, { from: GOOD.from, to: GOOD.to });
}

/** @param {AtConsole} here */
function conflict(here) {
  const { group, live } = here;
  const server = group.quintessence?.text ?? "";
  const mine = () => {
    const draft = draftOf(here);
    if (draft) keep(here, kept(draft, server));
    sendQuintessence(here);
    live.refresh();
  };
  const theirs = () => {
    forget(here);
    live.refresh();
  };
  return html`<div class="returned">
    <p><strong>${t("Somebody else has changed this text meanwhile:")}</strong></p>
    <p class="returned-words" dir="auto">${server}</p>
    <div class="acts">
      <button class="button button-plain" type="button" @click=${mine}>${t("Keep mine")}</button>
      <button class="button button-plain" type="button" @click=${theirs}>${t("Take theirs")}</button>
    </div>
  </div>`;
}

/**
 * @param {AtConsole} here
 * @param {string} words
 */
function releaseButton(here, words) {
  const release = () => {
    sendQuintessence(here);
    here.live.connection.send({ type: "breakout.release_quintessence", step: here.group.step, room: here.group.room });
  };
  return html`${refusal(here.live.answers.refused({ type: "breakout.release_quintessence", step: here.group.step }))}
    <button class="button button-wide" type="button" ?disabled=${!words.trim()} @click=${release}>${t("Release for the plenary")}</button>`;
}

/** @param {AtConsole} here */
function releasedNote({ group, live }) {
  const withdraw = () => live.connection.send({ type: "breakout.withdraw_quintessence", step: group.step, room: group.room });
  return html`<p class="medium">${t("Released: the moderation can show it to everybody. To change it, take it back first.")}</p>
    <button class="button button-plain button-wide" type="button" @click=${withdraw}>${t("Take back and change")}</button>`;
}

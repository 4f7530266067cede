/**
 * What some of the group see differently: it stands beside the quintessence, on the wall and in the documentation.
 *
 * Rule: as the quintessence it is kept on this device while it is typed and sent at every pause, and before the group
 * is asked or the text is released. What could not be sent stays here, to be sent when that is possible again.
 */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { t } from "../../../core/i18n.js";
import { refusal, state } from "../../../core/state.js";
import { kept, seen, sent, typed } from "./draft.js";
import { penOf, say } from "./pen.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {import("./draft.js").Draft} Draft */

const PAUSE = 1000;

/** @type {Map<string, ReturnType<typeof setTimeout>>} */
const pauses = new Map();
/** Where somebody has typed: there the field stays open, also when it is empty again. @type {Set<string>} */
const opened = new Set();

/**
 * @param {AtConsole} here
 * @param {boolean} writable
 */
export function dissent(here, writable) {
  const { live, group } = here;
  const has = group.quintessence?.dissent ?? "";
  const now = wordsNow(here, has);
  if (!writable) return unwritable(here, has, now);
  const about = { type: "breakout.write_dissent", step: group.step };
  const refused = live.answers.refused(about);
  if (now.unsaved && !now.conflict && !refused && !pauses.has(keyOf(group))) later(here);
  const typing = (/** @type {Event} */ event) => {
    keep(here, typed(draftOf(here), has, /** @type {HTMLTextAreaElement} */ (event.target).value));
    opened.add(keyOf(group));
    later(here);
    live.refresh();
  };
  return html`<details class="console-more" .open=${now.unsaved || has !== "" || opened.has(keyOf(group))}>
    <summary>${has ? t("Seen differently") : t("Seen differently: add another view")}</summary>
    <textarea class="input" rows="2" dir="auto" id="dissent" aria-label=${t("Seen differently")} placeholder=${t("What do some of you see differently?")} .value=${inSync(now.text)} @input=${typing} @blur=${() => sendDissent(here)}></textarea>
    ${now.unsaved ? refusal(refused) : nothing} ${now.conflict ? conflict(here, has) : nothing}
    <div class="acts">${state({ saved: has !== "" && !now.unsaved, sending: live.answers.sending(about) })}</div>
  </details>`;
}

/**
 * Sends the words if the server does not have them yet.
 * @param {AtConsole} here the words are those of its group, whatever the page shows now
 */
export function sendDissent(here) {
  const { live } = here;
  clearTimeout(pauses.get(keyOf(here.group)));
  pauses.delete(keyOf(here.group));
  const now = live.store.value(`console:${live.page.room}`)?.group;
  const group = now?.step === here.group.step ? now : here.group;
  const draft = draftOf(here);
  const has = group.quintessence?.dissent ?? "";
  const last = live.outbox.commands.findLast((command) => command.type === "breakout.write_dissent" && command["step"] === group.step);
  const words = trimmed(draft?.text ?? "");
  if (!draft || !group.quintessence || group.quintessence.released || penOf({ live, group }) === "other" || seen({ ...draft, text: words }, has).conflict || (last ? last["text"] : has) === words) return;
  keep(here, sent({ ...draft, text: words }));
  say({ live, group }, { type: "breakout.write_dissent", text: words });
  live.refresh();
}

/**
 * What was typed here and the server does not have; nothing where it has all.
 * @param {AtConsole} here
 */
export function unsavedDissent(here) {
  const now = wordsNow(here, here.group.quintessence?.dissent ?? "");
  return now.unsaved ? now.text : "";
}

/**
 * @param {import("../../../core/outbox.js").Command} command
 * @param {import("../../../core/connection.js").Outcome} outcome
 * @param {import("../../../core/page.js").Live} live
 */
export function dissentAnswered(command, outcome, live) {
  const there = { live, group: { step: command["step"], room: command["room"] } };
  const draft = draftOf(there);
  if (!draft) return;
  if (outcome.saved && trimmed(draft.text) === command["text"]) keep(there, undefined);
  // Refused words were never the server's; if they come from there later, somebody else has written them.
  if (!outcome.saved) keep(there, { ...draft, sent: draft.sent.filter((words) => words !== command["text"]) });
}

/**
 * To be read; what was typed here and is not saved stands below it until it can be.
 * @param {AtConsole} here
 * @param {string} has
 * @param {import("./draft.js").Seen} now
 */
function unwritable(here, has, { text, unsaved }) {
  if (!has && !unsaved) return nothing;
  const discard = () => {
    keep(here, undefined);
    here.live.refresh();
  };
  return html`<div class="console-dissent"><h3>${t("Seen differently")}</h3><p class="medium" dir="auto">${has}</p>
    ${unsaved ? html`<div class="returned">
      <p><strong>${t("Your text, not saved")}</strong></p><p class="returned-words" dir="auto">${text}</p>
      <p>${here.group.quintessence?.released ? t("It is saved as soon as you press “Take back and change”.") : t("It is saved as soon as you take the pen over.")}</p>
      <div class="acts"><button class="button button-bare" type="button" @click=${discard}>${t("Discard")}</button></div>
    </div>` : nothing}</div>`;
}

/**
 * @param {AtConsole} here
 * @param {string} has
 */
function conflict(here, has) {
  const mine = () => {
    const draft = draftOf(here);
    if (draft) keep(here, kept(draft, has));
    sendDissent(here);
  };
  const theirs = () => {
    keep(here, undefined);
    here.live.refresh();
  };
  return html`<div class="returned">
    <p><strong>${t("Somebody else has changed this text meanwhile:")}</strong></p>
    <p class="returned-words" dir="auto">${has}</p>
    <div class="acts">
      <button class="button button-plain" type="button" @click=${mine}>${t("Keep mine")}</button>
      <button class="button button-plain" type="button" @click=${theirs}>${t("Take theirs")}</button>
    </div>
  </div>`;
}

/**
 * @param {AtConsole} here
 * @param {string} has
 * @returns {import("./draft.js").Seen}
 */
function wordsNow(here, has) {
  const draft = draftOf(here);
  if (!draft) return seen(undefined, has);
  const now = seen({ ...draft, text: trimmed(draft.text) }, has);
  if (now.settled && draft.text === has) keep(here, undefined);
  return { ...now, text: draft.text };
}

/** @param {string} words nothing but space is no other view */
function trimmed(words) {
  return words.trim() ? words : "";
}

/** @param {AtConsole} here */
function later(here) {
  clearTimeout(pauses.get(keyOf(here.group)));
  pauses.set(keyOf(here.group), setTimeout(() => sendDissent(here), PAUSE));
}

/**
 * @param {import("./kept.js").There} there
 * @returns {Draft | undefined}
 */
function draftOf({ live, group }) {
  const draft = /** @type {Draft | string | undefined} */ (live.drafts.read(keyOf(group), undefined));
  // Pages before kept the words alone.
  return typeof draft === "string" ? { text: draft, base: "", sent: [] } : draft;
}

/**
 * @param {import("./kept.js").There} there
 * @param {Draft | undefined} draft
 */
function keep({ live, group }, draft) {
  live.drafts.write(keyOf(group), draft);
}

/** @param {{step: string, room: number}} group */
function keyOf({ step, room }) {
  return `dissent:${step}:${room}`;
}

/** The words of whoever has the group's pen: sent at a pause in typing, read back to the group, released. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { t } from "../../../core/i18n.js";
import { refusal, state } from "../../../core/state.js";
import { kept, seen, sent, typed } from "../console/draft.js";

/** @typedef {import("../entry.js").InGroup} InGroup */
/** @typedef {import("../console/draft.js").Draft} Draft */

const PAUSE = 900;
const WRITE = "breakout.write_quintessence";

/** @type {ReturnType<typeof setTimeout> | undefined} */
let pause;

/**
 * @param {InGroup} here
 * @param {() => void} pass gives the pen away
 */
export function writingPanel(here, pass) {
  const { room, live } = here;
  const words = room.quintessence;
  const act = (/** @type {string} */ type) => () => {
    flush(here);
    live.connection.send({ type, step: room.step, room: room.room });
    live.refresh();
  };
  const give = () => {
    flush(here);
    pass();
  };
  const empty = seen(draftOf(here), words?.text ?? "").text.trim() === "";
  return html`<div class="writing">
    ${words?.released ? nothing : field(here)}
    <div class="dock-row">
      ${words?.released
        ? html`<button class="button button-plain" type="button" @click=${act("breakout.withdraw_quintessence")}>${t("Take back and change")}</button>`
        : html`<button class="button button-plain" type="button" ?disabled=${empty || words?.asked === true} @click=${act("breakout.ask_confirmation")}>${t("Ask the group")}</button>
            <button class="button button-plain" type="button" ?disabled=${empty} @click=${act("breakout.release_quintessence")}>${t("Release for the plenary")}</button>`}
      <button class="button button-plain" type="button" @click=${give}>${t("Pass the pen on")}</button>
    </div>
  </div>`;
}

/** @param {InGroup} here */
function field(here) {
  const { room, live } = here;
  const server = room.quintessence?.text ?? "";
  const draft = draftOf(here);
  const { text, unsaved, conflict, settled } = seen(draft, server);
  if (draft && settled) live.drafts.write(keyOf(here), undefined);
  const about = { type: WRITE, step: room.step };
  const sending = live.answers.sending(about);
  const refused = live.answers.refused(about);
  // Also what was typed before a reload, or before the line came back.
  if (unsaved && !conflict && !sending && !refused) wait(here);
  const write = (/** @type {Event} */ event) => {
    live.drafts.write(keyOf(here), typed(draftOf(here), server, /** @type {HTMLTextAreaElement} */ (event.target).value));
    clearTimeout(pause);
    pause = undefined;
    wait(here);
    live.refresh();
  };
  return html`<textarea class="input" id="group-result" rows="5" dir="auto" aria-label=${t("What we agree on")} placeholder=${t("What we agree on, in a few sentences")} .value=${inSync(text)} @input=${write}></textarea>
    ${conflict ? both(here, server) : refused ? refusal(refused) : html`<p>${state({ saved: server !== "" && !unsaved, sending: sending ?? (unsaved && text.trim() ? true : undefined) })}</p>`}`;
}

/**
 * Somebody else has written meanwhile.
 * @param {InGroup} here
 * @param {string} server
 */
function both(here, server) {
  const { live } = here;
  const mine = () => {
    const draft = draftOf(here);
    if (draft) live.drafts.write(keyOf(here), kept(draft, server));
    flush(here);
    live.refresh();
  };
  const theirs = () => {
    live.drafts.write(keyOf(here), undefined);
    live.refresh();
  };
  return html`<p class="medium"><strong>${t("Somebody else has written meanwhile:")}</strong> <span class="note-words" dir="auto">${server}</span></p>
    <div class="dock-row">
      <button class="button button-plain" type="button" @click=${theirs}>${t("Keep the other text")}</button>
      <button class="button button-plain" type="button" @click=${mine}>${t("Take my text")}</button>
    </div>`;
}

/** @param {InGroup} here */
function wait(here) {
  pause ??= setTimeout(() => {
    pause = undefined;
    flush(here);
  }, PAUSE);
}

/**
 * Sends what is not sent yet.
 * @param {InGroup} here
 */
function flush(here) {
  clearTimeout(pause);
  pause = undefined;
  const { live, room } = here;
  const draft = draftOf(here);
  const server = live.store.value(`room:${room.step}:${room.room}`)?.quintessence?.text ?? "";
  const { unsaved, conflict, text } = seen(draft, server);
  if (!draft || !unsaved || conflict || !text.trim() || live.answers.sending({ type: WRITE, step: room.step })?.["text"] === text) return;
  live.drafts.write(keyOf(here), sent(draft));
  live.connection.send({ type: WRITE, step: room.step, room: room.room, text });
}

/**
 * @param {InGroup} here
 * @returns {Draft | undefined}
 */
function draftOf(here) {
  return here.live.drafts.read(keyOf(here), undefined);
}

/** @param {InGroup} here */
function keyOf({ room }) {
  return `result:${room.step}:${room.room}`;
}

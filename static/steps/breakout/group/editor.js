/**
 * An own card, open for changing.
 *
 * Rule: what is typed stays in the field, whatever arrives. If somebody else has changed the card meanwhile, both texts
 * are shown and the person decides; until then nothing is sent.
 */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { t } from "../../../core/i18n.js";
import { icon, worded } from "../../../core/said.js";
import { refusal } from "../../../core/state.js";
import { editKey, forget, overtaken, seenVersion, settle } from "./edits.js";

/** @typedef {import("../entry.js").InGroup} InGroup */
/** @typedef {import("../../../core/views.js").Note} Note */

const OVERTAKEN = "breakout.edited_meanwhile";

/**
 * @param {InGroup} here
 * @param {string} id
 * @param {Note} note
 */
export function editor({ live, step, room }, id, note) {
  const words = live.drafts.get(editKey(id));
  const about = { type: "breakout.edit_note", step: step.id, note: id };
  const sending = live.answers.sending(about) !== undefined;
  const seen = seenVersion(live, id);
  const close = () => forget(live, id);
  if (room.frozen) return leftBehind(words, note, close);
  const send = (/** @type {number | undefined} */ version) => {
    const text = live.drafts.get(editKey(id)).trim();
    if (text === note.text) return close();
    settle(live, id, version);
    live.connection.send({ ...about, text, ...(version === undefined ? {} : { version }) });
    return live.refresh();
  };
  const write = (/** @type {Event} */ event) => {
    live.drafts.set(editKey(id), /** @type {HTMLTextAreaElement} */ (event.target).value);
    live.refresh();
  };
  const remove = () => {
    close();
    live.connection.send({ type: "breakout.hide_note", step: step.id, note: id });
  };
  const refused = live.answers.refused(about);
  return html`<div class="entry entry-long">
    <textarea class="input" rows="3" dir="auto" aria-label=${t("Your card")} .value=${inSync(words)} @input=${write}></textarea>
    ${overtaken({ seen, text: words }, note, sending)
      ? both(note, () => send(note.version), close)
      : html`${refused && refused.code !== OVERTAKEN ? refusal(refused) : nothing}
          <div class="dock-row">
            <button class="button button-plain" type="button" @click=${remove}>${t("Take down")}</button>
            <button class="button button-plain" type="button" @click=${close}>${t("Cancel")}</button>
            <button class="button" type="button" ?disabled=${words.trim() === ""} @click=${() => send(seen)}>${sending ? t("being sent") : t("Save")}</button>
          </div>`}
  </div>`;
}

/**
 * Two texts for one card.
 * @param {Note} note with the other's words
 * @param {() => void} mine
 * @param {() => void} theirs
 */
function both(note, mine, theirs) {
  return html`<p class="refusal">${icon("warning", "icon-small")} <span>${worded({ code: OVERTAKEN })}</span></p>
    <p class="medium"><strong>${t("On the card now:")}</strong> <span class="note-words" dir="auto">${note.text}</span></p>
    <div class="dock-row">
      <button class="button button-plain" type="button" @click=${theirs}>${t("Keep the other text")}</button>
      <button class="button" type="button" @click=${mine}>${t("Take my text")}</button>
    </div>`;
}

/**
 * The board was closed before the change was saved.
 * @param {string} words
 * @param {Note} note
 * @param {() => void} discard
 */
function leftBehind(words, note, discard) {
  return html`<p class="note-words" dir="auto">${note.text}</p>
    ${words.trim() === note.text.trim() ? nothing : html`<p class="medium"><strong>${t("Your change was not saved:")}</strong> <span dir="auto">${words}</span>
      <button class="text-button" type="button" @click=${discard}>${t("Discard")}</button></p>`}`;
}

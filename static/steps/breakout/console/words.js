/**
 * The words of a card and changing them. Two may do that at the same time.
 *
 * Rule: whoever saves second is shown what the first has made of the card, beside the own words, and chooses.
 */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";
import { refusal } from "../../../core/state.js";
import { act } from "./acts.js";
import { kept, seen, sent, typed } from "./draft.js";
import { focusIn, noteField } from "./field.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {import("../../../core/views.js").Note} Note */
/** @typedef {import("./draft.js").Draft} Draft */

/**
 * @param {AtConsole} here
 * @param {string} id
 * @param {Note} note
 */
export function words(here, id, note) {
  const draft = draftOf(here.live, id);
  if (!draft) return html`<p class="note-words" dir="auto" lang=${note.language ?? nothing}>${note.text}</p>`;
  const { text, conflict } = seen(draft, note.text);
  const { live, group } = here;
  const save = () => {
    if (text.trim() === note.text) drop(here, id);
    else if (text.trim()) send(here, id, note, draft);
  };
  return noteField({
    words: text,
    label: t("Words of the card"),
    button: t("Save"),
    write: (typing) => keep(here, id, typed(draft, note.text, typing)),
    save,
    cancel: () => drop(here, id),
    trouble: conflict ? changedTwice(here, id, note, draft) : refusal(live.answers.refused({ type: "breakout.edit_note", step: group.step, note: id })),
    saveable: !conflict,
  });
}

/**
 * @param {AtConsole} here
 * @param {string} id
 * @param {Note} note
 */
export function beginToEdit(here, id, note) {
  if (!draftOf(here.live, id)) keep(here, id, { text: note.text, base: note.text, sent: [] });
  focusIn(id);
}

/**
 * @param {import("../../../core/outbox.js").Command} command
 * @param {import("../../../core/connection.js").Outcome} outcome
 * @param {import("../../../core/page.js").Live} live
 * @returns {boolean} whether a refusal stands beside the words
 */
export function editAnswered(command, outcome, live) {
  const draft = draftOf(live, command["note"]);
  if (outcome.saved && draft?.text.trim() === command["text"]) live.drafts.write(keyOf(command["note"]), undefined);
  return draft !== undefined;
}

/**
 * Both texts, and a choice.
 * @param {AtConsole} here
 * @param {string} id
 * @param {Note} note
 * @param {Draft} draft
 */
function changedTwice(here, id, note, draft) {
  return html`<div class="returned" role="alert">
    <p><strong>${t("Somebody else has changed this card meanwhile:")}</strong></p>
    <p class="returned-words" dir="auto">${note.text}</p>
    <div class="acts">
      <button class="button button-plain" type="button" @click=${() => send(here, id, note, kept(draft, note.text))}>${t("Take my words")}</button>
      <button class="button button-plain" type="button" @click=${() => drop(here, id)}>${t("Keep the other ones")}</button>
    </div>
  </div>`;
}

/**
 * @param {AtConsole} here
 * @param {string} id
 * @param {Note} note
 * @param {Draft} draft
 */
function send(here, id, note, draft) {
  const text = draft.text.trim();
  if (!text) return;
  const ahead = here.live.outbox.commands.filter((command) => command.type === "breakout.edit_note" && command["note"] === id).length;
  keep(here, id, sent({ ...draft, text }));
  act(here, "breakout.edit_note", { note: id, text, version: note.version + ahead });
}

/**
 * @param {AtConsole} here
 * @param {string} id
 * @param {Draft} draft
 */
function keep({ live }, id, draft) {
  live.drafts.write(keyOf(id), draft);
  live.refresh();
}

/**
 * @param {AtConsole} here
 * @param {string} id
 */
function drop({ live }, id) {
  live.drafts.write(keyOf(id), undefined);
  live.refresh();
}

/**
 * @param {import("../../../core/page.js").Live} live
 * @param {string} id
 * @returns {Draft | undefined}
 */
function draftOf(live, id) {
  return live.drafts.read(keyOf(id), undefined);
}

/** @param {string} id */
function keyOf(id) {
  return `edit:${id}`;
}

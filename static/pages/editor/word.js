/**
 * What can be done to some words: put others in their place, leave them out, put the original back.
 *
 * Rule: the original is in sight wherever it differs from what will be published. What was typed is never dropped
 * without a question.
 */

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { ref } from "lit-html/directives/ref.js";
import { direction, t, tn } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { meanwhile } from "./beside.js";
import { reasonName, stateSentence } from "./draft.js";
import { CHANGED, untouched } from "./editing.js";
import { hints } from "./hints.js";
import { counter, LINE_LIMIT, TEXT_LIMIT, typed } from "./limit.js";

/** @typedef {import("./editing.js").Editing} Editing */
/** @typedef {import("./editing.js").OpenWord} OpenWord */

const REASONS = ["personal", "insulting", "duplicate", "off_topic", "withdrawn", "other"];

/** @param {Editing} editing */
export function wordDialog(editing) {
  const { word } = editing;
  if (!word) return nothing;
  const known = editing.draft.known(word.key);
  const keys = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) void correct(editing, word);
  };
  return html`${keyed(
    word,
    html`<dialog class="editor-dialog" aria-labelledby="word-title" ${ref(show)} @cancel=${(/** @type {Event} */ event) => cancel(editing, word, event)} @close=${() => editing.word === word && editing.closeWord()} @keydown=${keys}>
      <div class="word-head"><h2 id="word-title">${known.typed ? t("What somebody wrote") : t("Text of the session file")}</h2>
        <button class="button button-bare" type="button" @click=${() => close(editing, word)}>${icon("close")} ${t("Close")}</button></div>
      <div class="editor-dialog-body">${original(editing, word)} ${other(editing, word)} ${hints(editing, word, (text) => put(editing, word, text))} ${field(editing, word)} ${leaving(editing, word)}</div>
      <footer><p class="editor-said" role="status">${word.sentence || nothing}</p>${acts(editing, word)}</footer>
    </dialog>`,
  )}`;
}

/** @param {Element | undefined} element */
function show(element) {
  queueMicrotask(() => {
    if (element instanceof HTMLDialogElement && element.isConnected && !element.open) element.showModal();
  });
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
function original(editing, word) {
  const { text, edit, language = "", count = 0 } = editing.draft.known(word.key);
  const stale = edit && !editing.draft.applies(word.key);
  return html`${stale ? html`<p class="refusal">${icon("warning", "icon-small")} ${t("Somebody changed the original after this correction: “%(text)s” is not shown.", { text: edit.text ?? "" })}</p>` : nothing}
    ${word.value === text ? nothing : html`<div class="original"><p class="quiet medium">${t("The original")}</p><p dir=${way(language)} lang=${language || nothing}>${text}</p></div>`}
    ${count > 1 ? html`<p class="quiet medium">${tn("Edited %(n)s time so far.", "Edited %(n)s times so far.", count)}</p>` : nothing}`;
}

/**
 * What somebody else has done to the words since they were opened here.
 * @param {Editing} editing
 * @param {OpenWord} word
 */
function other(editing, word) {
  const { text, edit, language = "", count = 0 } = editing.draft.known(word.key);
  if (!word.overtaken && word.after === count) return nothing;
  const shown = edit?.sort === "hidden" ? "" : (edit?.text ?? text);
  const done = edit ? stateSentence(edit.sort, edit.reason) : t("the original was put back");
  return meanwhile(html`<p class="quiet medium">${done}</p>${shown ? html`<p class="beside-words" dir=${way(language)} lang=${language || nothing}>${shown}</p>` : nothing}`, () => editing.takeWord(word));
}

/**
 * A stand-in was put where a hint was found.
 * @param {Editing} editing
 * @param {OpenWord} word
 * @param {string} value
 */
function put(editing, word, value) {
  editing.changeWord(word, { value, pseudonym: true });
  focus("#word"); // the button that was pressed is gone
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
function field(editing, word) {
  if (word.leaving) return nothing;
  const { language = "" } = editing.draft.known(word.key);
  const type = (/** @type {Event} */ event) => editing.changeWord(word, { value: typed(event) });
  const tick = (/** @type {Event} */ event) => editing.changeWord(word, { pseudonym: /** @type {HTMLInputElement} */ (event.target).checked });
  return html`<p class="field"><label for="word">${t("What will be published")}</label>
      <textarea class="input" id="word" rows=${Math.min(12, Math.max(3, Math.ceil(word.value.length / 55)))} dir=${way(language)} lang=${language || nothing} maxlength=${TEXT_LIMIT} autofocus .value=${word.value} @input=${type}></textarea>${counter(word.value, TEXT_LIMIT)}</p>
    <label class="tick"><input type="checkbox" .checked=${word.pseudonym} @change=${tick}> <span>${t("A name or another hint at a person is replaced")}</span></label>`;
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
function leaving(editing, word) {
  if (!word.leaving) return nothing;
  const choose = (/** @type {string} */ reason) => editing.changeWord(word, { reason });
  return html`<fieldset class="reasons"><legend>${t("Why is it left out?")}</legend>
      ${REASONS.map((reason) => html`<label class="tick"><input type="radio" name="reason" value=${reason} .checked=${word.reason === reason} @change=${() => choose(reason)}> <span>${reasonName(reason)}</span></label>`)}</fieldset>
    <p class="quiet medium">${t("The documentation says how many texts were left out for which reason, and not which.")}</p>
    <p class="field"><label for="remark">${t("Remark for other editors (is not published)")}</label><input class="input" id="remark" dir="auto" maxlength=${LINE_LIMIT} .value=${word.remark} @input=${(/** @type {Event} */ event) => editing.changeWord(word, { remark: typed(event) })}>${counter(word.remark, LINE_LIMIT)}</p>`;
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
function acts(editing, word) {
  const { hideable, edit } = editing.draft.known(word.key);
  const turn = () => {
    editing.changeWord(word, { leaving: !word.leaving, sentence: "" });
    focus(word.leaving ? ".reasons input" : "#word");
  };
  const back = edit ? html`<button class="button button-plain" type="button" ?disabled=${editing.busy} @click=${() => void restore(editing, word)}>${t("Put the original back")}</button>` : nothing;
  if (word.leaving) {
    return html`<p class="tool-acts">${back} ${edit?.sort === "hidden" ? nothing : html`<button class="button button-plain" type="button" @click=${turn}>${t("Rather correct it")}</button>`}
      <button class="button" type="button" ?disabled=${editing.busy} @click=${() => void hide(editing, word)}>${t("Leave the text out")}</button></p>`;
  }
  return html`<p class="tool-acts">${back} ${hideable ? html`<button class="button button-plain" type="button" @click=${turn}>${t("Leave the text out …")}</button>` : nothing}
    <button class="button" type="button" ?disabled=${editing.busy} aria-keyshortcuts="Control+Enter" @click=${() => void correct(editing, word)}>${t("Save")}</button></p>`;
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
async function correct(editing, word) {
  const { mark, chapter, typed: written = false, text, edit } = editing.draft.known(word.key);
  if (word.leaving || editing.busy) return;
  if (word.value.trim() === text.trim() && !edit && !word.overtaken) {
    close(editing, word, { asking: false });
    return;
  }
  const command = { type: "documentation.correct", entry: word.key, text: word.value, pseudonym: word.pseudonym, original: mark, after: word.after };
  await settle(editing, word, command, { chapter, typed: written });
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
async function hide(editing, word) {
  if (!word.reason) {
    word.sentence = t("Please choose a reason.");
    editing.paint();
    return;
  }
  await settle(editing, word, { type: "documentation.hide", entry: word.key, reason: word.reason, remark: word.remark, after: word.after });
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
async function restore(editing, word) {
  const { chapter, typed: written = false, text } = editing.draft.known(word.key);
  await settle(editing, word, { type: "documentation.restore", entry: word.key, after: word.after }, { chapter, typed: written, text });
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 * @param {{type: string, [field: string]: unknown}} command
 * @param {Record<string, unknown>} [about]
 */
async function settle(editing, word, command, about) {
  const outcome = await editing.wish(command, about);
  if (outcome.ok) {
    editing.draft.took(word.key, outcome.answer);
    close(editing, word, { asking: false });
    return;
  }
  if (outcome.code === CHANGED) {
    await editing.readAnew();
    editing.changeWord(word, { after: editing.draft.known(word.key).count ?? 0, overtaken: true });
  }
  word.sentence = outcome.sentence;
  editing.paint();
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 * @param {Event} event
 */
function cancel(editing, word, event) {
  if (untouched(word) || word.warned) return;
  event.preventDefault();
  ask(editing, word);
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
function ask(editing, word) {
  word.warned = true;
  word.sentence = t("This is not saved yet. Close again to drop it.");
  editing.paint();
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 * @param {{asking?: boolean}} [how]
 */
function close(editing, word, { asking = true } = {}) {
  if (asking && !untouched(word) && !word.warned) {
    ask(editing, word);
    return;
  }
  // A native close gives the focus back to the words.
  const dialog = document.querySelector("dialog.editor-dialog");
  if (dialog instanceof HTMLDialogElement) dialog.close();
  editing.closeWord();
  if (document.activeElement === document.body) editing.draft.go(word); // the draft was read anew meanwhile
}

/** @param {string} selector of a field in the dialog */
function focus(selector) {
  const found = document.querySelector(`.editor-dialog ${selector}`);
  if (found instanceof HTMLElement) found.focus();
}

/** @param {string} language */
function way(language) {
  return language ? direction(language) : "auto";
}

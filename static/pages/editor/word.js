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
import { reasonName } from "./draft.js";
import { sortName } from "./look.js";

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
      <header><h2 id="word-title">${known.typed ? t("What somebody wrote") : t("Text of the session file")}</h2>
        <button class="button button-bare" type="button" @click=${() => close(editing, word)}>${icon("close")} ${t("Close")}</button></header>
      <div class="editor-dialog-body">${original(editing, word)} ${hints(editing, word)} ${field(editing, word)} ${leaving(editing, word)}</div>
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
 * One press puts a stand-in where the hint was found.
 * @param {Editing} editing
 * @param {OpenWord} word
 */
function hints(editing, word) {
  const found = editing.draft.warnings.filter(({ key, found: hint }) => key === word.key && word.value.includes(hint));
  if (!found.length || word.leaving) return nothing;
  const language = editing.draft.known(word.key).language || editing.start.shown;
  const put = (/** @type {string} */ hint, /** @type {string} */ standIn) => {
    word.value = word.value.replaceAll(hint, standIn);
    word.pseudonym = true;
    editing.paint();
    focus("#word"); // the button that was pressed is gone
  };
  return html`<ul class="hints">${found.map((warning) => {
    const standIn = editing.start.stand_ins[language]?.[warning.sort] ?? "[…]";
    return html`<li><span>${sortName(warning)} <strong><bdi>${warning.found}</bdi></strong></span>
      <button class="button button-plain" type="button" @click=${() => put(warning.found, standIn)}>${t("Replace by %(words)s", { words: standIn })}</button></li>`;
  })}</ul>`;
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
function field(editing, word) {
  if (word.leaving) return nothing;
  const { language = "" } = editing.draft.known(word.key);
  const type = (/** @type {Event} */ event) => {
    word.value = /** @type {HTMLTextAreaElement} */ (event.target).value;
    word.warned = false;
    editing.paint();
  };
  const tick = (/** @type {Event} */ event) => (word.pseudonym = /** @type {HTMLInputElement} */ (event.target).checked);
  return html`<p class="field"><label for="word">${t("What will be published")}</label>
      <textarea class="input" id="word" rows=${Math.min(12, Math.max(3, Math.ceil(word.value.length / 55)))} dir=${way(language)} lang=${language || nothing} autofocus .value=${word.value} @input=${type}></textarea></p>
    <label class="tick"><input type="checkbox" .checked=${word.pseudonym} @change=${tick}> <span>${t("A name or another hint at a person is replaced")}</span></label>`;
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
function leaving(editing, word) {
  if (!word.leaving) return nothing;
  const choose = (/** @type {string} */ reason) => {
    word.reason = reason;
    editing.paint();
  };
  return html`<fieldset class="reasons"><legend>${t("Why is it left out?")}</legend>
      ${REASONS.map((reason) => html`<label class="tick"><input type="radio" name="reason" value=${reason} .checked=${word.reason === reason} @change=${() => choose(reason)}> <span>${reasonName(reason)}</span></label>`)}</fieldset>
    <p class="quiet medium">${t("The documentation says how many texts were left out for which reason, and not which.")}</p>
    <p class="field"><label for="remark">${t("Remark for other editors (is not published)")}</label><input class="input" id="remark" dir="auto" maxlength="500" .value=${word.remark} @input=${(/** @type {Event} */ event) => (word.remark = /** @type {HTMLInputElement} */ (event.target).value)}></p>`;
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
function acts(editing, word) {
  const { hideable, edit } = editing.draft.known(word.key);
  const turn = () => {
    word.leaving = !word.leaving;
    word.sentence = "";
    editing.paint();
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
  const { mark, count = 0, chapter, typed = false, text, edit } = editing.draft.known(word.key);
  if (word.leaving || editing.busy) return;
  if (word.value.trim() === text.trim() && !edit) {
    close(editing, word, { asking: false });
    return;
  }
  const command = { type: "documentation.correct", entry: word.key, text: word.value, pseudonym: word.pseudonym, original: mark, after: count };
  await settle(editing, word, command, { chapter, typed, text: word.value });
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
async function hide(editing, word) {
  const { count = 0 } = editing.draft.known(word.key);
  if (!word.reason) {
    word.sentence = t("Please choose a reason.");
    editing.paint();
    return;
  }
  await settle(editing, word, { type: "documentation.hide", entry: word.key, reason: word.reason, remark: word.remark, after: count });
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
async function restore(editing, word) {
  const { count = 0, chapter, typed = false, text } = editing.draft.known(word.key);
  await settle(editing, word, { type: "documentation.restore", entry: word.key, after: count }, { chapter, typed, text });
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 * @param {{type: string, [field: string]: unknown}} command
 * @param {Record<string, unknown>} [about]
 */
async function settle(editing, word, command, about) {
  const outcome = await editing.wish(command, about);
  if (!outcome.ok) {
    word.sentence = outcome.sentence;
    editing.paint();
    return;
  }
  editing.draft.took(word.key, outcome.answer);
  close(editing, word, { asking: false });
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
function untouched(editing, word) {
  const { edit, text } = editing.draft.known(word.key);
  const shown = editing.draft.applies(word.key) && edit?.sort !== "hidden" ? (edit?.text ?? text) : text;
  return word.value === shown && word.remark === (edit?.remark ?? "");
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 * @param {Event} event
 */
function cancel(editing, word, event) {
  if (untouched(editing, word) || word.warned) return;
  event.preventDefault();
  ask(editing, word);
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 */
function ask(editing, word) {
  word.warned = true;
  word.sentence = t("What you typed is not saved. Close again to drop it.");
  editing.paint();
}

/**
 * @param {Editing} editing
 * @param {OpenWord} word
 * @param {{asking?: boolean}} [how]
 */
function close(editing, word, { asking = true } = {}) {
  if (asking && !untouched(editing, word) && !word.warned) {
    ask(editing, word);
    return;
  }
  // A native close gives the focus back to the words.
  const dialog = document.querySelector("dialog.editor-dialog");
  if (dialog instanceof HTMLDialogElement) dialog.close();
  editing.closeWord();
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

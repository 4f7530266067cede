/** A prepared list says who goes into which group: pasted, or chosen as a file; whoever is not in it is drawn by lot. */

import { html, nothing } from "lit-html";
import { t, tn } from "../../../core/i18n.js";
import { lack } from "../../desk.js";
import { asList, fits, numbered, readFile, rows } from "./csv.js";
import { draw, keepList, listOf } from "./drawing.js";
import { valueOf } from "./moving.js";
import { groupsForeseen } from "./sizing.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {{text: string, wrong?: import("../../desk.js").Wrong | undefined}} Written */

/** @param {string} step @returns {Written} */
export function written(step) {
  return { text: listOf(step)?.text ?? "" };
}

/**
 * @param {any} step as it is now
 * @param {Written} list
 * @param {Desk} desk
 * @param {import("./wishes.js").Foot} foot
 */
export function listing(step, list, desk, foot) {
  const lines = rows(list.text).length;
  const write = (/** @type {Event} */ event) => {
    list.text = valueOf(event);
    list.wrong = undefined;
    desk.refresh();
  };
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    void divide(step, list, desk);
  };
  return html`<form class="desk-form" @submit=${submit}>
    <div class="listing-how"><p>${t("A table with two columns: the name as the person wrote it, then the number or the name of the group. Whoever is not in the list is drawn by lot.")}</p>
      <figure><figcaption class="quiet small">${t("Example")}</figcaption><pre translate="no">${example(step)}</pre></figure></div>
    <p class="field"><label for="list-file">${t("Choose a file (CSV)")}</label>
      <input class="input" id="list-file" type="file" accept=".csv,.txt,text/csv,text/plain" @change=${(/** @type {Event} */ event) => void take(event, list, desk)}>${lack(list.wrong, "file")}</p>
    <p class="field"><label for="list-text">${t("Or paste the rows of a table here")}</label>
      <textarea class="input" id="list-text" rows="7" dir="auto" spellcheck="false" autocomplete="off" aria-invalid=${list.wrong?.field === "text" ? "true" : nothing} .value=${list.text} @input=${write}></textarea>
      <small role="status">${lines ? tn("%(n)s line", "%(n)s lines", lines) : nothing}</small>${lack(list.wrong, "text")}</p>
    ${foot(html`<button class="button" type="submit">${t("Divide by this list")}</button>`)}</form>`;
}

/** @param {any} step */
function example(step) {
  const room = Object.values(step.draft?.names ?? {})[0] ?? "2";
  return `${t("Name;Group")}\nRosa Linden;1\nNour Haddad;${room}`;
}

/**
 * What the file says stands in the field, where it can be read and changed.
 * @param {Event} event
 * @param {Written} list
 * @param {Desk} desk
 */
async function take(event, list, desk) {
  const field = /** @type {HTMLInputElement} */ (event.target);
  const file = field.files?.[0];
  if (!file) return;
  const read = await readFile(file);
  if ("text" in read) Object.assign(list, { text: asList(read.text), wrong: undefined });
  else list.wrong = { field: "file", why: read.wrong === "large" ? tooLong() : t("This is no text. Please save the table as CSV in your spreadsheet, and choose that file.") };
  field.value = "";
  desk.refresh();
}

/**
 * @param {any} step
 * @param {Written} list
 * @param {Desk} desk
 */
async function divide(step, list, desk) {
  const text = asList(list.text).trim();
  const named = numbered(text);
  list.wrong = text ? undefined : { field: "text", why: t("Please choose a file, or paste the rows.") };
  if (!fits(text)) list.wrong = { field: "text", why: tooLong() };
  if (list.wrong) {
    desk.refresh();
    document.getElementById("list-text")?.focus();
    return;
  }
  keepList(step.id, { text, ...(named > groupsForeseen(step, desk) ? { groups: named } : {}) });
  if ((await draw(step, desk, "list")).saved) desk.close();
}

function tooLong() {
  return t("This list is too long. Please leave out whoever may be drawn by lot.");
}

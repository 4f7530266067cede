/** Inserts a point into the running agenda: its kind, title, minutes and the few fields that the kind needs. */

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { t, text } from "../../../core/i18n.js";
import { kindFor } from "../../../core/kinds.js";
import { freshId } from "../../../core/outbox.js";
import { lack, missing } from "../../../steps/desk.js";

/** @typedef {import("../steering.js").Steering} Steering */

/** @typedef {import("../../../steps/desk.js").Wrong} Wrong */
/** @typedef {{kind: string, wrong?: Wrong | undefined}} Entry what is chosen so far, and what is wrong with it */

const LONGEST = 240;
const OFFERED = ["talk", "mood_check", "poll", "breakout"];

/**
 * @param {Steering} desk
 * @param {string} [after] the point after which it comes; else the current one
 */
export function openInsertion(desk, after) {
  /** @type {Entry} */
  const entry = { kind: OFFERED[0] ?? "" };
  const set = (/** @type {Partial<Entry>} */ change) => {
    Object.assign(entry, { wrong: undefined }, change);
    desk.refresh();
  };
  const place = after ?? desk.view.current?.step ?? desk.view.agenda.order.at(-1);
  desk.open(() => ({
    title: t("Insert an item"),
    body: html`<form class="desk-form" novalidate @input=${(/** @type {Event} */ event) => entry.wrong && amend(event, set)} @submit=${(/** @type {SubmitEvent} */ event) => void insert(event, desk, entry.kind, (wrong) => set({ wrong }))}>
      ${heading(desk, entry, set)}
      ${keyed(entry.kind, html`${insertionOf(desk, entry.kind)?.fields(entry.wrong) ?? nothing}
        <p class="field field-number"><label for="insert-minutes">${t("Minutes")}</label><input class="input" id="insert-minutes" name="minutes" type="number" min="1" max=${LONGEST} value=${String(insertionOf(desk, entry.kind)?.minutes ?? 10)} required inputmode="numeric">${lack(entry.wrong, "minutes")}</p>`)}
      <p class="field"><label for="insert-after">${t("Comes after")}</label><select class="input" id="insert-after" name="after"><option value="">${t("at the very beginning")}</option>
        ${desk.view.agenda.order.map((/** @type {string} */ id) => html`<option value=${id} ?selected=${id === place}>${text(desk.view.agenda.steps[id].title).value}</option>`)}</select></p>
      <p class="desk-form-end"><button class="button" type="submit">${t("Insert")}</button></p></form>`,
  }));
}

/**
 * @param {Steering} desk
 * @param {Entry} entry
 * @param {(change: Partial<Entry>) => void} set
 */
function heading(desk, { kind, wrong }, set) {
  const choose = (/** @type {Event} */ event) => set({ kind: /** @type {HTMLSelectElement} */ (event.target).value });
  const offered = OFFERED.filter((name) => insertionOf(desk, name));
  return html`<p class="field"><label for="insert-kind">${t("What kind of item?")}</label>
      <select class="input" id="insert-kind" @change=${choose}>${offered.map((name) => html`<option value=${name} ?selected=${name === kind}>${insertionOf(desk, name)?.label()}</option>`)}</select></p>
    <p class="field"><label for="insert-title">${t("Title")}</label><input class="input" id="insert-title" name="title" required maxlength="120">${lack(wrong, "title")}</p>`;
}

/**
 * @param {Steering} desk
 * @param {string} kind
 * @returns {import("../../../steps/desk.js").Insertion | undefined}
 */
function insertionOf(desk, kind) {
  return kindFor(kind, "desk", () => desk.refresh())?.insertion;
}

/**
 * @param {SubmitEvent} event
 * @param {Steering} desk
 * @param {string} kind
 * @param {(wrong: Wrong | undefined) => void} refuse
 */
async function insert(event, desk, kind, refuse) {
  event.preventDefault();
  const element = /** @type {HTMLFormElement} */ (event.currentTarget);
  const form = new FormData(element);
  const wrong = wrongIn(form, insertionOf(desk, kind));
  refuse(wrong);
  mark(element, wrong);
  if (wrong) return;
  const said = (/** @type {string} */ words) => ({ [desk.view.session.default_language ?? desk.live.page.default_language]: words });
  const own = insertionOf(desk, kind)?.read(form, said);
  if (!own) return;
  const id = `${kind.replaceAll("_", "-")}-${freshId().slice(0, 6)}`;
  const settings = { id, kind, title: said(String(form.get("title")).trim()), minutes: Number(form.get("minutes")), ...own };
  const after = String(form.get("after") ?? "");
  if ((await desk.act({ type: "agenda.insert", ...(after ? { after } : {}), settings })).saved) desk.close();
}

/**
 * Somebody writes on: what was wrong may be right by now.
 * @param {Event} event
 * @param {(change: Partial<Entry>) => void} set
 */
function amend(event, set) {
  mark(/** @type {HTMLFormElement} */ (event.currentTarget), undefined);
  set({});
}

/**
 * The first field, from above, that would be refused.
 * @param {FormData} form
 * @param {import("../../../steps/desk.js").Insertion | undefined} insertion
 * @returns {Wrong | undefined}
 */
export function wrongIn(form, insertion) {
  const minutes = Number(form.get("minutes"));
  const sound = Number.isInteger(minutes) && minutes >= 1 && minutes <= LONGEST;
  return (
    missing(form, "title", t("Please write a title.")) ??
    insertion?.wrong?.(form) ??
    (sound ? undefined : { field: "minutes", why: t("Please write whole minutes, from 1 to %(most)s.", { most: LONGEST }) })
  );
}

/**
 * Leads to the field that is wrong, and ties the sentence beside it to it.
 * @param {HTMLFormElement} form
 * @param {Wrong | undefined} wrong
 */
function mark(form, wrong) {
  for (const one of form.querySelectorAll("[aria-invalid]")) {
    one.removeAttribute("aria-invalid");
    one.removeAttribute("aria-describedby");
  }
  const field = wrong && form.elements.namedItem(wrong.field);
  if (!wrong || !(field instanceof HTMLElement)) return;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", `lack-${wrong.field}`);
  field.focus();
  requestAnimationFrame(() => field.closest(".field")?.scrollIntoView({ block: "nearest" }));
}

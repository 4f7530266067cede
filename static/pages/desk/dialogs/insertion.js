/** Inserts a point into the running agenda: its kind, title, minutes and the few fields that the kind needs. */

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { t, text } from "../../../core/i18n.js";
import { kindFor } from "../../../core/kinds.js";
import { freshId } from "../../../core/outbox.js";

/** @typedef {import("../steering.js").Steering} Steering */

const OFFERED = ["talk", "mood_check", "poll", "breakout"];

/**
 * @param {Steering} desk
 * @param {string} [after] the point after which it comes; else the current one
 */
export function openInsertion(desk, after) {
  let kind = OFFERED[0] ?? "";
  const choose = (/** @type {Event} */ event) => {
    kind = /** @type {HTMLSelectElement} */ (event.target).value;
    desk.refresh();
  };
  const place = after ?? desk.view.current?.step ?? desk.view.agenda.order.at(-1);
  desk.open(() => ({
    title: t("Insert an item"),
    body: html`<form class="desk-form" @submit=${(/** @type {SubmitEvent} */ event) => void insert(event, desk, kind)}>
      ${heading(desk, kind, choose)}
      ${keyed(kind, html`${insertionOf(desk, kind)?.fields() ?? nothing}
        <p class="field field-number"><label for="insert-minutes">${t("Minutes")}</label><input class="input" id="insert-minutes" name="minutes" type="number" min="1" max="240" value=${String(insertionOf(desk, kind)?.minutes ?? 10)} required inputmode="numeric"></p>`)}
      <p class="field"><label for="insert-after">${t("Comes after")}</label><select class="input" id="insert-after" name="after"><option value="">${t("at the very beginning")}</option>
        ${desk.view.agenda.order.map((/** @type {string} */ id) => html`<option value=${id} ?selected=${id === place}>${text(desk.view.agenda.steps[id].title).value}</option>`)}</select></p>
      <p class="desk-form-end"><button class="button" type="submit">${t("Insert")}</button></p></form>`,
  }));
}

/**
 * @param {Steering} desk
 * @param {string} kind
 * @param {(event: Event) => void} choose
 */
function heading(desk, kind, choose) {
  const offered = OFFERED.filter((name) => insertionOf(desk, name));
  return html`<p class="field"><label for="insert-kind">${t("What kind of item?")}</label>
      <select class="input" id="insert-kind" @change=${choose}>${offered.map((name) => html`<option value=${name} ?selected=${name === kind}>${insertionOf(desk, name)?.label()}</option>`)}</select></p>
    <p class="field"><label for="insert-title">${t("Title")}</label><input class="input" id="insert-title" name="title" required maxlength="120"></p>`;
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
 */
async function insert(event, desk, kind) {
  event.preventDefault();
  const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
  const said = (/** @type {string} */ words) => ({ [desk.view.session.default_language ?? desk.live.page.default_language]: words });
  const own = insertionOf(desk, kind)?.read(form, said);
  if (!own) return;
  const id = `${kind.replaceAll("_", "-")}-${freshId().slice(0, 6)}`;
  const settings = { id, kind, title: said(String(form.get("title")).trim()), minutes: Number(form.get("minutes")), ...own };
  const after = String(form.get("after") ?? "");
  if ((await desk.act({ type: "agenda.insert", ...(after ? { after } : {}), settings })).saved) desk.close();
}

/** The one dialog of the desk: a native one, so that focus stays in it, Escape closes it and the focus comes back. */

import { html, nothing } from "lit-html";
import { keyed } from "lit-html/directives/keyed.js";
import { ref } from "lit-html/directives/ref.js";
import { t } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { noticeClass } from "./controls.js";
import { afterDialog } from "./focus.js";

/** @typedef {import("./steering.js").Steering} Steering */

/** @param {Steering} desk */
export function dialog(desk) {
  if (!desk.dialog) return nothing;
  const shown = desk.dialog;
  const { title, body, wide, read } = shown();
  return html`${keyed(
    shown,
    html`<dialog class="desk-dialog ${wide ? "desk-dialog-wide" : ""}" aria-labelledby="dialog-title" ${ref(show)} @close=${() => closed(desk, shown)} @click=${(/** @type {MouseEvent} */ event) => outside(event, desk)}>
      <div class="dialog-head"><h2 id="dialog-title" tabindex="-1" autofocus>${title}</h2>
        <button class="button button-bare" type="button" @click=${() => desk.close()}>${icon("close")} ${t("Close")}</button></div>
      <div class="desk-dialog-body" tabindex=${read ? 0 : nothing}>${body}</div>
      <p class="${noticeClass(desk)}" role="status">${desk.asking?.sentence ?? desk.notice?.sentence ?? nothing}</p>
    </dialog>`,
  )}`;
}

/**
 * A dialog can only be opened when it stands in the page, which is after the drawing.
 * @param {Element | undefined} element
 */
function show(element) {
  queueMicrotask(() => {
    if (element instanceof HTMLDialogElement && element.isConnected && !element.open) element.showModal();
  });
}

/**
 * By the time the browser says so, another dialog may stand there or another question be asked.
 * @param {Steering} desk
 * @param {Steering["dialog"]} shown
 */
function closed(desk, shown) {
  afterDialog();
  if (desk.dialog !== shown) return;
  desk.dialog = undefined;
  desk.unask();
}

/**
 * A press beside the dialog closes it, unless something is half written in it.
 * @param {MouseEvent} event
 * @param {Steering} desk
 */
function outside(event, desk) {
  const element = /** @type {HTMLDialogElement} */ (event.currentTarget);
  if (event.target === element && !element.querySelector("form, .desk-form")) desk.close();
}

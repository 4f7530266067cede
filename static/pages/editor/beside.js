/** What somebody else saved meanwhile, beside what the person has typed: to be looked at before one takes its place. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { icon } from "../../core/said.js";

/** @typedef {import("./editing.js").Editing} Editing */

/**
 * @template T
 * @param {Editing} editing
 * @param {import("./unsaved.js").Piece<T>} piece
 * @param {(value: T) => unknown} shown
 */
export function beside(editing, piece, shown) {
  const other = editing.unsaved.beside(piece);
  if (other === undefined) return nothing;
  const take = () => {
    editing.unsaved.drop(piece);
    editing.paint();
  };
  return meanwhile(shown(other), take);
}

/**
 * @param {unknown} shown
 * @param {() => void} take gives the person's own up
 */
export function meanwhile(shown, take) {
  return html`<div class="beside"><p class="beside-title">${icon("warning", "icon-small")} ${t("Saved by somebody else meanwhile:")}</p>${shown}
    <p class="quiet medium">${t("Yours still stands in the field. Saving it puts it in the place of this.")}</p>
    <p class="tool-acts"><button class="button button-plain" type="button" @click=${take}>${t("Drop mine and take this")}</button></p></div>`;
}

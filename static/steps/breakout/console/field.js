/** A field inside the board whose words are a draft: Enter saves, Escape takes it back, what is typed stays on this device. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { t } from "../../../core/i18n.js";

/** Milliseconds that an answer of the server may take before the focus stays where it is. */
const PATIENCE = 2000;

/**
 * @param {{words: string, label: string, button: string, write: (words: string) => void, save: () => void, cancel: () => void,
 *   trouble?: unknown, saveable?: boolean}} wish `trouble` stands between the field and its buttons
 */
export function noteField({ words, label, button, write, save, cancel, trouble = nothing, saveable = true }) {
  const typed = (/** @type {Event} */ event) => write(/** @type {HTMLTextAreaElement} */ (event.target).value);
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") cancel();
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    if (saveable) save();
  };
  return html`<div class="note-field">
    <textarea class="input" rows="2" dir="auto" aria-label=${label} .value=${inSync(words)} @input=${typed} @keydown=${press}></textarea>
    ${trouble}
    <div class="acts">
      ${saveable ? html`<button class="button" type="button" @click=${save}>${button}</button>` : nothing}
      <button class="button button-bare" type="button" @click=${cancel}>${t("Cancel")}</button>
    </div>
  </div>`;
}

/**
 * Puts the focus into a card as soon as what it shall be on is drawn, unless somebody has gone on to something else.
 * @param {string} note
 * @param {string} [field]
 */
export function focusIn(note, field = ".note-field textarea") {
  const from = document.activeElement;
  const until = performance.now() + PATIENCE;
  const look = () => {
    const found = /** @type {HTMLElement | null} */ (document.querySelector(`[data-note="${CSS.escape(note)}"] ${field}`));
    if (document.activeElement !== from && document.activeElement !== document.body) return;
    if (found) found.focus();
    else if (performance.now() < until) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

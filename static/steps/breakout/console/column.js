/** Into which column the next card goes. It stays chosen; a card that is pulled here goes into it. */

import { html } from "lit-html";
import { t } from "../../../core/i18n.js";
import { said } from "../../../core/said.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */

/**
 * @param {AtConsole} here
 * @param {string} key
 */
export function columnChoice(here, key) {
  const chosen = chosenColumn(here.group, here.live, key);
  const pick = (/** @type {string} */ id) => () => {
    choose(here, key, id);
    document.getElementById("new-note")?.focus();
  };
  return html`<div class="column-choice" role="group" aria-label=${t("Column of the next card")}>
    ${here.group.columns.map(
      ({ id, title }, index) => html`<button class="button button-plain" type="button" data-column=${id} aria-pressed=${id === chosen ? "true" : "false"} @click=${pick(id)}>
        <span class="keycap" aria-hidden="true">${index + 1}</span> <span>${said(title)}</span>
      </button>`,
    )}
  </div>`;
}

/**
 * @param {AtConsole} here
 * @param {string} key
 * @param {string} column
 */
export function choose({ live }, key, column) {
  live.drafts.set(`${key}:column`, column);
  live.refresh();
}

/**
 * @param {import("../../../core/views.js").Room} group
 * @param {import("../../../core/page.js").Live} live
 * @param {string} key
 */
export function chosenColumn({ columns }, live, key) {
  const wished = live.drafts.get(`${key}:column`);
  return (columns.find(({ id }) => id === wished) ?? columns[0])?.id;
}

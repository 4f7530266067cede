/**
 * Whose card it is that somebody who moderates writes: their own, or that of somebody on the telephone.
 *
 * Rule: it is said anew for each card, so that nobody is taken for the author of the next one.
 */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { t } from "../../core/i18n.js";
import { callerName } from "../callers.js";

/** @typedef {import("../callers.js").Caller} Caller */
/** @typedef {Pick<import("../../core/page.js").Live, "drafts" | "refresh">} Kept */

/**
 * @param {Caller[]} callers of the group
 * @param {Kept} live
 * @param {string} key of the draft
 */
export function forWhom(callers, live, key) {
  if (!callers.length) return nothing;
  const { person } = whomFor(callers, live, key);
  const change = (/** @type {Event} */ event) => {
    live.drafts.set(`${key}:person`, /** @type {HTMLSelectElement} */ (event.target).value);
    live.refresh();
  };
  return html`<select class="input whom" aria-label=${t("Whose card is it?")} @change=${change}>
    <option value="" .selected=${inSync(!person)}>${t("from the group")}</option>
    ${callers.map((caller) => html`<option value=${caller.id} .selected=${inSync(caller.id === person)}>${t("from %(name)s on the telephone", { name: callerName(caller) })}</option>`)}
  </select>`;
}

/**
 * What the wish to write a card says of it.
 * @param {Caller[]} callers of the group
 * @param {Kept} live
 * @param {string} key of the draft
 * @returns {{person?: string}}
 */
export function whomFor(callers, live, key) {
  const chosen = live.drafts.get(`${key}:person`);
  return callers.some(({ id }) => id === chosen) ? { person: chosen } : {};
}

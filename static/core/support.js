/** The number of the person who helps on the evening, to be called with one press, where the session names one. */

import { html, nothing } from "lit-html";
import { t } from "./i18n.js";

/** @param {{support_phone?: string}} session */
export function helpByPhone({ support_phone: phone }) {
  return phone ? html`<span class="support">${t("Help by phone:")} <a href="tel:${phone.replace(/[^+\d]/g, "")}" dir="ltr">${phone}</a></span>` : nothing;
}

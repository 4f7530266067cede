/**
 * The ways to help, accessibility and privacy from a live page.
 *
 * Rule: they open beside the page, so that nobody loses the evening while reading.
 */

import { html } from "lit-html";
import { language, t } from "./i18n.js";

/** @typedef {import("./page.js").Live} Live */

/** @param {Live} live */
export function aboutLinks(live) {
  return html`<div class="about-links" role="group" aria-label=${t("About this program, in a new window")}>
    ${[["help", t("Help")], ["accessibility", t("Accessibility")], ["privacy", t("Privacy")]].map(
      ([name = "", title]) => html`<a href=${address(live, name)} target="_blank" rel="noopener">${title}</a>`,
    )}
  </div>`;
}

/**
 * @param {Live} live
 * @param {string} name
 */
function address({ page }, name) {
  return `/${name}/${page.dialogue}?language=${encodeURIComponent(language())}`;
}

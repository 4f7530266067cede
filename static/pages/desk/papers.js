/** The documentation as the desk hands it out: to read, to take along, to publish. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { copyable } from "./dialogs/copying.js";

/** @typedef {import("./steering.js").Steering} Steering */

/** @param {Steering} desk */
export function paperRow(desk) {
  const at = `/desk/${encodeURIComponent(desk.live.page.dialogue)}`;
  const { phase, published } = desk.view.dialogue;
  const open = new URL(`/d/${encodeURIComponent(desk.live.page.dialogue)}`, desk.live.page.public_url ?? location.href).href;
  const publish = () => void desk.act({ type: published ? "documentation.withdraw" : "documentation.publish" });
  return html`<p class="desk-papers">
      <a class="button button-plain" href="${at}/documentation" target="_blank" rel="noopener">${icon("document", "icon-small")} ${t("Read the documentation")}</a>
      <a class="button button-plain" href="${at}/export.html" download>${t("One file to keep (HTML)")}</a>
      <a class="button button-plain" href="${at}/export.json" download>${t("All data (JSON)")}</a></p>
    ${phase === "ended"
      ? html`<p class="desk-papers"><button class="button ${published ? "button-plain" : ""}" type="button" @click=${publish}>${published ? t("Withdraw the publication") : t("Publish the documentation")}</button>
          <span class="quiet">${published ? t("Everybody with the link can read it.") : t("Until then only the moderation can read it.")}</span></p>
        ${published ? html`${copyable(desk, open, t("Public address"))}<p><a href=${open} target="_blank" rel="noopener">${t("Open the public page")}</a></p>` : nothing}`
      : nothing}`;
}

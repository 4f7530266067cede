/** Every form of the documentation as it would be published now. */

import { html } from "lit-html";
import { t, tn } from "../../core/i18n.js";

/** @type {import("./tools.js").Tool} */
export const previews = {
  name: "previews",
  title: () => t("Previews"),
  state: ({ start }) => tn("%(n)s form", "%(n)s forms", start.forms.length),
  body: ({ start, at }) => html`<p>${t("So everybody will get it. Each preview opens in a tab of its own.")}</p>
    <ul class="forms">${start.forms.map(({ name, title }) => html`<li><a href="${at}/preview?form=${name}&language=${start.shown}" target="_blank" rel="noopener">${title}</a></li>`)}</ul>`,
};

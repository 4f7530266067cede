/** The documentation as the desk hands it out: to read, to take along in every form and language, to publish. */

import { html } from "lit-html";
import { t } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { copyable } from "./dialogs/copying.js";

/** @typedef {import("./steering.js").Steering} Steering */
/** @typedef {import("../../core/page.js").Form} Form */

/** @param {Steering} desk */
export function paperRow(desk) {
  const at = `/desk/${encodeURIComponent(desk.live.page.dialogue)}`;
  const { phase } = desk.view.dialogue;
  return html`<div class="desk-papers">
      <a class="button ${phase === "ended" && !desk.view.dialogue.published ? "" : "button-plain"}" href="/edit/${encodeURIComponent(desk.live.page.dialogue)}">${icon("pen", "icon-small")} ${t("Check and publish")}</a>
      <a class="button button-plain" href="${at}/documentation" target="_blank" rel="noopener">${icon("document", "icon-small")} ${t("Read the documentation")}</a>
      ${takeAlong(desk, at)}</div>
    ${desk.view.dialogue.published ? publication(desk) : html`<p class="quiet">${t("Until then only the moderation can read it.")}</p>`}`;
}

/**
 * @param {Steering} desk
 * @param {string} at
 */
function takeAlong(desk, at) {
  const { forms = [], languages } = desk.live.page;
  return html`<details class="desk-take"><summary class="button button-plain">${t("Take it along")}</summary>
    <ul>${forms.map((form) => html`<li><span>${form.title}</span> ${form.once || languages.length === 1 ? fileLink(at, form, "", t("Download")) : languages.map((language) => fileLink(at, form, language, named(language)))}</li>`)}</ul></details>`;
}

/**
 * @param {string} at
 * @param {Form} form
 * @param {string} language
 * @param {string} words
 */
function fileLink(at, form, language, words) {
  const lang = language || document.documentElement.lang;
  return html`<a href="${at}/export.${form.name}${language ? `?language=${language}` : ""}" download hreflang=${lang} aria-label=${`${form.title}: ${words}`}><bdi lang=${lang}>${words}</bdi></a>`;
}

/** @param {string} language */
function named(language) {
  if (language.includes("-")) return language;
  return new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
}

/** What is public is taken back here at once if need be; it is looked at and published on the editors' desk. @param {Steering} desk */
function publication(desk) {
  const open = new URL(`/d/${encodeURIComponent(desk.live.page.dialogue)}`, desk.live.page.public_url ?? location.href).href;
  const withdraw = () => desk.twice("withdraw", t("Nobody can read it any more. Press again to withdraw it."), () => void desk.act({ type: "documentation.withdraw" }));
  return html`<p class="desk-papers"><button class="button button-plain" type="button" @click=${withdraw}>${t("Withdraw the publication")}</button>
      <span class="quiet">${t("Everybody with the link can read it.")}</span></p>
    ${copyable(desk, open, t("Public address"))}<p><a href=${open} target="_blank" rel="noopener">${t("Open the public page")}</a></p>`;
}

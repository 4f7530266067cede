/** The documentation as the desk hands it out: to read, to take along in every form and language, to publish. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { icon, worded } from "../../core/said.js";
import { copyable } from "./dialogs/copying.js";

/** @typedef {import("./steering.js").Steering} Steering */
/** @typedef {import("../../core/page.js").Form} Form */

/** Whether the server has asked what is new in the version that is to be published. */
let asked = false;
let publishing = false;

/** @param {Steering} desk */
export function paperRow(desk) {
  const at = `/desk/${encodeURIComponent(desk.live.page.dialogue)}`;
  const { phase } = desk.view.dialogue;
  return html`<div class="desk-papers">
      <a class="button ${phase === "ended" && !desk.view.dialogue.published ? "" : "button-plain"}" href="/edit/${encodeURIComponent(desk.live.page.dialogue)}">${icon("pen", "icon-small")} ${t("Check and publish")}</a>
      <a class="button button-plain" href="${at}/documentation" target="_blank" rel="noopener">${icon("document", "icon-small")} ${t("Read the documentation")}</a>
      ${takeAlong(desk, at)}</div>
    ${phase === "ended" ? publication(desk, at) : nothing}`;
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

/**
 * @param {Steering} desk
 * @param {string} at
 */
function publication(desk, at) {
  const { published } = desk.view.dialogue;
  const open = new URL(`/d/${encodeURIComponent(desk.live.page.dialogue)}`, desk.live.page.public_url ?? location.href).href;
  return html`${published ? nothing : publishForm(desk, at)}
    ${published
      ? html`<p class="desk-papers"><button class="button button-plain" type="button" @click=${() => void desk.act({ type: "documentation.withdraw" })}>${t("Withdraw the publication")}</button>
          <span class="quiet">${t("Everybody with the link can read it.")}</span></p>
        ${copyable(desk, open, t("Public address"))}<p><a href=${open} target="_blank" rel="noopener">${t("Open the public page")}</a></p>`
      : nothing}`;
}

/**
 * @param {Steering} desk
 * @param {string} at
 */
function publishForm(desk, at) {
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const note = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get("note");
    void publish(desk, at, typeof note === "string" ? note : "");
  };
  return html`<form class="desk-papers" @submit=${submit}>
    ${asked ? html`<label for="publish-note">${t("What is new in this version?")}</label><input class="input" id="publish-note" name="note" required maxlength="500" dir="auto">` : nothing}
    <button class="button button-plain" type="submit" ?disabled=${publishing}>${t("Publish the documentation")}</button>
    <span class="quiet">${t("Until then only the moderation can read it.")}</span></form>`;
}

/**
 * @param {Steering} desk
 * @param {string} at
 * @param {string} note
 */
async function publish(desk, at, note) {
  publishing = true;
  desk.refresh();
  const request = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ note }) };
  const answer = await fetch(`${at}/publish`, request).catch(() => undefined);
  publishing = false;
  asked = await refused(desk, answer);
  desk.refresh();
}

/**
 * Says why nothing was published. True where the server wants to know what is new.
 * @param {Steering} desk
 * @param {Response | undefined} answer
 */
async function refused(desk, answer) {
  if (answer?.ok) return false;
  if (answer?.status !== 409) {
    desk.say(t("The server did not answer. Please try again."));
    return asked;
  }
  const { reject, params } = await answer.json();
  desk.say(worded({ code: reject, params }));
  return asked || reject === "documentation.note_missing";
}

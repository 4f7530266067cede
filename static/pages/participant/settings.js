/** What a person can change about themselves at any time: language, name, how many sit at this device. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { aboutLinks } from "../../core/about.js";
import { direction, language, languageName, t } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { refusal } from "../../core/state.js";
import { helpByPhone } from "../../core/support.js";

/** @typedef {import("../../core/page.js").Live} Live */

const NAME_LENGTH = 80;
const MOST_SEATS = 8;

/** Opens the dialog; the browser keeps the focus inside and gives it back afterwards. */
export function openSettings() {
  dialog()?.showModal();
}

/**
 * @param {Live} live
 * @param {import("../../core/views.js").Session} session
 * @param {import("../../core/views.js").Me} me
 */
export function settings(live, session, me) {
  const speak = (/** @type {string} */ lang) => async () => {
    live.connection.send({ type: "people.speak_language", language: lang });
    await live.switchLanguage(lang);
  };
  return html`<dialog class="settings" aria-labelledby="settings-title">
    <form method="dialog" @submit=${(/** @type {SubmitEvent} */ event) => keep(event, live, me)}>
      <div class="settings-head"><h2 id="settings-title">${t("Settings")}</h2>
        <button class="button button-bare" type="button" aria-label=${t("Close")} @click=${() => dialog()?.close()}>${icon("close")}</button>
      </div>
      <fieldset class="field">
        <legend>${t("Language")}</legend>
        <div class="languages pick">
          ${session.languages.map(
            (lang) => html`<label lang=${lang} dir=${direction(lang)}><input type="radio" name="language" value=${lang} .checked=${inSync(lang === language())} @change=${speak(lang)}>${languageName(lang)}</label>`,
          )}
        </div>
      </fieldset>
      <div class="field">
        <label for="own-name">${t("Your name")} <span class="quiet">${t("– if you like")}</span></label>
        <input class="input" id="own-name" name="name" autocomplete="given-name" maxlength=${NAME_LENGTH} dir="auto" value=${me.name ?? ""}>
        ${refusal(live.answers.refused({ type: "people.rename" }))}
      </div>
      <div class="field">
        <label for="seats">${t("People at this device")}</label>
        <select class="input" id="seats" name="seats">
          ${Array.from({ length: MOST_SEATS }, (_, index) => index + 1).map((n) => html`<option value=${n} ?selected=${n === me.seats}>${n}</option>`)}
        </select>
      </div>
      <label class="together"><input type="checkbox" .checked=${live.drafts.get("keys") !== "off"} @change=${turnKeys(live)}> ${t("The keys 1 to 5 give a hand signal")}</label>
      ${session.support_phone ? html`<p class="medium">${helpByPhone(session)}</p>` : nothing}
      <button class="button button-wide" type="submit">${t("Done")}</button>
      ${aboutLinks(live)}
    </form>
  </dialog>`;
}

/**
 * @param {SubmitEvent} event
 * @param {Live} live
 * @param {import("../../core/views.js").Me} me
 */
function keep(event, live, me) {
  const given = new FormData(/** @type {HTMLFormElement} */ (event.target));
  const name = String(given.get("name") ?? "").trim();
  const seats = Number(given.get("seats"));
  if (name !== (me.name ?? "")) live.connection.send({ type: "people.rename", name });
  if (seats !== me.seats) live.connection.send({ type: "people.seat", seats });
  live.refresh();
}

/**
 * Single keys can be switched off (WCAG 2.2 SC 2.1.4).
 * @param {Live} live
 */
function turnKeys(live) {
  return (/** @type {Event} */ event) => {
    live.drafts.set("keys", /** @type {HTMLInputElement} */ (event.target).checked ? "" : "off");
    live.refresh();
  };
}

/** @returns {HTMLDialogElement | null} */
function dialog() {
  return document.querySelector("dialog.settings");
}

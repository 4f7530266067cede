/** What a person can change about themselves at any time: language, name, how many sit at this device. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { aboutLinks } from "../../core/about.js";
import { closeDialog, openDialog } from "../../core/dialog.js";
import { direction, language, languageName, t } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { seatNumbers } from "../../core/seats.js";
import { refusal } from "../../core/state.js";
import { helpByPhone } from "../../core/support.js";

/** @typedef {import("../../core/page.js").Live} Live */

const NAME_LENGTH = 80;
const MOST_SEATS = 8;

/** Whether the last choice of a language could not be followed, for want of a connection. */
let stuck = false;

export function openSettings() {
  openDialog(dialog());
}

/**
 * @param {Live} live
 * @param {import("../../core/views.js").Session} session
 * @param {import("../../core/views.js").Me} me
 */
export function settings(live, session, me) {
  const speak = (/** @type {string} */ lang) => async () => {
    stuck = !(await live.switchLanguage(lang));
    if (!stuck) live.connection.send({ type: "people.speak_language", language: lang });
    live.refresh();
  };
  return html`<dialog class="settings" id="settings" aria-labelledby="settings-title">
    <form method="dialog" @submit=${(/** @type {SubmitEvent} */ event) => keep(event, live, me)}>
      <div class="settings-head"><h2 id="settings-title">${t("Settings")}</h2>
        <button class="button button-bare" type="button" aria-label=${t("Close")} @click=${() => closeDialog(dialog())}>${icon("close")}</button>
      </div>
      <fieldset class="field">
        <legend>${t("Language")}</legend>
        <div class="languages pick">
          ${session.languages.map(
            (lang) => html`<label lang=${lang} dir=${direction(lang)}><input type="radio" name="language" value=${lang} .checked=${inSync(lang === language())} @change=${speak(lang)}>${languageName(lang)}</label>`,
          )}
        </div>
        ${stuck ? html`<p class="refusal">${icon("warning", "icon-small")} <span>${t("The language could not be changed. Please try again.")}</span></p>` : nothing}
      </fieldset>
      <div class="field">
        <label for="own-name">${t("Your name")} <span class="quiet">${t("– if you like")}</span></label>
        <input class="input" id="own-name" name="name" autocomplete="given-name" maxlength=${NAME_LENGTH} dir="auto" value=${me.name ?? ""}>
        ${refusal(live.answers.refused({ type: "people.rename" }))}
      </div>
      <div class="field">
        <label for="seats">${t("How many people are at this device?")}</label>
        <select class="input" id="seats" name="seats" aria-describedby="seats-hint">
          ${seatNumbers(MOST_SEATS).map((n) => html`<option value=${n} ?selected=${n === me.seats}>${n}</option>`)}
        </select>
        <small id="seats-hint">${t("Everybody can answer and raise a hand. What has been answered counts, even if somebody leaves.")}</small>
        ${refusal(live.answers.refused({ type: "people.seat" }))}
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
  event.preventDefault();
  closeDialog(dialog());
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
  return document.querySelector("#settings");
}

/** The dialog of what is printed for people without a device. The server knows which sheets there are, and names them. */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";

/** @typedef {import("../steering.js").Steering} Steering */
/** @typedef {{name: string, title: string, about: string, worded: boolean, counted?: string, most?: number}} Sheet `worded`: in one language */
/** @typedef {{languages: {tag: string, name: string}[], sheets: Sheet[]}} Offer */

/** @type {Offer | undefined} */
let offer;
let language = "";
/** @type {Record<string, number>} how many were wished of each sheet */
const copies = {};

/** @param {Steering} desk */
export function openPaper(desk) {
  void ask(desk);
  desk.open(() => ({ title: t("Paper"), wide: true, body: offer ? sheets(desk, offer) : html`<p class="quiet">${t("One moment, please …")}</p>` }));
}

/**
 * @param {Steering} desk
 * @param {Offer} offered
 */
function sheets(desk, { languages, sheets: all }) {
  return html`<p>${t("For people without a device. What comes back on paper is entered at the desk.")}</p>
    ${languages.length > 1 ? inLanguage(desk, languages) : nothing}
    <ul class="desk-sheets">${all.map((sheet) => html`<li>
      <div><h3>${sheet.title}</h3><p class="quiet">${sheet.about}</p></div>
      ${sheet.counted ? counted(desk, sheet, sheet.counted) : html`<span></span>`}
      <a class="button button-plain" href=${address(desk, sheet)} target="_blank" rel="noopener" aria-label=${t("Open as PDF: %(title)s", { title: sheet.title })}>${icon("printer", "icon-small")} PDF</a></li>`)}</ul>`;
}

/**
 * @param {Steering} desk
 * @param {Offer["languages"]} languages
 */
function inLanguage(desk, languages) {
  const choose = (/** @type {Event} */ event) => {
    language = /** @type {HTMLSelectElement} */ (event.currentTarget).value;
    desk.refresh();
  };
  return html`<p class="desk-row"><label for="paper-language">${t("Language of ballots, cards and script")}</label>
    <select class="input desk-sheets-language" id="paper-language" @change=${choose}>${languages.map(({ tag, name }) => html`<option value=${tag} lang=${tag} ?selected=${tag === language}>${name}</option>`)}</select></p>`;
}

/**
 * @param {Steering} desk
 * @param {Sheet} sheet
 * @param {string} words
 */
function counted(desk, { name, most = 1 }, words) {
  const count = (/** @type {Event} */ event) => {
    const wished = Math.round(Number(/** @type {HTMLInputElement} */ (event.currentTarget).value));
    copies[name] = Math.min(Math.max(wished || 1, 1), most);
    desk.refresh();
  };
  return html`<p class="desk-row"><label for=${`paper-${name}`}>${words}</label>
    <input class="input" id=${`paper-${name}`} type="number" min="1" max=${most} .value=${String(copies[name] ?? 1)} inputmode="numeric" @change=${count}></p>`;
}

/**
 * @param {Steering} desk
 * @param {Sheet} sheet
 */
function address(desk, { name, worded, counted: many }) {
  const wish = new URLSearchParams({ ...(worded && language ? { language } : {}), ...(many ? { copies: String(copies[name] ?? 1) } : {}) });
  return `${home(desk)}/${name}.pdf?${wish}`;
}

/** @param {Steering} desk */
function home(desk) {
  return `/desk/${encodeURIComponent(desk.live.page.dialogue)}/paper`;
}

/** @param {Steering} desk */
async function ask(desk) {
  const answer = await fetch(home(desk)).catch(() => undefined);
  if (answer?.ok) offer = await answer.json();
  else desk.say(t("The server did not answer. Please try again."));
  desk.refresh();
}

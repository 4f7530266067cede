/** Chooses people from all who joined: looked for by a piece of the name, ticked one by one. */

import { html, nothing } from "lit-html";
import { live } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../../../core/i18n.js";
import { finder, finds, lookAt, rest } from "../../../core/portion.js";
import { byName, personName } from "./people.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/**
 * @typedef {object} Seeking
 * @property {string} place of the page, by which it knows what is looked for
 * @property {string} legend
 * @property {(id: string) => boolean} chosen
 * @property {(id: string, on: boolean) => unknown} choose
 * @property {(id: string) => string} fact beside the name
 */

/** Rows that are drawn at first. */
const PORTION = 30;

/**
 * @param {Desk} desk
 * @param {Seeking} seeking
 */
export function seeking(desk, { place, legend, chosen, choose, fact }) {
  const { people } = desk.view.people;
  const refresh = () => desk.refresh();
  const look = lookAt(place, PORTION);
  const fits = finds(look);
  const found = look.words.trim() ? byName(people).filter((id) => fits(people[id]?.name ?? "")) : byName(people);
  const tick = (/** @type {string} */ id) => (/** @type {Event} */ event) => choose(id, /** @type {HTMLInputElement} */ (event.target).checked);
  if (!byName(people).length) return html`<p class="quiet">${t("Nobody has joined yet.")}</p>`;
  return html`<fieldset class="seeking"><legend>${legend}</legend>${finder(place, t("A piece of the name"), found.length, refresh, PORTION)}
    <ul class="seeking-people">${repeat(found.slice(0, look.most), (id) => id, (id) => html`<li><label><input type="checkbox" .checked=${live(chosen(id))} @change=${tick(id)}>
      <span><span dir="auto">${personName(desk, id)}</span> ${fact(id) ? html`<small class="quiet">${fact(id)}</small>` : nothing}</span></label></li>`)}</ul>
    ${rest(place, found.length, refresh, PORTION)}</fieldset>`;
}

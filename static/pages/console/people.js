/** The people of the group: how many are here, their names, and who is missing. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { aboutLinks } from "../../core/about.js";
import { languageName, list, t, tn } from "../../core/i18n.js";
import { icon } from "../../core/said.js";

/** @typedef {import("../../core/views.js").Room} Room */

/**
 * Seats, not devices: two people at one phone are two people.
 * @param {Room["people"]} people
 * @returns {{here: number, all: number, named: string[], nameless: number, missing: string[], missingNameless: number}}
 */
export function attendance({ order, names, count }) {
  const persons = order.flatMap((id) => names[id] ?? []);
  const here = persons.filter((person) => person.here);
  const away = persons.filter((person) => !person.here);
  const seats = (/** @type {typeof persons} */ some) => some.reduce((sum, person) => sum + person.seats, 0);
  const called = (/** @type {typeof persons} */ some) => some.flatMap((person) => person.name ?? []);
  const without = (/** @type {typeof persons} */ some) => seats(some) - called(some).length;
  return { here: seats(here), all: count, named: called(here), nameless: without(here), missing: called(away), missingNameless: without(away) };
}

/** @param {Room | undefined} group */
export function peopleInShort(group) {
  if (!group || group.merged_into) return nothing;
  const { here, all, named, nameless, missing, missingNameless } = attendance(group.people);
  return html`<p class="aside-line">${icon("people", "icon-small")} ${tn("%(here)s of %(n)s person is here", "%(here)s of %(n)s people are here", all, { here })}</p>
    <p class="quiet medium">${sentence(named, nameless)}${missing.length + missingNameless ? html` ${t("Missing: %(names)s.", { names: inWords(missing, missingNameless) })}` : nothing}</p>`;
}

/**
 * @param {import("../../core/page.js").Live} live
 * @param {import("../console.js").Console} view
 * @param {Room | undefined} group
 */
export function people(live, { session }, group) {
  return html`<h2>${t("People")}</h2>
    ${group ? rows(group) : html`<p class="quiet">${t("Nobody is in your group yet.")}</p>`}
    ${session.languages.length > 1 ? html`<label class="field"><span>${t("Language of this page")}</span> ${languages(live, session.languages)}</label>` : nothing}
    ${aboutLinks(live)}`;
}

/** @param {Room} group */
function rows({ people: { order, names }, merged_into: into }) {
  if (into) return html`<p class="quiet">${t("Your people are in group %(n)s now.", { n: into.room })}</p>`;
  if (!order.length) return html`<p class="quiet">${t("Nobody is in your group yet.")}</p>`;
  return html`<ul class="people-rows">${order.map((id) => {
    const { name, seats = 1, here } = names[id] ?? {};
    return html`<li>
      <span>${name ? html`<bdi>${name}</bdi>` : t("Somebody without a name")}${seats > 1 ? html` <span class="quiet">${tn("%(n)s person at one device", "%(n)s people at one device", seats)}</span>` : nothing}</span>
      ${here ? html`<span class="state state-good">${icon("check", "icon-small")} ${t("here")}</span>` : html`<span class="state state-open">${t("missing")}</span>`}
    </li>`;
  })}</ul>`;
}

/**
 * The choice of a language; of no effect where its words cannot be fetched.
 * @param {import("../../core/page.js").Live} live
 * @param {string[]} offered
 */
export function languages({ page, switchLanguage }, offered) {
  const chosen = (/** @type {Event} */ event) => void switchLanguage(/** @type {HTMLSelectElement} */ (event.target).value);
  return html`<select class="input" @change=${chosen}>${offered.map((tag) => html`<option value=${tag} lang=${tag} .selected=${inSync(tag === page.language)}>${languageName(tag)}</option>`)}</select>`;
}

/**
 * @param {string[]} named
 * @param {number} nameless
 */
function sentence(named, nameless) {
  const words = inWords(named, nameless);
  return words ? `${words}.` : "";
}

/**
 * @param {string[]} named
 * @param {number} nameless
 */
function inWords(named, nameless) {
  return list([...named, ...(nameless > 0 ? [tn("%(n)s without a name", "%(n)s without names", nameless)] : [])]);
}

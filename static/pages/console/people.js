/** The people of the group: how many are here, their names, and who is missing. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { aboutLinks } from "../../core/about.js";
import { languageName, list, t, tn } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { callerName } from "../../steps/callers.js";

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
export function people(live, view, group) {
  const { session } = view;
  return html`<h2>${t("People")}</h2>
    ${group ? rows(live, view, group) : html`<p class="quiet">${t("Nobody is in your group yet.")}</p>`}
    ${session.languages.length > 1 ? html`<label class="field"><span>${t("Language of this page")}</span> ${languages(live, session.languages)}</label>` : nothing}
    ${aboutLinks(live)}`;
}

/**
 * @param {import("../../core/page.js").Live} live
 * @param {import("../console.js").Console} view
 * @param {Room} group
 */
function rows(live, view, { people: { order, names }, merged_into: into }) {
  if (into) return html`<p class="quiet">${t("Your people are in group %(n)s now.", { n: into.room })}</p>`;
  if (!order.length) return html`<p class="quiet">${t("Nobody is in your group yet.")}</p>`;
  return html`<ul class="people-rows">${order.map((id) => {
    const { name, seats = 1, here, phone } = names[id] ?? {};
    if (phone) return onTheTelephone(live, id, { name, seats, here, phone }, view.hands.raised[id] !== undefined);
    return html`<li>
      <span>${name ? html`<bdi>${name}</bdi>` : t("Somebody without a name")}${seats > 1 ? html` <span class="quiet">${tn("%(n)s person at one device", "%(n)s people at one device", seats)}</span>` : nothing}</span>
      ${here ? html`<span class="state state-good">${icon("check", "icon-small")} ${t("here")}</span>` : html`<span class="state state-open">${t("missing")}</span>`}
    </li>`;
  })}</ul>`;
}

/**
 * Somebody without a page: the group's moderation raises the hand for them.
 * @param {import("../../core/page.js").Live} live
 * @param {string} id
 * @param {Omit<import("../../steps/callers.js").Caller, "id">} caller
 * @param {boolean} raised
 */
function onTheTelephone({ connection }, id, caller, raised) {
  const { seats, here } = caller;
  const name = callerName(caller);
  const raise = () => void connection.send({ type: raised ? "hands.lower" : "hands.raise", person: id });
  return html`<li>
    <span><bdi>${name}</bdi> <span class="quiet">${[t("on the telephone"), seats > 1 ? tn("%(n)s person there", "%(n)s people there", seats) : ""].filter(Boolean).join(", ")}</span></span>
    <span class="people-acts"><button class="link-button" type="button" aria-label=${raised ? t("Lower the hand of %(name)s", { name }) : t("Raise the hand of %(name)s", { name })} @click=${raise}>${raised ? t("Lower the hand") : t("Raise the hand")}</button>
      <span class="state ${here ? "state-good" : "state-open"}">${icon("phone", "icon-small")} ${here ? t("here") : t("hung up")}</span></span>
  </li>`;
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

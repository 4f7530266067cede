/**
 * People on the telephone: entering them, what they are called, whether they have hung up, their hand.
 *
 * Rule: they are people of the evening like everybody, only without a page; so they are here until the desk says that they
 * have hung up, and nobody is taken off the list.
 */

import { html, nothing } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { repeat } from "lit-html/directives/repeat.js";
import { languageName, number, t, tn } from "../../../core/i18n.js";
import { freshId } from "../../../core/outbox.js";
import { icon } from "../../../core/said.js";
import { callerName, callersOf } from "../../../steps/callers.js";

/** @typedef {import("../steering.js").Steering} Steering */
/** @typedef {import("../../../steps/callers.js").Caller} Caller */

const MOST_AT_ONE = 8;
const LONGEST_NAME = 80;

/** @param {Steering} desk */
export function openCallers(desk) {
  const look = { renaming: "", entered: 0 };
  desk.open(() => {
    const callers = callersOf(desk);
    return { title: t("People on the telephone"), wide: true, body: html`${list(desk, callers, look)} ${entry(desk, look)}` };
  });
}

/**
 * @param {Steering} desk
 * @param {Caller[]} callers
 * @param {{renaming: string}} look
 */
function list(desk, callers, look) {
  if (!callers.length) return html`<p class="quiet">${t("Nobody has been entered yet. Whoever calls is entered here and then takes part like everybody: they are drawn into groups, and you answer, write and raise the hand for them.")}</p>`;
  return html`<ul class="callers">${repeat(callers, ({ id }) => id, (caller) => html`<li class=${caller.here ? "" : "quiet"}>${look.renaming === caller.id ? renaming(desk, caller, look) : row(desk, caller, look)}</li>`)}</ul>`;
}

/**
 * @param {Steering} desk
 * @param {Caller} caller
 * @param {{renaming: string}} look
 */
function row(desk, caller, look) {
  const { id, seats, here } = caller;
  const name = callerName(caller);
  const room = desk.view.people.people[id]?.room;
  const raised = desk.view.hands.raised[id] !== undefined;
  const facts = [here ? t("on the telephone") : t("hung up"), seats > 1 ? tn("%(n)s person there", "%(n)s people there", seats) : "", room ? t("Group %(n)s", { n: number(room) }) : ""];
  const rename = () => {
    look.renaming = id;
    desk.refresh();
  };
  const act = (/** @type {string} */ type) => () => void desk.act({ type, person: id });
  const button = (/** @type {string} */ label, /** @type {string} */ full, /** @type {() => void} */ does, place = "") => html`<button class="button button-bare" id=${place || nothing} type="button" aria-label=${full} @click=${does}>${label}</button>`;
  return html`<span class="caller-who">${icon("phone", "icon-small")} <span><strong dir="auto">${name}</strong> <small>${facts.filter(Boolean).join(", ")}</small></span></span>
    <span class="caller-acts">${here ? button(raised ? t("Lower the hand") : t("Raise the hand"), raised ? t("Lower the hand of %(name)s", { name }) : t("Raise the hand of %(name)s", { name }), act(raised ? "hands.lower" : "hands.raise")) : nothing}
      ${button(t("Change"), t("Change the entry of %(name)s", { name }), rename, `change-${id}`)}
      ${here ? button(t("Has hung up"), t("%(name)s has hung up", { name }), act("people.hang_up")) : button(t("Is back"), t("%(name)s is on the telephone again", { name }), act("people.call_again"))}</span>`;
}

/**
 * @param {Steering} desk
 * @param {Caller} caller
 * @param {{renaming: string}} look
 */
function renaming(desk, { id, name = "", seats }, look) {
  const done = () => {
    look.renaming = "";
    desk.refresh();
    requestAnimationFrame(() => document.getElementById(`change-${id}`)?.focus());
  };
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const { name: words, seats: people } = read(event);
    const named = words === name || (await desk.act({ type: "people.rename", person: id, name: words })).saved;
    const counted = people === seats || (await desk.act({ type: "people.seat", person: id, seats: people })).saved;
    if (named && counted) done();
  };
  return html`<form class="caller-entry" @submit=${submit} ${ref(begin)}>${fields(`caller-${id}`, name, seats)}
    <span class="caller-acts"><button class="button" type="submit">${t("Save")}</button> <button class="button button-bare" type="button" @click=${done}>${t("Cancel")}</button></span></form>`;
}

/**
 * Whoever changes an entry begins with the name.
 * @param {Element | undefined} form
 */
function begin(form) {
  queueMicrotask(() => form?.querySelector("input")?.focus());
}

/**
 * @param {Steering} desk
 * @param {{entered: number}} look
 */
function entry(desk, look) {
  const { languages, default_language: first } = desk.view.session;
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const form = /** @type {HTMLFormElement} */ (event.currentTarget);
    const language = String(new FormData(form).get("language") ?? first);
    const wish = { id: freshId(), type: "people.enter", ...read(event), language };
    if (!(await desk.act(wish)).saved) return;
    look.entered += 1;
    form.reset();
    desk.say(t("Entered. From now on this person takes part."));
    form.querySelector("input")?.focus();
  };
  return html`<form class="caller-new" @submit=${submit}><h3>${t("Somebody calls")}</h3>
    <div class="caller-entry">${fields("caller-new", "", 1)}
      ${languages.length > 1 ? html`<p class="field"><label for="caller-language">${t("Language")}</label><select class="input" id="caller-language" name="language">${languages.map((/** @type {string} */ tag) => html`<option value=${tag} lang=${tag} ?selected=${tag === first}>${languageName(tag)}</option>`)}</select></p>` : nothing}
      <button class="button" type="submit">${icon("phone", "icon-small")} ${t("Enter")}</button></div>
    <p class="quiet small">${t("Without a name they are called “Telephone” with a number. Groups that are running give them a place at once.")}</p></form>`;
}

/**
 * @param {string} place
 * @param {string} name
 * @param {number} seats
 */
function fields(place, name, seats) {
  return html`<p class="field"><label for=${`${place}-name`}>${t("Name, if they give one")}</label><input class="input" id=${`${place}-name`} name="name" maxlength=${LONGEST_NAME} dir="auto" autocomplete="off" value=${name}></p>
    <p class="field field-number"><label for=${`${place}-seats`}>${t("People at this telephone")}</label><input class="input" id=${`${place}-seats`} name="seats" type="number" min="1" max=${MOST_AT_ONE} required inputmode="numeric" value=${seats}></p>`;
}

/** @param {SubmitEvent} event */
function read(event) {
  const form = new FormData(/** @type {HTMLFormElement} */ (event.currentTarget));
  return { name: String(form.get("name") ?? "").trim(), seats: Number(form.get("seats")) };
}

/** Languages in the groups: who shall not be alone with theirs, and who speaks which one for others. */

import { html } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { list, t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { called, foreign, keepSpread, spread } from "./languages.js";
import { valueOf } from "./moving.js";
import { personName } from "./people.js";
import { seeking } from "./seeking.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {{language: string}} Choice whose speakers are chosen */

/**
 * @param {any} step as it is now
 * @param {Choice} choice
 * @param {Desk} desk
 * @param {import("./wishes.js").Foot} foot
 */
export function speakers(step, choice, desk, foot) {
  const tags = foreign(desk);
  if (!tags.length) return html`<p>${t("This session has one language only, so there is nothing to choose here.")}</p>${foot()}`;
  return html`${heeded(step, tags, desk)} ${marked(step, desk)} ${marking(step, choice, tags, desk)} ${foot()}`;
}

/**
 * @param {any} step
 * @param {string[]} tags
 * @param {Desk} desk
 */
function heeded(step, tags, desk) {
  const { balanced, understood } = spread(step, desk);
  const turn = (/** @type {string} */ tag) => (/** @type {Event} */ event) => {
    const on = /** @type {HTMLInputElement} */ (event.target).checked;
    keepSpread(step, desk, { understood: on ? [...understood, tag] : understood.filter((other) => other !== tag) });
  };
  return html`<fieldset class="field choices"><legend>${t("What the draw takes into account")}</legend>
    ${tags.map((tag) => html`<label><input type="checkbox" .checked=${understood.includes(tag)} @change=${turn(tag)}> ${t("Whoever reads %(language)s gets somebody in the group who speaks it", { language: called(tag) })}</label>`)}
    <label><input type="checkbox" .checked=${balanced} @change=${(/** @type {Event} */ event) => keepSpread(step, desk, { balanced: /** @type {HTMLInputElement} */ (event.target).checked })}> ${t("The languages are spread evenly over the groups")}</label></fieldset>`;
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function marked(step, desk) {
  /** @type {[string, string[]][]} */
  const known = Object.entries(spoken(step)).filter(([, tags]) => tags.length);
  return html`<section><h3>${t("Who speaks for others")}</h3>${known.length
    ? html`<ul class="desk-list wishes-list">${repeat(known, ([id]) => id, ([id, tags]) => html`<li><span><span dir="auto">${personName(desk, id)}</span>: ${list(tags.map(called))}</span>
      <button class="button button-bare" type="button" aria-label=${t("Remove: %(words)s", { words: personName(desk, id) })} @click=${() => void mark(step, id, [], desk)}>${icon("close", "icon-small")} ${t("Remove")}</button></li>`)}</ul>`
    : html`<p class="quiet">${t("Nobody yet. Without speakers nobody can be put beside whoever needs them.")}</p>`}</section>`;
}

/**
 * @param {any} step
 * @param {Choice} choice
 * @param {string[]} tags
 * @param {Desk} desk
 */
function marking(step, choice, tags, desk) {
  const tag = tags.includes(choice.language) ? choice.language : /** @type {string} */ (tags[0]);
  const of = (/** @type {string} */ id) => spoken(step)[id] ?? [];
  const choose = (/** @type {string} */ id, /** @type {boolean} */ on) => void mark(step, id, on ? [...of(id), tag] : of(id).filter((other) => other !== tag), desk);
  const change = (/** @type {Event} */ event) => {
    choice.language = valueOf(event);
    desk.refresh();
  };
  return html`<p class="field"><label for="speakers-language">${t("Language")}</label><select class="input" id="speakers-language" @change=${change}>${tags.map((one) => html`<option value=${one} ?selected=${one === tag}>${called(one)}</option>`)}</select></p>
    ${seeking(desk, { place: `speakers/${step.id}`, legend: t("Who speaks %(language)s for others?", { language: called(tag) }), chosen: (id) => of(id).includes(tag), choose, fact: (id) => (desk.view.people.people[id]?.here ? "" : t("away")) })}`;
}

/**
 * @param {any} step
 * @returns {Record<string, string[]>}
 */
function spoken(step) {
  return (step.draft ?? step).speakers ?? {};
}

/**
 * @param {any} step
 * @param {string} id
 * @param {string[]} languages
 * @param {Desk} desk
 */
async function mark(step, id, languages, desk) {
  await desk.act({ type: "breakout.mark_speaker", step: step.id, person: id, languages });
}

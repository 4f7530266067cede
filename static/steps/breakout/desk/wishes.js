/**
 * Everything about dividing that is not the usual draw, in one place: other ways to make groups, and what the draw heeds.
 * Each of them opens in the same dialog and leads back.
 */

import { html, nothing } from "lit-html";
import { list, t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { choosing } from "./choosing.js";
import { again, draw } from "./drawing.js";
import { called, foreign, spread } from "./languages.js";
import { linking } from "./linking.js";
import { listing, written } from "./listing.js";
import { speakers } from "./speakers.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {{label: string, why: string, does: () => unknown, disabled?: boolean}} Way */

/**
 * @param {Desk} desk
 * @param {string} id of the step
 */
function openWishes(desk, id) {
  desk.open(() => ({ title: t("More wishes"), body: prepared(desk, id, (step) => html`
    <section><h3>${t("What the draw takes into account")}</h3>${rows(heeded(step, desk))}</section>
    <section><h3>${t("Another way to make the groups")}</h3>${rows(ways(step, desk))}</section>`) }));
}

/**
 * Above the draft: what is asked for beside the number of groups, and the way to more.
 * @param {any} step
 * @param {Desk} desk
 */
export function wishes(step, desk) {
  return html`<p class="draft-wishes"><span class="quiet small">${heededWords(step, desk)}</span>
    <button class="button button-plain" type="button" @click=${() => openWishes(desk, step.id)}>${t("More wishes")}</button></p>`;
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function heededWords(step, desk) {
  const { balanced, understood } = spread(step, desk);
  const links = Object.keys((step.draft ?? step).links ?? {}).length;
  const words = [
    links ? tn("%(n)s wish about people", "%(n)s wishes about people", links) : "",
    understood.length ? t("somebody who speaks %(languages)s", { languages: list(understood.map(called)) }) : "",
    balanced ? t("languages spread evenly") : "",
  ].filter(Boolean);
  return words.length ? t("The draw takes into account: %(wishes)s.", { wishes: list(words) }) : t("Without more wishes, lots alone decide.");
}

/**
 * @param {any} step
 * @param {Desk} desk
 * @returns {Way[]}
 */
function heeded(step, desk) {
  const links = linkingOf(desk, step.id);
  const languages = () => sub(desk, step.id, t("Languages in the groups"), { language: "" }, speakers, true);
  return [
    { label: t("Together or apart"), why: t("People who shall be in one group, and people who shall not."), does: links },
    ...(foreign(desk).length ? [{ label: t("Languages"), why: t("Nobody is alone with a language; who speaks it for others; an even spread."), does: languages }] : []),
  ];
}

/**
 * @param {any} step
 * @param {Desk} desk
 * @returns {Way[]}
 */
function ways(step, desk) {
  const from = (/** @type {import("./drawing.js").Source} */ source) => async () => (await draw(step, desk, source)).saved && desk.close();
  const same = step.same_groups_as ? [{ label: t("Same groups as before"), why: t("Everybody goes where they were; who is new fills up."), does: from("same") }] : [];
  const mixed = haveMet(step, desk) ? [{ label: t("Mix with new people"), why: t("As few as possible meet again."), does: from("mixed") }] : [];
  return [
    { label: t("Draw groups at random"), why: t("Groups of the same size, by lot."), does: from("random") },
    ...mixed,
    ...same,
    { label: t("Prepared list"), why: t("A table says who goes into which group."), does: () => sub(desk, step.id, t("Groups by a prepared list"), written(step.id), listing) },
    { label: t("Let people choose"), why: t("Everybody names the groups they would like best."), does: () => sub(desk, step.id, t("Let people choose"), undefined, (now, _, there, foot) => choosing(now, there, foot)) },
  ];
}

/**
 * Whether there were groups earlier this evening.
 * @param {any} step
 * @param {Desk} desk
 */
export function haveMet(step, desk) {
  return Object.values(desk.view.steps).some((/** @type {any} */ other) => other.kind === step.kind && other.id !== step.id && other.rooms && other.phase !== "prepared");
}

/**
 * @param {Desk} desk
 * @param {string} id
 */
function linkingOf(desk, id) {
  return () => sub(desk, id, t("Together or apart"), { how: /** @type {const} */ ("together"), people: new Set() }, linking, true);
}

/**
 * One of them, drawn anew whenever something changes; `own` is what is half chosen in it.
 * @template Own
 * @param {Desk} desk
 * @param {string} id
 * @param {string} title
 * @param {Own} own
 * @param {(step: any, own: Own, desk: Desk, foot: import("./linking.js").Foot) => unknown} body
 * @param {boolean} [heeding] the draw heeds what is said here, so it can be made from here
 */
function sub(desk, id, title, own, body, heeding = false) {
  const back = html`<button class="button button-bare links-back" type="button" @click=${() => openWishes(desk, id)}>${icon("back", "icon-small icon-along")} <span>${t("All wishes")}</span></button>`;
  desk.open(() => ({ title, body: prepared(desk, id, (step) => body(step, own, desk, (main) => html`<div class="desk-form-end draft-foot">${back} ${main ?? (heeding ? drawNow(step, desk) : nothing)}</div>`)) }));
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function drawNow(step, desk) {
  const { label, does } = step.draft ? again(step, desk) : { label: t("Draw groups at random"), does: () => void draw(step, desk, "random") };
  const close = () => {
    does();
    desk.close();
  };
  return html`<button class="button" type="button" @click=${close}>${label}</button>`;
}

/**
 * @param {Desk} desk
 * @param {string} id
 * @param {(step: any) => unknown} body
 */
function prepared(desk, id, body) {
  const step = desk.view.steps[id];
  return step?.phase === "prepared" ? body(step) : html`<p>${t("The groups have been announced. Nothing can be wished for any more.")}</p>`;
}

/** @param {Way[]} all */
function rows(all) {
  return html`<ul class="desk-more draft-ways">${all.map(({ label, why, does }) => html`<li><button class="button button-plain" type="button" @click=${does}>${label}</button><p>${why}</p></li>`)}</ul>`;
}

/**
 * Everything about dividing that is not the usual draw, in one place: other ways to make groups, and what the draw takes
 * into account. Each of them is a page of the same dialog and leads back, so the focus stays in it and comes back after.
 */

import { html, nothing } from "lit-html";
import { list, t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { choosing } from "./choosing.js";
import { again, draw, haveMet } from "./drawing.js";
import { entering, entry } from "./entering.js";
import { called, foreign, spread } from "./languages.js";
import { linking } from "./linking.js";
import { listing, written } from "./listing.js";
import { speakers } from "./speakers.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {(main?: unknown) => unknown} Foot the end of a page: the way back, and its main button */
/** @typedef {{title: string, draw: (step: any, foot: Foot) => unknown, heeding?: boolean}} Page `heeding`: ends with a draw */
/** @typedef {(page?: Page) => void} Turn to a page, or back to all */
/** @typedef {{label: string, why: string, does: () => unknown}} Way */

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
 * @param {Desk} desk
 * @param {string} id of the step
 */
function openWishes(desk, id) {
  /** @type {Page | undefined} */
  let page;
  /** @type {Turn} */
  const turn = (next) => {
    page = next;
    desk.refresh();
    requestAnimationFrame(begin);
  };
  desk.open(() => {
    const step = desk.view.steps[id];
    if (step?.phase !== "prepared") return { title: t("More wishes"), body: html`<p>${t("The groups have been announced. Nothing can be wished for any more.")}</p>` };
    if (!page) return { title: t("More wishes"), body: all(step, desk, turn) };
    const main = page.heeding ? drawNow(step, desk) : nothing;
    return { title: page.title, body: page.draw(step, (own = main) => foot(own, turn)) };
  });
}

/** Another page is read from its title on. */
function begin() {
  document.querySelector(".desk-dialog-body")?.scrollTo(0, 0);
  document.getElementById("dialog-title")?.focus();
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
export function heededWords(step, desk) {
  const { balanced, understood } = spread(step, desk);
  const links = Object.keys((step.draft ?? step).links ?? {}).length;
  const words = [
    links ? tn("%(n)s wish about people", "%(n)s wishes about people", links) : "",
    understood.length ? t("somebody who speaks %(languages)s", { languages: list(understood.map(called)) }) : "",
    balanced ? t("languages spread evenly") : "",
  ].filter(Boolean);
  if (words.length) return t("The draw takes into account: %(wishes)s.", { wishes: list(words) });
  return step.draft || step.choice || step.choice_planned ? "" : t("Without more wishes, lots alone decide.");
}

/**
 * @param {any} step
 * @param {Desk} desk
 * @param {Turn} turn
 */
function all(step, desk, turn) {
  return html`<section><h3>${t("What the draw takes into account")}</h3>${rows(heeded(desk, turn))}</section>
    <section><h3>${t("Another way to make the groups")}</h3>${rows(ways(step, desk, turn))}</section>`;
}

/**
 * @param {Desk} desk
 * @param {Turn} turn
 * @returns {Way[]}
 */
function heeded(desk, turn) {
  /** @type {import("./linking.js").Choice} */
  const people = { how: "together", people: new Set() };
  const language = { language: "" };
  const links = { title: t("Together or apart"), draw: (/** @type {any} */ step, /** @type {Foot} */ end) => linking(step, people, desk, end) };
  const languages = { title: t("Languages in the groups"), heeding: true, draw: (/** @type {any} */ step, /** @type {Foot} */ end) => speakers(step, language, desk, end) };
  return [
    { label: t("Together or apart"), why: t("People who shall be in one group, and people who shall not."), does: () => turn(links) },
    ...(foreign(desk).length ? [{ label: t("Languages"), why: t("Nobody is alone with a language; who speaks it for others; an even spread."), does: () => turn(languages) }] : []),
  ];
}

/**
 * @param {any} step
 * @param {Desk} desk
 * @param {Turn} turn
 * @returns {Way[]}
 */
function ways(step, desk, turn) {
  const from = (/** @type {import("./drawing.js").Source} */ source) => async () => (await draw(step, desk, source)).saved && desk.close();
  const text = written(step.id);
  const byList = { title: t("Groups by a prepared list"), draw: (/** @type {any} */ now, /** @type {Foot} */ end) => listing(now, text, desk, end) };
  const choice = { title: t("Let people choose"), draw: (/** @type {any} */ now, /** @type {Foot} */ end) => choosing(now, desk, end) };
  const entered = entry();
  const entries = { title: t("Enter wishes"), draw: (/** @type {any} */ now, /** @type {Foot} */ end) => entering(now, entered, desk, end) };
  const same = step.same_groups_as ? [{ label: t("Same groups as before"), why: t("Everybody goes where they were; who is new fills up."), does: from("same") }] : [];
  const mixed = haveMet(step, desk) ? [{ label: t("Mix with new people"), why: t("As few as possible meet again."), does: from("mixed") }] : [];
  return [
    { label: t("Draw groups at random"), why: t("Groups of the same size, by lot."), does: from("random") },
    ...mixed,
    ...same,
    { label: t("Prepared list"), why: t("A table says who goes into which group."), does: () => turn(byList) },
    ...(step.choice?.chosen && !step.choice.open ? [{ label: t("Divide by the wishes"), why: t("As people have wished."), does: from("chosen") }] : []),
    { label: t("Let people choose"), why: t("Everybody names the groups they would like best."), does: () => turn(choice) },
    ...(step.choice?.open ? [{ label: t("Enter wishes"), why: t("For people on the telephone, and others who cannot choose on their own page."), does: () => turn(entries) }] : []),
  ];
}

/** @param {Way[]} those */
function rows(those) {
  return html`<ul class="desk-more draft-ways">${those.map(({ label, why, does }) => html`<li><button class="button button-plain" type="button" @click=${does}>${label}</button><p>${why}</p></li>`)}</ul>`;
}

/**
 * @param {unknown} main
 * @param {Turn} turn
 */
function foot(main, turn) {
  return html`<div class="desk-form-end draft-foot"><button class="button button-bare draft-back" type="button" @click=${() => turn()}>${icon("back", "icon-small icon-along")} <span>${t("All wishes")}</span></button> ${main}</div>`;
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

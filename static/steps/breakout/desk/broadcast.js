/** Tells one group or all of them something: a prepared sentence, which every page says in its own language, or own words. */

import { html, nothing } from "lit-html";
import { number, t, time } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { PRESETS, preset } from "../presets.js";
import { lives } from "./attention.js";
import { MENU, valueOf } from "./moving.js";
import { nameOf, numbersOf } from "./naming.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("./attention.js").Groups} Groups */

/** Characters: it is read in passing. */
const MOST = 300;

/**
 * @param {Desk} desk
 * @param {string} id of the step
 * @param {string} [first] the group that is told, unless another one or all are chosen
 */
export function openBroadcast(desk, id, first = "") {
  const to = { room: first };
  desk.open(() => {
    const step = /** @type {Groups} */ (desk.view.steps[id]);
    const tell = async (/** @type {object} */ words) => {
      const { saved } = await desk.act({ type: "breakout.broadcast", step: id, ...(to.room ? { room: Number(to.room) } : {}), ...words });
      if (saved) desk.say(to.room ? t("%(room)s has been told.", { room: nameOf(step, to.room) }) : t("All groups have been told."));
      return saved;
    };
    return {
      title: t("Tell the groups"),
      body: html`${address(step, to, desk)}
        <ul class="desk-list broadcast-presets">${PRESETS.map((name) => html`<li><button class="button button-plain button-wide" type="button" ?disabled=${step.phase !== "running"} @click=${(/** @type {MouseEvent} */ event) => event.detail < 2 && void tell({ preset: name })}>${preset(name)}</button></li>`)}</ul>
        ${ownWords(desk, id, tell)} ${told(step, desk)}`,
    };
  });
}

/**
 * @param {Groups} step
 * @param {{room: string}} to
 * @param {Desk} desk
 */
function address(step, to, desk) {
  const rooms = numbersOf(step).filter((room) => step.rooms[room] && lives(/** @type {any} */ (step.rooms[room])));
  const choose = (/** @type {Event} */ event) => {
    const wished = valueOf(event);
    to.room = !wished || rooms.includes(wished) ? wished : "";
    desk.refresh();
  };
  return html`<p class="field"><label for="broadcast-to">${t("Who is told")}</label>
    ${rooms.length > MENU
      ? html`<input class="input" id="broadcast-to" type="number" min="1" inputmode="numeric" placeholder=${t("All groups, or the number of one")} .value=${to.room} @change=${choose}>`
      : html`<select class="input" id="broadcast-to" @change=${choose}><option value="" ?selected=${!to.room}>${t("All groups")}</option>${rooms.map((room) => html`<option value=${room} ?selected=${room === to.room}>${nameOf(step, room)}</option>`)}</select>`}</p>`;
}

/**
 * @param {Desk} desk
 * @param {string} id
 * @param {(words: object) => Promise<boolean>} tell
 */
function ownWords(desk, id, tell) {
  const key = `tell:${id}`;
  const words = desk.live.drafts.get(key);
  const submit = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const text = desk.live.drafts.get(key).trim();
    if (!text || !(await tell({ text }))) return;
    desk.live.drafts.clear(key, text);
    desk.refresh();
  };
  const write = (/** @type {Event} */ event) => {
    desk.live.drafts.set(key, valueOf(event));
    desk.refresh();
  };
  return html`<form class="broadcast-own" @submit=${submit}><p class="field"><label for="broadcast-text">${t("In your own words")}</label>
      <textarea class="input" id="broadcast-text" rows="2" maxlength=${MOST} dir="auto" .value=${words} @input=${write}></textarea>
      <small>${t("%(n)s of %(most)s characters. Own words are not translated.", { n: number(words.length), most: number(MOST) })}</small></p>
    <p class="broadcast-send"><button class="button" type="submit" ?disabled=${!words.trim()}>${t("Tell them")}</button></p></form>`;
}

/**
 * The newest first, and the way back for it.
 * @param {Groups} step
 * @param {Desk} desk
 */
function told(step, desk) {
  const said = Object.entries(step.told ?? {}).toSorted(([, one], [, other]) => other.at - one.at);
  const last = desk.view.undo?.what === "breakout.broadcast_sent" ? desk.view.undo.act : undefined;
  if (!said.length) return html`<p class="quiet">${t("The groups have not been told anything yet.")}</p>`;
  return html`<section><h3>${t("Told before")}</h3><table class="desk-table"><tbody>${said.map(([, one], index) => html`<tr>
    <td class="nowrap desk-moment">${time(one.at)}</td><th scope="row" dir="auto">${one.preset ? preset(one.preset) : one.text}</th><td>${one.room ? nameOf(step, String(one.room)) : t("all")}</td>
    <td>${index === 0 && last !== undefined ? html`<button class="button button-bare" type="button" @click=${() => void desk.act({ type: "agenda.undo", act: last })}>${icon("undo", "icon-small icon-along")} ${t("Take back")}</button>` : nothing}</td></tr>`)}</tbody></table></section>`;
}

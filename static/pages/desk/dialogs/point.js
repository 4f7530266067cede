/** One point of the agenda: go there, look at it, leave it out, move it, give it other minutes. */

import { html, nothing } from "lit-html";
import { t, text } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { stepOf } from "../plan.js";
import { jump } from "../walk.js";
import { openInsertion } from "./insertion.js";

/** @typedef {import("../steering.js").Steering} Steering */

/**
 * @param {Steering} desk
 * @param {string} id
 */
export function openPoint(desk, id) {
  desk.open(() => {
    const step = desk.view.agenda.steps[id];
    if (!step) return { title: t("Agenda"), body: html`<p>${t("This item is no longer on the agenda.")}</p>` };
    return { title: text(step.title).value, body: html`${going(desk, id)} ${order(desk, id)} ${length(desk, id)}` };
  });
}

/**
 * @param {Steering} desk
 * @param {string} id
 */
function going(desk, id) {
  const { agenda, current, dialogue } = desk.view;
  const { parts } = stepOf(agenda, id);
  const lead = (/** @type {string | undefined} */ part, index = 0) => () => {
    desk.close();
    jump(desk, { step: id, ...(part ? { part, index, of: parts.length } : {}) });
  };
  const many = parts.length > 1;
  const buttons = many
    ? parts.map((part, index) => html`<button class="button button-plain" type="button" ?disabled=${current?.step === id && current.part === part} @click=${lead(part, index)}>${t("Go to question %(n)s", { n: index + 1 })}</button>`)
    : html`<button class="button" type="button" ?disabled=${current?.step === id} @click=${lead(undefined)}>${icon("along", "icon-small icon-along")} ${t("Go there with everybody")}</button>`;
  return html`<div class="desk-row">${dialogue.phase === "running" ? buttons : nothing}
    ${desk.view.steps[id] && id !== current?.step ? html`<button class="button button-plain" type="button" @click=${() => { desk.close(); desk.look(id); }}>${t("Only look at it")}</button>` : nothing}</div>`;
}

/**
 * @param {Steering} desk
 * @param {string} id
 */
function order(desk, id) {
  const { agenda, current } = desk.view;
  const at = agenda.order.indexOf(id);
  const move = (/** @type {string | undefined} */ after) => () => void desk.act({ type: "agenda.move", step: id, ...(after ? { after } : {}) });
  const { skipped } = stepOf(agenda, id);
  return html`<div class="desk-row">
    <button class="button button-plain" type="button" ?disabled=${at === 0} @click=${move(agenda.order[at - 2])}>${t("Earlier")}</button>
    <button class="button button-plain" type="button" ?disabled=${at === agenda.order.length - 1} @click=${move(agenda.order[at + 1])}>${t("Later")}</button>
    <button class="button button-plain" type="button" ?disabled=${current?.step === id} @click=${() => void desk.act({ type: skipped ? "agenda.unskip" : "agenda.skip", step: id })}>${skipped ? t("Take it in again") : t("Leave it out")}</button>
    <button class="button button-plain" type="button" @click=${() => openInsertion(desk, id)}>${icon("plus", "icon-small")} ${t("Insert after it")}</button></div>`;
}

/**
 * @param {Steering} desk
 * @param {string} id
 */
function length(desk, id) {
  const { minutes, planned } = stepOf(desk.view.agenda, id);
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const wished = Number(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget)).get("minutes"));
    if (wished !== minutes) void desk.act({ type: "agenda.replan", minutes: { [id]: wished } });
  };
  return html`<form class="desk-row" @submit=${submit}><label for="point-minutes">${t("Planned minutes")}</label>
    <input class="input" id="point-minutes" name="minutes" type="number" min="1" max="600" value=${String(minutes)} required inputmode="numeric">
    <button class="button button-plain" type="submit">${t("Save")}</button>
    ${minutes === planned ? nothing : html`<span class="quiet">${t("%(n)s in the session file", { n: planned })}</span>`}</form>`;
}

/**
 * Calling the desk: what is the matter, what has become of the call, until it is done.
 *
 * Rule: one call at a time. What the person typed is kept until the server has it; a call made without a line is sent
 * once the line is back, and the page says so.
 */

import { html, nothing } from "lit-html";
import { announce } from "../../core/announce.js";
import { t, tn } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { refusal } from "../../core/state.js";
import { inWords, troubles } from "./trouble.js";

/** @typedef {import("../../core/page.js").Live} Live */
/** @typedef {import("../../core/views.js").Me} Me */
/** @typedef {import("../../core/views.js").Everyone} Everyone */
/** @typedef {NonNullable<Me["help"]>} Call */
/** @typedef {"none" | "sending" | "waiting" | "taken" | "done"} Fate */

const LONGEST = 200;
const DRAFT = "help";
const READ = "help-read";

/** The call after which the person wants to call again. @type {number | undefined} */
let again;
let unchosen = false;
/** A call that was made here and is not yet in the view: after which one, if any. @type {{after: number | undefined} | undefined} */
let underway;
/** What was said last, so that each change is said once. @type {string | undefined} */
let heard;

/**
 * @param {Call | undefined} call
 * @param {readonly import("../../core/outbox.js").Command[]} commands still on their way
 * @returns {Fate}
 */
export function fateOf(call, commands) {
  const last = commands.findLast(({ type }) => type === "help.call" || type === "help.finish")?.type;
  if (last) return last === "help.call" ? "sending" : "none";
  if (!call) return "none";
  if (call.done) return "done";
  return call.taken_by ? "taken" : "waiting";
}

/**
 * The state of an open call in one sentence.
 * @param {Call} call
 */
export function inShort(call) {
  if (call.done) return t("Your call for help is done.");
  if (call.taken_by === "group") return t("The person who moderates your group takes care of it.");
  if (call.taken_by) return t("Somebody takes care of it.");
  const ahead = call.ahead ?? 0;
  return `${t("Your call has arrived.")} ${ahead ? tn("%(n)s person is before you.", "%(n)s people are before you.", ahead) : t("You are the next.")}`;
}

/**
 * @param {Live} live
 * @param {Everyone} everyone
 * @param {Me} me
 */
export function panel(live, everyone, me) {
  // The answer may come before the view that shows the call: the form must not come back in between.
  if (underway && underway.after !== me.help?.since) underway = undefined;
  const fate = underway ? "sending" : fateOf(me.help, live.outbox.commands);
  const asks = fate === "none" || (fate === "done" && again === me.help?.since);
  const over = everyone.dialogue.published;
  return html`<div class="help-state" role="status" tabindex="-1">${asks ? nothing : state(live, me, fate)}</div>
    ${asks ? (over ? html`<p>${t("Nobody sits at the desk any more: the evening is over and its documentation is published.")}</p>` : form(live, me)) : nothing}`;
}

/**
 * @param {Live} live
 * @param {Me} me
 * @param {boolean} open whether the dialog says it already
 */
export function risen(live, { help: call }, open) {
  const now = call ? `${call.since}/${call.done ? "done" : (call.taken_by ?? "")}` : "";
  if (call && heard !== undefined && heard !== now && !open) announce(inShort(call));
  heard = now;
  if (!call || !(call.done || call.taken_by)) return nothing;
  if (open) live.drafts.set(READ, now);
  if (open || live.drafts.get(READ) === now) return nothing;
  const read = () => {
    live.drafts.set(READ, now);
    live.refresh();
  };
  return html`<div class="banner banner-quiet"><p class="aside-line">${icon(call.done ? "check" : "help", "icon-small")} <strong>${inShort(call)}</strong></p><button class="button button-plain" type="button" @click=${read}>${t("Close")}</button></div>`;
}

/**
 * @param {Live} live
 * @param {Me} me
 * @param {Fate} fate
 */
function state(live, { help: call }, fate) {
  if (fate === "sending" || !call) {
    const waits = live.connection.state === "linked" ? t("The call for help is being sent.") : t("No connection at the moment. Your call for help is kept and sent as soon as the connection is back.");
    return html`<p class="aside-line">${icon("clock")} <strong>${waits}</strong></p>`;
  }
  if (fate === "done") {
    const once = () => {
      again = call.since;
      next(live, "input[name=trouble]");
    };
    return html`<p class="aside-line">${icon("check")} <strong>${inShort(call)}</strong></p><p>${t("Does something still not work? Then call again.")}</p>
      <button class="button button-plain" type="button" @click=${once}>${t("Call again")}</button>`;
  }
  const finish = () => {
    void live.connection.send({ type: "help.finish" });
    next(live, "#help-title");
  };
  return html`<p class="aside-line">${icon(fate === "taken" ? "check" : "clock")} <strong>${inShort(call)}</strong></p>
    <p class="quiet">${inWords(call.trouble)}${call.text ? html`: <q dir="auto">${call.text}</q>` : nothing}</p>
    <button class="button button-plain" type="button" @click=${finish}>${fate === "taken" ? t("It is done") : t("Take the call back")}</button>`;
}

/**
 * @param {Live} live
 * @param {Me} me
 */
function form(live, me) {
  const refused = live.answers.refused({ type: "help.call" });
  return html`<form novalidate @submit=${(/** @type {SubmitEvent} */ event) => send(event, live, me)}>
    <fieldset class="field"><legend>${t("What is the matter?")}</legend>
      ${troubles().map(([id, words]) => html`<label class="together"><input type="radio" name="trouble" value=${id} aria-describedby=${unchosen ? "help-unchosen" : nothing}><span>${words}</span></label>`)}
    </fieldset>
    ${unchosen ? html`<p class="refusal" id="help-unchosen" role="alert">${icon("warning", "icon-small")} <span>${t("Please choose first what is the matter.")}</span></p>` : nothing}
    <div class="field"><label for="help-text">${t("In a few words")} <span class="quiet">${t("– if you like")}</span></label>
      <textarea class="input" id="help-text" name="text" rows="2" maxlength=${LONGEST} dir="auto" .value=${live.drafts.get(DRAFT)} @input=${(/** @type {Event} */ event) => live.drafts.set(DRAFT, /** @type {HTMLTextAreaElement} */ (event.target).value)}></textarea>
      <small>${t("Only the moderation reads this, and who moderates your group. It is deleted when you have been helped.")}</small></div>
    ${refusal(refused)}
    <button class="button button-wide" type="submit">${icon("help")} ${t("I need help")}</button>
  </form>`;
}

/**
 * @param {SubmitEvent} event
 * @param {Live} live
 * @param {Me} me
 */
function send(event, live, me) {
  event.preventDefault();
  const given = new FormData(/** @type {HTMLFormElement} */ (event.target));
  const [trouble, text] = [given.get("trouble"), String(given.get("text") ?? "").trim()];
  unchosen = !trouble;
  if (unchosen) {
    next(live, "input[name=trouble]");
    return;
  }
  again = undefined;
  underway = { after: me.help?.since };
  void live.connection.send({ type: "help.call", trouble, ...(text ? { text } : {}) }).then(({ saved }) => {
    if (saved) live.drafts.clear(DRAFT, text);
    else underway = undefined;
    live.refresh();
  });
  next(live, ".help-state");
}

/**
 * The pressed button goes away, so the focus goes along.
 * @param {Live} live
 * @param {string} where
 */
function next(live, where) {
  live.refresh();
  requestAnimationFrame(() => requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(`.help-panel ${where}`))?.focus()));
}

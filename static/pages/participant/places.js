/** The screens that belong to no step: before the start, between two steps, after the end. */

import { html, nothing } from "lit-html";
import { date, t, time, tn } from "../../core/i18n.js";
import { detourSentence } from "../../core/link.js";
import { icon, paragraphs, said } from "../../core/said.js";
import { helpByPhone } from "../../core/support.js";
import { changeSeats } from "../../core/turns.js";

/** @typedef {import("../../core/page.js").Live} Live */
/** @typedef {import("../../core/views.js").Everyone} Everyone */
/** @typedef {import("../../core/here.js").Screen} Screen */

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/**
 * @param {Live} live
 * @param {Everyone} everyone
 * @param {import("../../core/views.js").Me} me
 * @returns {Screen}
 */
export function waiting(live, everyone, me) {
  const { session, people } = everyone;
  const left = session.starts_at - live.clock.serverNow();
  return {
    stage: html`<p class="eyebrow">${me.name ? t("Welcome, %(name)s.", { name: me.name }) : t("Welcome.")} ${left > 0 && left < 12 * HOUR ? t("We begin in") : nothing}</p>
      ${toGo(left, session.starts_at)}
      <p>${t("You do not have to do anything. This page goes on by itself.")}</p>`,
    body: html`<section>
        <h2>${said(session.title)}</h2>
        ${session.subtitle ? html`<p class="quiet">${said(session.subtitle)}</p>` : nothing}
        ${plan(everyone)}
      </section>
      ${session.guiding_questions.length
        ? html`<section><h2>${t("What it is about")}</h2><ul class="next-steps">${session.guiding_questions.map((question) => html`<li>${said(question)}</li>`)}</ul></section>`
        : nothing}
      <ul class="checks">
        <li class="aside-line">${connectionCheck(live)}</li>
        <li class="aside-line">${icon("people", "icon-small")} ${tn("%(n)s person is here.", "%(n)s people are here.", people.count)}</li>
        <li class="aside-line">${icon("screen", "icon-small")} <span>${tn("You are alone at this device.", "We are %(n)s people at this device.", me.seats)} <button class="text-button" type="button" @click=${changeSeats}>${t("Change the number of people")}</button></span></li>
        ${session.support_phone ? html`<li class="aside-line">${icon("help", "icon-small")} ${helpByPhone(session)}</li>` : nothing}
      </ul>`,
    dock: session.conference
      ? html`<a class="button button-plain" href=${session.conference} target="_blank" rel="noopener noreferrer">${icon("camera")} ${t("To the video conference")}</a>`
      : html`<p class="quiet">${t("You can leave this page open.")}</p>`,
  };
}

/**
 * @param {Everyone} everyone
 * @returns {Screen}
 */
export function between({ session, step }) {
  return {
    stage: html`<p class="eyebrow">${said(session.title)}</p>
      <h1 id="question" tabindex="-1">${step ? said(step.title) : t("It goes on in a moment.")}</h1>`,
  };
}

/**
 * @param {Live} live
 * @param {Everyone} everyone
 * @returns {Screen}
 */
export function ended(live, { session, dialogue, next_steps: steps = [] }) {
  const { contact } = session;
  return {
    stage: html`<p class="eyebrow">${said(session.title)}</p>
      <h1 id="question" tabindex="-1">${t("Thank you for being here.")}</h1>
      ${session.thanks ? paragraphs(session.thanks) : nothing}`,
    body: html`<section>
        <h2>${t("The documentation")}</h2>
        ${dialogue.published
          ? html`<p>${t("Everything that was said and collected this evening can be read here.")}</p>
              <p><a class="button" href="/d/${live.page.dialogue}">${icon("document")} ${t("Read the documentation")}</a></p>`
          : html`<p>${t("It is being finished. As soon as it is published, the link appears here.")}</p>`}
      </section>
      ${steps.length ? html`<section><h2>${t("What happens next")}</h2><ul class="next-steps">${steps.map((each) => html`<li>${said(each)}</li>`)}</ul></section>` : nothing}
      ${contact
        ? html`<section><h2>${t("Questions?")}</h2>
            <ul class="contact">
              ${contact.name ? html`<li><bdi>${contact.name}</bdi></li>` : nothing}
              ${contact.mail ? html`<li><a href="mailto:${contact.mail}">${contact.mail}</a></li>` : nothing}
              ${contact.phone ? html`<li><a href="tel:${contact.phone.replace(/[^+\d]/g, "")}" dir="ltr">${contact.phone}</a></li>` : nothing}
              ${contact.web ? html`<li><a href=${contact.web} target="_blank" rel="noopener noreferrer">${contact.web}</a></li>` : nothing}
            </ul></section>`
        : nothing}
      ${session.support_phone ? html`<p>${helpByPhone(session)}</p>` : nothing}
      ${session.organisers.length ? html`<p class="quiet medium organisers">${session.organisers.map((name, index) => html`${index ? " · " : nothing}<bdi>${name}</bdi>`)}</p>` : nothing}`,
    dock: html`<p class="quiet">${t("You can close this page now.")}</p>`,
  };
}

/**
 * @param {number} left
 * @param {number} start
 */
function toGo(left, start) {
  if (left <= 0) return html`<h1>${t("It starts in a moment.")}</h1>`;
  if (left >= 12 * HOUR) return html`<h1>${t("We begin on %(day)s at %(time)s.", { day: date(start), time: time(start) })}</h1>`;
  const minutes = Math.ceil(left / MINUTE);
  if (minutes <= 90) return html`<h1 class="clock clock-large">${tn("%(n)s minute", "%(n)s minutes", minutes)}</h1>`;
  const hours = Math.round(left / HOUR);
  return html`<h1 class="clock clock-large">${tn("%(n)s hour", "%(n)s hours", hours)}</h1>`;
}

/** @param {Everyone} everyone */
function plan({ session, agenda }) {
  let at = session.starts_at;
  return html`<ol class="plan">
    ${agenda.order
      .filter((id) => !agenda.steps[id]?.skipped)
      .map((id) => {
        const point = /** @type {import("../../core/views.js").AgendaPoint} */ (agenda.steps[id]);
        const begins = at;
        at += point.minutes * MINUTE;
        return html`<li><time>${time(begins)}</time><span>${said(point.title)}</span></li>`;
      })}
    <li><time>${time(session.ends_at)}</time><span>${t("End")}</span></li>
  </ol>`;
}

/** @param {Live} live */
function connectionCheck({ connection }) {
  return connection.state === "linked"
    ? html`${icon("check", "icon-small")} ${connection.detour ? detourSentence() : t("Your connection is good.")}`
    : html`${icon("broken", "icon-small")} ${t("Your connection is being made.")}`;
}

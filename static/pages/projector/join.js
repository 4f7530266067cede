/** How to join: title, code, address and the code's picture; before the start and whenever the moderation shows it. */

import { html, nothing } from "lit-html";
import { date, t, time, tn } from "../../core/i18n.js";
import { said } from "../../core/said.js";
import { ticks } from "../../core/ticks.js";
import { address, spaced } from "./address.js";
import { joinPicture } from "./qr.js";

const SOON = 90;

/** @typedef {import("./screen.js").Wall} Wall */

/**
 * @param {Wall} view
 * @param {import("../../core/page.js").Page} page
 * @returns {import("./screen.js").Picture}
 */
export function joinScreen({ session }, page) {
  return {
    layout: "beside",
    name: "join",
    stage: html`<p class="aside-line">${cityMark(session)} <strong>${session.city}</strong></p>
      <div>
        <h1>${said(session.title)}</h1>
        ${session.subtitle ? html`<p class="lead">${said(session.subtitle)}</p>` : nothing}
      </div>
      <p class="quiet">${date(session.starts_at)}<br>${t("%(from)s to %(to)s", { from: time(session.starts_at), to: time(session.ends_at) })}${session.place ? html`<br>${said(session.place)}` : nothing}</p>`,
    answers: html`<h2>${t("Join now")}</h2>
      ${joinPicture()}
      <p>${t("Point your camera at the picture, or open this address and enter the code:")}<br><strong class="nowrap"><bdi dir="ltr">${address(page.public_url)}</bdi></strong></p>
      <p class="join-code"><bdi dir="ltr">${spaced(session.code)}</bdi></p>`,
  };
}

/**
 * When it begins and who is there already.
 * @param {Wall} view
 * @param {number} now
 */
export function joinFoot({ session, dialogue, people }, now) {
  return html`<span>${dialogue.phase === "waiting" ? beginning(session.starts_at, now) : t("You can still join.")}</span>
    ${people.count && people.count <= 120 ? html`<span class="ticks" aria-hidden="true" ${ticks(people.count, people.count)}></span>` : html`<span></span>`}
    <span>${people.count ? tn("%(n)s person is here already", "%(n)s people are here already", people.count) : t("Be the first.")}</span>`;
}

/**
 * @param {number} at
 * @param {number} now
 */
export function beginning(at, now) {
  const minutes = Math.ceil((at - now) / 60_000);
  if (minutes > SOON) return t("We begin at %(time)s.", { time: time(at) });
  if (minutes < 1) return t("We begin in a moment.");
  return tn("We begin in %(n)s minute.", "We begin in %(n)s minutes.", minutes);
}

/** @param {import("../../core/views.js").Session} session */
export function cityMark({ logo, city }) {
  if (logo) return html`<img class="wall-logo" src=${logo} alt="">`;
  return html`<span class="mark" aria-hidden="true"><span>${[...(city.trim().split(/\s+/).at(-1) ?? "")][0] ?? ""}</span></span>`;
}

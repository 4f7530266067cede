/** The bar of the desk: which evening, how late, what time it is for everybody, who is here, and the tools. */

import { html, nothing } from "lit-html";
import { linkSign } from "../../core/link.js";
import { number, t, time, tn } from "../../core/i18n.js";
import { icon, said } from "../../core/said.js";
import { deed } from "./deeds.js";
import { openHelp } from "./dialogs/help.js";
import { openLinks } from "./dialogs/links.js";
import { openPaper } from "./dialogs/paper.js";
import { openPapers } from "./dialogs/papers.js";
import { openRecovery } from "./dialogs/recovery.js";
import { openScreen } from "./dialogs/screen.js";
import { MINUTE, planned } from "./plan.js";

/** @typedef {import("./steering.js").Steering} Steering */

/** @param {Steering} desk */
export function bar(desk) {
  const { session, people } = desk.view;
  return html`<header class="desk-bar">
    ${session.logo ? html`<img class="desk-logo" src=${session.logo} alt="">` : html`<span class="mark" aria-hidden="true"><span>${session.city?.slice(0, 1) ?? "·"}</span></span>`}
    <h1>${said(session.title)}</h1>
    ${delay(desk)}
    <span class="clock"><span class="heard">${t("Time")}</span> <time>${time(desk.now)}</time></span>
    <p class="desk-presence"><span>${icon("people", "icon-small")} <span><b>${number(people.here)}</b> ${t("here")}${people.phone ? html`, ${tn("%(n)s by telephone", "%(n)s by telephone", people.phone)}` : nothing}</span></span>${linkSign(desk.live.connection)}</p>
    <div class="desk-tools" role="group" aria-label=${t("Tools")}>
      ${tool("screen", t("Projector"), () => openScreen(desk), desk.view.screen?.overlay)}
      ${tool("pin", t("Links"), () => openLinks(desk))}
      ${tool("printer", t("Paper"), () => openPaper(desk))}
      ${tool("document", t("Documentation"), () => openPapers(desk))}
      ${undo(desk)}
      ${tool("help", t("Help"), () => openHelp(desk))}
    </div></header>`;
}

/**
 * @param {string} drawing
 * @param {string} label
 * @param {() => void} does
 * @param {unknown} [on] whether it is at work
 */
function tool(drawing, label, does, on) {
  return html`<button class="button button-bare desk-tool ${on && on !== "none" ? "desk-tool-on" : ""}" type="button" @click=${does}>${icon(drawing)} <span>${label}</span></button>`;
}

/** @param {Steering} desk */
function undo(desk) {
  const last = desk.view.undo;
  const does = (/** @type {MouseEvent} */ event) => desk.click(event, "undo", () => takeBack(desk, last));
  return html`<button class="button button-bare desk-tool desk-undo" type="button" ?disabled=${!last} @click=${does}>${icon("undo", "icon-along")}
    <span>${t("Undo")}${last ? html`<small>${deed(last, desk.view.steps)}</small>` : nothing}</span></button>`;
}

/**
 * What moves everybody in the room is asked back.
 * @param {Steering} desk
 * @param {{act: number, what: string}} last
 */
function takeBack(desk, { act, what }) {
  const undone = () => void desk.act({ type: "agenda.undo", act });
  if (what === "breakout.published") desk.twice(`undo/${act}`, t("Everybody leaves their group. Press again to take the announcement back."), undone);
  else undone();
}

/** @param {Steering} desk */
function delay(desk) {
  const { dialogue, session } = desk.view;
  if (dialogue.phase === "waiting") return html`<p class="desk-pace quiet">${waiting(session.starts_at - desk.now)}</p>`;
  if (dialogue.phase === "ended") return html`<p class="desk-pace quiet">${t("ended")}</p>`;
  const { behind, buffer } = planned(desk.view, desk.now);
  const minutes = Math.floor(behind / MINUTE);
  if (minutes < 1) return html`<p class="desk-pace quiet">${minutes <= -2 ? tn("%(n)s minute ahead of the plan", "%(n)s minutes ahead of the plan", -minutes) : t("on time")}</p>`;
  const words = tn("%(n)s minute behind the plan", "%(n)s minutes behind the plan", minutes);
  const spare = Math.floor(buffer / MINUTE);
  return html`<p class="${spare < 0 ? "late" : "late late-spare"}"><span>${words}${spare > 0 ? html` <small>${tn("%(n)s minute to spare", "%(n)s minutes to spare", spare)}</small>` : nothing}</span>
    <button class="button" type="button" @click=${() => openRecovery(desk)}>${t("Catch up")}</button></p>`;
}

/** @param {number} until */
function waiting(until) {
  const minutes = Math.ceil(until / MINUTE);
  if (Math.abs(minutes) > 240) return "";
  return minutes > 0 ? tn("begins in %(n)s minute", "begins in %(n)s minutes", minutes) : t("It is time to begin.");
}


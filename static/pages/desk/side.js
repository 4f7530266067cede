/** The end side of the desk: what to say now, who wants to speak, who is here. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { aboutLinks } from "../../core/about.js";
import { holderOf } from "../../core/hands.js";
import { countdown, number, t, tn } from "../../core/i18n.js";
import { inOrder } from "../../core/order.js";
import { lookAt, rest } from "../../core/portion.js";
import { icon, paragraphs } from "../../core/said.js";
import { callerName } from "../../steps/callers.js";
import { openCallers } from "./dialogs/callers.js";
import { openPeople } from "./dialogs/people.js";
import { stepOf } from "./plan.js";

/** @typedef {import("./steering.js").Steering} Steering */
/** @typedef {{since: number, seat?: number, first?: boolean, called?: boolean}} Raised */

const OWN_ROLE = "moderation";
const HANDS = "hands";

/** @param {Steering} desk */
export function side(desk) {
  return html`<aside class="desk-side" aria-label=${t("Script, hands and people")}>${script(desk)} ${hands(desk)} ${people(desk)} ${aboutLinks(desk.live)}</aside>`;
}

/** @param {Steering} desk */
function script(desk) {
  const { agenda, current, dialogue } = desk.view;
  if (dialogue.phase === "ended" && !desk.looking) return nothing;
  const shown = desk.looking ?? current?.step ?? (dialogue.phase === "waiting" ? agenda.order[0] : undefined);
  const roles = shown && agenda.steps[shown] ? (stepOf(agenda, shown).script ?? {}) : {};
  const others = Object.keys(roles).filter((role) => role !== OWN_ROLE);
  return html`<section><h2>${t("Script")}</h2>
    ${roles[OWN_ROLE] ? html`<div class="script">${paragraphs(roles[OWN_ROLE])}</div>` : html`<p class="quiet desk-note">${t("Nothing is written in the script for this item.")}</p>`}
    ${others.map((role) => html`<div class="quiet desk-note"><strong>${roleName(role)}</strong>${paragraphs(roles[role])}</div>`)}
  </section>`;
}

/** @param {string} role */
function roleName(role) {
  if (role === "group_moderation") return t("Group moderation");
  if (role === "support") return t("Technical support");
  return role === "speaker" ? t("Speaker") : role;
}

/** @param {Steering} desk */
function hands(desk) {
  /** @type {Record<string, Raised>} */
  const raised = desk.view.hands.raised;
  const order = inOrder(raised, ({ since }) => since);
  const { most } = lookAt(HANDS);
  const all = html`<button class="button button-bare" type="button" @click=${() => desk.twice("hands.lower_all", t("All hands go down. Press again."), () => void desk.act({ type: "hands.lower_all" }))}>${t("Lower all")}</button>`;
  return html`<section><header><h2>${t("Raised hands")}, ${number(order.length)}</h2>${order.length > 1 ? all : nothing}</header>
    ${order.length ? html`<ol class="queue">${repeat(order.slice(0, most), (id) => id, (id, index) => raisedHand(desk, id, /** @type {Raised} */ (raised[id]), index))}</ol>${rest(HANDS, order.length, () => desk.refresh())}` : html`<p class="quiet desk-note">${t("Nobody has raised a hand.")}</p>`}
  </section>`;
}

/**
 * @param {Steering} desk
 * @param {string} id
 * @param {Raised} hand
 * @param {number} index
 */
function raisedHand(desk, id, { since, seat, first, called }, index) {
  const holder = holderOf(id);
  const person = desk.view.people.people[holder.person];
  const device = person?.phone ? callerName(person) : (person?.name ?? t("without a name"));
  const name = seat ? `${device}, ${t("Person %(n)s", { n: seat })}` : device;
  const where = person?.room ? t("Group %(n)s", { n: person.room }) : person?.source === "phone" ? t("telephone") : "";
  const act = (/** @type {string} */ type) => () => void desk.act({ type, ...holder });
  return html`<li class=${called ? "called" : ""}><b>${number(index + 1)}</b>
    <span><span dir="auto">${name}</span>${first ? html` <span class="state state-call">${t("for the first time")}</span>` : nothing}
      <small>${[called ? t("is speaking") : t("for %(time)s", { time: countdown(desk.now - since) }), where].filter(Boolean).join(", ")}</small></span>
    <span class="queue-acts">${called ? nothing : html`<button class="button button-plain" type="button" aria-label=${t("Call %(name)s", { name })} @click=${act("hands.call")}>${t("Call")}</button>`}
      <button class="button button-bare" type="button" aria-label=${t("Lower the hand of %(name)s", { name })} @click=${act("hands.lower")}>${icon("close", "icon-small")}</button></span></li>`;
}

/** @param {Steering} desk */
function people(desk) {
  const { here, all, phone } = desk.view.people;
  const away = Math.max(0, all - here);
  const facts = [tn("%(n)s in the app", "%(n)s in the app", here - phone), phone ? tn("%(n)s by telephone", "%(n)s by telephone", phone) : "", away ? tn("%(n)s not here", "%(n)s not here", away) : ""];
  return html`<section><header><h2>${t("People")}, ${number(here)}</h2><span class="desk-side-acts"><button class="button button-bare" type="button" @click=${() => openCallers(desk)}>${icon("phone", "icon-small")} ${t("Telephone")}</button><button class="button button-bare" type="button" @click=${() => openPeople(desk)}>${t("List")}</button></span></header>
    <p class="quiet desk-note">${facts.filter(Boolean).join(", ")}</p></section>`;
}

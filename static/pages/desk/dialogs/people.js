/** Everybody who has joined: who is here, in which group, who has spoken. Those on the telephone are entered from here. */

import { html, nothing } from "lit-html";
import { guard } from "lit-html/directives/guard.js";
import { repeat } from "lit-html/directives/repeat.js";
import { language, number, t, tn } from "../../../core/i18n.js";
import { inOrder } from "../../../core/order.js";
import { PORTION, finder, finds, lookAt, rest } from "../../../core/portion.js";
import { icon } from "../../../core/said.js";
import { callerName } from "../../../steps/callers.js";
import { openCallers } from "./callers.js";

/** @typedef {import("../steering.js").Steering} Steering */
/** @typedef {{name?: string, seats: number, here?: boolean, room?: number, joined_at: number, spoken: number, source: string, phone?: number}} Person */

const PLACE = "people";

/** @param {Steering} desk */
export function openPeople(desk) {
  desk.open(() => {
    /** @type {{people: Record<string, Person>, here: number, all: number}} */
    const { people, here, all } = desk.view.people;
    return { title: t("People, %(here)s of %(all)s here", { here: number(here), all: number(all) }), wide: true, body: body(desk, people) };
  });
}

/**
 * @param {Steering} desk
 * @param {Record<string, Person>} people
 */
function body(desk, people) {
  const order = inOrder(people, ({ joined_at: at }) => at);
  const callers = html`<p><button class="button button-plain" type="button" @click=${() => openCallers(desk)}>${icon("phone", "icon-small")} ${t("People on the telephone")}</button></p>`;
  if (!order.length) return html`${callers}<p class="quiet">${t("Nobody has joined yet.")}</p>`;
  const refresh = () => desk.refresh();
  const found = fitting(order, people);
  return html`${callers} ${order.length > PORTION ? finder(PLACE, t("Name or number of a group"), found.length, refresh) : nothing}
    <table class="desk-table"><thead><tr><th>${t("Name")}</th><th>${t("Group")}</th><th class="number">${t("Spoken")}</th><th><span class="heard">${t("Hand")}</span></th></tr></thead>
      <tbody>${repeat(found.slice(0, lookAt(PLACE).most), (id) => id, (id) => guarded(desk, id, people[id]))}</tbody></table>
    ${rest(PLACE, found.length, refresh)}`;
}

/**
 * A number means a group, anything else a piece of a name.
 * @param {readonly string[]} order
 * @param {Record<string, Person>} people
 */
function fitting(order, people) {
  const look = lookAt(PLACE);
  const wanted = look.words.trim();
  if (!wanted) return order;
  const fits = finds(look);
  const room = /^\d+$/.test(wanted) ? Number(wanted) : undefined;
  const unnamed = t("without a name");
  return order.filter((id) => (room === undefined ? fits(people[id]?.phone ? callerName(people[id]) : (people[id]?.name ?? unnamed)) : people[id]?.room === room));
}

/**
 * @param {Steering} desk
 * @param {string} id
 * @param {Person | undefined} person
 */
function guarded(desk, id, person) {
  const raised = desk.view.hands.raised[id] !== undefined;
  return person ? guard([person, raised, language()], () => row(desk, id, person, raised)) : nothing;
}

/**
 * @param {Steering} desk
 * @param {string} id
 * @param {Person} person
 * @param {boolean} raised
 */
function row(desk, id, { name, seats, here, room, spoken, phone }, raised) {
  const words = phone ? callerName({ name, phone }) : (name ?? t("without a name"));
  const facts = [phone ? t("telephone") : "", seats > 1 ? (phone ? tn("%(n)s person there", "%(n)s people there", seats) : tn("%(n)s person at one device", "%(n)s people at one device", seats)) : "", here ? "" : phone ? t("hung up") : t("not here")];
  const does = () => void desk.act({ type: raised ? "hands.lower" : "hands.raise", person: id });
  return html`<tr class=${here ? "" : "quiet"}><th scope="row"><span class="aside-line">${phone ? icon("phone", "icon-small") : nothing} <span><span dir="auto">${words}</span> <small class="quiet">${facts.filter(Boolean).join(", ")}</small></span></span></th>
    <td>${room ?? "–"}</td><td class="number">${spoken ? number(spoken) : nothing}</td>
    <td><button class="button button-bare" type="button" aria-label=${raised ? t("Lower the hand of %(name)s", { name: words }) : t("Raise the hand of %(name)s", { name: words })} @click=${does}>${raised ? t("Lower the hand") : t("Raise the hand")}</button></td></tr>`;
}

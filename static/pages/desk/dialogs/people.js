/** Everybody who has joined: who is here, in which group, who has spoken. Those by telephone get their hand raised here. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { number, t, tn } from "../../../core/i18n.js";

/** @typedef {import("../steering.js").Steering} Steering */

/** @param {Steering} desk */
export function openPeople(desk) {
  desk.open(() => {
    const { order, people, here, all } = desk.view.people;
    const body = order.length
      ? html`<table class="desk-table"><thead><tr><th>${t("Name")}</th><th>${t("Group")}</th><th class="number">${t("Spoken")}</th><th><span class="heard">${t("Hand")}</span></th></tr></thead>
          <tbody>${repeat(order, (/** @type {string} */ id) => id, (/** @type {string} */ id) => row(desk, id, people[id]))}</tbody></table>`
      : html`<p class="quiet">${t("Nobody has joined yet.")}</p>`;
    return { title: t("People, %(here)s of %(all)s here", { here: number(here), all: number(all) }), wide: true, body };
  });
}

/**
 * @param {Steering} desk
 * @param {string} id
 * @param {{name?: string, seats: number, here?: boolean, room?: number, spoken: number, source: string}} person
 */
function row(desk, id, { name, seats, here, room, spoken, source }) {
  const raised = desk.view.hands.raised[id];
  const words = name ?? t("without a name");
  const facts = [source === "phone" ? t("telephone") : "", seats > 1 ? tn("%(n)s person at one device", "%(n)s people at one device", seats) : "", here ? "" : t("not here")];
  const does = () => void desk.act({ type: raised ? "hands.lower" : "hands.raise", person: id });
  return html`<tr class=${here ? "" : "quiet"}><th scope="row"><span dir="auto">${words}</span> <small class="quiet">${facts.filter(Boolean).join(", ")}</small></th>
    <td>${room ?? "–"}</td><td class="number">${spoken ? number(spoken) : nothing}</td>
    <td><button class="button button-bare" type="button" aria-label=${raised ? t("Lower the hand of %(name)s", { name: words }) : t("Raise the hand of %(name)s", { name: words })} @click=${does}>${raised ? t("Lower the hand") : t("Raise the hand")}</button></td></tr>`;
}

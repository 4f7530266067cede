/** People who have called for help: who, since when, where they are, what is the matter, and who cares for them. */

import { html, nothing } from "lit-html";
import { countdown, t } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { inWords } from "../help/trouble.js";
import { openPeople } from "./dialogs/people.js";

/** @typedef {import("./steering.js").Steering} Steering */
/** @typedef {import("../../core/views.js").PersonalCall} PersonalCall */

/**
 * @param {Steering} desk
 * @returns {import("../../steps/desk.js").Waiting[]}
 */
export function personalCalls(desk) {
  /** @type {Record<string, PersonalCall>} */
  const calls = desk.view.calls ?? {};
  return Object.entries(calls).map(([person, call]) => {
    const name = nameOf(desk, person);
    return {
      id: `${person}/${call.since}`,
      since: call.since,
      taken: call.taken_by !== undefined,
      said: t("%(name)s calls for help.", { name }),
      draw: (first) => row(desk, person, name, call, first),
    };
  });
}

/**
 * @param {Steering} desk
 * @param {string} person
 * @param {string} name
 * @param {PersonalCall} call
 * @param {boolean} first whether nobody has waited longer
 */
function row(desk, person, name, { trouble, text, since, taken_by: taken, taken_at: at = since }, first) {
  const take = (/** @type {"moderation" | "support"} */ by) => () => void desk.act({ type: "help.take", person, by });
  const moderation = html`<button class="button ${first ? "" : "button-plain"}" type="button" aria-label=${t("The moderation cares for %(name)s", { name })} @click=${take("moderation")}>${t("Moderation helps")}</button>`;
  const support = html`<button class="button button-plain" type="button" aria-label=${t("The technical support cares for %(name)s", { name })} @click=${take("support")}>${t("Support helps")}</button>`;
  const done = html`<button class="button button-plain" type="button" aria-label=${t("%(name)s has been helped", { name })} @click=${() => void desk.act({ type: "help.finish", person })}>${t("Settled")}</button>`;
  const waits = taken ? cares(taken, desk.now - at) : t("waiting %(time)s", { time: countdown(desk.now - since) });
  return html`<li class=${taken ? "" : "call-open"}>${icon(taken ? "check" : "help")}
    <p><button class="text-button" type="button" @click=${() => openPeople(desk)}><strong dir="auto">${name}</strong></button>
      <span class="call-trouble">${inWords(trouble)}${text ? html`: <q dir="auto">${text}</q>` : nothing}</span>
      <small>${[where(desk, person), waits].filter(Boolean).join(", ")}</small></p>
    <span class="call-acts">${taken ? nothing : moderation}${taken === "support" ? nothing : support}${taken ? done : nothing}</span></li>`;
}

/**
 * @param {Steering} desk
 * @param {string} person
 */
function nameOf(desk, person) {
  return desk.view.people.people[person]?.name ?? t("Somebody without a name");
}

/**
 * @param {Steering} desk
 * @param {string} person
 */
function where(desk, person) {
  const known = desk.view.people.people[person];
  if (!known?.here) return t("not here at the moment");
  return known.room ? t("Group %(n)s", { n: known.room }) : "";
}

/**
 * @param {NonNullable<PersonalCall["taken_by"]>} by
 * @param {number} since
 */
function cares(by, since) {
  const time = countdown(since);
  if (by === "group") return t("The group’s moderator has been caring for it for %(time)s", { time });
  return by === "moderation" ? t("The moderation has been caring for it for %(time)s", { time }) : t("The technical support has been caring for it for %(time)s", { time });
}

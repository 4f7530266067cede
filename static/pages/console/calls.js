/** People of the group who have called for help: whoever moderates the group sees it as the desk does, and may care for it. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { announce } from "../../core/announce.js";
import { t } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { inWords } from "../help/trouble.js";

/** @typedef {import("../../core/views.js").PersonalCall} PersonalCall */

/** Calls that have been said. @type {Set<string>} */
const heard = new Set();

/**
 * @param {import("../../core/page.js").Live} live
 * @param {Record<string, PersonalCall> | undefined} calls
 */
export function personalCalls(live, calls = {}) {
  const order = Object.entries(calls).toSorted(([, one], [, other]) => one.since - other.since);
  for (const [person, { since, taken_by: taken, name }] of order) {
    const id = `${person}/${since}`;
    if (!heard.has(id) && !taken) announce(t("%(name)s calls for help.", { name: name ?? t("Somebody without a name") }));
    heard.add(id);
  }
  return repeat(order, ([person]) => person, ([person, call]) => row(live, person, call));
}

/**
 * @param {import("../../core/page.js").Live} live
 * @param {string} person
 * @param {PersonalCall} call
 */
function row({ connection }, person, { name, trouble, text, taken_by: taken }) {
  const who = name ?? t("Somebody without a name");
  const say = (/** @type {string} */ type) => () => void connection.send({ type, person });
  return html`<div class="banner banner-quiet help-state"><p>${icon(taken ? "check" : "help", "icon-small")} <span><strong dir="auto">${who}</strong> ${taken && taken !== "group" ? nothing : html`${inWords(trouble)}${text ? html`: <q dir="auto">${text}</q>` : nothing}`}
      <small>${taken ? caredFor(taken) : t("Called the moderation for help.")}</small></span></p>
    ${taken ? nothing : html`<button class="button button-plain" type="button" aria-label=${t("I help %(name)s", { name: who })} @click=${say("help.take")}>${t("I help")}</button>`}
    ${taken === "group" ? html`<button class="button button-plain" type="button" aria-label=${t("%(name)s has been helped", { name: who })} @click=${say("help.finish")}>${t("It is done")}</button>` : nothing}</div>`;
}

/** @param {NonNullable<PersonalCall["taken_by"]>} by */
function caredFor(by) {
  if (by === "group") return t("You take care of it.");
  return by === "support" ? t("Technical help takes care of it.") : t("The moderation takes care of it.");
}

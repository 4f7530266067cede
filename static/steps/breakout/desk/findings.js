/**
 * What the moderator should know of a draft: which wishes could not be met, what a list did not say, how the sizes are.
 *
 * Rule: what can be seen of the draft is looked up in it, so it stays true when people are moved by hand; the rest is as
 * it was told when the groups were drawn.
 */

import { html, nothing } from "lit-html";
import { t, tn } from "../../../core/i18n.js";
import { lookAt, rest } from "../../../core/portion.js";
import { icon, worded } from "../../../core/said.js";
import { called } from "./languages.js";
import { nameOf } from "./naming.js";
import { names, places, seats } from "./people.js";
import { LARGE } from "./sizing.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("../../../core/views.js").Fact} Fact */
/** @typedef {import("../../../core/views.js").Linked} Linked */

/** Of these the draft itself tells. */
const SEEN = new Set(["together_impossible", "apart_impossible", "large", "uneven", "empty"]);

/** Sentences that are read at a glance. More of them fold into one line, because the people stand below. */
const GLANCE = 2;

/**
 * The sentences above the draft.
 * @param {any} step with a draft
 * @param {Desk} desk
 */
export function noted(step, desk) {
  const sentences = findings(step, desk);
  if (!sentences.length) return nothing;
  const line = (/** @type {string} */ words) => html`<li>${words}</li>`;
  const heading = html`${icon("warning", "icon-small")} ${t("Please note")}`;
  if (sentences.length <= GLANCE) return html`<section class="draft-findings"><h3>${heading}</h3><ul>${sentences.map(line)}</ul></section>`;
  const place = `findings/${step.id}`;
  return html`<details class="draft-findings"><summary><h3>${heading}: ${tn("%(n)s note on these groups", "%(n)s notes on these groups", sentences.length)}</h3></summary>
    <ul>${sentences.slice(0, lookAt(place).most).map(line)}</ul>${rest(place, sentences.length, () => desk.refresh())}</details>`;
}

/**
 * @param {any} step with a draft
 * @param {Desk} desk
 * @returns {string[]}
 */
export function findings(step, desk) {
  /** @type {Fact[]} */
  const told = Object.values(step.draft.findings ?? {});
  const lasting = told.filter(({ code }) => !SEEN.has(short(code)));
  return [...unmet(step, told, desk), ...lasting.map((fact) => finding(step, fact, desk)), ...sizes(step, desk)].filter(Boolean);
}

/**
 * @param {any} step
 * @param {Fact} fact
 * @param {Desk} desk
 */
function finding(step, fact, desk) {
  const { code, params = {}, people = [] } = fact;
  const room = nameOf(step, String(params.room ?? ""));
  const who = names(people, desk);
  switch (short(code)) {
    case "unknown_people":
      return t("Not here, so nothing could be done for them: %(names)s.", { names: who });
    case "no_such_group":
      return people.length ? t("There is no group %(n)s. Drawn instead: %(names)s.", { n: Number(params.room), names: who }) : worded(fact);
    case "speaker_missing":
      return t("In %(room)s nobody speaks %(language)s for %(names)s.", { room, language: called(String(params.language)), names: who });
    case "no_room":
      return noRoom(people.filter((id) => step.draft.unplaced[id]), desk);
    case "wishes_impossible":
      return t("In none of the groups they wished for: %(names)s.", { names: who });
    case "list_twice":
      return t("Line %(line)s: %(names)s stands further up already, for %(room)s. That one counts.", { line: Number(params.line), names: who, room });
    default:
      return worded(fact);
  }
}

/**
 * @param {string[]} people who are still in no group
 * @param {Desk} desk
 */
function noRoom(people, desk) {
  return people.length ? t("In no group was there room for %(names)s.", { names: names(people, desk) }) : "";
}

/**
 * Wishes about people that the draft does not hold: because they could not be met, or because they are newer than it.
 * @param {any} step
 * @param {Fact[]} told
 * @param {Desk} desk
 */
function unmet(step, told, desk) {
  /** @type {Linked[]} */
  const links = Object.values(step.draft.links ?? {});
  if (!links.length) return [];
  const room = places(step.draft.rooms);
  const impossible = (/** @type {Linked} */ { how, people }) => told.some((fact) => short(fact.code) === `${how}_impossible` && Boolean(fact.people?.some((id) => people.includes(id))));
  return links.flatMap((link) => {
    const rooms = link.people.flatMap((id) => room.get(id) ?? []);
    const met = link.how === "together" ? new Set(rooms).size < 2 : new Set(rooms).size === rooms.length;
    return met ? [] : [sentence(link, impossible(link), desk)];
  });
}

/**
 * @param {Linked} link
 * @param {boolean} impossible
 * @param {Desk} desk
 */
function sentence({ how, people }, impossible, desk) {
  const who = { names: names(people, desk) };
  if (how === "together") return impossible ? t("Could not be kept together, because their places are fixed: %(names)s.", who) : t("Not together in this draft, though you asked for it: %(names)s.", who);
  return impossible ? t("Could not be kept apart: %(names)s. Other wishes or fixed places stand against it, or there are too few groups.", who) : t("Not apart in this draft, though you asked for it: %(names)s.", who);
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function sizes({ draft }, desk) {
  const all = Object.values(draft.rooms).map((people) => seats(people, desk));
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const [large, empty] = [all.filter((size) => size > LARGE).length, all.filter((size) => !size).length];
  return [
    large ? tn("%(n)s group has more than eight people. That is many for a conversation.", "%(n)s groups have more than eight people. That is many for a conversation.", large) : "",
    empty ? tn("%(n)s group is empty.", "%(n)s groups are empty.", empty) : "",
    most - least > 1 && !empty ? t("The groups have from %(least)s to %(most)s people.", { least, most }) : "",
  ];
}

/** @param {string} code */
function short(code) {
  return code.replace("assignment.", "");
}

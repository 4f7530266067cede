/** Why somebody is in a group, in words. The reasons come from the server, the most decisive first. */

import { t, tn } from "../../../core/i18n.js";
import { called } from "./languages.js";
import { names } from "./people.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("../../../core/views.js").Fact} Fact */

/**
 * @param {any} step with a draft
 * @param {string} id of the person
 * @param {string} room
 * @param {Desk} desk
 */
export function why(step, id, room, desk) {
  /** @type {Fact[] | undefined} */
  const told = step.draft.reasons?.[id];
  if (!told) return untold(step, id, room, desk);
  return told.map((fact) => reason(fact, desk)).filter(Boolean).join(", ");
}

/**
 * @param {Fact} fact
 * @param {Desk} desk
 * @returns {string} "" for one that says no more than the pin beside it
 */
export function reason({ code, params = {}, people = [] }, desk) {
  switch (code) {
    case "by_hand":
      return t("put here by hand");
    case "from_list":
      return t("from the list");
    case "same_group":
      return t("the same group as before");
    case "together":
      return t("together with %(names)s", { names: names(people, desk) });
    case "apart":
      return t("apart from %(names)s", { names: names(people, desk) });
    case "speaks":
      return t("speaks %(language)s for others", { language: called(String(params.language)) });
    case "understood":
      return t("somebody here speaks %(language)s", { language: called(String(params.language)) });
    case "own_wish":
      return Number(params.number) === 1 ? t("own first wish") : t("own wish, number %(n)s", { n: Number(params.number) });
    case "mixed":
      return met(Number(params.met), Number(params.others));
    case "balances":
      return t("spreads the languages: %(language)s", { language: called(String(params.value)) });
    case "smallest_group":
      return t("the smallest group");
    case "by_lot":
      return t("by lot");
    default:
      return "";
  }
}

/**
 * @param {number} known
 * @param {number} others
 */
function met(known, others) {
  if (!known) return t("has met nobody here before");
  return tn("has met %(n)s of the %(others)s here before", "has met %(n)s of the %(others)s here before", known, { others });
}

/**
 * In a crowd a place by lot is sent without words, and so are the groups of before.
 * @param {any} step
 * @param {string} id
 * @param {string} room
 * @param {Desk} desk
 */
function untold(step, id, room, desk) {
  if (step.draft.source !== "same") return t("by lot");
  const before = desk.view.steps[step.same_groups_as]?.rooms[room]?.people ?? [];
  return before.includes(id) ? t("the same group as before") : t("new since then");
}

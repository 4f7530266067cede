/** What the server is asked for when groups are to be made: from what, how many, with which wishes about languages. */

import { t, tn } from "../../../core/i18n.js";
import { spread } from "./languages.js";
import { division } from "./sizing.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {NonNullable<import("../../../core/views.js").Draft["source"]>} Source */
/** @typedef {{text: string, groups?: number}} List `groups`: as many as it names, where those are more than planned */

/** By step, in this page only: a list of names does not belong on a disk. @type {Map<string, List>} */
const lists = new Map();

/**
 * @param {any} step
 * @param {Desk} desk
 * @param {Source} source
 */
export async function draw(step, desk, source) {
  const list = source === "list" ? lists.get(step.id) : undefined;
  const divided = source === "same" || source === "chosen" || list?.groups ? {} : division(step, desk);
  const outcome = await desk.act({ type: "breakout.draft_rooms", step: step.id, ...divided, ...(source === "same" ? {} : wishes(step, desk)), source, ...list });
  // What could not be met stands above the draft.
  if (outcome.saved) document.querySelector(".desk-draft")?.scrollIntoView({ block: "start" });
  return outcome;
}

/**
 * Once more from the same: the pinned stay, and so do those for whom the list or their wish decides.
 * @param {any} step with a draft
 * @param {Desk} desk
 * @returns {import("../../desk.js").Act}
 */
export function again(step, desk) {
  const stay = Object.keys(step.draft.pinned ?? {}).length;
  const act = (/** @type {string} */ label, /** @type {Source} */ source) => ({ label, does: () => void draw(step, desk, source) });
  switch (step.draft.source) {
    case "mixed":
      return act(stay ? tn("Mix again, %(n)s stays", "Mix again, %(n)s stay", stay) : t("Mix again"), "mixed");
    case "chosen":
      return act(t("Divide by the wishes again"), "chosen");
    case "list":
      return lists.has(step.id) ? act(t("Draw the others again"), "list") : act(t("Draw groups at random"), "random");
    case "same":
      return act(t("Draw groups at random"), "random");
    default:
      return act(stay ? tn("Draw again, %(n)s stays", "Draw again, %(n)s stay", stay) : t("Draw again"), "random");
  }
}

/**
 * Whether there were groups earlier this evening.
 * @param {any} step
 * @param {Desk} desk
 */
export function haveMet(step, desk) {
  return Object.values(desk.view.steps).some((/** @type {any} */ other) => other.kind === step.kind && other.id !== step.id && other.rooms && other.phase !== "prepared");
}

/** @param {string} step */
export function listOf(step) {
  return lists.get(step);
}

/**
 * @param {string} step
 * @param {List} list
 */
export function keepList(step, list) {
  lists.set(step, list);
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function wishes(step, desk) {
  const { balanced, understood } = spread(step, desk);
  return { ...(balanced ? { balanced } : {}), ...(understood.length ? { understood } : {}) };
}

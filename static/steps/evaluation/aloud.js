/** The closing questionnaire as it is read aloud to somebody on the telephone, item by item. */

import { optionsOf } from "../../core/results.js";
import { said } from "../../core/said.js";
import { placeOf } from "../callers.js";

/** @typedef {import("../../core/views.js").EvaluationItem} Item */
/** @typedef {import("../callers.js").Given} Given */

/**
 * @param {Pick<import("../../core/views.js").Evaluation, "id" | "introduction" | "order" | "items">} step
 * @returns {import("../callers.js").Aloud}
 */
export function aloud({ id: step, introduction, order, items }) {
  const asked = order.flatMap((id) => (items[id] ? [read(id, items[id])] : []));
  return {
    ...(introduction ? { words: said(introduction) } : {}),
    items: asked,
    blank: false,
    wish: (given) => ({ type: "evaluation.send_answers", step, answers: answers(given, items) }),
  };
}

/**
 * @param {string} id
 * @param {Item} item
 * @returns {import("../callers.js").Item}
 */
function read(id, item) {
  const options = optionsOf(item).map((option) => ({ id: option, label: item.options?.[option] ? said(item.options[option].text) : placeOf(item, Number(option)) }));
  return { item: id, words: said(item.statement), form: item.form === "text" ? "text" : "choice", options, least: item.at_least ?? 0, most: item.at_most ?? 1 };
}

/**
 * Items that were not answered are left out.
 * @param {Given} given
 * @param {Record<string, Item>} items
 */
function answers(given, items) {
  /** @type {Record<string, string | number | string[]>} */
  const filled = {};
  for (const [id, { chosen, text: words }] of Object.entries(given)) {
    if (items[id]?.form === "text" && words) filled[id] = words;
    else if (chosen.length) filled[id] = items[id]?.form === "scale" ? Number(chosen[0]) : chosen;
  }
  return filled;
}

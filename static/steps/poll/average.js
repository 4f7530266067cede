/** The mean of a scale, in a sentence: the same on the wall and on the phone. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";

const ITEM = "answer";

/** @param {import("../../core/views.js").PollQuestion} asked */
export function average({ form, counts }) {
  if (form !== "scale" || !counts) return nothing;
  const given = Object.entries(counts.chosen[ITEM] ?? {});
  const people = given.reduce((sum, [, count]) => sum + count, 0);
  if (!people) return nothing;
  const mean = given.reduce((sum, [value, count]) => sum + Number(value) * count, 0) / people;
  return html` ${t("On average %(mean)s.", { mean: Math.round(mean * 10) / 10 })}`;
}

/** A mood check as it is read aloud to somebody on the telephone. */

import { said } from "../../core/said.js";
import { wording } from "./signals.js";

/**
 * @param {import("../../core/views.js").MoodCheck} step
 * @returns {import("../callers.js").Aloud}
 */
export function aloud(step) {
  const options = step.signals.map((id) => ({ id, label: wording(step, id) }));
  return {
    words: said(step.question),
    items: [{ item: "mood", form: "choice", options, least: 1, most: 1 }],
    blank: false,
    wish: ({ mood }) => ({ type: "mood_check.show_hand", step: step.id, signal: mood?.chosen[0] }),
  };
}

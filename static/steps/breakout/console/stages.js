/** The way of a quintessence from a draft to the wall, as a row of named stages; where it stands now is marked. */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";

/** @typedef {"draft" | "reading" | "confirming" | "released" | "shown"} Stage */

/** @type {Stage[]} */
const STAGES = ["draft", "reading", "confirming", "released", "shown"];

/**
 * It is being read out until the first of the group has answered.
 * @param {import("../../../core/views.js").Quintessence | undefined} quintessence
 * @param {boolean} shown whether it is on the wall
 * @returns {Stage}
 */
export function stageOf(quintessence, shown) {
  if (shown) return "shown";
  if (quintessence?.released) return "released";
  if (!quintessence?.asked) return "draft";
  return quintessence.answered ? "confirming" : "reading";
}

/**
 * Whether the group stands behind the words: more people say that they are right than say anything else.
 * @param {import("../../../core/views.js").Quintessence | undefined} quintessence
 */
export function agreed(quintessence) {
  const { right = 0, partly = 0, wrong = 0 } = quintessence?.confirmed ?? {};
  return right > partly + wrong;
}

/**
 * Whether it has been through a stage; a group that was not asked, or does not agree, has not confirmed.
 * @param {Stage} stage
 * @param {import("../../../core/views.js").Quintessence | undefined} quintessence
 * @param {boolean} shown
 */
export function passed(stage, quintessence, shown) {
  if (STAGES.indexOf(stage) >= STAGES.indexOf(stageOf(quintessence, shown))) return false;
  if (stage === "confirming") return agreed(quintessence);
  return stage !== "reading" || quintessence?.asked === true;
}

/**
 * @param {import("../../../core/views.js").Quintessence | undefined} quintessence
 * @param {boolean} shown
 */
export function stages(quintessence, shown) {
  const now = stageOf(quintessence, shown);
  return html`<ol class="console-stages" aria-label=${t("The way of the quintessence")}>
    ${STAGES.map((stage) => {
      const past = passed(stage, quintessence, shown);
      return html`<li class=${past ? "stage-past" : ""} aria-current=${stage === now ? "step" : nothing}>${nameOf(stage)}${stage === "confirming" && quintessence?.answered && !agreed(quintessence) ? html` <span class="stage-open">${t("not agreed yet")}</span>` : nothing}${past ? html`<span class="heard"> (${t("done")})</span>` : nothing}</li>`;
    })}
  </ol>`;
}

/** @param {Stage} stage */
function nameOf(stage) {
  if (stage === "draft") return t("Draft");
  if (stage === "reading") return t("Reading out");
  if (stage === "confirming") return t("The group confirms");
  return stage === "released" ? t("Released") : t("On the wall");
}

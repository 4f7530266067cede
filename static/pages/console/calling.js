/** What is asked in the plenary, answered at the console for the people of the group who are on the telephone. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { kindFor } from "../../core/kinds.js";
import { icon } from "../../core/said.js";
import { answeredBy, answering, callersIn } from "../../steps/callers.js";

/** @typedef {import("../../core/page.js").Live} Live */
/** @typedef {import("../../core/views.js").Room} Room */
/** @typedef {import("../../steps/callers.js").Caller} Caller */

/**
 * @param {Live} live
 * @param {import("../console.js").Console} view
 * @param {Room} group
 */
export function calling(live, { step, current, dialogue }, group) {
  const callers = callersIn(group);
  const kind = step && kindFor(step.kind, "console", live.refresh);
  if (!callers.length || !kind?.aloud || dialogue.phase !== "running") return nothing;
  const seen = /** @type {any} */ (step);
  const part = current?.part ?? "";
  const asked = seen.questions?.[part] ?? seen;
  if (!asked.phase || asked.phase === "prepared") return nothing;
  const here = { place: `${seen.id}/${part}`, callers, asked, say: (/** @type {{type: string}} */ wish) => live.connection.send(wish), refresh: live.refresh };
  return html`<details class="console-calling" open><summary>${icon("phone", "icon-small")} <span><strong>${t("Answer for somebody on the telephone")}</strong> <span class="quiet">${answeredBy(here)}</span></span></summary>
    ${answering(kind.aloud(seen, part), here)}</details>`;
}

/** Ends the talk in groups. Before the time is up it is asked what that would break off, and while groups write once more. */

import { html } from "lit-html";
import { countdown, t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { progress } from "./attention.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("./attention.js").Groups} Groups */

/** Who ends in the last seconds does not end early. */
const NEARLY = 30_000;

/**
 * @param {Groups} step
 * @param {Desk} desk
 */
export function endTalks(step, desk) {
  const end = () => void desk.act({ type: "breakout.end", step: step.id });
  if ((step.ends_at ?? 0) - desk.now > NEARLY) openEnding(desk, step.id);
  else desk.twice("breakout.end", t("Everybody comes back. Press again to end the group phase."), end);
}

/**
 * @param {Desk} desk
 * @param {string} id of the step
 */
function openEnding(desk, id) {
  desk.open(() => {
    const step = /** @type {Groups} */ (desk.view.steps[id]);
    if (step.phase !== "running") return { title: t("The group phase has ended."), body: html`<p>${t("Everybody comes back from their group. What is written stays, and the boards can be written on until they are frozen.")}</p>` };
    const { groups, writing, unreleased } = progress(step, desk.now);
    const end = async () => {
      if ((await desk.act({ type: "breakout.end", step: id })).saved) desk.close();
    };
    const press = () => (writing ? desk.twice("breakout.end", tn("%(n)s group is writing at this moment. Press again to end for everybody.", "%(n)s groups are writing at this moment. Press again to end for everybody.", writing), end) : void end());
    return {
      title: t("End the group phase early?"),
      body: html`<p class="ending-clock"><b class="clock" role="timer">${countdown((step.ends_at ?? desk.now) - desk.now)}</b> <span>${t("are left for the groups.")}</span></p>
        <ul class="desk-facts"><li>${writing ? html`${icon("warning", "icon-small")} ` : ""}${tn("%(n)s of %(of)s groups still writes.", "%(n)s of %(of)s groups still write.", writing, { of: groups })}</li>
          ${step.quintessence ? html`<li>${tn("%(n)s of %(of)s groups has not released its quintessence.", "%(n)s of %(of)s groups have not released their quintessence.", unreleased, { of: groups })}</li>` : ""}
          <li>${t("Everybody comes back from their group. What is written stays, and the boards can be written on until they are frozen.")}</li></ul>
        <p class="desk-form-end"><button class="button button-plain" type="button" @click=${() => desk.close()}>${t("Let them talk on")}</button>
          <button class="button" type="button" @click=${press}>${t("End for everybody now")}</button></p>`,
    };
  });
}

/** Catching up: three ways, each shown as the plan it would make before anything is done. */

import { html, nothing } from "lit-html";
import { number, t, text, time, tn } from "../../../core/i18n.js";
import { MINUTE, planned, stepOf } from "../plan.js";
import { preview, shortened, skippable } from "../recover.js";

/** @typedef {import("../steering.js").Steering} Steering */
/** @typedef {"shorten" | "skip" | "leave"} Way */

/** @param {Steering} desk */
export function openRecovery(desk) {
  /** @type {{way: Way, skip: string | undefined}} */
  const choice = { way: "shorten", skip: skippable(desk.view, desk.now).at(-1) };
  const set = (/** @type {Partial<typeof choice>} */ change) => {
    Object.assign(choice, change);
    desk.refresh();
  };
  desk.open(() => ({ title: title(desk), wide: true, body: html`<div class="desk-recovery">${ways(desk, choice, set)} ${outlook(desk, choice)}</div>` }));
}

/** @param {Steering} desk */
function title(desk) {
  const minutes = Math.max(0, Math.floor(planned(desk.view, desk.now).behind / MINUTE));
  return tn("Catch up %(n)s minute", "Catch up %(n)s minutes", minutes);
}

/**
 * @param {Steering} desk
 * @param {{way: Way, skip: string | undefined}} choice
 * @param {(change: {way?: Way, skip?: string}) => void} set
 */
function ways(desk, { way, skip }, set) {
  const rest = skippable(desk.view, desk.now);
  const spare = Math.floor(planned(desk.view, desk.now).buffer / MINUTE);
  const one = (/** @type {Way} */ name, /** @type {string} */ label, /** @type {string} */ why) => html`<label><input type="radio" name="way" ?checked=${way === name} ?disabled=${name !== "leave" && !rest.length} @change=${() => set({ way: name })}> <span><strong>${label}</strong><br><span class="quiet">${why}</span></span></label>`;
  return html`<fieldset class="choices"><legend class="heard">${t("How")}</legend>
    ${one("shorten", t("Shorten the rest"), t("All items to come become shorter in proportion, none below three minutes."))}
    ${one("leave", spare >= 0 ? t("Use the buffer") : t("End later"), spare >= 0 ? tn("%(n)s minute is left before the announced end.", "%(n)s minutes are left before the announced end.", spare) : t("There is no buffer left. All items keep their minutes."))}
    ${one("skip", t("Leave an item out"), t("It stays on the agenda and can be taken in again."))}
    ${way === "skip" ? html`<p class="field"><label class="heard" for="recovery-skip">${t("Which item")}</label><select class="input" id="recovery-skip" @change=${(/** @type {Event} */ event) => set({ skip: /** @type {HTMLSelectElement} */ (event.target).value })}>
      ${rest.map((id) => html`<option value=${id} ?selected=${id === skip}>${text(stepOf(desk.view.agenda, id).title).value}</option>`)}</select></p>` : nothing}</fieldset>`;
}

/**
 * @param {Steering} desk
 * @param {{way: Way, skip: string | undefined}} choice
 */
function outlook(desk, choice) {
  const { minutes, skip } = changeFor(desk, choice);
  const then = preview(desk.view, desk.now, minutes, skip);
  const rows = then.rows.filter(({ state, id }) => state === "now" || state === "ahead" || state === "passed" || id === skip);
  const late = Math.round(-then.buffer / MINUTE);
  return html`<section><h3>${t("The plan would be")}</h3><table class="desk-table"><tbody>${rows.map(({ id, from }) => {
      const step = stepOf(desk.view.agenda, id);
      const wished = minutes[id] ?? step.minutes;
      const out = id === skip;
      return html`<tr class=${out ? "quiet" : ""}><td>${out || from === undefined ? "–" : time(from)}</td><th scope="row">${text(step.title).value}</th>
        <td class="number">${out ? t("left out") : wished === step.minutes ? number(wished) : html`<s class="quiet">${number(step.minutes)}</s> <strong>${number(wished)}</strong>`}</td></tr>`;
    })}<tr><td><strong>${time(then.end)}</strong></td><th scope="row">${t("End")}</th><td class="number">${late > 0 ? tn("%(n)s minute later", "%(n)s minutes later", late) : late < 0 ? tn("%(n)s minute to spare", "%(n)s minutes to spare", -late) : t("as announced")}</td></tr></tbody></table>
    <p class="desk-form-end"><button class="button" type="button" @click=${() => void apply(desk, choice)}>${choice.way === "leave" ? t("Leave the plan as it is") : t("Change the plan like this")}</button></p></section>`;
}

/**
 * @param {Steering} desk
 * @param {{way: Way, skip: string | undefined}} choice
 */
function changeFor(desk, { way, skip }) {
  return { minutes: way === "shorten" ? shortened(desk.view, desk.now) : {}, skip: way === "skip" ? skip : undefined };
}

/**
 * @param {Steering} desk
 * @param {{way: Way, skip: string | undefined}} choice
 */
async function apply(desk, choice) {
  const { minutes, skip } = changeFor(desk, choice);
  const skipped = skip === undefined || (await desk.act({ type: "agenda.skip", step: skip })).saved;
  const replanned = !Object.keys(minutes).length || (await desk.act({ type: "agenda.replan", minutes })).saved;
  if (skipped && replanned) desk.close();
}

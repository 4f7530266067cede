/** What happens with the results: by which office, and by when. Rows move by buttons; all are saved together. */

import { html, nothing } from "lit-html";
import { direction, languageName, t, tn } from "../../core/i18n.js";
import { icon } from "../../core/said.js";

/** @typedef {import("./editing.js").Editing} Editing */
/** @typedef {import("./editing.js").Step} Step */

/** @type {import("./tools.js").Tool} */
export const steps = {
  name: "steps",
  title: () => t("Next steps"),
  state: ({ nextSteps }) => (nextSteps.length ? tn("%(n)s step", "%(n)s steps", nextSteps.length) : t("none yet")),
  body: (editing) => {
    editing.steps ??= structuredClone(editing.nextSteps);
    const rows = editing.steps;
    return html`<p>${t("People have given an evening: say what becomes of it.")}</p>
      <ol class="step-rows">${rows.map((step, number) => row(editing, rows, step, number))}</ol>
      <p class="tool-acts"><button class="button button-plain" type="button" @click=${() => change(editing, () => rows.push({ text: {}, office: "", by: "" }))}>${icon("plus", "icon-small")} ${t("Add a step")}</button>
        <button class="button button-plain" type="button" ?disabled=${editing.busy} @click=${() => void save(editing, rows)}>${t("Save the next steps")}</button></p>`;
  },
};

/**
 * @param {Editing} editing
 * @param {Step[]} rows
 * @param {Step} step
 * @param {number} number
 */
function row(editing, rows, step, number) {
  const [first = "", ...others] = editing.start.languages;
  const move = (/** @type {number} */ by) => change(editing, () => rows.splice(number + by, 0, ...rows.splice(number, 1)));
  return html`<li><fieldset><legend>${t("Step %(n)s", { n: number + 1 })}</legend>
    ${words(step, number, first, t("What is done"))}
    <p class="field"><label for="office-${number}">${t("Responsible")}</label><input class="input" id="office-${number}" dir="auto" maxlength="300" .value=${step.office} @input=${(/** @type {Event} */ event) => (step.office = valueOf(event))}></p>
    <p class="field"><label for="by-${number}">${t("By when")}</label><input class="input" id="by-${number}" dir="auto" maxlength="100" .value=${step.by} @input=${(/** @type {Event} */ event) => (step.by = valueOf(event))}></p>
    ${others.length ? html`<details class="others"><summary>${t("In other languages")}</summary>${others.map((tag) => words(step, number, tag, languageName(tag)))}</details>` : nothing}
    <p class="tool-acts">
      <button class="button button-bare" type="button" ?disabled=${number === 0} @click=${() => move(-1)}>${t("Up")}</button>
      <button class="button button-bare" type="button" ?disabled=${number === rows.length - 1} @click=${() => move(1)}>${t("Down")}</button>
      <button class="button button-bare" type="button" @click=${() => change(editing, () => rows.splice(number, 1))}>${t("Remove")}</button></p></fieldset></li>`;
}

/**
 * @param {Step} step
 * @param {number} number
 * @param {string} tag
 * @param {string} label
 */
function words(step, number, tag, label) {
  const type = (/** @type {Event} */ event) => {
    step.text[tag] = valueOf(event);
  };
  return html`<p class="field"><label for="step-${number}-${tag}">${label}</label><textarea class="input" id="step-${number}-${tag}" rows="2" lang=${tag} dir=${direction(tag)} .value=${step.text[tag] ?? ""} @input=${type}></textarea></p>`;
}

/**
 * @param {Editing} editing
 * @param {Step[]} rows
 */
async function save(editing, rows) {
  const whole = rows.map((step) => ({ ...step, text: Object.fromEntries(Object.entries(step.text).filter(([, words_]) => words_.trim())) }));
  const filled = whole.filter(({ text, office, by }) => Object.keys(text).length || office.trim() || by.trim());
  if (filled.some(({ text }) => !Object.keys(text).length)) {
    editing.say("steps", t("Please say in each step what is done."));
    return;
  }
  const command = { type: "documentation.plan_next_steps", steps: filled, after: editing.told.next_steps_count };
  if (await editing.change("steps", command, t("The next steps are saved."))) editing.steps = undefined;
  editing.paint();
}

/**
 * @param {Editing} editing
 * @param {() => void} act
 */
function change(editing, act) {
  act();
  editing.paint();
}

/** @param {Event} event */
function valueOf(event) {
  return /** @type {HTMLInputElement} */ (event.target).value;
}

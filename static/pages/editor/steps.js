/** What happens with the results: by which office, and by when. Rows move by buttons; all are saved together. */

import { html, nothing } from "lit-html";
import { direction, languageName, t, text, tn } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { beside } from "./beside.js";
import { counter, STEP_LIMIT, typed } from "./limit.js";

/** @typedef {import("./editing.js").Editing} Editing */
/** @typedef {import("./editing.js").Step} Step */

/** @type {import("./tools.js").Tool} */
export const steps = {
  name: "steps",
  title: () => t("Next steps"),
  state: ({ nextSteps }) => (nextSteps.length ? tn("%(n)s step", "%(n)s steps", nextSteps.length) : t("none yet")),
  unsaved: (editing) => editing.unsaved.begun(all(editing)) !== undefined,
  body: (editing) => {
    const rows = editing.unsaved.value(all(editing));
    const add = () => change(editing, (steps_) => steps_.push({ text: {}, office: "", by: "" }));
    return html`<p>${t("People have given an evening: say what becomes of it.")}</p>
      ${beside(editing, all(editing), others)}
      <ol class="step-rows">${rows.map((step, number) => row(editing, rows.length, step, number))}</ol>
      <p class="tool-acts"><button class="button button-plain" type="button" @click=${add}>${icon("plus", "icon-small")} ${t("Add a step")}</button>
        <button class="button button-plain" type="button" ?disabled=${editing.busy} @click=${() => void save(editing, rows)}>${t("Save the next steps")}</button></p>`;
  },
};

/**
 * @param {Editing} editing
 * @returns {import("./unsaved.js").Piece<Step[]>}
 */
function all(editing) {
  return { name: "steps", kept: () => ({ value: editing.nextSteps, mark: editing.told.next_steps_count }) };
}

/**
 * The steps that somebody else has saved.
 * @param {Step[]} saved
 */
function others(saved) {
  if (!saved.length) return html`<p>${t("none yet")}</p>`;
  return html`<ol class="beside-words">${saved.map((step) => {
    const { value, lang, dir } = text(step.text);
    return html`<li><span lang=${lang} dir=${dir}>${value}</span>${[step.office, step.by].map((detail) => (detail ? html`<br><bdi>${detail}</bdi>` : nothing))}</li>`;
  })}</ol>`;
}

/**
 * @param {Editing} editing
 * @param {number} count
 * @param {Step} step
 * @param {number} number
 */
function row(editing, count, step, number) {
  const [first = "", ...languages] = editing.start.languages;
  const move = (/** @type {number} */ by) => change(editing, (rows) => rows.splice(number + by, 0, ...rows.splice(number, 1)));
  const remove = () => change(editing, (rows) => rows.splice(number, 1));
  return html`<li><fieldset><legend>${t("Step %(n)s", { n: number + 1 })}</legend>
    ${words(editing, step, number, first, t("What is done"))}
    ${line(editing, step, number, "office", t("Responsible"), 300)} ${line(editing, step, number, "by", t("By when"), 100)}
    ${languages.length ? html`<details class="others"><summary>${t("In other languages")}</summary>${languages.map((tag) => words(editing, step, number, tag, languageName(tag)))}</details>` : nothing}
    <p class="tool-acts">
      <button class="button button-bare" type="button" ?disabled=${number === 0} @click=${() => move(-1)}>${t("Up")}</button>
      <button class="button button-bare" type="button" ?disabled=${number === count - 1} @click=${() => move(1)}>${t("Down")}</button>
      <button class="button button-bare" type="button" @click=${remove}>${t("Remove")}</button></p></fieldset></li>`;
}

/**
 * @param {Editing} editing
 * @param {Step} step
 * @param {number} number
 * @param {"office" | "by"} name
 * @param {string} label
 * @param {number} limit
 */
function line(editing, step, number, name, label, limit) {
  const type = (/** @type {Event} */ event) =>
    change(editing, (rows) => {
      /** @type {Step} */ (rows[number])[name] = typed(event);
    });
  return html`<p class="field"><label for="${name}-${number}">${label}</label><input class="input" id="${name}-${number}" dir="auto" maxlength=${limit} .value=${step[name]} @input=${type}>${counter(step[name], limit)}</p>`;
}

/**
 * @param {Editing} editing
 * @param {Step} step
 * @param {number} number
 * @param {string} tag
 * @param {string} label
 */
function words(editing, step, number, tag, label) {
  const said = step.text[tag] ?? "";
  const type = (/** @type {Event} */ event) =>
    change(editing, (rows) => {
      const { text: texts } = /** @type {Step} */ (rows[number]);
      texts[tag] = typed(event);
      if (!texts[tag]) delete texts[tag];
    });
  return html`<p class="field"><label for="step-${number}-${tag}">${label}</label><textarea class="input" id="step-${number}-${tag}" rows="2" lang=${tag} dir=${direction(tag)} maxlength=${STEP_LIMIT} .value=${said} @input=${type}></textarea>${counter(said, STEP_LIMIT)}</p>`;
}

/**
 * @param {Editing} editing
 * @param {Step[]} rows
 */
async function save(editing, rows) {
  const whole = rows.map((step) => ({ ...step, text: Object.fromEntries(Object.entries(step.text).filter(([, words_]) => words_.trim())) }));
  const filled = whole.filter(({ text: texts, office, by }) => Object.keys(texts).length || office.trim() || by.trim());
  if (filled.some(({ text: texts }) => !Object.keys(texts).length)) {
    editing.say("steps", t("Please say in each step what is done."));
    return;
  }
  const piece = all(editing);
  const command = { type: "documentation.plan_next_steps", steps: filled, after: editing.unsaved.after(piece) };
  await editing.save("steps", piece, command, t("The next steps are saved."));
}

/**
 * @param {Editing} editing
 * @param {(rows: Step[]) => void} act
 */
function change(editing, act) {
  const rows = structuredClone(editing.unsaved.value(all(editing)));
  act(rows);
  editing.unsaved.type(all(editing), rows);
  editing.paint();
}

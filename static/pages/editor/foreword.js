/** Words of the city before everything else, in each language of the evening. */

import { html } from "lit-html";
import { direction, languageName, list, t } from "../../core/i18n.js";
import { beside } from "./beside.js";
import { counter, TEXT_LIMIT, typed } from "./limit.js";

/** @typedef {import("./editing.js").Editing} Editing */

/** @type {import("./tools.js").Tool} */
export const foreword = {
  name: "foreword",
  title: () => t("Foreword"),
  state: ({ start, told }) => list(start.languages.filter((tag) => told.foreword[tag]?.text).map(languageName), "unit") || t("none yet"),
  unsaved: (editing) => editing.start.languages.some((tag) => editing.unsaved.begun(within(editing, tag))),
  body: (editing) => {
    const [first = "", ...others] = editing.start.languages;
    return html`${field(editing, first)}
      ${others.length ? html`<details class="others"><summary>${t("In other languages")}</summary>${others.map((tag) => field(editing, tag))}</details>` : ""}`;
  },
};

/**
 * @param {Editing} editing
 * @param {string} tag
 * @returns {import("./unsaved.js").Piece<string>}
 */
function within(editing, tag) {
  const kept = () => {
    const { text, count } = editing.told.foreword[tag] ?? { text: "", count: 0 };
    return { value: text, mark: count };
  };
  return { name: `foreword@${tag}`, kept };
}

/**
 * @param {Editing} editing
 * @param {string} tag
 */
function field(editing, tag) {
  const piece = within(editing, tag);
  const text = editing.unsaved.value(piece);
  const type = (/** @type {Event} */ event) => {
    editing.unsaved.type(piece, typed(event));
    editing.paint();
  };
  const save = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const command = { type: "documentation.write_foreword", language: tag, text, after: editing.unsaved.after(piece) };
    void editing.save("foreword", piece, command, t("The foreword is saved."));
  };
  return html`<form class="field tool-form" @submit=${save}>
    <label for="foreword-${tag}">${t("Foreword, %(language)s", { language: languageName(tag) })}</label>
    ${beside(editing, piece, (other) => html`<p class="beside-words" lang=${tag} dir=${direction(tag)}>${other || t("none yet")}</p>`)}
    <textarea class="input" id="foreword-${tag}" name="text" rows="6" lang=${tag} dir=${direction(tag)} maxlength=${TEXT_LIMIT} .value=${text} @input=${type}></textarea>
    ${counter(text, TEXT_LIMIT)}
    <small>${t("An empty line begins a new paragraph.")}</small>
    <p class="tool-acts"><button class="button button-plain" type="submit" ?disabled=${editing.busy}>${t("Save the foreword")}</button></p></form>`;
}

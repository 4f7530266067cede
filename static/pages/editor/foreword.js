/** Words of the city before everything else, in each language of the evening. */

import { html } from "lit-html";
import { direction, languageName, list, t } from "../../core/i18n.js";

/** @typedef {import("./editing.js").Editing} Editing */

/** @type {import("./tools.js").Tool} */
export const foreword = {
  name: "foreword",
  title: () => t("Foreword"),
  state: ({ told }) => list(Object.entries(told.foreword).filter(([, { text }]) => text).map(([tag]) => languageName(tag)), "unit") || t("none yet"),
  body: (editing) => {
    const [first = "", ...others] = editing.start.languages;
    return html`${field(editing, first)}
      ${others.length ? html`<details class="others"><summary>${t("In other languages")}</summary>${others.map((tag) => field(editing, tag))}</details>` : ""}`;
  },
};

/**
 * @param {Editing} editing
 * @param {string} tag
 */
function field(editing, tag) {
  const kept = editing.told.foreword[tag] ?? { text: "", count: 0 };
  const draft = `foreword@${tag}`;
  const save = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const text = /** @type {HTMLTextAreaElement} */ (/** @type {HTMLFormElement} */ (event.currentTarget).elements.namedItem("text")).value;
    const command = { type: "documentation.write_foreword", language: tag, text, after: kept.count };
    if (await editing.change("foreword", command, t("The foreword is saved."))) editing.drafts.clear(draft, text);
  };
  return html`<form class="field tool-form" @submit=${save}>
    <label for="foreword-${tag}">${t("Foreword, %(language)s", { language: languageName(tag) })}</label>
    <textarea class="input" id="foreword-${tag}" name="text" rows="6" lang=${tag} dir=${direction(tag)} .value=${editing.drafts.get(draft) || kept.text} @input=${(/** @type {Event} */ event) => editing.drafts.set(draft, /** @type {HTMLTextAreaElement} */ (event.target).value)}></textarea>
    <small>${t("An empty line begins a new paragraph.")}</small>
    <p class="tool-acts"><button class="button button-plain" type="submit" ?disabled=${editing.busy}>${t("Save the foreword")}</button></p></form>`;
}

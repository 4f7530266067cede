/** What an editor can do, in the order in which it is best done: seven folds, each with its state on it. */

import { html, nothing } from "lit-html";
import { languageName, t } from "../../core/i18n.js";
import { chapters } from "./chapters.js";
import { foreword } from "./foreword.js";
import { look } from "./look.js";
import { pictures } from "./pictures.js";
import { previews } from "./previews.js";
import { publishing } from "./publishing.js";
import { steps } from "./steps.js";

/** @typedef {import("./editing.js").Editing} Editing */
/** @typedef {{name: string, title: () => string, state: (editing: Editing) => string, calls?: (editing: Editing) => boolean, body: (editing: Editing) => unknown}} Tool */

/** @type {readonly Tool[]} */
const TOOLS = [look, chapters, foreword, steps, pictures, previews, publishing];

/** @param {Editing} editing */
export function tools(editing) {
  return html`<aside class="tools" aria-label=${t("What can be done")}>
    <p class="tools-intro">${t("Press any text of the draft to correct it, to replace a name or to leave it out. The record of the evening stays as it is; every original can be put back.")}</p>
    ${languages(editing)}
    ${TOOLS.map((tool, number) => fold(editing, tool, number + 1))}
  </aside>`;
}

/** @param {Editing} editing */
function languages({ start, at }) {
  if (start.languages.length < 2) return nothing;
  const change = (/** @type {Event} */ event) => location.assign(`${at}?language=${encodeURIComponent(/** @type {HTMLSelectElement} */ (event.target).value)}`);
  return html`<p class="field tools-language"><label for="shown">${t("Language of the draft")}</label>
    <select class="input" id="shown" @change=${change}>${start.languages.map((tag) => html`<option value=${tag} lang=${tag} ?selected=${tag === start.shown}>${languageName(tag)}</option>`)}</select></p>`;
}

/**
 * @param {Editing} editing
 * @param {Tool} tool
 * @param {number} number
 */
function fold(editing, tool, number) {
  const unfolded = editing.unfolded.has(tool.name);
  const toggle = (/** @type {Event} */ event) => {
    const { open } = /** @type {HTMLDetailsElement} */ (event.currentTarget);
    if (open === editing.unfolded.has(tool.name)) return;
    if (open) editing.unfolded.add(tool.name);
    else editing.unfolded.delete(tool.name);
    editing.paint();
  };
  return html`<details class="tool" id="tool-${tool.name}" ?open=${unfolded} @toggle=${toggle}>
    <summary><span class="tool-number">${number}</span><h2>${tool.title()}</h2><span class="tool-state ${tool.calls?.(editing) ? "tool-calls" : ""}">${tool.state(editing)}</span></summary>
    ${unfolded ? html`<div class="tool-body">${tool.body(editing)}<p class="tool-said">${editing.said.get(tool.name) ?? nothing}</p></div>` : nothing}
  </details>`;
}

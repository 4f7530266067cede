/** Cards that were merged, and cards that might be: their own words stay, and can stand by themselves again. */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { act } from "./acts.js";
import { focusIn } from "./field.js";
import { layoutOf } from "./layout.js";
import { repeated } from "./same.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */

/**
 * What was merged into a card keeps its own words.
 * @param {AtConsole} here
 * @param {string[]} ids
 */
export function originals(here, ids) {
  const { notes } = here.group;
  return html`<div class="console-merged"><p class="quiet small">${t("Merged here:")}</p>
    <ul class="notes-merged">${ids.map((id) => {
      const note = notes.notes[id];
      const points = layoutOf(notes).below.get(id) ?? [];
      return html`<li class=${note?.hidden ? "note-hidden" : ""} data-note=${id}><div><p class="note-words" dir="auto" lang=${note?.language ?? nothing}>${note?.text}</p>
        ${points.length ? html`<ul>${points.map((point) => html`<li dir="auto">${notes.notes[point]?.text}</li>`)}</ul>` : nothing}</div>
        <button class="link-button" type="button" @click=${() => does(here, "breakout.part_note", { note: id })}>${t("Separate again")}</button></li>`;
    })}</ul></div>`;
}

/**
 * A card that says what another says already.
 * @param {AtConsole} here
 * @param {string} id
 */
export function twice(here, id) {
  const earlier = repeated(here.group.notes).get(id);
  if (!earlier) return nothing;
  return html`<p class="console-twice"><span class="state state-open">${icon("document", "icon-small")} ${t("This stands here already")}</span>
    <button class="link-button" type="button" @click=${() => does(here, "breakout.merge_note", { note: id, into: earlier })}>${t("Merge")}</button></p>`;
}

/**
 * The pressed button goes with the card: the focus goes on to where the card is then.
 * @param {AtConsole} here
 * @param {string} type
 * @param {{note: string, into?: string}} wish
 */
function does(here, type, wish) {
  act(here, type, wish);
  focusIn(wish.into ?? wish.note, ".note-more");
}

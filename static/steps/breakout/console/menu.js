/** What the moderation may do with a card. Everything that can be done by pulling can be done here first. */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";
import { act } from "./acts.js";
import { focusIn } from "./field.js";
import { cards, columns } from "./where.js";
import { beginToEdit } from "./words.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {import("../../../core/views.js").Note} Note */
/** @typedef {"move" | "merge"} Part */

/** The card whose acts stand open, and which of them asks where to: a matter of where one looks. @type {{id: string, part?: Part | undefined, searched: string} | undefined} */
let open;

/** @param {string} id */
export function opened(id) {
  return open?.id === id;
}

/**
 * @param {AtConsole} here
 * @param {string} id
 */
export function toggle({ live }, id) {
  open = open?.id === id ? undefined : { id, searched: "" };
  live.refresh();
}

/**
 * @param {AtConsole} here
 * @param {string} id
 * @param {Note} note
 */
export function menu(here, id, note) {
  const { live, group } = here;
  const close = () => {
    open = undefined;
    live.refresh();
  };
  const does = (/** @type {string} */ type, /** @type {Record<string, unknown>} */ wish) => {
    act(here, type, wish);
    close();
    focusIn(String(wish["into"] ?? id), ".note-more");
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    close();
    focusIn(id, ".note-more");
  };
  const search = (/** @type {string} */ searched) => {
    if (open) open = { ...open, searched };
    live.refresh();
  };
  const top = !note.below;
  const isIdea = Object.values(group.focus.ideas).some((idea) => idea.note === id);
  return html`<div class="note-acts-row" role="group" aria-label=${t("What to do with the card")} @keydown=${press}>
    <button class="button button-plain" type="button" @click=${() => begin(here, id, () => beginToEdit(here, id, note))}>${t("Edit")}</button>
    ${top && !note.hidden && !group.frozen ? html`<button class="button button-plain" type="button" @click=${() => begin(here, id, () => beginPoint(here, id))}>${t("Add a point")}</button>` : nothing}
    ${top && group.columns.length ? part(here, "move", t("Move to …")) : nothing}
    ${top && !note.hidden ? part(here, "merge", t("Merge with …")) : nothing}
    ${group.focus_ideas && !note.hidden && !isIdea ? html`<button class="button button-plain" type="button" @click=${() => does("breakout.add_focus_idea", { room: group.room, note: id, text: note.text })}>${t("Note as important idea")}</button>` : nothing}
    <button class="button button-plain" type="button" @click=${() => does(note.hidden ? "breakout.unhide_note" : "breakout.hide_note", { note: id })}>${note.hidden ? t("Show again") : t("Hide")}</button>
    ${open?.part === "move" ? columns(here, note, (column) => does("breakout.move_note", { note: id, column })) : nothing}
    ${open?.part === "merge" ? cards(here, id, { searched: open.searched, search, merge: (into) => does("breakout.merge_note", { note: id, into }) }) : nothing}
  </div>`;
}

/**
 * @param {AtConsole} here
 * @param {string} id
 * @param {() => void} work
 */
function begin({ live }, id, work) {
  open = undefined;
  work();
  live.refresh();
  focusIn(id);
}

/**
 * @param {AtConsole} here
 * @param {string} id
 */
function beginPoint({ live }, id) {
  live.drafts.set(`below:${id}`, live.drafts.get(`below:${id}`) || " ");
}

/**
 * @param {AtConsole} here
 * @param {Part} name
 * @param {string} label
 */
function part({ live }, name, label) {
  const press = () => {
    if (open) open = { ...open, part: open.part === name ? undefined : name };
    live.refresh();
  };
  return html`<button class="button button-plain" type="button" aria-expanded=${open?.part === name ? "true" : "false"} @click=${press}>${label}</button>`;
}

/** One card at the console: its words, its sub-points, and what the moderation may do with it, one press away. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { t, text } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { refusal } from "../../../core/state.js";
import { spokenIn } from "./entry.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {import("../../../core/views.js").Note} Note */

/** The card whose acts stand open: a matter of where one looks. @type {string | undefined} */
let opened;

/**
 * @param {AtConsole} here
 * @param {string} id
 */
export function card(here, id) {
  const note = here.group.notes.notes[id];
  if (!note) return nothing;
  const below = here.group.notes.order.filter((other) => here.group.notes.notes[other]?.below === id);
  return html`<li class="note-row" data-note=${id}>
    <div class="note ${note.hidden ? "note-hidden" : ""}">
      ${words(here, id, note)}
      ${below.length ? html`<ul>${below.map((other) => subPoint(here, other))}</ul>` : nothing}
      ${pointField(here, id)} ${facts(note)}
    </div>
    ${more(here, id)}
    ${opened === id ? acts(here, id, note) : nothing}
  </li>`;
}

/**
 * @param {AtConsole} here
 * @param {string} id
 */
function subPoint(here, id) {
  const note = here.group.notes.notes[id];
  if (!note) return nothing;
  return html`<li class=${note.hidden ? "note-hidden" : ""} data-note=${id}>
    <div class="sub-point">${words(here, id, note)} ${more(here, id)}</div>
    ${opened === id ? acts(here, id, note) : nothing}
  </li>`;
}

/**
 * @param {AtConsole} here
 * @param {string} id
 * @param {Note} note
 */
function words(here, id, note) {
  const { live, group } = here;
  const key = `edit:${id}`;
  if (!live.drafts.get(key)) return html`<p class="note-words" dir="auto" lang=${note.language ?? nothing}>${note.text}</p>`;
  const save = () => {
    const typed = live.drafts.get(key).trim();
    if (typed === note.text) return drop(here, key);
    return typed ? live.connection.send({ type: "breakout.edit_note", step: group.step, note: id, text: typed }) : undefined;
  };
  return field(here, key, { label: t("Words of the card"), button: t("Save"), save, about: { type: "breakout.edit_note", step: group.step } });
}

/**
 * A point below the card, being written.
 * @param {AtConsole} here
 * @param {string} id
 */
function pointField(here, id) {
  const { live, group } = here;
  const key = `below:${id}`;
  if (!live.drafts.get(key)) return nothing;
  const save = () => {
    const typed = live.drafts.get(key).trim();
    if (!typed) return;
    live.connection.send({ type: "breakout.write_note", step: group.step, room: group.room, below: id, text: typed, ...spokenIn(typed) });
    drop(here, key);
  };
  return field(here, key, { label: t("Point below the card"), button: t("Pin up"), save, about: { type: "breakout.write_note", step: group.step } });
}

/**
 * A field whose words are a draft. A draft of a single space is an open, empty field.
 * @param {AtConsole} here
 * @param {string} key
 * @param {{label: string, button: string, save: () => unknown, about: import("../../../core/answers.js").About}} wish
 */
function field(here, key, { label, button, save, about }) {
  const { live } = here;
  const write = (/** @type {Event} */ event) => {
    live.drafts.set(key, /** @type {HTMLTextAreaElement} */ (event.target).value || " ");
    live.refresh();
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key === "Escape") drop(here, key);
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    save();
  };
  const draft = live.drafts.get(key);
  return html`<div class="note-field">
    <textarea class="input" rows="2" dir="auto" aria-label=${label} .value=${inSync(draft === " " ? "" : draft)} @input=${write} @keydown=${press}></textarea>
    ${refusal(live.answers.refused(about))}
    <div class="acts">
      <button class="button" type="button" @click=${save}>${button}</button>
      <button class="button button-bare" type="button" @click=${() => drop(here, key)}>${t("Cancel")}</button>
    </div>
  </div>`;
}

/**
 * @param {AtConsole} here
 * @param {string} key
 */
function drop({ live }, key) {
  live.drafts.set(key, "");
  live.refresh();
}

/** @param {Note} note */
function facts({ by, edited, hidden }) {
  const known = [by === "participant" ? t("from the group") : by === "moderator" ? t("from the desk") : "", edited ? t("changed") : "", hidden ? t("hidden") : ""].filter(Boolean);
  return known.length ? html`<footer><span>${known.join(", ")}</span></footer>` : nothing;
}

/**
 * @param {AtConsole} here
 * @param {string} id
 */
function more({ live, group }, id) {
  const open = opened === id;
  const toggle = () => {
    opened = open ? undefined : id;
    live.refresh();
  };
  const start = [...(group.notes.notes[id]?.text ?? "")].slice(0, 40).join("");
  return html`<button class="button button-bare note-more" type="button" aria-expanded=${open ? "true" : "false"} aria-label=${t("What to do with the card: %(words)s", { words: start })} @click=${toggle}>${icon(open ? "close" : "more")}</button>`;
}

/**
 * @param {AtConsole} here
 * @param {string} id
 * @param {Note} note
 */
function acts(here, id, note) {
  const { live, group } = here;
  const close = () => {
    opened = undefined;
    live.refresh();
  };
  const send = (/** @type {string} */ type, /** @type {Record<string, unknown>} */ rest = {}) => {
    live.connection.send({ type, step: group.step, ...rest });
    close();
  };
  const begin = (/** @type {string} */ key, /** @type {string} */ draft) => () => {
    live.drafts.set(key, live.drafts.get(key) || draft);
    close();
    requestAnimationFrame(() => /** @type {HTMLElement | null} */ (document.querySelector(`[data-note="${CSS.escape(id)}"] .note-field textarea`))?.focus());
  };
  const top = !note.below;
  return html`<div class="note-acts-row" role="group" aria-label=${t("What to do with the card")}>
    <button class="button button-plain" type="button" @click=${begin(`edit:${id}`, note.text)}>${t("Edit")}</button>
    ${top && !note.hidden && !group.frozen ? html`<button class="button button-plain" type="button" @click=${begin(`below:${id}`, " ")}>${t("Add a point")}</button>` : nothing}
    <button class="button button-plain" type="button" @click=${() => send(note.hidden ? "breakout.unhide_note" : "breakout.hide_note", { note: id })}>${note.hidden ? t("Show again") : t("Hide")}</button>
    ${group.focus_ideas && !note.hidden ? html`<button class="button button-plain" type="button" @click=${() => send("breakout.add_focus_idea", { room: group.room, note: id, text: note.text })}>${t("Note as important idea")}</button>` : nothing}
    ${top && group.columns.length ? moveMenu(group, note, (column) => send("breakout.move_note", { note: id, column })) : nothing}
  </div>`;
}

/**
 * @param {import("../../../core/views.js").Room} group
 * @param {Note} note
 * @param {(column: string) => void} move
 */
function moveMenu({ columns }, note, move) {
  const chosen = (/** @type {Event} */ event) => move(/** @type {HTMLSelectElement} */ (event.target).value);
  return html`<label class="note-move">${t("Move to")}
    <select class="input" @change=${chosen}>
      <option value="" selected disabled>${t("choose a column")}</option>
      ${columns.filter(({ id }) => id !== note.column).map(({ id, title }) => html`<option value=${id}>${text(title).value}</option>`)}
    </select>
  </label>`;
}

/** One card at the console: its words, its sub-points, what was merged into it, and what may be done with it, one press away. */

import { html, nothing } from "lit-html";
import { comma, t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { refusal } from "../../../core/state.js";
import { act } from "./acts.js";
import { pressed, swallowed } from "./drag.js";
import { noteField } from "./field.js";
import { layoutOf } from "./layout.js";
import { menu, opened, toggle } from "./menu.js";
import { originals, twice } from "./merged.js";
import { spokenIn } from "./spoken.js";
import { words } from "./words.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {import("../../../core/views.js").Note} Note */

/**
 * @param {AtConsole} here
 * @param {string} id
 */
export function card(here, id) {
  const { notes } = here.group;
  const note = notes.notes[id];
  if (!note) return nothing;
  const { below, merged } = layoutOf(notes);
  const [points, others] = [below.get(id) ?? [], merged.get(id) ?? []];
  return html`<li class="note-row" data-note=${id} data-card=${note.hidden ? nothing : ""}>
    <div class="note ${note.hidden ? "note-hidden" : ""}">
      ${words(here, id, note)}
      ${points.length ? html`<ul>${points.map((other) => subPoint(here, other))}</ul>` : nothing}
      ${pointField(here, id)} ${others.length ? originals(here, others) : nothing} ${facts(here, id, note)} ${twice(here, id)}
    </div>
    ${more(here, id)} ${opened(id) ? menu(here, id, note) : nothing}
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
    ${opened(id) ? menu(here, id, note) : nothing}
  </li>`;
}

/**
 * A point below the card, being written.
 * @param {AtConsole} here
 * @param {string} id
 */
function pointField(here, id) {
  const { live, group } = here;
  const key = `below:${id}`;
  const draft = live.drafts.get(key);
  if (!draft) return nothing;
  const write = (/** @type {string} */ typed) => {
    live.drafts.set(key, typed);
    live.refresh();
  };
  const save = () => {
    if (!draft.trim()) return;
    act(here, "breakout.write_note", { room: group.room, below: id, text: draft.trim(), ...spokenIn(draft) });
    write("");
  };
  return noteField({
    words: draft === " " ? "" : draft,
    label: t("Point below the card"),
    button: t("Pin up"),
    // A draft of a single space is an open, empty field.
    write: (typed) => write(typed || " "),
    save,
    cancel: () => write(""),
    trouble: refusal(live.answers.refused({ type: "breakout.write_note", step: group.step })),
  });
}

/**
 * @param {AtConsole} here
 * @param {string} id
 * @param {Note} note
 */
function facts({ group }, id, { by, edited, hidden }) {
  const dots = group.dots?.ranking?.[id] ?? 0;
  const known = [by === "participant" ? t("from the group") : by === "phone" ? t("by telephone") : by === "moderator" ? t("from the desk") : "", edited ? t("changed") : "", hidden ? t("hidden") : ""].filter(Boolean);
  if (!known.length && !dots) return nothing;
  return html`<footer><span>${known.join(comma())}</span>${dots ? html`<strong class="note-dots">${tn("%(n)s dot", "%(n)s dots", dots)}</strong>` : nothing}</footer>`;
}

/**
 * A press opens what can be done; pulled, it takes the card along.
 * @param {AtConsole} here
 * @param {string} id
 */
function more(here, id) {
  const note = here.group.notes.notes[id];
  const open = opened(id);
  const start = [...(note?.text ?? "")].slice(0, 40).join("");
  const movable = note && !note.below && !note.hidden;
  const press = () => (swallowed() ? undefined : toggle(here, id));
  return html`<button class="button button-bare note-more" type="button" aria-expanded=${open ? "true" : "false"} aria-label=${t("What to do with the card: %(words)s", { words: start })} title=${movable ? t("Press for what can be done, or pull the card") : nothing}
    @click=${press} @pointerdown=${movable ? (/** @type {PointerEvent} */ event) => pressed(event, here, id) : nothing}>${icon(open ? "close" : "more")}</button>`;
}

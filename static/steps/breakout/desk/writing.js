/** The quintessence of a group, written from the desk: for a group that has nobody to write it. */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";
import { freshId } from "../../../core/outbox.js";
import { valueOf } from "./moving.js";
import { agreed, releasing } from "./result.js";
import { penWords } from "./words.js";

/** @typedef {import("./room.js").Place} Place */

/**
 * Writing takes a free pen; from somebody else it has to be taken first. Which pen is this page's own is kept with its
 * drafts, because a reload must not lose it.
 * @param {Place} place
 */
export function editing(place) {
  const { step, room, one, desk, does } = place;
  const [key, penKey] = [`desk-words:${step.id}:${room}`, `desk-pen:${step.id}:${room}`];
  const { drafts } = desk.live;
  const mine = !one.pen || one.pen.id === drafts.get(penKey);
  const written = one.quintessence?.text ?? "";
  const write = (/** @type {string} */ type, fields = {}) => {
    const id = freshId();
    if (!one.pen || type === "breakout.take_pen") drafts.set(penKey, id);
    return does(type, { id, room: Number(room), ...fields });
  };
  const save = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const text = drafts.get(key).trim();
    if (text && text !== written && (await write("breakout.write_quintessence", { text }))) drafts.clear(key, text);
    desk.refresh();
  };
  const type = (/** @type {Event} */ event) => {
    drafts.set(key, valueOf(event));
    desk.refresh();
  };
  const unsaved = drafts.get(key).trim() !== "" && drafts.get(key).trim() !== written;
  return html`<form class="quintessence room-writing" @submit=${save}><label for="desk-quintessence"><strong>${t("Quintessence")}</strong></label>
    ${mine ? nothing : html`<p class="room-pen">${penWords(one)}. <button class="button button-plain" type="button" @click=${() => void write("breakout.take_pen")}>${t("Take the pen")}</button></p>`}
    <textarea class="input" id="desk-quintessence" rows="5" maxlength="4000" dir="auto" ?readonly=${!mine} .value=${mine && drafts.get(key) ? drafts.get(key) : written} @input=${type}></textarea>
    ${agreed(place)}
    <div class="room-acts"><button class="button ${unsaved ? "" : "button-plain"}" type="submit" ?disabled=${!mine || !unsaved}>${t("Save")}</button>
      <button class="button button-plain" type="button" ?disabled=${!mine || unsaved || !written || one.quintessence?.asked} @click=${() => void write("breakout.ask_confirmation")}>${one.quintessence?.asked ? t("The group is asked") : t("Ask the group whether it is right")}</button>
      ${one.pen && mine ? html`<button class="button button-plain" type="button" @click=${() => void does("breakout.pass_pen", { room: Number(room) })}>${t("Put the pen down")}</button>` : nothing}
      ${written && !unsaved ? releasing(place) : nothing}</div></form>`;
}

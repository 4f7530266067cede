/** What a group brings back, at the desk: its quintessence with what the group said to it, and its most important ideas. */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { valueOf } from "./moving.js";
import { seats } from "./people.js";
import { penWords, resultState } from "./words.js";
import { editing } from "./writing.js";

/** @typedef {import("./room.js").Place} Place */

/** @param {Place} place */
export function quintessence(place) {
  const { step, room, one, desk, helping } = place;
  if (!step.quintessence) return nothing;
  const words = one.quintessence;
  if (helping && !words?.released) return editing(place);
  if (!words?.text) return html`<p class="quiet room-none">${t("No quintessence yet.")} ${penWords(one)}</p>`;
  return html`<section class="quintessence"><h3>${t("Quintessence")} ${resultState(one, String(step.shown_room ?? "") === room, seats(one.people, desk))}</h3>
    <p class="room-text" dir="auto" lang=${words.language ?? nothing}>${words.text}</p>
    ${words.dissent ? html`<p><strong>${t("Seen differently")}</strong> <span dir="auto">${words.dissent}</span></p>` : nothing}
    ${agreed(place)}${penWords(one) ? html`<p class="quiet small">${penWords(one)}</p>` : nothing}
    <div class="room-acts">${releasing(place)}</div></section>`;
}

/** @param {Place} place */
export function focusIdeas(place) {
  const { step, room, one, desk, helping, does } = place;
  const { order, ideas } = one.focus_ideas;
  if (!step.focus_ideas || (!order.length && !helping)) return nothing;
  const key = `desk-idea:${step.id}:${room}`;
  const add = async (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    const text = desk.live.drafts.get(key).trim();
    if (text && (await does("breakout.add_focus_idea", { room: Number(room), text }))) desk.live.drafts.clear(key, text);
    desk.refresh();
  };
  const remove = (/** @type {string} */ idea) => html` <button class="text-button" type="button" aria-label=${t("%(act)s: %(text)s", { act: t("Remove"), text: ideas[idea]?.text ?? "" })} @click=${() => void does("breakout.remove_focus_idea", { idea })}>${t("Remove")}</button>`;
  return html`<section class="room-focus"><h3>${t("Most important ideas")}</h3>
    ${order.length ? html`<ol>${order.map((id) => html`<li dir="auto">${ideas[id]?.text}${helping ? remove(id) : nothing}</li>`)}</ol>` : nothing}
    ${helping ? html`<form class="desk-row room-idea" @submit=${add}><label class="heard" for="desk-idea">${t("A further idea")}</label><input class="input" id="desk-idea" maxlength="1000" dir="auto" placeholder=${t("A further idea")} .value=${desk.live.drafts.get(key)} @input=${(/** @type {Event} */ event) => desk.live.drafts.set(key, valueOf(event))}>
      <button class="button button-plain" type="submit">${t("Add")}</button></form>` : nothing}
    ${step.quintessence || !order.length ? nothing : html`<div class="room-acts">${showing(place)}</div>`}</section>`;
}

/** @param {Place} place */
export function agreed({ one }) {
  const said = one.quintessence?.confirmed;
  return said ? html`<p class="quiet">${t("The group says: right %(right)s, partly %(partly)s, wrong %(wrong)s.", { ...said })}</p>` : nothing;
}

/** @param {Place} place */
export function releasing(place) {
  const { room, one, does } = place;
  const act = (/** @type {string} */ type) => () => void does(type, { room: Number(room) });
  if (!one.quintessence?.released) return html`<button class="button button-plain" type="button" @click=${act("breakout.release_quintessence")}>${t("Release")}</button>`;
  return html`${showing(place)} <button class="button button-plain" type="button" @click=${act("breakout.withdraw_quintessence")}>${t("Withdraw the release")}</button>`;
}

/** @param {Place} place */
function showing({ step, room, does }) {
  const shown = String(step.shown_room ?? "") === room;
  const show = () => void does("breakout.show_quintessence", shown ? {} : { room: Number(room) });
  if (shown) return html`<button class="button" type="button" @click=${show}>${t("Take off the projector")}</button>`;
  return html`<button class="button" type="button" @click=${show}>${icon("screen", "icon-small")} ${t("Show on the projector")}</button>`;
}

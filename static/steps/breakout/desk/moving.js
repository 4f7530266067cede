/**
 * Puts a person into another group: by a menu, or where there are too many groups for one, by typing its number.
 *
 * Rule: only a choice that was meant moves somebody.
 */

import { html, nothing, render } from "lit-html";
import { ref } from "lit-html/directives/ref.js";
import { t } from "../../../core/i18n.js";
import { carefully } from "./meaning.js";
import { nameOf } from "./naming.js";
import { personName } from "./people.js";

/** @typedef {import("../../desk.js").Desk} Desk */

/** More groups than a menu is good for: their number is typed instead. */
export const MENU = 40;

/** Frames until what the server has answered is drawn. */
const PATIENCE = 120;

/**
 * @param {any} step
 * @param {string} id
 * @param {string} room "" for none
 * @param {string[]} rooms
 * @param {Desk} desk
 */
export function mover(step, id, room, rooms, desk) {
  return rooms.length > MENU ? typed(step, id, room, rooms, desk) : menu(step, id, room, rooms, desk);
}

/** @param {Event} event */
export function valueOf(event) {
  return /** @type {HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement} */ (event.target).value;
}

/**
 * @param {any} step
 * @param {string} id
 * @param {string} room
 * @param {string[]} rooms
 * @param {Desk} desk
 */
function typed(step, id, room, rooms, desk) {
  const change = (/** @type {Event} */ event) => {
    const field = /** @type {HTMLInputElement} */ (event.target);
    const wished = field.value.trim();
    if (wished !== room && rooms.includes(wished)) void move(step, id, wished, desk).then((moved) => moved || (field.value = room));
    else field.value = room;
  };
  return html`<input class="input" id=${`move-${id}`} type="text" inputmode="numeric" autocomplete="off" aria-label=${t("Move %(name)s to", { name: personName(desk, id) })} value=${room} @change=${change}>`;
}

/**
 * The other groups come into the menu when somebody turns to it: each menu with every group is people times groups.
 * @param {any} step
 * @param {string} id
 * @param {string} room
 * @param {string[]} rooms
 * @param {Desk} desk
 */
function menu(step, id, room, rooms, desk) {
  const { change, press, leave, point } = carefully(`move-${id}`, room, t("Move"), (wished) => move(step, id, wished, desk));
  const fill = (/** @type {Element | undefined} */ field, shown = document.activeElement === field ? rooms : rooms.filter((other) => other === room)) => {
    if (field instanceof HTMLElement) render(html`${room ? nothing : html`<option value="" selected>–</option>`}${shown.map((other) => option(step, other, room))}`, field);
  };
  const turn = (/** @type {Event} */ event) => {
    if (event.type === "pointerdown") point();
    fill(/** @type {Element} */ (event.currentTarget), rooms);
  };
  return html`<span class="mover"><select id=${`move-${id}`} aria-label=${t("Move %(name)s to", { name: personName(desk, id) })} @change=${change} @keydown=${press} @blur=${leave} @focus=${turn} @pointerdown=${turn} ${ref((field) => fill(field))}></select><span></span></span>`;
}

/**
 * @param {any} step
 * @param {string} other
 * @param {string} room
 */
function option(step, other, room) {
  return html`<option value=${other} ?selected=${other === room}>${other === room ? nameOf(step, other) : t("to %(room)s", { room: nameOf(step, other) })}</option>`;
}

/**
 * The focus goes with the person; where the menu has gone with them it stays in the dialog. While the groups talk it is
 * said where the person is now, because the row is no longer there to show it.
 * @param {any} step
 * @param {string} id
 * @param {string} room
 * @param {Desk} desk
 */
async function move(step, id, room, desk) {
  if (!room) return false;
  const before = document.getElementById(`move-${id}`);
  const { saved } = await desk.act({ type: "breakout.move_person", step: step.id, person: id, room: Number(room) });
  if (saved) follow(id, before, PATIENCE);
  if (saved && step.phase === "running") desk.say(t("%(name)s is in %(room)s now.", { name: personName(desk, id), room: nameOf(step, room) }));
  return saved;
}

/**
 * The answer comes before the picture: waits until the old menu is gone. Whoever has gone elsewhere meanwhile stays there.
 * @param {string} id
 * @param {HTMLElement | null} before
 * @param {number} frames
 */
function follow(id, before, frames) {
  const now = document.getElementById(`move-${id}`);
  const focused = document.activeElement;
  if (focused !== before && focused !== document.body && !(focused instanceof HTMLDialogElement)) return;
  if (now === before && frames) requestAnimationFrame(() => follow(id, before, frames - 1));
  else (now ?? document.getElementById("dialog-title"))?.focus();
}

/**
 * Writing for the group, where nobody moderates it: one has the pen, everybody sees the words grow.
 *
 * Rule: a single quiet button until somebody reaches for the pen. What is typed stays on the device until the server has
 * it, and only whoever has the pen sends.
 */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";
import { freshId } from "../../../core/outbox.js";
import { writingPanel } from "./writing.js";

/** @typedef {import("../entry.js").InGroup} InGroup */
/** @typedef {import("../../../core/views.js").Room} Room */
/** @typedef {import("../../../core/page.js").Live} Live */

const REMEMBERED = 5;

/**
 * A page knows the pen as its own by the id of the command with which it took it.
 * @param {Room} room
 * @param {Live} live
 */
export function penIsMine(room, live) {
  return room.pen !== undefined && taken(room, live).includes(room.pen.id);
}

/** @param {InGroup} here */
export function penPanel(here) {
  const { room, live } = here;
  if (!room.quintessence_wanted) return nothing;
  if (penIsMine(room, live)) return writingPanel(here, () => pass(room, live));
  if (room.pen || room.quintessence?.released || room.phase !== "running") return nothing;
  const reaching = live.outbox.commands.some(({ type }) => type === "breakout.take_pen");
  return html`<p><button class="text-button pen-take" type="button" ?disabled=${reaching} @click=${() => take(room, live)}>${t("I write for the group")}</button></p>`;
}

/**
 * @param {Room} room
 * @param {Live} live
 */
async function take(room, live) {
  const id = freshId();
  live.drafts.write(key(room), [id, ...taken(room, live)].slice(0, REMEMBERED));
  const answer = live.connection.send({ id, type: "breakout.take_pen", step: room.step, room: room.room });
  live.refresh();
  if (!(await answer).saved) return;
  // Whoever has gone on to something else stays there.
  if (document.activeElement === document.body || document.activeElement?.matches(".pen-take")) focusWhenThere("#group-result");
}

/**
 * @param {Room} room
 * @param {Live} live
 */
function pass(room, live) {
  live.connection.send({ type: "breakout.pass_pen", step: room.step, room: room.room });
  live.refresh();
}

/**
 * The view may come a moment after the answer.
 * @param {string} selector
 * @param {number} [frames] how long to wait for it
 */
function focusWhenThere(selector, frames = 60) {
  const found = /** @type {HTMLElement | null} */ (document.querySelector(selector));
  if (found) found.focus();
  else if (frames) requestAnimationFrame(() => focusWhenThere(selector, frames - 1));
}

/**
 * @param {Room} room
 * @param {Live} live
 * @returns {string[]}
 */
function taken(room, live) {
  return live.drafts.read(key(room), []);
}

/** @param {Room} room */
function key({ step, room }) {
  return `pens:${step}:${room}`;
}

/**
 * A card for the board of an earlier group, which is not on the screen.
 *
 * Rule: as nobody sees it hang there, it is said, once the server has it, and on which board.
 */

import { html, nothing } from "lit-html";
import { announce } from "../../../core/announce.js";
import { t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { pinUp } from "./pinning.js";

/** @typedef {import("../../../core/page.js").Live} Live */
/** @typedef {import("../../../core/views.js").Room} Room */

const SHOWN = 60_000;

/** On their way: the group by the command. @type {Map<string, number>} */
const sent = new Map();
/** @type {{room: number, until: number} | undefined} */
let hung;

/**
 * @param {Live} live
 * @param {{step: string, room: number}} group
 * @param {Room | undefined} room
 */
export function pinThere(live, group, room) {
  const id = pinUp(live, group, room);
  if (id !== undefined) sent.set(id, group.room);
}

/**
 * What the server has said to such a card.
 * @param {import("../../../core/outbox.js").Command} command
 * @param {import("../../../core/connection.js").Outcome} outcome
 * @param {Live} live
 * @returns {boolean} whether nothing more need be said of it
 */
export function pinnedThere({ id }, outcome, live) {
  const room = sent.get(id);
  sent.delete(id);
  if (room === undefined || !outcome.saved) return false;
  hung = { room, until: live.clock.serverNow() + SHOWN };
  announce(hangs(room));
  return true;
}

/**
 * The board on which the last one hangs, until that is closed or has been there for a while.
 * @param {Live} live
 */
export function hungThere(live) {
  if (!hung || live.clock.serverNow() > hung.until) return nothing;
  const close = () => {
    hung = undefined;
    live.refresh();
    /** @type {HTMLElement | null} */ (document.querySelector("main"))?.focus({ preventScroll: true });
  };
  return html`<div class="banner banner-quiet banner-told"><p>${hangs(hung.room)}</p>
    <button class="button button-bare" type="button" aria-label=${t("Close the message")} @click=${close}>${icon("close")}</button></div>`;
}

/** @param {number} room */
function hangs(room) {
  return t("Your card now hangs on the board of your group earlier (group %(n)s).", { n: room });
}

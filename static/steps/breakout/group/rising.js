/**
 * Messages of the group that rise from the dock: what the desk says, the last minute, more time, a text left half-written.
 *
 * Rule: each is spoken once, also over a reload, and can be closed or passes by itself; none takes the focus.
 */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { announce } from "../../../core/announce.js";
import { handsUp } from "../../../core/hands.js";
import { t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { inLastMinute, lastMinute, moreTime } from "./clock.js";
import { leftover } from "./leftover.js";
import { news } from "./news.js";
import { keep, toldWords, unread } from "./told.js";

/** @typedef {import("../../../core/page.js").Live} Live */
/** @typedef {import("../../../core/views.js").Room} Room */
/** @typedef {{live: Live, everyone: import("../../../core/views.js").Everyone, me: import("../../../core/views.js").Me, shown: Room | undefined}} Around
 *   `everyone` and `me` as they stand now; `shown`: the group that is on the screen, if one is */

const SHOWN = 60_000;

/** More would cover what the group is about; the next one rises when one is closed. */
const AT_ONCE = 2;

/** @type {import("./news.js").Heard | undefined} */
let heard;
/** When the page came in, by the server's clock. */
let arrived = 0;

/** @param {Around} around */
export function rising(around) {
  const { live, everyone, me, shown } = around;
  arrived ||= live.clock.serverNow();
  const room = me.room && /** @type {Room | undefined} */ (live.store.value(`room:${me.room.step}:${me.room.room}`));
  const concerned = room && (everyone.current?.step === room.step || shown?.step === room.step);
  return html`${concerned ? groupNews(live, room, me) : nothing}${leftover(around, room)}`;
}

/**
 * @param {Live} live
 * @param {Room} room
 * @param {import("../../../core/views.js").Me} me
 */
function groupNews(live, room, me) {
  const now = live.clock.serverNow();
  const spokenKey = `told:${room.step}:${room.room}`;
  const { heard: next, sentences } = news(heard, room, { now, arrived, told: live.drafts.get(spokenKey) });
  if (next.told !== live.drafts.get(spokenKey)) live.drafts.set(spokenKey, next.told);
  heard = next;
  for (const sentence of sentences) announce(sentence);
  const { more } = next;
  const last = inLastMinute(room, now);
  // The clock is yellow in the last minute, and so is a raised hand.
  const quiet = last && Object.keys(handsUp(me)).length ? "banner-quiet" : "";
  return html`${told(live, room, { now, arrived }, quiet)}
    ${more && !last && now - more.at < SHOWN ? html`<div class="banner banner-quiet"><p><strong>${moreTime(more.minutes)}</strong></p></div>` : nothing}
    ${last ? html`<div class="banner ${quiet}"><p><strong>${lastMinute()}</strong></p></div>` : nothing}`;
}

/**
 * @param {Live} live
 * @param {Room} room
 * @param {{now: number, arrived: number}} moment
 * @param {string} quiet
 */
function told(live, room, moment, quiet) {
  // By the step: whoever is moved has read what they have closed, and not what they have not.
  const key = `told:${room.step}:kept`;
  /** @type {import("./told.js").Kept[]} */
  const before = live.drafts.read(key, []);
  const kept = keep(before, room.told);
  if (kept !== before) live.drafts.write(key, kept.length ? kept : undefined);
  const close = (/** @type {string} */ id) => () => {
    live.drafts.write(key, kept.map((one) => (one.id === id ? { ...one, closed: true } : one)));
    live.refresh();
    // The button goes away with its banner: the keyboard goes on from the page.
    /** @type {HTMLElement | null} */ (document.querySelector("main"))?.focus({ preventScroll: true });
  };
  const waiting = unread(kept, moment, room.ends_at).slice(0, AT_ONCE);
  return repeat(waiting, ({ id }) => id, (said) => html`<div class="banner banner-told ${quiet}"><p><strong>${t("The moderation says:")}</strong> <span dir="auto">${toldWords(said)}</span></p>
    <button class="button button-bare" type="button" aria-label=${t("Close the message")} @click=${close(said.id)}>${icon("close")}</button></div>`);
}

/**
 * The group's clock, which holds at zero, and more minutes for this group.
 *
 * Rule: that the last minute has begun, and that the time is up, is said once; running figures are never spoken.
 */

import { html, nothing } from "lit-html";
import { announce } from "../../../core/announce.js";
import { countdown, t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { ticks } from "../../../core/ticks.js";
import { minutes } from "../minutes.js";

const MORE = [1, 2, 5];
const WRAP_UP = 60_000;

/** What was said last, so that it is said once for each end of the group: the end and the sentence. */
let spoken = "";

/** @param {import("../console.js").AtConsole} here */
export function timeRow({ live, group }) {
  if (group.phase !== "running") return nothing;
  const clock = minutes({ begun: group.started_at, ends: group.ends_at }, live.clock.serverNow());
  if (!clock) return nothing;
  const { left, gone, of } = clock;
  const add = (/** @type {number} */ n) => () => live.connection.send({ type: "breakout.add_time", step: group.step, room: group.room, minutes: n });
  const ending = endingOf(left);
  speak(ending, `${group.step}:${group.ends_at}`);
  return html`<div class="time-row" data-ending=${ending}>
      <p class="clock" role="timer" aria-live="off"><span class="heard">${t("Time left:")} </span><bdi dir="ltr">${countdown(left)}</bdi></p>
      <div class="time-more" role="group" aria-label=${t("More time for this group")}>
        ${MORE.map((n) => html`<button class="button button-plain" type="button" aria-label=${tn("%(n)s minute more", "%(n)s minutes more", n)} @click=${add(n)}><bdi dir="ltr">+${n}</bdi></button>`)}
      </div>
    </div>
    <span class="ticks ticks-now" role="img" aria-label=${tn("%(gone)s of %(n)s minute is gone", "%(gone)s of %(n)s minutes are gone", of, { gone })} ${ticks(gone, of)}></span>
    ${ending === "far" ? nothing : html`<p class="console-ending">${icon("clock", "icon-small")} <strong>${sentence(ending)}</strong></p>`}`;
}

/**
 * The same on a phone, where the clock may be scrolled away.
 * @param {import("../console.js").AtConsole} here
 */
export function endingBanner({ live, group }) {
  const ending = group.phase === "running" && group.ends_at !== undefined ? endingOf(group.ends_at - live.clock.serverNow()) : "far";
  return ending === "far" ? nothing : html`<div class="banner ending-banner"><p>${icon("clock", "icon-small")} <strong>${sentence(ending)}</strong></p></div>`;
}

/**
 * @param {number} left milliseconds
 * @returns {"far" | "near" | "over"}
 */
export function endingOf(left) {
  if (left <= 0) return "over";
  return left <= WRAP_UP ? "near" : "far";
}

/** @param {"near" | "over"} ending */
function sentence(ending) {
  return ending === "over" ? t("The time is up. Please come to an end.") : t("The last minute: please bring it to a close.");
}

/**
 * @param {"far" | "near" | "over"} ending
 * @param {string} end
 */
function speak(ending, end) {
  const about = `${end}:${ending}`;
  if (about === spoken) return;
  spoken = about;
  if (ending !== "far") announce(sentence(ending));
}

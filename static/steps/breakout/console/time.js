/** The group's clock, which holds at zero, and more minutes for this group. */

import { html, nothing } from "lit-html";
import { countdown, t, tn } from "../../../core/i18n.js";
import { ticks } from "../../../core/ticks.js";
import { minutes } from "../minutes.js";

const MORE = [1, 2, 5];

/** @param {import("../console.js").AtConsole} here */
export function timeRow({ live, group }) {
  if (group.phase !== "running") return nothing;
  const clock = minutes({ begun: group.started_at, ends: group.ends_at }, live.clock.serverNow());
  if (!clock) return nothing;
  const { left, gone, of } = clock;
  const add = (/** @type {number} */ n) => () => live.connection.send({ type: "breakout.add_time", step: group.step, room: group.room, minutes: n });
  return html`<div class="time-row">
      <p class="clock" role="timer" aria-live="off"><span class="heard">${t("Time left:")} </span><bdi dir="ltr">${countdown(left)}</bdi></p>
      <div class="time-more" role="group" aria-label=${t("More time for this group")}>
        ${MORE.map((n) => html`<button class="button button-plain" type="button" aria-label=${tn("%(n)s minute more", "%(n)s minutes more", n)} @click=${add(n)}><bdi dir="ltr">+${n}</bdi></button>`)}
      </div>
    </div>
    <span class="ticks ticks-now" role="img" aria-label=${tn("%(gone)s of %(n)s minute is gone", "%(gone)s of %(n)s minutes are gone", of, { gone })} ${ticks(gone, of)}></span>
    ${left ? nothing : html`<p><strong>${t("The time is up. Please come to an end.")}</strong></p>`}`;
}

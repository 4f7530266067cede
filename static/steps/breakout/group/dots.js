/**
 * Dots for the cards that matter most: so many for each person at the device, so many at most on one card.
 *
 * Rule: what is not allowed is not sent; why it is not allowed is said when somebody tries.
 */

import { html, nothing } from "lit-html";
import { announce } from "../../../core/announce.js";
import { t, tn } from "../../../core/i18n.js";
import { refusal } from "../../../core/state.js";

/** @typedef {import("../entry.js").InGroup} InGroup */
/** @typedef {{mine: number, here: number, most: number, left: number, limit: number, all: number, refused: import("../../../core/answers.js").Refusal | undefined}} DotsNow
 *   `mine` on the card and on those within it, `here` on the card itself, `most` that may be on it now */

const PLACE = "breakout.place_dots";

/** The view comes a moment after the answer: until then what was said last is what counts. */
const MOMENT = 2_000;

/** @type {Map<string, {dots: number, until: number}>} */
const said = new Map();

/**
 * Where the own dots are, also those on their way.
 * @param {Record<string, number> | undefined} placed as the server has them
 * @param {readonly import("../../../core/outbox.js").Command[]} commands
 * @returns {Record<string, number>}
 */
export function placedDots(placed, commands) {
  for (const [note, { dots, until }] of said) if ((placed?.[note] ?? 0) === dots || performance.now() > until) said.delete(note);
  const answered = [...said].map(([note, { dots }]) => [note, dots]);
  const coming = commands.filter(({ type }) => type === PLACE).map((command) => [command["note"], command["dots"]]);
  return answered.length + coming.length ? { ...placed, ...Object.fromEntries([...answered, ...coming]) } : (placed ?? {});
}

/**
 * What the server has said to a dot.
 * @param {import("../../../core/outbox.js").Command} command
 * @param {import("../../../core/connection.js").Outcome} outcome
 */
export function dotsAnswered({ note, dots }, outcome) {
  if (outcome.saved) said.set(note, { dots, until: performance.now() + MOMENT });
  else said.delete(note);
}

/**
 * What may be done with the dots of one card.
 * @param {import("../../../core/views.js").Dots} dots
 * @param {Record<string, number>} placed
 * @param {number} seats people at this device
 * @param {string} id
 */
export function leeway({ budget, per_note: perNote }, placed, seats, id) {
  const all = budget * seats;
  const limit = perNote * seats;
  const left = Math.max(0, all - Object.values(placed).reduce((sum, number) => sum + number, 0));
  const on = placed[id] ?? 0;
  return { here: on, all, limit, left, most: Math.max(on, Math.min(limit, on + left)) };
}

/**
 * The dots of a card and of those that were put together with it; nothing while none can be given.
 * @param {InGroup} here
 * @param {string[]} ids the card first
 * @returns {DotsNow | undefined}
 */
export function dotsNow({ room, own, me, live, step }, ids) {
  const [id = ""] = ids;
  if (room.dots?.phase !== "open") return undefined;
  const placed = placedDots(own.dots, live.outbox.commands);
  const mine = ids.reduce((sum, each) => sum + (placed[each] ?? 0), 0);
  return { ...leeway(room.dots, placed, me.seats, id), mine, refused: live.answers.refused({ type: PLACE, step: step.id, note: id }) };
}

/**
 * One less, what is there, one more.
 * @param {InGroup} here
 * @param {string} id
 * @param {string} words
 * @param {DotsNow} dots
 */
export function dotButtons(here, id, words, { mine, here: on, most, refused }) {
  const { live, step } = here;
  const change = (/** @type {number} */ by) => () => {
    // As it stands now: two quick presses come before the next drawing.
    const now = dotsNow({ ...here, own: live.store.value("me")?.steps?.[step.id] ?? here.own }, [id]);
    if (!now || now.here + by < 0) return;
    if (now.here + by > now.most) announce(now.left ? t("At most %(n)s of your dots fit on one card.", { n: now.limit }) : t("You have given all %(all)s dots.", { all: now.all }));
    else live.connection.send({ type: PLACE, step: step.id, note: id, dots: now.here + by });
    live.refresh();
  };
  const start = [...words].slice(0, 40).join("");
  return html`<div class="dot-row" role="group" aria-label=${t("Your dots for: %(words)s", { words: start })}>
      <button class="button button-plain" type="button" aria-label=${t("One dot less")} aria-disabled=${on ? "false" : "true"} @click=${change(-1)}><span aria-hidden="true">−</span></button>
      <span class="dots-given"><span class="dots-drawn" aria-hidden="true">${"●".repeat(mine)}</span> ${tn("%(n)s dot", "%(n)s dots", mine)}</span>
      <button class="button button-plain" type="button" aria-label=${t("One dot more")} aria-disabled=${on < most ? "false" : "true"} @click=${change(1)}><span aria-hidden="true">+</span></button>
    </div>
    ${refused ? refusal(refused) : nothing}`;
}

/**
 * How many there are still to give, in the dock.
 * @param {InGroup} here
 */
export function dotsLine({ room, own, me, live }) {
  if (!room.dots || room.dots.phase === "revealed") return nothing;
  if (room.dots.phase === "closed") return html`<p class="dots-line">${t("The dots are given. You will see the result in a moment.")}</p>`;
  const { left, all } = leeway(room.dots, placedDots(own.dots, live.outbox.commands), me.seats, "");
  return html`<p class="dots-line"><strong>${left ? t("%(left)s of %(all)s dots left", { left, all }) : t("You have given all %(all)s dots.", { all })}</strong>
    <span class="dots-drawn" aria-hidden="true">${"●".repeat(left)}${"○".repeat(all - left)}</span></p>`;
}

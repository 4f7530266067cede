/**
 * Several people at one device: whose turn it is.
 *
 * Rule: the first without an answer is next; the person may choose another. Which one is chosen is a matter of where one
 * looks, so it is not saved.
 */

import { html, nothing } from "lit-html";
import { t } from "./i18n.js";
import { icon } from "./said.js";

/** @type {Map<string, number>} */
const looking = new Map();
/** Whose turn it was when the question was last drawn. @type {Map<string, number>} */
const turns = new Map();

/**
 * @param {string} question what is asked
 * @param {number} seats people at this device
 * @param {Record<string, unknown>} ballots by seat
 * @returns {number} from 1
 */
export function seatAt(question, seats, ballots) {
  const chosen = looking.get(question);
  if (chosen && chosen <= seats) return chosen;
  return seatNumbers(seats).find((seat) => !(seat in ballots)) ?? seats;
}

/**
 * The choice of the person; nothing when there is only one.
 * @param {string} question
 * @param {number} seats
 * @param {Record<string, unknown>} ballots
 * @param {() => void} refresh
 */
export function seatPicker(question, seats, ballots, refresh) {
  if (seats < 2) return nothing;
  const now = seatAt(question, seats, ballots);
  const pick = (/** @type {number} */ seat) => () => {
    looking.set(question, seat);
    refresh();
  };
  if ((turns.get(question) ?? now) !== now && !looking.has(question)) showTurn();
  turns.set(question, now);
  return html`<div class="seats" role="group" aria-label=${t("Who is answering?")}>
    ${seatNumbers(seats).map(
      (seat) => html`<button class="seat" type="button" aria-pressed=${seat === now ? "true" : "false"} @click=${pick(seat)}>
        ${t("Person %(n)s", { n: seat })} ${seat in ballots ? html`${icon("check", "icon-small")}<span class="heard">${t("has answered")}</span>` : nothing}
      </button>`,
    )}
    <output class="seat-turn">${turn(now, seats, ballots)}</output>
  </div>`;
}

/**
 * Who is saved and who is next, in a sentence: the screen looks the same for everybody at the device.
 * @param {number} now
 * @param {number} seats
 * @param {Record<string, unknown>} ballots
 */
function turn(now, seats, ballots) {
  const others = seatNumbers(seats).filter((seat) => seat !== now);
  if (!(now in ballots)) {
    const saved = others.filter((seat) => seat in ballots);
    const last = saved.filter((seat) => seat < now).at(-1) ?? saved.at(-1);
    return last === undefined ? nothing : t("Person %(n)s is saved. Now person %(next)s.", { n: last, next: now });
  }
  const next = others.find((seat) => !(seat in ballots));
  return next === undefined ? nothing : t("Person %(n)s is saved. Person %(next)s has not answered yet.", { n: now, next });
}

/** Whoever has just sent stands at the lower end of the answers; the sentence stands above them. */
function showTurn() {
  requestAnimationFrame(() => document.querySelector(".seats")?.scrollIntoView({ block: "nearest" }));
}

/** @param {number} seats @returns {number[]} from 1 */
export function seatNumbers(seats) {
  return Array.from({ length: seats }, (_, index) => index + 1);
}

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
  return html`<div class="seats" role="group" aria-label=${t("Who is answering?")}>
    ${seatNumbers(seats).map(
      (seat) => html`<button class="seat" type="button" aria-pressed=${seat === now ? "true" : "false"} @click=${pick(seat)}>
        ${t("Person %(n)s", { n: seat })} ${seat in ballots ? html`${icon("check", "icon-small")}<span class="heard">${t("has answered")}</span>` : nothing}
      </button>`,
    )}
  </div>`;
}

/** @param {number} seats @returns {number[]} from 1 */
export function seatNumbers(seats) {
  return Array.from({ length: seats }, (_, index) => index + 1);
}

/**
 * Who answers now, for all at the device to see: the people in a row, a sentence, and the button that goes on.
 *
 * Rule: alone at a device one sees nothing of this.
 */

import { html, nothing } from "lit-html";
import { t } from "./i18n.js";
import { icon, worded } from "./said.js";
import { hasAnswered, latestAt, pick, refusedOf, seatNumbers, sendingOf, turnAt, uncover } from "./seats.js";

/** @typedef {import("./seats.js").Table} Table */

/**
 * Above the answers: who is here, whose turn it is, what was refused.
 * @param {Table} table
 * @param {unknown} [ways] the choice between answering in turn and together, where there is one
 */
export function turns(table, ways = nothing) {
  const { seats } = table;
  if (seats < 2) return nothing;
  const now = turnAt(table);
  return html`<section class="seats" aria-label=${t("Several people at this device")}>
    ${ways}
    <div class="seat-row" role="group" aria-label=${t("Who is answering?")}>
      ${seatNumbers(seats).map(
        (seat) => html`<button class="seat" type="button" aria-pressed=${seat === now.seat ? "true" : "false"} @click=${() => pick(table, seat)}>
          ${t("Person %(n)s", { n: seat })} ${hasAnswered(table, seat) ? html`${icon("check", "icon-small")}<span class="heard">${t("has answered")}</span>` : nothing}
        </button>`,
      )}
      <button class="text-button" type="button" @click=${changeSeats}>${t("Change the number of people")}</button>
    </div>
    <h2 class="seat-turn ${now.open ? "" : "seat-turn-large"}" tabindex="-1">${sentences(table).map((each) => html`<span>${each}</span> `)}</h2>
    ${refusals(table, now.open ? now.seat : 0)}
  </section>`;
}

/**
 * What the dock holds while no answer is uncovered: the way to the next person's answer, or to the own one.
 * @param {Table} table
 */
export function nextButton(table) {
  const { seat } = turnAt(table);
  if (!seat) return nothing;
  const words = hasAnswered(table, seat) ? t("See or change the answer") : t("Person %(n)s answers now", { n: seat });
  return html`<button class="button" type="button" @click=${() => uncover(table, seat)}>${words}</button>`;
}

/**
 * Refusals, each with the person whom it concerns.
 * @param {Table} table
 * @param {number} [besides] a person who reads it beside the own answer
 */
export function refusals(table, besides = 0) {
  return seatNumbers(table.seats).map((seat) => {
    const refused = seat === besides ? undefined : refusedOf(table, seat);
    const whose = table.seats > 1 ? html`<strong>${t("Person %(n)s:", { n: seat })}</strong> ` : nothing;
    return refused ? html`<p class="refusal">${icon("warning", "icon-small")} <span>${whose}${worded(refused)}</span></p>` : nothing;
  });
}

/** Opens the settings at the number of people: somebody has come, or gone. */
export function changeSeats() {
  /** @type {HTMLDialogElement | null} */ (document.querySelector("#settings"))?.showModal();
  /** @type {HTMLElement | null} */ (document.querySelector("#seats"))?.focus();
}

/** @param {Table} table @returns {string[]} */
export function sentences(table) {
  const { seat, open } = turnAt(table);
  if (open) return [hasAnswered(table, seat) ? t("The answer of person %(n)s", { n: seat }) : t("It is the turn of person %(n)s.", { n: seat })];
  if (seat && hasAnswered(table, seat)) return [t("Person %(n)s has answered.", { n: seat })];
  const last = latestAt(table);
  const told = last === undefined || refusedOf(table, last) ? [] : [fate(table, last)];
  const next = seat ? t("Now it is the turn of person %(n)s. Please pass the device on.", { n: seat }) : t("All at this device have answered.");
  return [...told, next];
}

/** @param {Table} table @param {number} seat */
function fate(table, seat) {
  return sendingOf(table, seat) ? t("The answer of person %(n)s is being sent.", { n: seat }) : t("Person %(n)s is saved.", { n: seat });
}

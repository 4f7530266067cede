/**
 * Who answers now, for all at the device to see: the people in a row, a sentence, and the button that goes on.
 *
 * Rule: alone at a device one sees nothing of this.
 */

import { html, nothing } from "lit-html";
import { openDialog } from "./dialog.js";
import { number, t } from "./i18n.js";
import { icon, worded } from "./said.js";
import { hasAnswered, latestAt, pick, refusedOf, seatNumbers, sendingOf, turnAt, uncover } from "./seats.js";

/** @typedef {import("./seats.js").Table} Table */

/**
 * Above the answers: who is here, whose turn it is, what was refused.
 * @param {Table} table
 */
export function turns(table) {
  const { seats } = table;
  if (seats < 2) return nothing;
  const now = turnAt(table);
  return html`<section class="seats" aria-label=${t("Several people at this device")}>
    <div class="seat-row" role="group" aria-label=${t("Who is answering?")}>
      ${icon("people", "icon-small")} ${seatNumbers(seats).map((seat) => seatButton(table, seat, now.seat))}
      ${changeButton()}
    </div>
    <h2 class="seat-turn ${now.open ? "" : "seat-turn-large"}" tabindex="-1">${sentences(table).map((each) => html`<span>${each}</span> `)}</h2>
    ${refusals(table, now.open ? now.seat : 0)}
  </section>`;
}

/**
 * @param {Table} table
 * @param {number} seat
 * @param {number} now
 */
function seatButton(table, seat, now) {
  const answered = hasAnswered(table, seat);
  const words = [t("Person %(n)s", { n: seat }), answered ? t("has answered") : ""].filter(Boolean).join(", ");
  return html`<button class="seat" type="button" aria-label=${words} aria-pressed=${seat === now ? "true" : "false"} @click=${() => pick(table, seat)}>${number(seat)}${answered ? icon("check", "icon-small") : nothing}</button>`;
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

/** The way to the number of people, beside those who are here. */
export function changeButton() {
  return html`<button class="text-button" type="button" aria-label=${t("Change the number of people")} @click=${changeSeats}>${t("Change")}</button>`;
}

/** Opens the settings at the number of people: somebody has come, or gone. */
export function changeSeats() {
  openDialog(document.querySelector("#settings"));
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

/**
 * Several people at one device answer at once: for each answer the number of those who give it.
 *
 * Rule: each person still has a ballot. Whoever keeps an answer keeps the ballot; only what is new or different is sent.
 */

import { html, nothing } from "lit-html";
import { announce } from "./announce.js";
import { t, tn } from "./i18n.js";
import { icon } from "./said.js";
import { answeredAt, cover, isUncovered, refusedOf, seatNumbers, sendingOf, uncover } from "./seats.js";
import { state } from "./state.js";
import { changeButton, refusals } from "./turns.js";

/** @typedef {import("./seats.js").Table} Table */
/** @typedef {Record<string, number>} Shares answer -> people */
/**
 * What is asked, for several people to answer with one choice each.
 * @typedef {object} Choice
 * @property {string[]} order the answers
 * @property {(answer: string) => unknown} drawn
 * @property {(answer: string) => string} spoken
 * @property {(command: import("./outbox.js").Command) => string | undefined} wished the answer in a command
 * @property {(ballot: import("./views.js").Ballot) => string | undefined} given the answer on a ballot
 * @property {(seat: number, answer: string) => void} send
 */

const WAY = "seats-together";

/** @param {import("./page.js").Live} live whether people at this device count together, as they have chosen */
export function countsTogether(live) {
  return live.drafts.get(WAY) !== "";
}

/**
 * The choice between one after the other and together.
 * @param {Table} table
 */
export function ways(table) {
  const { live, seats } = table;
  if (seats < 2) return nothing;
  const together = countsTogether(live);
  const choose = (/** @type {boolean} */ now) => () => {
    live.drafts.set(WAY, now ? "yes" : "");
    cover(table);
    cover(shared(table));
  };
  const way = (/** @type {boolean} */ one, /** @type {string} */ words) =>
    html`<label><input type="radio" name="way" .checked=${one === together} @change=${choose(one)}>${words}</label>`;
  return html`<fieldset class="field ways"><legend class="heard">${t("How do you want to answer?")}</legend>
    <div class="pick">${way(false, t("One after the other"))}${way(true, t("Count together"))}</div></fieldset>`;
}

/** @param {Table} table says why there is no choice here, to whoever counts together elsewhere */
export function alone({ live, seats }) {
  return seats > 1 && countsTogether(live) ? html`<p class="quiet">${t("This question is answered one after the other.")}</p>` : nothing;
}

/** @param {Table} table whether something is counted and not sent */
export function halfCounted(table) {
  return table.seats > 1 && countsTogether(table.live) && table.live.drafts.get(draftOf(table)) !== "";
}

/**
 * The answers with their numbers, or, once somebody has answered, how many have.
 * @param {Table} table
 * @param {Choice} choice
 */
export function counting(table, choice) {
  const open = isOpen(table);
  const have = answeredAt(table);
  const sentence = have === table.seats ? t("All at this device have answered.") : t("%(n)s of %(of)s have answered.", { n: have, of: table.seats });
  return html`<section class="seats" aria-label=${t("Several people at this device")}>
      <p class="seat-row">${icon("people", "icon-small")} ${tn("%(n)s person", "%(n)s people", table.seats)} ${changeButton()}</p>
      <h2 class="seat-turn ${open ? "" : "seat-turn-large"}" tabindex="-1">${open ? t("How many of you give which answer?") : sentence}</h2>
      ${refusals(table)}
    </section>
    ${open ? html`<div class="shares">${choice.order.map((answer) => share(table, choice, answer))}</div>` : nothing} ${ways(table)}`;
}

/**
 * What can be done now: how many answers are given, send, or look again.
 * @param {Table} table
 * @param {Choice} choice
 * @param {unknown} hand
 */
export function countingDock(table, choice, hand) {
  if (!isOpen(table)) {
    const sending = seatNumbers(table.seats).some((seat) => sendingOf(table, seat));
    return html`<p><span></span>${state({ saved: true, sending })}</p>
      <div class="dock-row">${hand}<button class="button" type="button" @click=${() => uncover(shared(table), 1)}>${answeredAt(table) < table.seats ? t("Now count the others") : t("See or change the answers")}</button></div>`;
  }
  const have = answeredAt(table);
  const given = total(sharesNow(table, choice));
  return html`<p><output>${t("%(n)s of %(of)s given", { n: given, of: table.seats })}</output>
      ${given < have ? html`<span class="quiet">${t("At least %(n)s, because so many have answered.", { n: have })}</span>` : nothing}</p>
    <div class="dock-row">${hand}
      <button class="button" type="button" ?disabled=${given < Math.max(1, have)} @click=${() => send(table, choice)}>${have ? t("Change answers") : t("Send")}</button></div>`;
}

/**
 * Who has which answer now, so that so many have each. Whoever can keep the answer keeps it; the others follow in order.
 * @param {readonly (string | undefined)[]} before by seat
 * @param {Shares} shares
 * @param {readonly string[]} order
 * @returns {(string | undefined)[]} by seat
 */
export function assign(before, shares, order) {
  const left = { ...shares };
  const kept = before.map((answer) => {
    if (answer === undefined || !left[answer]) return undefined;
    left[answer] -= 1;
    return answer;
  });
  const rest = order.flatMap((answer) => Array.from({ length: left[answer] ?? 0 }, () => answer));
  const mustAnswer = (/** @type {number} */ seat) => before[seat] !== undefined;
  const free = kept.flatMap((answer, seat) => (answer === undefined ? [seat] : [])).sort((one, other) => Number(mustAnswer(other)) - Number(mustAnswer(one)) || one - other);
  free.slice(0, rest.length).forEach((seat, index) => (kept[seat] = rest[index]));
  return kept;
}

/**
 * Numbers that fit the people who are here: whatever is too much goes, from the end.
 * @param {Shares} shares
 * @param {readonly string[]} order
 * @param {number} seats
 * @returns {Shares}
 */
export function fitted(shares, order, seats) {
  let left = seats;
  return Object.fromEntries(
    order.map((answer) => {
      const people = Math.min(left, Math.max(0, Math.trunc(Number(shares[answer]) || 0)));
      left -= people;
      return [answer, people];
    }),
  );
}

/**
 * One answer with its number.
 * @param {Table} table
 * @param {Choice} choice
 * @param {string} answer
 */
function share(table, choice, answer) {
  const shares = sharesNow(table, choice);
  const people = shares[answer] ?? 0;
  const full = total(shares) >= table.seats;
  const words = choice.spoken(answer);
  const change = (/** @type {number} */ by) => () => count(table, choice, answer, by);
  return html`<div class="share" role="group" aria-label=${words}>
    <span class="share-words">${choice.drawn(answer)}</span>
    <button class="button button-plain" type="button" aria-label=${t("One less: %(answer)s", { answer: words })} aria-disabled=${people ? "false" : "true"} @click=${change(-1)}><span aria-hidden="true">−</span></button>
    <span class="share-people">${people}</span>
    <button class="button button-plain" type="button" aria-label=${t("One more: %(answer)s", { answer: words })} aria-disabled=${full ? "true" : "false"} @click=${change(1)}><span aria-hidden="true">+</span></button>
  </div>`;
}

/**
 * @param {Table} table
 * @param {Choice} choice
 * @param {string} answer
 * @param {number} by
 */
function count(table, choice, answer, by) {
  // As it stands now: two quick presses come before the next drawing.
  const shares = sharesNow(table, choice);
  const people = (shares[answer] ?? 0) + by;
  if (people < 0) return;
  if (by > 0 && total(shares) >= table.seats) {
    announce(t("All %(of)s answers are given. Take one back first.", { of: table.seats }));
    return;
  }
  const changed = { ...shares, [answer]: people };
  table.live.drafts.write(draftOf(table), changed);
  announce(`${choice.spoken(answer)}: ${people}. ${t("%(n)s of %(of)s given", { n: total(changed), of: table.seats })}`);
  table.live.refresh();
}

/** @param {Table} table @param {Choice} choice */
function send(table, choice) {
  const before = seatNumbers(table.seats).map((seat) => standing(table, choice, seat));
  const now = assign(before, sharesNow(table, choice), choice.order);
  now.forEach((answer, index) => {
    if (answer !== undefined && answer !== before[index]) choice.send(index + 1, answer);
  });
  table.live.drafts.write(draftOf(table), undefined);
  cover(shared(table));
}

/**
 * @param {Table} table
 * @param {Choice} choice
 * @returns {Shares} as half counted, else as answered
 */
function sharesNow(table, choice) {
  const draft = table.live.drafts.read(draftOf(table), /** @type {Shares | undefined} */ (undefined));
  if (draft) return fitted(draft, choice.order, table.seats);
  /** @type {Shares} */
  const shares = {};
  for (const seat of seatNumbers(table.seats)) {
    const refused = refusedOf(table, seat);
    const answer = refused ? choice.wished(refused.command) : standing(table, choice, seat);
    if (answer !== undefined) shares[answer] = (shares[answer] ?? 0) + 1;
  }
  return fitted(shares, choice.order, table.seats);
}

/**
 * The answer of a person that is on its way or that the server has.
 * @param {Table} table
 * @param {Choice} choice
 * @param {number} seat
 */
function standing(table, choice, seat) {
  const sending = sendingOf(table, seat);
  const ballot = table.ballots[seat];
  return sending ? choice.wished(sending) : ballot && choice.given(ballot);
}

/** @param {Table} table whether the numbers stand on the screen */
function isOpen(table) {
  return isUncovered(shared(table)) || halfCounted(table) || answeredAt(table) === 0;
}

/** @param {Table} table as it is looked at together: whose turn it is alone is another matter */
function shared(table) {
  return { ...table, key: `${table.key}/together` };
}

/** @param {Shares} shares */
function total(shares) {
  return Object.values(shares).reduce((sum, people) => sum + people, 0);
}

/** @param {Table} table */
function draftOf({ key }) {
  return `together:${key}`;
}

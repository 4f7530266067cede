/**
 * What the group agrees on: it grows before everybody's eyes, is read back, and each says whether it is right.
 *
 * Rule: an answer belongs to the words that were read; when they change, it is asked anew.
 */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { handOver, refusedOf, seatNumbers, sendingOf, tableOf, turnAt } from "../../../core/seats.js";
import { refusal } from "../../../core/state.js";
import { nextButton, turns } from "../../../core/turns.js";
import { penIsMine, penPanel } from "./pen.js";
import { sourced } from "./sources.js";

/** @typedef {import("../entry.js").InGroup} InGroup */
/** @typedef {import("../../../core/views.js").Quintessence} Quintessence */
/** @typedef {import("../../../core/views.js").Agreement} Agreement */
/** @typedef {keyof Agreement} Answer */

/**
 * Whether it stands before the board, because everybody is asked now. Whoever writes stays where they write.
 * @param {InGroup} here
 */
export function comesFirst({ room, live }) {
  return isAsked(room) && !penIsMine(room, live);
}

/** @param {InGroup["room"]} room */
function isAsked({ quintessence }) {
  return quintessence?.asked === true && !quintessence.released;
}

/** @param {InGroup} here */
export function result(here) {
  const { room, live } = here;
  const words = room.quintessence;
  if (!words && !room.quintessence_wanted) return nothing;
  const mine = penIsMine(room, live);
  if (!words?.text && !mine && room.phase === "ended") return nothing;
  return html`<section class="group-result">
    <h2>${isAsked(room) ? t("Is this right?") : t("What we agree on")}</h2>
    ${words?.text && !(mine && !isAsked(room) && !words.released) ? reading(room, words) : nothing}
    ${words?.dissent ? dissent(words.dissent) : nothing}
    ${words?.released ? finished(words) : isAsked(room) && !mine ? nothing : html`<p class="quiet medium">${writing(room, mine)}</p>`}
    ${words && isAsked(room) ? question(here, words) : nothing}
    ${penPanel(here)}
  </section>`;
}

/** @param {string} words what some see differently */
export function dissent(words) {
  return html`<p class="dissent"><strong>${t("Seen differently")}:</strong> <span dir="auto">${words}</span></p>`;
}

/** @param {Agreement} counts */
export function agreement({ right, partly, wrong }) {
  return t("The group was asked: right %(right)s, partly %(partly)s, wrong %(wrong)s.", { right, partly, wrong });
}

/**
 * @param {InGroup["room"]} room
 * @param {Quintessence} words
 */
function reading({ notes }, { text, language, sources: behind }) {
  const { paragraphs, sources } = sourced(text, behind);
  return html`<blockquote class="quintessence" dir="auto" lang=${language ?? nothing}>${paragraphs.map(
      (pieces) => html`<p>${pieces.map(({ words, number }) => (number ? html`<span class="sourced">${words}</span><sup aria-hidden="true">${number}</sup>` : words))}</p>`,
    )}</blockquote>
    ${sources.length
      ? html`<details class="sources"><summary>${t("The cards behind these words")}</summary>
          <ol>${sources.map(({ sentence, notes: cards }) => html`<li><p class="medium" dir="auto">${sentence}</p>
            <ul class="notes">${cards.map((id) => (notes.notes[id] ? html`<li class="note" dir="auto">${notes.notes[id].text}</li>` : nothing))}</ul></li>`)}</ol>
        </details>`
      : nothing}`;
}

/** @param {Quintessence} words */
function finished({ confirmed }) {
  return html`<p class="state state-good">${icon("check", "icon-small")} ${t("finished")}</p>
    ${confirmed ? html`<p class="quiet medium">${agreement(confirmed)}</p>` : nothing}`;
}

/**
 * @param {InGroup} here
 * @param {Quintessence} words
 */
function question(here, { version, answered = 0 }) {
  const { room, live, me } = here;
  const table = confirming(here);
  const { seat, open } = turnAt(table);
  const counted = t("%(n)s of %(of)s have answered.", { n: answered, of: room.people.count });
  if (!open) return html`${turns(table)} ${nextButton(table)}<p class="quiet medium">${counted}</p>`;
  const sending = sendingOf(table, seat);
  const given = sending?.["version"] === version ? sending["answer"] : table.ballots[seat];
  const refused = refusedOf(table, seat);
  const say = (/** @type {Answer} */ answer) => () => {
    if (answer !== given) live.connection.send({ ...table.about, ...(me.seats > 1 ? { seat } : {}), room: room.room, version, answer });
    live.refresh();
    handOver(table, seat);
  };
  const button = (/** @type {Answer} */ answer, /** @type {string} */ label) =>
    html`<button class="button button-plain" type="button" aria-pressed=${given === answer ? "true" : "false"} @click=${say(answer)}>${given === answer ? icon("check", "icon-small") : nothing} ${label}</button>`;
  return html`${turns(table)}
    <div class="confirm" role="group" aria-label=${t("Is this right?")}>${button("right", t("That is right"))} ${button("partly", t("Partly"))} ${button("wrong", t("That is not right"))}</div>
    ${refused ? refusal(refused) : nothing}
    <p class="quiet medium">${given ? t("You can change your answer until the words change.") : nothing} ${counted}</p>`;
}

/**
 * The people at this device, who each say whether it is right. What was said for all of them is everybody's answer.
 * @param {InGroup} here
 */
function confirming(here) {
  const { me, own, step } = here;
  const all = own.confirmed ? Object.fromEntries(seatNumbers(me.seats).map((seat) => [seat, own.confirmed])) : {};
  return tableOf(here, { type: "breakout.confirm", step: step.id }, { ...all, ...own.confirmed_by });
}

/**
 * Who writes; a page knows only whether it is itself.
 * @param {InGroup["room"]} room
 * @param {boolean} mine
 */
function writing({ pen, quintessence }, mine) {
  if (mine) return t("You are writing for your group.");
  if (pen?.role === "console") return t("Your group moderation is writing.");
  if (pen?.role === "moderator") return t("The moderation is writing.");
  if (pen) return t("Somebody from your group is writing.");
  return quintessence?.text ? t("A draft, growing as you talk.") : t("At the end your group says in a few sentences what it agrees on.");
}

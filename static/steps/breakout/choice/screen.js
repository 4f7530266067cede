/** Which group would you like to be in? One press each for the first, the second and the third choice. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { announce } from "../../../core/announce.js";
import { number, t, tn } from "../../../core/i18n.js";
import { paragraphs, said } from "../../../core/said.js";
import { refusal, state } from "../../../core/state.js";
import { MOST, WISH, pressed, wishesNow } from "./wishes.js";

/** @typedef {import("../../../core/views.js").Choice} Choice */
/** @typedef {import("../../../core/here.js").Here<import("../../../core/views.js").Breakout>} Here */

/**
 * @param {Here} here
 * @param {Choice} choice that is open
 * @returns {import("../../../core/here.js").Screen}
 */
export function choosing(here, choice) {
  const { step, me } = here;
  return {
    stage: html`<p class="eyebrow">${said(step.title)}</p>
      <h1 id="question" tabindex="-1">${t("Which group would you like to be in?")}</h1>
      <p>${t("Choose the group you like best. If you like, choose a second and a third one too.")}</p>
      ${me.seats > 1 ? html`<p>${tn("Your choice counts for %(n)s person.", "Your choice counts for all %(n)s people at this device.", me.seats)}</p>` : nothing}`,
    body: html`${rooms(here, choice)} ${how(here, choice)} ${prompts(here)}`,
    dock: dock(here),
  };
}

/**
 * What was chosen, when nobody can choose any more and the groups are not yet there.
 * @param {Here} here
 * @param {Choice} choice that is closed
 */
export function chosen(here, choice) {
  const wishes = wishesOf(here);
  const refused = refusal(here.live.answers.refused(about(here)));
  if (!wishes.length) return refused;
  return html`${refused}<section>
    <h2>${t("Your choice")}</h2>
    <ol class="choice-made">${wishes.map((room) => html`<li>${nameOf(choice, String(room))}</li>`)}</ol>
  </section>`;
}

/**
 * @param {Here} here
 * @param {Choice} choice
 */
function rooms(here, choice) {
  const wishes = wishesOf(here);
  return html`<div class="choice-rooms" role="group" aria-labelledby="question">
    ${repeat(choice.order, (room) => room, (room) => {
      const place = wishes.indexOf(Number(room));
      const full = place < 0 && wishes.length >= MOST;
      return html`<button class="choice-room" type="button" aria-pressed=${place < 0 ? "false" : "true"} aria-disabled=${full ? "true" : nothing} @click=${() => press(here, Number(room))}>
        <span class="choice-place" aria-hidden="true">${place < 0 ? nothing : number(place + 1)}</span>
        <span class="choice-name">${nameOf(choice, room)} ${place < 0 ? nothing : html`<small>${placeWord(place)}</small>`}</span>
      </button>`;
    })}
  </div>
  ${refusal(here.live.answers.refused(about(here)))}`;
}

/**
 * @param {Here} here
 * @param {Choice} choice
 */
function how(here, { capacity }) {
  const again = () => send(here, []);
  return html`<div class="choice-how quiet medium">
    <p>${tn("There is room for about %(n)s person in each group.", "There is room for about %(n)s people in each group.", capacity)} ${t("If too many want the same group, your second or third choice counts.")}</p>
    <p>${t("Press a group once more to take it back. You can change your choice as long as it is open.")}</p>
    ${wishesOf(here).length > 1 ? html`<button class="text-button" type="button" @click=${again}>${t("Choose anew")}</button>` : nothing}
  </div>`;
}

/** @param {Here} here */
function prompts({ step }) {
  return step.prompts.length
    ? html`<section><h2>${t("What the groups talk about")}</h2><div class="reading">${step.prompts.map((prompt) => paragraphs(prompt))}</div></section>`
    : nothing;
}

/** @param {Here} here */
function dock(here) {
  const wishes = wishesOf(here);
  const sending = here.live.answers.sending(about(here));
  const refused = here.live.answers.refused(about(here));
  const words = wishes.length ? t("%(n)s of %(of)s chosen", { n: wishes.length, of: MOST }) : t("Nothing chosen yet. Without a choice you are given a place.");
  return html`<p class="choice-line"><output>${words}</output> ${state({ saved: wishes.length > 0, sending, refused })}</p>
    <div class="dock-row">${here.hand}</div>`;
}

/**
 * @param {Here} here
 * @param {number} room
 */
function press(here, room) {
  // As it stands now: two quick presses come before the next drawing.
  const now = { ...here, own: here.live.store.value("me")?.steps?.[here.step.id] ?? {} };
  const coming = pressed(wishesOf(now), room);
  if (coming) send(here, coming);
  else announce(t("You have chosen %(n)s groups. Press one of them to take it back.", { n: MOST }));
}

/**
 * @param {Here} here
 * @param {number[]} wishes
 */
function send({ live, step }, wishes) {
  live.connection.send({ type: WISH, step: step.id, rooms: wishes });
  live.refresh();
}

/** @param {Here} here */
function wishesOf({ live, step, own }) {
  const there = step.choice?.order.length ?? 0;
  return wishesNow(step.id, own.wished, live.outbox.commands).filter((room) => room <= there);
}

/** @param {Here} here */
function about({ step }) {
  return { type: WISH, step: step.id };
}

/**
 * @param {Choice} choice
 * @param {string} room
 */
function nameOf(choice, room) {
  const name = choice.rooms[room]?.name;
  return name ? html`<bdi>${name}</bdi>` : t("Group %(n)s", { n: room });
}

/** @param {number} place from 0 */
function placeWord(place) {
  return [t("first choice"), t("second choice"), t("third choice")][place];
}

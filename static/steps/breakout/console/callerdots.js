/** The dots of people on the telephone, given for them at the console: card by card, as many as they say. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { repeat } from "lit-html/directives/repeat.js";
import { number, t, tn } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { callerName, callersIn } from "../../callers.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {import("../../callers.js").Caller} Caller */
/** @typedef {import("../../../core/views.js").Dots} Dots */

const SHORT = 40;

/**
 * While dots are taken; closed at first, because the room gives its own on their devices.
 * @param {AtConsole} here
 * @param {Dots} now
 */
export function callerDots(here, now) {
  if (now.phase !== "open") return nothing;
  return repeat(callersIn(here.group), ({ id }) => id, (caller) => giving(here, now, caller));
}

/**
 * @param {AtConsole} here
 * @param {Dots} now
 * @param {Caller} caller
 */
function giving({ live, group }, { budget, per_note: most }, caller) {
  const dots = group.callers?.[caller.id]?.dots ?? {};
  const given = Object.values(dots).reduce((sum, n) => sum + n, 0);
  const all = budget * caller.seats;
  const cards = group.notes.order.filter((id) => stands(group, id) || dots[id]);
  const put = (/** @type {string} */ note) => (/** @type {Event} */ event) => void live.connection.send({ type: "breakout.place_dots", step: group.step, note, dots: Number(/** @type {HTMLSelectElement} */ (event.target).value), person: caller.id });
  return html`<details class="console-calling"><summary>${icon("phone", "icon-small")} <span><strong dir="auto">${callerName(caller)}</strong> <span class="quiet">${tn("%(given)s of %(n)s dot given", "%(given)s of %(n)s dots given", all, { given: number(given) })}</span></span></summary>
    <ul class="caller-dots">${repeat(cards, (id) => id, (id) => html`<li><span dir="auto">${group.notes.notes[id]?.text}</span>
      <select class="input" aria-label=${t("Dots of %(name)s on: %(words)s", { name: callerName(caller), words: [...(group.notes.notes[id]?.text ?? "")].slice(0, SHORT).join("") })} @change=${put(id)}>${choices(dots[id] ?? 0, Math.min(most * caller.seats, (dots[id] ?? 0) + all - given))}</select></li>`)}</ul></details>`;
}

/**
 * From none to as many as may still lie there.
 * @param {number} now
 * @param {number} most
 */
function choices(now, most) {
  return Array.from({ length: Math.max(now, most) + 1 }, (_, n) => html`<option value=${n} .selected=${inSync(n === now)}>${number(n)}</option>`);
}

/**
 * Whether a card is one that can have dots.
 * @param {AtConsole["group"]} group
 * @param {string} id
 */
function stands({ notes }, id) {
  const note = notes.notes[id];
  return note !== undefined && !note.hidden && !note.below && !note.into;
}

/**
 * Writing down what others say, as fast as they say it.
 *
 * Rule: Enter files the card and the focus stays; the column stays chosen. Refused words come back to the field, or
 * beside it when something else is already being typed there.
 */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { announce } from "../../../core/announce.js";
import { t, text } from "../../../core/i18n.js";
import { worded } from "../../../core/said.js";
import { act } from "./acts.js";
import { callersIn } from "../../callers.js";
import { forWhom, whomFor } from "../whom.js";
import { choose, chosenColumn, columnChoice } from "./column.js";
import { returned } from "./returned.js";
import { spokenIn } from "./spoken.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {import("../../../core/outbox.js").Command} Command */

/** @param {AtConsole} here */
export function entry(here) {
  const { group, live } = here;
  if (group.frozen) return html`<p class="quiet">${t("The board is frozen. Nothing new can be pinned up.")}</p>`;
  const key = keyOf(group);
  const write = (/** @type {Event} */ event) => {
    live.drafts.set(key, /** @type {HTMLTextAreaElement} */ (event.target).value);
    live.refresh();
  };
  return html`${returned(here, key)} ${group.columns.length ? columnChoice(here, key) : nothing} ${forWhom(callersIn(group), live, key)}
    <div class="entry">
      <textarea class="input" id="new-note" rows="1" dir="auto" aria-label=${t("New card")} aria-describedby="entry-keys" placeholder=${group.notes_as === "entries" ? t("Write down a point …") : t("Write it down as it was said …")}
        .value=${inSync(live.drafts.get(key))} @input=${write} @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(event, here, key)}></textarea>
      <button class="button" type="button" @click=${() => pin(here, key)}>${t("Pin up")} <span class="keycap" aria-hidden="true">↵</span></button>
    </div>
    <p class="heard" id="entry-keys">${t("Enter pins the card up, Shift and Enter begins a new line.")}${group.columns.length ? html` ${t("Alt and a number chooses the column.")}` : nothing}</p>`;
}

/**
 * Gives refused words back.
 * @param {Command} command
 * @param {{code: string, params: Record<string, string | number>}} refusal
 * @param {import("../../../core/page.js").Live} live
 */
export function takeBack(command, { code, params }, live) {
  const words = String(command["text"]);
  const below = command["below"];
  if (below) {
    live.drafts.set(`below:${below}`, live.drafts.get(`below:${below}`) || words);
    return;
  }
  const key = keyOf({ step: command["step"], room: command["room"] });
  const back = { text: words, column: command["column"], person: command["person"], code, params };
  live.drafts.write(`${key}:returned`, [...live.drafts.read(`${key}:returned`, []), back]);
  announce(worded({ code, params }));
}

/** @param {{step: string, room: number}} group */
function keyOf({ step, room }) {
  return `note:${step}:${room}`;
}

/**
 * @param {AtConsole} here
 * @param {string} key
 */
function pin({ group, live }, key) {
  const words = live.drafts.get(key).trim();
  document.getElementById("new-note")?.focus();
  if (!words) return;
  const column = chosenColumn(group, live, key);
  act({ live, group }, "breakout.write_note", { room: group.room, text: words, ...(column ? { column } : {}), ...whomFor(callersIn(group), live, key), ...spokenIn(words) });
  live.drafts.set(key, "");
  live.drafts.set(`${key}:person`, "");
  live.refresh();
}

/**
 * @param {KeyboardEvent} event
 * @param {AtConsole} here
 * @param {string} key
 */
function onKey(event, here, key) {
  if (event.isComposing) return;
  if (event.key === "Enter" && !event.shiftKey) {
    event.preventDefault();
    pin(here, key);
    return;
  }
  const column = event.altKey && /^Digit[1-9]$/.test(event.code) ? here.group.columns[Number(event.code.slice(5)) - 1] : undefined;
  if (!column) return;
  event.preventDefault();
  choose(here, key, column.id);
  announce(text(column.title).value);
}

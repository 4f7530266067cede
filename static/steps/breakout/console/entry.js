/**
 * Writing down what others say, as fast as they say it.
 *
 * Rule: Enter files the card and the focus stays; the column stays chosen. Refused words come back to the field, or
 * beside it when something else is already being typed there.
 */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { announce } from "../../../core/announce.js";
import { direction, language, t, text } from "../../../core/i18n.js";
import { said, voiced, worded } from "../../../core/said.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {import("../../../core/outbox.js").Command} Command */
/** @typedef {{text: string, column?: string, below?: string, code: string, params: Record<string, string | number>}} Returned */

const RIGHT_TO_LEFT = /^[^\p{L}]*[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;

/** @param {AtConsole} here */
export function entry(here) {
  const { group, live } = here;
  if (group.frozen) return html`<p class="quiet">${t("The board is frozen. Nothing new can be pinned up.")}</p>`;
  const key = keyOf(group);
  const write = (/** @type {Event} */ event) => {
    live.drafts.set(key, /** @type {HTMLTextAreaElement} */ (event.target).value);
    live.refresh();
  };
  return html`${returned(here, key)} ${group.columns.length ? columnChoice(here, key) : nothing}
    <div class="entry">
      <textarea class="input" id="new-note" rows="1" dir="auto" aria-label=${t("New card")} aria-describedby="entry-keys" placeholder=${t("Write it down as it was said …")}
        .value=${inSync(live.drafts.get(key))} @input=${write} @keydown=${(/** @type {KeyboardEvent} */ event) => onKey(event, here, key)}></textarea>
      <button class="button" type="button" @click=${() => pin(here, key)}>${t("Pin up")} <span class="keycap" aria-hidden="true">↵</span></button>
    </div>
    <p class="heard" id="entry-keys">${t("Enter pins the card up, Shift and Enter begins a new line.")}${group.columns.length ? html` ${t("Alt and a number chooses the column.")}` : nothing}</p>`;
}

/**
 * The language of what was typed, unless the letters say that it is not the page's.
 * @param {string} words
 * @returns {{language?: string}}
 */
export function spokenIn(words) {
  const written = RIGHT_TO_LEFT.test(words) ? "rtl" : "ltr";
  return written === direction(language()) ? { language: language() } : {};
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
  const back = { text: words, column: command["column"], code, params };
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
  live.connection.send({ type: "breakout.write_note", step: group.step, room: group.room, text: words, ...(column ? { column } : {}), ...spokenIn(words) });
  live.drafts.set(key, "");
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

/**
 * @param {AtConsole} here
 * @param {string} key
 */
function columnChoice(here, key) {
  const chosen = chosenColumn(here.group, here.live, key);
  const pick = (/** @type {string} */ id) => () => {
    choose(here, key, id);
    document.getElementById("new-note")?.focus();
  };
  return html`<div class="column-choice" role="group" aria-label=${t("Column of the next card")}>
    ${here.group.columns.map(
      ({ id, title }, index) => html`<button class="button button-plain" type="button" aria-pressed=${id === chosen ? "true" : "false"} @click=${pick(id)}>
        <span class="keycap" aria-hidden="true">${index + 1}</span> <span>${said(title)}</span>
      </button>`,
    )}
  </div>`;
}

/**
 * @param {AtConsole} here
 * @param {string} key
 * @param {string} column
 */
function choose({ live }, key, column) {
  live.drafts.set(`${key}:column`, column);
  live.refresh();
}

/**
 * @param {import("../../../core/views.js").Room} group
 * @param {import("../../../core/page.js").Live} live
 * @param {string} key
 */
function chosenColumn({ columns }, live, key) {
  const wished = live.drafts.get(`${key}:column`);
  return (columns.find(({ id }) => id === wished) ?? columns[0])?.id;
}

/**
 * Words that the server did not take, with the reason.
 * @param {AtConsole} here
 * @param {string} key
 */
function returned({ live }, key) {
  const backs = /** @type {Returned[]} */ (live.drafts.read(`${key}:returned`, []));
  const forget = (/** @type {number} */ index) => {
    const rest = backs.filter((_back, at) => at !== index);
    live.drafts.write(`${key}:returned`, rest.length ? rest : undefined);
    live.refresh();
  };
  const again = (/** @type {Returned} */ { text: words, column }, /** @type {number} */ index) => {
    live.drafts.set(key, [words, live.drafts.get(key)].filter(Boolean).join("\n"));
    if (column) live.drafts.set(`${key}:column`, column);
    forget(index);
    document.getElementById("new-note")?.focus();
  };
  return backs.map(
    (back, index) => html`<div class="returned">
      <p><strong>${t("Not pinned up.")}</strong> ${worded(back)}</p>
      <p class="returned-words">${voiced(back.text)}</p>
      <div class="acts">
        <button class="button button-plain" type="button" @click=${() => again(back, index)}>${t("Back into the field")}</button>
        <button class="button button-bare" type="button" @click=${() => forget(index)}>${t("Discard")}</button>
      </div>
    </div>`,
  );
}

/** On which cards a sentence of the quintessence rests: choose the sentence, then tick its cards. */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t, tn } from "../../../core/i18n.js";
import { refusal } from "../../../core/state.js";
import { say } from "./pen.js";
import { standing } from "./same.js";
import { sentences } from "./sentences.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */

/** The sentence whose cards are being ticked, and which are: only one writes at a time. @type {{sentence: string, ticked?: string[]} | undefined} */
let chosen;

/**
 * @param {AtConsole} here
 * @param {boolean} writable
 */
export function sources(here, writable) {
  const { group, live } = here;
  const all = sentences(group.quintessence?.text ?? "", group.quintessence?.language);
  if (!all.length || !group.notes.order.length) return nothing;
  return html`<details class="console-more">
    <summary>${t("Which cards stand behind it?")}</summary>
    ${writable ? html`<p class="quiet medium">${t("Choose a sentence, then tick the cards it rests on.")}</p>` : nothing}
    <ol class="console-sentences">${repeat(all, (sentence) => sentence, (sentence) => row(here, sentence, writable))}</ol>
    ${refusal(live.answers.refused({ type: "breakout.source_sentence", step: group.step }))}
  </details>`;
}

/** What was ticked was not taken: the boxes show again what stands. */
export function sourcesRefused() {
  if (chosen) chosen = { sentence: chosen.sentence };
}

/**
 * @param {AtConsole} here
 * @param {string} sentence
 * @param {boolean} writable
 */
function row(here, sentence, writable) {
  const { group, live } = here;
  const cards = (group.quintessence?.sources?.[sentence] ?? []).filter((id) => group.notes.notes[id]);
  const open = writable && chosen?.sentence === sentence;
  const press = () => {
    chosen = open ? undefined : { sentence };
    live.refresh();
  };
  const marks = cards.length ? html`<span class="console-marks"><span class="heard">${tn("%(n)s card", "%(n)s cards", cards.length)}: </span>${cards.map((id) => html`<bdi class="console-mark">${group.notes.notes[id]?.text}</bdi>`)}</span>` : nothing;
  return html`<li>${writable ? html`<button class="console-sentence" type="button" dir="auto" aria-expanded=${open ? "true" : "false"} @click=${press}>${sentence}</button>` : html`<p class="console-sentence" dir="auto">${sentence}</p>`}
    ${marks} ${open ? boxes(here, sentence, cards) : nothing}</li>`;
}

/**
 * @param {AtConsole} here
 * @param {string} sentence
 * @param {string[]} cards
 */
function boxes(here, sentence, cards) {
  const { live, group } = here;
  const now = chosen?.ticked ?? cards;
  const tick = (/** @type {string} */ id) => () => {
    const others = now.filter((other) => other !== id);
    const ticked = others.length < now.length ? others : [...others, id];
    chosen = { sentence, ticked };
    say(here, { type: "breakout.source_sentence", sentence, notes: ticked });
    live.refresh();
  };
  const all = [...new Set([...standing(group.notes), ...cards])];
  return html`<fieldset class="console-sources"><legend class="heard">${t("Cards behind this sentence")}</legend>
    ${repeat(all, (id) => id, (id) => html`<label><input type="checkbox" .checked=${now.includes(id)} @change=${tick(id)}> <span dir="auto">${group.notes.notes[id]?.text}</span></label>`)}</fieldset>`;
}

/** Where the dots of the group went, once that is shown: the card with most first, one stroke for each dot. */

import { html, nothing } from "lit-html";
import { t, tn } from "../../../core/i18n.js";
import { ticks } from "../../../core/ticks.js";

/** @typedef {import("../../../core/views.js").Room} Room */

/** Few dots are not stretched over the whole width. */
const STROKES = 12;

/**
 * Cards with their dots, most first; equals in the order of the board.
 * @param {Record<string, number>} dots
 * @param {Room["notes"]} notes
 * @returns {{id: string, text: string, dots: number}[]}
 */
export function ranked(dots, { order, notes }) {
  return order
    .flatMap((id) => (dots[id] && notes[id] ? [{ id, text: notes[id].text, dots: dots[id] }] : []))
    .sort((one, other) => other.dots - one.dots);
}

/** @param {Room} room */
export function ranking({ dots, notes }) {
  if (dots?.phase !== "revealed") return nothing;
  const rows = ranked(dots.ranking ?? {}, notes);
  const most = Math.max(STROKES, ...rows.map((row) => row.dots));
  return html`<section>
    <h2>${t("What mattered most")}</h2>
    ${rows.length
      ? html`<ol class="ranking">${rows.map((row) => html`<li>
          <p class="note-words" dir="auto">${row.text}</p>
          <p class="ranking-figures"><span class="ticks" aria-hidden="true" ${ticks(row.dots, most)}></span> <b>${tn("%(n)s dot", "%(n)s dots", row.dots)}</b></p>
        </li>`)}</ol>`
      : html`<p class="quiet">${t("Nobody has given a dot.")}</p>`}
  </section>`;
}

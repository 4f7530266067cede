/**
 * A group that went on in another one: where it is now, and what it had written, to be read.
 *
 * Rule: nothing is written here any more; what was typed and not saved is still shown, so that it can be copied.
 */

import { html, nothing } from "lit-html";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../../../core/i18n.js";
import { said } from "../../../core/said.js";
import { unsavedDissent } from "./dissent.js";
import { draftOf } from "./kept.js";
import { layoutOf } from "./layout.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */

/**
 * The pieces of the page, as of a group at work.
 * @param {AtConsole} here
 * @param {unknown} prompts
 */
export function joined(here, prompts) {
  const { group } = here;
  return {
    running: group.phase === "running",
    begun: true,
    help: nothing,
    calls: nothing,
    time: nothing,
    prompts,
    head: html`<div class="console-joined"><h2>${where(group)}</h2>
      <p>${group.phase === "running" ? t("Your people go on working there, and the cards of your group hang on that board. Please go along: what is said is written down on the console of that group. If you want to be two groups again, ask the moderation.") : t("The cards of your group hang on the board of that group.")}</p></div>
      ${unsaved(here)} <header class="board-head"><h2>${t("What your group had written")}</h2></header>`,
    entry: nothing,
    notes: board(group),
    side: html`<p class="quiet medium">${where(group)}</p> ${quintessence(group)} ${ideas(group)}`,
  };
}

/** @param {AtConsole["group"]} group the name stands between marks that keep its own direction */
function where({ merged_into: into }) {
  const { room: n = 0, name } = into ?? {};
  return name ? t("Your group is now part of group %(n)s, %(name)s.", { n, name: `\u2068${name}\u2069` }) : t("Your group is now part of group %(n)s.", { n });
}

/** @param {AtConsole["group"]} group */
function board({ notes, columns }) {
  const { tops } = layoutOf(notes);
  if (!tops.length) return html`<p class="quiet">${t("No cards.")}</p>`;
  if (!columns.length) return list(notes, tops);
  const inside = (/** @type {string} */ id) => tops.filter((note) => notes.notes[note]?.column === id);
  const loose = tops.filter((note) => !columns.some(({ id }) => id === notes.notes[note]?.column));
  return html`<div class="console-columns">
    ${columns.map(({ id, title }) => html`<section class="column"><h3>${said(title)}</h3>${inside(id).length ? list(notes, inside(id)) : html`<p class="quiet">${t("No cards in this column")}</p>`}</section>`)}
    ${loose.length ? html`<section class="column"><h3>${t("Without a column")}</h3>${list(notes, loose)}</section>` : nothing}
  </div>`;
}

/**
 * @param {AtConsole["group"]["notes"]} notes
 * @param {string[]} ids
 */
function list(notes, ids) {
  const { below, merged } = layoutOf(notes);
  return html`<ul class="notes">${repeat(ids, (id) => id, (id) => {
    const inner = [...(below.get(id) ?? []), ...(merged.get(id) ?? [])];
    return html`<li><div class="note ${notes.notes[id]?.hidden ? "note-hidden" : ""}">${words(notes, id)}
      ${inner.length ? html`<ul>${inner.map((other) => html`<li>${words(notes, other)}</li>`)}</ul>` : nothing}</div></li>`;
  })}</ul>`;
}

/**
 * @param {AtConsole["group"]["notes"]} notes
 * @param {string} id
 */
function words({ notes }, id) {
  return html`<p class="note-words" dir="auto" lang=${notes[id]?.language ?? nothing}>${notes[id]?.text}</p>`;
}

/** @param {AtConsole["group"]} group */
function quintessence({ quintessence: written, quintessence_wanted: wanted }) {
  if (!wanted && !written) return nothing;
  return html`<section class="console-quintessence"><header class="board-head"><h2>${t("Quintessence")}</h2></header>
    ${written ? html`<p class="joined-words" dir="auto" lang=${written.language ?? nothing}>${written.text}</p>` : html`<p class="quiet">${t("Your group had not written one.")}</p>`}
    ${written?.dissent ? html`<h3>${t("Seen differently")}</h3><p class="joined-words" dir="auto">${written.dissent}</p>` : nothing}
  </section>`;
}

/** @param {AtConsole["group"]} group */
function ideas({ focus }) {
  if (!focus.order.length) return nothing;
  return html`<section class="console-focus"><h2>${t("Most important ideas")}</h2><ol class="focus-ideas">${focus.order.map((id) => html`<li><span dir="auto">${focus.ideas[id]?.text}</span></li>`)}</ol></section>`;
}

/** @param {AtConsole} here */
function unsaved(here) {
  const { live, group } = here;
  const key = `note:${group.step}:${group.room}`;
  const backs = /** @type {{text: string}[]} */ (live.drafts.read(`${key}:returned`, []));
  const draft = draftOf(here)?.text ?? "";
  const typed = [...backs.map(({ text }) => text), live.drafts.get(key), draft === group.quintessence?.text ? "" : draft, live.drafts.get(`left:${group.step}:${group.room}`), unsavedDissent(here)];
  const left = typed.filter((one) => one.trim());
  if (!left.length) return nothing;
  return html`<div class="returned"><p><strong>${t("Your text, not saved")}</strong></p>${left.map((one) => html`<p class="returned-words" dir="auto">${one}</p>`)}</div>`;
}

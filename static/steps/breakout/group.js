/** The own group: name, clock, prompts, help, people, its most important ideas. */

import { html, nothing } from "lit-html";
import { countdown, list, t, text, tn } from "../../core/i18n.js";
import { icon, paragraphs, said } from "../../core/said.js";
import { ticks } from "../../core/ticks.js";
import { inLastMinute, isUp, timeUp } from "./group/clock.js";
import { help, helpButton } from "./group/help.js";

/** @typedef {import("../../core/views.js").Room} Room */
/** @typedef {import("./entry.js").InGroup} InGroup */

const MINUTE = 60_000;

/** Characters from which a single prompt takes more than a line or two. */
const LONG_TASK = 80;

/** @param {InGroup} here */
export function groupStage(here) {
  const { room, live } = here;
  const number = t("Your group %(n)s", { n: room.room });
  return html`<div class="group-head">
      <div>
        ${room.name ? html`<p class="eyebrow">${number}</p>` : nothing}
        <h1 id="question" tabindex="-1">${room.name ?? number}</h1>
      </div>
      ${clock(room, live.clock.serverNow())}
    </div>
    ${minutes(room, live.clock.serverNow())}
    ${room.phase === "ended" ? html`<p><strong>${t("The group time is over. You can still finish writing your card.")}</strong></p>` : nothing}
    ${isUp(room, live.clock.serverNow()) ? html`<p><strong>${timeUp()}</strong></p>` : nothing}
    ${task(here)}`;
}

/**
 * What the group talks about. After the own first card it folds to one line, so that the cards have the room; the person
 * folds and unfolds it at any time.
 * @param {InGroup} here
 */
function task({ room, live, own }) {
  const words = room.prompts.length > 1
    ? html`<ol class="prompts" id="task">${room.prompts.map((prompt) => html`<li>${said(prompt)}</li>`)}</ol>`
    : html`<div class="reading" id="task">${room.prompts.map((prompt) => paragraphs(prompt))}</div>`;
  if (room.prompts.length < 2 && text(room.prompts[0]).value.length < LONG_TASK) return words;
  const key = `task:${room.step}:${room.room}`;
  const folded = (live.drafts.get(key) || (Object.keys(own.notes ?? {}).length ? "folded" : "open")) === "folded";
  const turn = () => {
    live.drafts.set(key, folded ? "open" : "folded");
    live.refresh();
  };
  return html`${folded ? html`<p class="task-line">${said(room.prompts[0])}</p>` : words}
    <button class="task-fold" type="button" aria-expanded=${folded ? "false" : "true"} @click=${turn}>${folded ? t("Read the task") : t("Fold the task up")}</button>`;
}

/** @param {InGroup} here */
export function acts(here) {
  const { room, hand } = here;
  return html`<div class="dock-row group-acts">
      ${room.video ? html`<a class="button button-plain" href=${room.video} target="_blank" rel="noopener noreferrer">${icon("camera")} ${t("Video")}</a>` : nothing} ${hand} ${helpButton(here)}
    </div>
    ${help(here)}`;
}

/** @param {InGroup} here */
export function people({ room, me }) {
  return html`<p class="names"><strong>${tn("%(n)s person:", "%(n)s people:", room.people.count)}</strong> ${names(room, me.person)}${room.moderator ? html`<br><strong>${t("Moderation of the group:")}</strong> <span dir="auto">${room.moderator}</span>` : nothing}</p>`;
}

/** @param {Room} room */
export function focusIdeas({ focus, focus_ideas: wanted, focus_target: target }) {
  if (!wanted) return nothing;
  return html`<section>
    <h2>${t("Most important ideas")}</h2>
    ${focus.order.length
      ? html`<ol class="focus-ideas">${focus.order.map((idea) => html`<li><span dir="auto">${focus.ideas[idea]?.text}</span></li>`)}</ol>`
      : html`<p class="quiet">${t("At the end your group chooses its %(least)s to %(most)s most important ideas.", { least: target[0], most: target[1] })}</p>`}
  </section>`;
}

/**
 * @param {Room} room
 * @param {number} now
 */
function clock(room, now) {
  if (room.ends_at === undefined) return nothing;
  const left = room.phase === "ended" ? 0 : room.ends_at - now;
  return html`<p class="clock ${inLastMinute(room, now) ? "clock-last" : ""}" role="timer" aria-live="off"><span class="heard">${t("Time left:")} </span>${countdown(left)}</p>`;
}

/**
 * One tick is one minute.
 * @param {Room} room
 * @param {number} now
 */
function minutes({ started_at: start, ends_at: end, phase }, now) {
  if (start === undefined || end === undefined || end <= start) return nothing;
  const all = Math.max(1, Math.round((end - start) / MINUTE));
  const gone = phase === "ended" ? all : Math.min(all, Math.max(0, Math.floor((now - start) / MINUTE)));
  const words = t("%(gone)s of %(all)s minutes are over", { gone, all });
  return html`<span class="ticks ticks-now" role="img" aria-label=${words} ${ticks(gone, all)}></span>`;
}

/**
 * @param {Room} room
 * @param {string} me
 */
function names({ people: group }, me) {
  const others = group.order.filter((person) => person !== me);
  const named = others.flatMap((person) => group.names[person]?.name ?? []);
  const mine = group.names[me]?.seats ?? 0;
  const nameless = group.count - named.length - mine;
  const words = [
    ...(mine ? [mine > 1 ? t("you (%(n)s people)", { n: mine }) : t("you")] : []),
    ...named,
    ...(nameless > 0 ? [tn("%(n)s without a name", "%(n)s without names", nameless)] : []),
  ];
  return list(words);
}

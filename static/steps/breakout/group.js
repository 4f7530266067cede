/** The own group: name, clock, prompts, people, and what it has agreed on as it grows. */

import { html, nothing } from "lit-html";
import { countdown, list, t, tn } from "../../core/i18n.js";
import { icon, paragraphs, said } from "../../core/said.js";
import { ticks } from "../../core/ticks.js";

/** @typedef {import("../../core/views.js").Room} Room */
/** @typedef {import("./entry.js").InGroup} InGroup */

const MINUTE = 60_000;

/** @param {InGroup} here */
export function groupStage({ room, live }) {
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
    ${room.prompts.length > 1
      ? html`<ol class="prompts">${room.prompts.map((prompt) => html`<li>${said(prompt)}</li>`)}</ol>`
      : room.prompts.map((prompt) => paragraphs(prompt))}`;
}

/** @param {InGroup} here */
export function people({ room, me, hand }) {
  return html`<div class="dock-row">
      ${room.video ? html`<a class="button button-plain" href=${room.video} target="_blank" rel="noopener noreferrer">${icon("camera")} ${t("Video")}</a>` : nothing} ${hand}
    </div>
    <p class="names"><strong>${tn("%(n)s person:", "%(n)s people:", room.people.count)}</strong> ${names(room, me.person)}</p>`;
}

/** @param {Room} room */
export function quintessence({ quintessence: words }) {
  if (!words?.text) return nothing;
  return html`<section>
    <h2>${t("What we agree on")}</h2>
    <blockquote class="quintessence" dir="auto">${words.text.split(/\n\s*\n/).map((part) => html`<p>${part}</p>`)}</blockquote>
    ${words.released ? html`<p class="state state-good">${icon("check", "icon-small")} ${t("finished")}</p>` : html`<p class="quiet medium">${t("A draft by your group moderation, growing as you talk.")}</p>`}
  </section>`;
}

/** @param {Room} room */
export function focusIdeas({ focus, focus_ideas: wanted, focus_target: target }) {
  if (!wanted) return nothing;
  return html`<section>
    <h2>${t("Most important ideas")}</h2>
    ${focus.order.length
      ? html`<ol class="focus-ideas">${focus.order.map((idea) => html`<li dir="auto">${focus.ideas[idea]?.text}</li>`)}</ol>`
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
  return html`<p class="clock" role="timer" aria-live="off"><span class="heard">${t("Time left:")} </span>${countdown(left)}</p>`;
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
function names({ people: group, moderator }, me) {
  const others = group.order.filter((person) => person !== me);
  const named = others.flatMap((person) => group.names[person]?.name ?? []);
  const mine = group.names[me]?.seats ?? 0;
  const nameless = group.count - named.length - mine;
  const words = [
    ...(moderator ? [t("%(name)s (moderation)", { name: moderator })] : []),
    ...(mine ? [mine > 1 ? t("you (%(n)s people)", { n: mine }) : t("you")] : []),
    ...named,
    ...(nameless > 0 ? [tn("%(n)s without a name", "%(n)s without names", nameless)] : []),
  ];
  return list(words);
}

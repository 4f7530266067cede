/** A group phase on the wall: the prompt, the clock and the groups; afterwards the groups report, one by one. */

import { html, nothing } from "lit-html";
import { countdown, number, t, tn } from "../../core/i18n.js";
import { said } from "../../core/said.js";
import { ticks } from "../../core/ticks.js";
import { minutes } from "./minutes.js";
import { choosing } from "./projector/choice.js";
import { reported } from "./projector/report.js";

/** @typedef {import("../../core/views.js").Breakout} Breakout */

/** As many groups as stand legibly in two columns. */
const WALLFUL = 24;

/**
 * @param {Breakout} step
 * @param {{now: number}} where
 */
export function projector(step, { now }) {
  if (step.shown) return reported(step.shown, now);
  if (step.choice?.open) return choosing(step, step.choice);
  const clock = step.phase === "running" ? minutes({ begun: step.published_at, ends: step.ends_at }, now) : undefined;
  return {
    layout: "beside",
    name: step.order.length ? "breakout" : "prompts",
    stage: html`<p class="eyebrow">${heading(step, clock)}</p>
      ${clock ? time(clock) : nothing}
      <div>${prompts(step)}</div>`,
    ...(step.order.length ? { answers: rooms(step) } : {}),
    foot: step.phase === "running" ? t("Your group is on your device.") : undefined,
  };
}

/**
 * @param {Breakout} step
 * @param {{left: number} | undefined} clock
 */
function heading({ phase, title }, clock) {
  if (phase === "prepared") return html`${said(title)}<br>${t("In a moment we talk in groups.")}`;
  if (phase === "ended") return html`${said(title)}<br>${t("The time in groups is over. Welcome back.")}`;
  if (clock && !clock.left) return t("The time in groups is up.");
  return clock ? t("We talk in groups, still") : t("We talk in groups.");
}

/** @param {{left: number, gone: number, of: number}} clock */
function time({ left, gone, of }) {
  return html`<div>
    <p class="clock countdown"><bdi dir="ltr">${countdown(left)}</bdi></p>
    <span class="ticks ticks-now" role="img" aria-label=${tn("%(gone)s of %(n)s minute is gone", "%(gone)s of %(n)s minutes are gone", of, { gone })} ${ticks(gone, of)}></span>
  </div>`;
}

/** @param {Breakout} step */
function prompts({ prompts: [first, ...others], title }) {
  return html`<h1>${said(first ?? title)}</h1>
    ${others.length > 1 ? html`<ul class="lead wall-list">${others.map((one) => html`<li>${said(one)}</li>`)}</ul>` : others.map((one) => html`<p class="lead">${said(one)}</p>`)}`;
}

/** @param {Breakout} step */
function rooms({ order, rooms: all }) {
  if (order.length > WALLFUL) return inNumbers(order, all);
  return html`<ol class="rooms ${order.length > 5 ? "rooms-many" : ""}">${order.map((room) => {
    const { name, moderator, people = 0 } = all[room] ?? {};
    return html`<li>
      <b>${room}</b>
      <span><strong>${name ? html`<bdi>${name}</bdi>` : t("Group %(n)s", { n: room })}</strong>${moderator ? html`<br><bdi>${t("with %(name)s", { name: moderator })}</bdi>` : nothing}</span>
      <span class="nowrap">${tn("%(n)s person", "%(n)s people", people)}</span>
    </li>`;
  })}</ol>`;
}

/**
 * More groups than can be read from a chair: how many there are, and how large.
 * @param {string[]} order
 * @param {Breakout["rooms"]} all
 */
function inNumbers(order, all) {
  const sizes = order.map((room) => all[room]?.people ?? 0);
  const [least, most] = [Math.min(...sizes), Math.max(...sizes)];
  return html`<dl class="rooms-numbers">
    <div><dt>${t("Groups")}</dt><dd>${number(order.length)}</dd></div>
    <div><dt>${t("People in them")}</dt><dd>${number(sizes.reduce((sum, size) => sum + size, 0))}</dd></div>
    <div><dt>${t("People in a group")}</dt><dd>${least === most ? number(most) : t("%(least)s to %(most)s", { least, most })}</dd></div>
  </dl>`;
}

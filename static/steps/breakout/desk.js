/**
 * A group phase at the desk: dividing, announcing, the clock, and all groups at a glance; afterwards their results one by
 * one on the projector. Nobody moves before the groups are announced.
 */

import { html, nothing } from "lit-html";
import { countdown, t, text, time, tn } from "../../core/i18n.js";
import { paragraphs, said } from "../../core/said.js";
import { ended, rarer, reopening, running } from "./desk/acts.js";
import { wished } from "./desk/choosing.js";
import { draftActs, draftBody, drawn } from "./desk/draft.js";
import { arrivals } from "./desk/members.js";
import { nameOf } from "./desk/naming.js";
import { briefWall, wall } from "./desk/rooms.js";
import { videoMissing } from "./desk/video.js";
import { report } from "./minutes.js";

export { urgent } from "./desk/calls.js";
export { insertion } from "./desk/inserting.js";

/** @typedef {import("../desk.js").Desk} Desk */

/** @type {import("../desk.js").DeskKind["scene"]} */
export function scene(step, desk) {
  const base = {
    eyebrow: [t("Group phase"), promptCount(step)].filter(Boolean).join(", "),
    headline: step.prompts?.length === 1 && text(step.prompts[0]).value.length < 90 ? said(step.prompts[0]) : said(step.title),
    life: [t("prepared"), t("divided"), t("running"), t("ended"), t("shown")],
  };
  if (step.phase === "prepared") return { ...base, ...dividing(step, desk), roomy: true, body: html`${step.draft ? nothing : prompts(step)}${draftBody(step, desk)}`, acts: draftActs(step, desk) };
  if (step.phase === "running") return { ...base, at: 2, ...clock(step, desk), body: overview(step, desk), acts: running(step, desk), more: rarer(step, desk) };
  return { ...base, at: step.shown ? 4 : 3, ...reporting(step, desk), body: overview(step, desk), acts: ended(step, desk), more: [reopening(step, desk)] };
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
export function remains(step, desk) {
  if (!step.rooms || step.phase === "prepared") return undefined;
  const title = text(step.title).value;
  const state = step.phase === "running" && step.ends_at ? t("running until %(time)s", { time: time(step.ends_at) }) : "";
  return { title: t("%(title)s: the groups", { title }), state, body: briefWall(step, desk) };
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function dividing(step, desk) {
  if (step.choice?.open) return { at: 0, figure: wished(step) };
  return step.draft ? { at: 1, figure: drawn(step, desk) } : { at: 0 };
}

/** @param {any} step */
function promptCount(step) {
  return step.prompts?.length > 1 ? tn("%(n)s prompt", "%(n)s prompts", step.prompts.length) : "";
}

/** @param {any} step */
function prompts(step) {
  if (!step.prompts?.length) return nothing;
  return html`<section class="desk-prompts"><h3>${t("What the groups are asked")}</h3><ol>${step.prompts.map((/** @type {any} */ one) => html`<li>${paragraphs(one)}</li>`)}</ol></section>`;
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function clock(step, desk) {
  if (step.ends_at === undefined) return {};
  const left = step.ends_at - desk.now;
  const words = left > 0 ? t("until %(time)s", { time: time(step.ends_at) }) : t("Time is up");
  return { figure: { large: countdown(left), words } };
}

/**
 * The clock of the group that reports, the same as on the wall.
 * @param {import("../../core/views.js").DeskBreakout} step
 * @param {Desk} desk
 */
function reporting(step, desk) {
  if (!step.shown) return {};
  const { left } = report(step.shown, desk.now);
  const place = { room: nameOf(step, String(step.shown.room)), n: step.shown.index, of: step.shown.count };
  return { figure: { large: countdown(left), words: left ? t("%(room)s reports, %(n)s of %(of)s", place) : t("%(room)s, time is up, %(n)s of %(of)s", place) } };
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function overview(step, desk) {
  return html`<div class="desk-groups">${step.phase === "running" ? videoMissing(step) : nothing} ${wall(step, desk)} ${step.phase === "running" ? arrivals(step, desk) : nothing}
    <details class="desk-prompts"><summary>${t("What the groups are asked")}</summary><ol>${(step.prompts ?? []).map((/** @type {any} */ one) => html`<li>${paragraphs(one)}</li>`)}</ol></details></div>`;
}

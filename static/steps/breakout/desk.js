/**
 * A group phase at the desk: dividing, announcing, the clock, and all groups at a glance; afterwards their quintessences
 * one by one on the projector. Nobody moves before the groups are announced.
 */

import { html, nothing } from "lit-html";
import { countdown, t, text, time, tn } from "../../core/i18n.js";
import { paragraphs, said } from "../../core/said.js";
import { lack, missing } from "../desk.js";
import { division, draftActs, draftBody } from "./desk/draft.js";
import { nameOf } from "./desk/naming.js";
import { showable, wall } from "./desk/rooms.js";

const MORE_TIME = [1, 2, 5];
/** People in a group, when a phase is inserted. */
const LEAST = 2;
const MOST = 30;

/** @typedef {import("../desk.js").Desk} Desk */
/** @typedef {import("../desk.js").Act} Act */

/** @type {import("../desk.js").DeskKind["scene"]} */
export function scene(step, desk) {
  const drafted = step.phase === "prepared" && step.draft;
  const base = {
    eyebrow: [t("Group phase"), promptCount(step)].filter(Boolean).join(", "),
    headline: step.prompts?.length === 1 && text(step.prompts[0]).value.length < 90 ? said(step.prompts[0]) : said(step.title),
    life: [t("prepared"), t("divided"), t("running"), t("ended"), t("shown")],
  };
  if (drafted) return { ...base, at: 1, figure: division(step, desk), body: draftBody(step, desk), acts: draftActs(step, desk) };
  if (step.phase === "prepared") return { ...base, at: 0, body: html`${prompts(step)}${draftBody(step, desk)}`, acts: draftActs(step, desk) };
  if (step.phase === "running") return { ...base, at: 2, ...clock(step, desk), body: overview(step, desk), acts: running(step, desk) };
  const shown = step.shown ? { at: 4, figure: { large: t("%(n)s of %(of)s", { n: step.shown.index, of: step.shown.count }), words: t("quintessences shown") } } : { at: 3 };
  return { ...base, ...shown, body: overview(step, desk), acts: ended(step, desk), more: [reopening(step, desk)] };
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
export function remains(step, desk) {
  if (!step.rooms || step.phase === "prepared") return undefined;
  const title = text(step.title).value;
  const state = step.phase === "running" && step.ends_at ? t("running until %(time)s", { time: time(step.ends_at) }) : "";
  return { title: t("%(title)s: the groups", { title }), state, body: wall(step, desk, true) };
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
 * @param {any} step
 * @param {Desk} desk
 */
function overview(step, desk) {
  return html`<div class="desk-groups">${wall(step, desk, false)}
    <details class="desk-prompts"><summary>${t("What the groups are asked")}</summary><ol>${(step.prompts ?? []).map((/** @type {any} */ one) => html`<li>${paragraphs(one)}</li>`)}</ol></details></div>`;
}

/**
 * @param {any} step
 * @param {Desk} desk
 * @returns {Act[]}
 */
function running(step, desk) {
  const end = { label: t("End the group phase"), main: true, does: () => endTwice(step, desk) };
  const more = MORE_TIME.map((minutes) => ({
    label: t("+%(minutes)s min", { minutes }),
    adds: true,
    does: () => void desk.act({ type: "breakout.add_time", step: step.id, minutes }),
  }));
  return [end, ...more];
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function endTwice(step, desk) {
  const left = step.ends_at === undefined ? 0 : step.ends_at - desk.now;
  const sentence = left > 30_000
    ? t("The groups have %(time)s left. Press again to end the group phase.", { time: countdown(left) })
    : t("Everybody comes back. Press again to end the group phase.");
  desk.twice("breakout.end", sentence, () => void desk.act({ type: "breakout.end", step: step.id }));
}

/**
 * Quintessences one by one, in the order of the groups.
 * @param {any} step
 * @param {Desk} desk
 * @returns {Act[]}
 */
function ended(step, desk) {
  const rooms = showable(step);
  if (!rooms.length) return step.quintessence ? [] : [{ ...reopening(step, desk) }];
  const show = (/** @type {string | undefined} */ room) => void desk.act({ type: "breakout.show_quintessence", step: step.id, ...(room ? { room: Number(room) } : {}) });
  const shown = step.shown_room === undefined ? -1 : rooms.indexOf(String(step.shown_room));
  const next = rooms[shown + 1];
  const forward = next
    ? [{ label: step.quintessence ? t("Show quintessence: %(room)s", { room: nameOf(step, next) }) : t("Show ideas: %(room)s", { room: nameOf(step, next) }), key: /** @type {const} */ ("r"), main: true, does: () => show(next) }]
    : [];
  if (shown < 0) return forward;
  const back = { label: t("Previous"), disabled: shown === 0, does: () => show(rooms[shown - 1]) };
  return [...forward, back, { label: t("Take off the projector"), main: !next, does: () => show(undefined) }];
}

/**
 * @param {any} step
 * @param {Desk} desk
 */
function reopening(step, desk) {
  return {
    label: t("Reopen the group phase"),
    why: t("Everybody goes back to their group; nothing written is lost."),
    does: () => void desk.act({ type: "breakout.reopen", step: step.id }),
  };
}

/**
 * @param {number} size
 * @returns {import("../desk.js").Wrong | undefined}
 */
function wrongSize(size) {
  if (Number.isInteger(size) && size >= LEAST && size <= MOST) return undefined;
  return { field: "group_size", why: t("Please write a whole number from %(least)s to %(most)s.", { least: LEAST, most: MOST }) };
}

/** @type {import("../desk.js").Insertion} */
export const insertion = {
  label: () => t("Group phase"),
  minutes: 20,
  fields: (wrong) => html`<p class="field"><label for="breakout-prompts">${t("What the groups are asked, one prompt in each line")}</label><textarea class="input" id="breakout-prompts" name="prompts" rows="3" required></textarea>${lack(wrong, "prompts")}</p>
    <p class="field field-number"><label for="breakout-size">${t("People in a group")}</label><input class="input" id="breakout-size" name="group_size" type="number" min=${LEAST} max=${MOST} value="8" required inputmode="numeric">${lack(wrong, "group_size")}</p>`,
  wrong: (form) => missing(form, "prompts", t("Please write at least one prompt.")) ?? wrongSize(Number(form.get("group_size"))),
  read: (form, words) => ({
    prompts: String(form.get("prompts")).split("\n").map((line) => line.trim()).filter(Boolean).map(words),
    group_size: Number(form.get("group_size")),
  }),
};

/**
 * Leading the room from place to place.
 *
 * Rule: leaving a step before its planned time is up is asked back once, and so is every jump; a step that is over is
 * left at once. The question names what would happen.
 */

import { t, text, tn } from "../../core/i18n.js";
import { MINUTE, planned, stepOf } from "./plan.js";
import { neighbours } from "./places.js";

/** @typedef {import("./steering.js").Steering} Steering */
/** @typedef {import("./places.js").Place} Place */

/**
 * What stands before and after the place where the room is, in words.
 * @param {Steering} desk
 */
export function around(desk) {
  const { agenda, current, dialogue } = desk.view;
  return dialogue.phase === "running" ? neighbours(agenda, current) : {};
}

/**
 * @param {Steering} desk
 * @param {{step: string, index?: number, of?: number}} place
 */
export function titleOf(desk, { step, index = 0, of = 1 }) {
  if (of > 1 && step === desk.view.current?.step) return t("Question %(n)s", { n: index + 1 });
  const title = text(stepOf(desk.view.agenda, step).title).value;
  return of > 1 ? t("%(title)s, question %(n)s", { title, n: index + 1 }) : title;
}

/** @param {Steering} desk */
export function forward(desk) {
  const { next } = around(desk);
  if (next) return lead(desk, next, minutesLeft(desk, next.step));
  return desk.view.dialogue.phase === "running" ? end(desk) : undefined;
}

/** @param {Steering} desk */
export function backward(desk) {
  const { back } = around(desk);
  if (back) lead(desk, back, 0);
}

/**
 * To a step that was picked in the plan. A jump moves everybody, so it is always asked back.
 * @param {Steering} desk
 * @param {{step: string, part?: string}} place
 */
export function jump(desk, place) {
  const title = titleOf(desk, place);
  const left = minutesLeft(desk, place.step);
  const sentence = left
    ? tn("%(n)s minute is still planned here. Press again to go to “%(title)s” anyway.", "%(n)s minutes are still planned here. Press again to go to “%(title)s” anyway.", left, { title })
    : t("The room goes to “%(title)s”. Press again to go there.", { title });
  desk.twice(spot(place), sentence, () => go(desk, place));
}

/** @param {Steering} desk */
export function end(desk) {
  desk.twice("end", t("The evening ends and anonymous questions are closed for good. Press again to end it."), () => void desk.act({ type: "agenda.end" }));
}

/**
 * @param {Steering} desk
 * @param {Place} place
 * @param {number} left minutes that would be given away
 */
function lead(desk, place, left) {
  if (!left) return go(desk, place);
  return desk.twice(spot(place), tn("%(n)s minute is still planned. Go on anyway? Press again.", "%(n)s minutes are still planned. Go on anyway? Press again.", left), () => go(desk, place));
}

/**
 * @param {Steering} desk
 * @param {{step: string, part?: string}} place
 */
function go(desk, { step, part }) {
  desk.looking = undefined;
  void desk.act({ type: "agenda.go_to", step, ...(part ? { part } : {}) });
}

/** @param {{step: string, part?: string}} place */
function spot({ step, part }) {
  return `go/${step}/${part ?? ""}`;
}

/**
 * Whole minutes still planned for the step the room is in, if `to` is another one.
 * @param {Steering} desk
 * @param {string} to
 */
function minutesLeft(desk, to) {
  if (desk.view.current?.step === to) return 0;
  const here = planned(desk.view, desk.now).rows.find(({ state }) => state === "now");
  return Math.max(0, Math.floor((here?.left ?? 0) / MINUTE));
}

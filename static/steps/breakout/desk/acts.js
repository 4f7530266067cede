/** What the moderator can do with the groups from the controls: give time, end, and show the results one by one. */

import { t } from "../../../core/i18n.js";
import { endTalks } from "./ending.js";
import { nameOf } from "./naming.js";
import { showable } from "./rooms.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("../../desk.js").Act} Act */
/** @typedef {import("./attention.js").Groups} Groups */

const MORE_TIME = [1, 2, 5];

/**
 * @param {Groups} step
 * @param {Desk} desk
 * @returns {Act[]}
 */
export function running(step, desk) {
  const end = { label: t("End the group phase"), main: true, does: () => endTalks(step, desk) };
  const more = MORE_TIME.map((minutes) => ({
    label: t("+%(minutes)s min", { minutes }),
    adds: true,
    does: () => void desk.act({ type: "breakout.add_time", step: step.id, minutes }),
  }));
  return [end, ...more];
}

/**
 * What is rarely needed while the groups talk.
 * @param {Groups} step
 * @param {Desk} desk
 * @returns {Act[]}
 */
export function rarer(step, desk) {
  const turn = (/** @type {string} */ type) => () => void desk.act({ type, step: step.id });
  return [
    { label: t("A minute less for all"), why: t("The clocks of all groups jump back by a minute."), does: () => void desk.act({ type: "breakout.add_time", step: step.id, minutes: -1 }) },
    { label: t("Freeze all boards"), why: t("Nobody but the moderation can write on them any more."), does: turn("breakout.freeze_board") },
    { label: t("Let all groups write again"), why: t("Takes the freezing back, on every board."), does: turn("breakout.unfreeze_board") },
  ];
}

/**
 * The results one by one, in the order of the groups.
 * @param {Groups} step
 * @param {Desk} desk
 * @returns {Act[]}
 */
export function ended(step, desk) {
  const rooms = showable(step);
  if (!rooms.length) return step.quintessence ? [] : [reopening(step, desk)];
  const show = (/** @type {string | undefined} */ room) => void desk.act({ type: "breakout.show_quintessence", step: step.id, ...(room ? { room: Number(room) } : {}) });
  const shown = step.shown_room === undefined ? -1 : rooms.indexOf(String(step.shown_room));
  const next = rooms[shown + 1];
  const forward = next
    ? [{ label: step.quintessence ? t("Show quintessence: %(room)s", { room: nameOf(step, next) }) : t("Show ideas: %(room)s", { room: nameOf(step, next) }), key: /** @type {const} */ ("r"), main: true, does: () => show(next) }]
    : [];
  if (shown < 0) return forward;
  const back = { label: t("Previous"), disabled: shown === 0, does: () => show(rooms[shown - 1]) };
  return next ? [...forward, back] : [{ label: t("Take off the projector"), main: true, does: () => show(undefined) }, back];
}

/**
 * @param {Groups} step
 * @param {Desk} desk
 */
export function reopening(step, desk) {
  return {
    label: t("Reopen the group phase"),
    why: t("Everybody goes back to their group; nothing written is lost."),
    does: () => void desk.act({ type: "breakout.reopen", step: step.id }),
  };
}

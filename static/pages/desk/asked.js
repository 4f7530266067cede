/**
 * The life of a question at the desk: prepared, open, closed, shown; and what can be done in each of these states.
 *
 * Rule: at any moment one act is the next one. The rare and the final ones stand behind "More", each with a sentence
 * that says honestly what it does.
 */

import { html } from "lit-html";
import { number, t } from "../../core/i18n.js";
import { callersLine } from "./callers.js";

/** @typedef {import("./steering.js").Steering} Steering */
/** @typedef {import("../../steps/desk.js").Scene} Scene */
/** @typedef {import("../../steps/desk.js").Act} Act */
/** @typedef {{type: string, [field: string]: any}} Wish */

const PHASES = ["prepared", "open", "closed", "revealed"];

/**
 * A scene with the life, figure and controls of the question it asks; any other scene as it is.
 * @param {Steering} desk
 * @param {string} step
 * @param {Scene} scene
 * @returns {Scene}
 */
export function withLife(desk, step, scene) {
  if (!scene.asked) return scene;
  const { part, state } = scene.asked;
  const say = (/** @type {string} */ type, fields = {}) => () => void desk.act({ type, step, part, ...fields });
  const life = [t("prepared"), t("open"), t("closed"), t("shown")];
  if (state.final) life[2] = t("closed for good");
  const of = Math.max(state.of ?? 0, state.answered ?? 0);
  return {
    ...scene,
    body: html`${scene.body} ${callersLine(desk, step, scene.asked)}`,
    life,
    at: PHASES.indexOf(state.phase),
    figure: { large: t("%(n)s of %(of)s", { n: number(state.answered ?? 0), of: number(of) }), words: t("have answered") },
    acts: acts(state, say),
    more: more(desk, state, say, `${step}/${part}`),
  };
}

/**
 * @param {any} state
 * @param {(type: string, fields?: object) => () => void} say
 * @returns {Act[]}
 */
function acts(state, say) {
  const open = { label: t("Open the question"), key: /** @type {const} */ (" "), does: say("question.open") };
  const again = { ...open, label: t("Open again"), disabled: Boolean(state.final) };
  const close = { label: t("Close the question"), key: /** @type {const} */ (" "), main: true, does: say("question.close") };
  const reveal = { label: t("Show the result"), key: /** @type {const} */ ("r"), does: say("question.reveal") };
  const conceal = { label: t("Hide the result"), key: /** @type {const} */ ("r"), does: say("question.conceal") };
  if (state.phase === "prepared") return [{ ...open, main: true }, { ...reveal, disabled: true }];
  if (state.phase === "open") return [close, { ...reveal, disabled: true }];
  if (state.phase === "closed") return [{ ...reveal, main: true }, again];
  return [conceal, again];
}

/**
 * @param {Steering} desk
 * @param {any} state
 * @param {(type: string, fields?: object) => () => void} say
 * @param {string} spot
 * @returns {Act[]}
 */
function more(desk, state, say, spot) {
  if (state.phase === "prepared") return [];
  const only = (/** @type {string} */ screen) => say("question.reveal", { on: [screen] });
  const shown = state.phase === "revealed" ? (state.on ?? []) : [];
  return [
    { label: t("Show on the projector only"), why: t("The devices do not show the result."), does: only("projector"), disabled: shown.length === 1 && shown[0] === "projector" },
    { label: t("Show on the devices only"), why: t("The projector does not show the result."), does: only("devices"), disabled: shown.length === 1 && shown[0] === "devices" },
    { label: t("Ask once more"), why: t("A new round without answers begins. The earlier round is kept in the documentation."), does: say("question.reset") },
    {
      label: t("Close for good"),
      why: honesty(state),
      disabled: Boolean(state.final),
      does: () => desk.twice(`final/${spot}`, t("This cannot be undone. Press again to close the question for good."), say("question.finalise")),
    },
  ];
}

/** @param {any} state */
function honesty({ anonymous, final }) {
  if (final) return t("This question is closed for good; only the counts remain.");
  if (!anonymous) return t("Nobody can change an answer afterwards.");
  return t("Until then the operator of this server could technically see who answered what; afterwards nobody can, because only the counts remain. It happens by itself when the evening ends.");
}

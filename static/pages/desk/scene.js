/** What stands in the middle of the desk: before the evening, a step (the room's or one that is looked at), afterwards. */

import { html, nothing } from "lit-html";
import { number, t, time, tn } from "../../core/i18n.js";
import { kindFor } from "../../core/kinds.js";
import { said } from "../../core/said.js";
import { languagesOfTheEvening } from "./dialogs/untranslated.js";
import { MINUTE, stepOf } from "./plan.js";
import { paperRow } from "./papers.js";
import { withLife } from "./asked.js";

/** @typedef {import("./steering.js").Steering} Steering */
/** @typedef {import("../../steps/desk.js").Scene} Scene */

/**
 * @param {Steering} desk
 * @returns {Scene}
 */
export function sceneOf(desk) {
  const { dialogue, current } = desk.view;
  const shown = desk.looking ?? (dialogue.phase === "running" ? current?.step : undefined);
  if (shown && desk.view.agenda.steps[shown]) return sceneOfStep(desk, shown);
  return dialogue.phase === "ended" ? after(desk) : before(desk);
}

/**
 * @param {Steering} desk
 * @param {string} id
 * @returns {Scene}
 */
function sceneOfStep(desk, id) {
  const planned = stepOf(desk.view.agenda, id);
  const step = desk.view.steps[id];
  /** @type {import("../../steps/desk.js").DeskKind | undefined} */
  const kind = kindFor(planned.kind, "desk", () => desk.refresh());
  const part = desk.view.current?.step === id ? desk.view.current.part : undefined;
  if (step && kind) return withLife(desk, id, kind.scene({ id, title: planned.title, ...step }, desk, part));
  return { eyebrow: t("Not begun"), headline: said(planned.title), body: html`<p class="quiet desk-empty">${t("Nothing has happened in this item yet.")}</p>` };
}

/**
 * @param {Steering} desk
 * @returns {Scene}
 */
function before(desk) {
  const { session, people } = desk.view;
  const early = session.starts_at - desk.now;
  const start = () => void desk.act({ type: "agenda.start" });
  const soon = tn("It is %(n)s minute before the announced time. Press again to begin.", "It is %(n)s minutes before the announced time. Press again to begin.", Math.ceil(early / MINUTE));
  return {
    eyebrow: t("Not begun, announced for %(time)s", { time: time(session.starts_at) }),
    headline: said(session.title),
    figure: { large: number(people.here), words: t("are here") },
    body: html`<section class="desk-lobby"><p class="desk-code">${spaced(session.code)}</p>
      <p class="quiet">${t("Participants see the title, the time and the agenda. Nothing has to be done until you begin.")}</p>
      ${languagesOfTheEvening(desk)}</section>`,
    acts: [{ label: t("Begin the evening"), key: " ", main: true, does: () => (early > 2 * MINUTE ? desk.twice("start", soon, start) : start()) }],
  };
}

/**
 * @param {Steering} desk
 * @returns {Scene}
 */
function after(desk) {
  const { dialogue, people } = desk.view;
  return {
    eyebrow: dialogue.ended_at ? t("Ended at %(time)s", { time: time(dialogue.ended_at) }) : "",
    headline: t("The evening has ended."),
    figure: { large: number(people.all), words: t("took part") },
    body: html`<section class="desk-lobby desk-after"><p>${t("Everything is kept. The documentation can be read, taken along and published.")}</p>${paperRow(desk)}</section>`,
    acts: [{ label: t("Resume the evening"), does: () => desk.twice("resume", t("Participants come back into the evening. Press again to resume it."), () => void desk.act({ type: "agenda.resume" })) }],
  };
}

/** @param {string} code */
export function spaced(code) {
  return code ? html`<bdi>${code.slice(0, 4)} ${code.slice(4)}</bdi>` : nothing;
}

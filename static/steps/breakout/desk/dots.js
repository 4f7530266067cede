/** Dots for all groups at once: how many each person has, how many may go on one card; open, close, reveal. */

import { html } from "lit-html";
import { t, tn } from "../../../core/i18n.js";
import { lives } from "./attention.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("./attention.js").Groups} Groups */

const MOST = 20;
const USUAL = 3;

/**
 * How many groups are in which state, and how many devices have given dots.
 * @param {Pick<Groups, "rooms">} step
 * @returns {{none: number, open: number, closed: number, revealed: number, given: number}}
 */
export function dotsAtAGlance({ rooms }) {
  const sum = { none: 0, open: 0, closed: 0, revealed: 0, given: 0 };
  for (const one of Object.values(rooms)) {
    if (!lives(one)) continue;
    sum[one.dots?.phase ?? "none"] += 1;
    sum.given += one.dots?.given ?? 0;
  }
  return sum;
}

/**
 * @param {Desk} desk
 * @param {string} id of the step
 */
export function openDots(desk, id) {
  desk.open(() => {
    const step = /** @type {Groups} */ (desk.view.steps[id]);
    const { open, closed, revealed, none, given } = dotsAtAGlance(step);
    const turn = (/** @type {string} */ type, fields = {}) => void desk.act({ type, step: id, ...fields });
    const start = (/** @type {SubmitEvent} */ event) => {
      event.preventDefault();
      turn("breakout.open_dots", wished(new FormData(/** @type {HTMLFormElement} */ (event.currentTarget))));
    };
    const { budget, per_note: perNote } = known(step);
    return {
      title: t("Dots for all groups"),
      body: html`<p>${t("Everybody gives dots to the cards that matter most to them. How they lie is seen when they are revealed.")}</p>
        <form class="desk-form" @submit=${start}><div class="dots-numbers">
          <label for="dots-budget">${t("Dots for each person")}</label><input class="input" id="dots-budget" name="budget" type="number" min="1" max=${MOST} value=${String(budget)} required inputmode="numeric">
          <label for="dots-limit">${t("At most on one card")}</label><input class="input" id="dots-limit" name="per_note" type="number" min="1" max=${MOST} value=${String(perNote)} required inputmode="numeric"></div>
          <div class="desk-row"><button class="button ${open ? "button-plain" : ""}" type="submit" ?disabled=${!none && !closed && !revealed}>${t("Open for all")}</button>
          <button class="button ${open ? "" : "button-plain"}" type="button" ?disabled=${!open} @click=${() => turn("breakout.close_dots")}>${t("Close for all")}</button>
          <button class="button button-plain" type="button" ?disabled=${!open && !closed} @click=${() => turn("breakout.reveal_dots")}>${t("Reveal for all")}</button></div></form>
        <p class="quiet" role="status">${none === Object.keys(step.rooms).length ? t("No group has dots yet.") : [
          open ? tn("open in %(n)s group", "open in %(n)s groups", open) : "",
          closed ? tn("closed in %(n)s group", "closed in %(n)s groups", closed) : "",
          revealed ? tn("revealed in %(n)s group", "revealed in %(n)s groups", revealed) : "",
          tn("%(n)s has given dots", "%(n)s have given dots", given),
        ].filter(Boolean).join(", ")}</p>`,
    };
  });
}

/**
 * What stands in the fields: as it is in a group, else as planned, else what is usual.
 * @param {Groups} step
 */
function known({ rooms, dots }) {
  return Object.values(rooms).find((one) => one.dots)?.dots ?? dots ?? { budget: USUAL, per_note: USUAL };
}

/**
 * More on one card than there are to give means all of them.
 * @param {FormData} form
 */
export function wished(form) {
  const budget = Number(form.get("budget"));
  return { budget, per_note: Math.min(budget, Number(form.get("per_note"))) };
}

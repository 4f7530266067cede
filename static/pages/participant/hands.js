/** Asking to speak: one button; where several people share the device, it asks who of them. */

import { html, nothing } from "lit-html";
import { closeDialog, openDialog } from "../../core/dialog.js";
import { handsUp } from "../../core/hands.js";
import { t } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { seatNumbers } from "../../core/seats.js";
import { refusal } from "../../core/state.js";

/** @typedef {import("../../core/page.js").Live} Live */
/** @typedef {import("../../core/views.js").Me} Me */

/**
 * @param {Live} live
 * @param {Me} me
 */
export function hand(live, me) {
  if (me.seats > 1) return shared(live, me);
  const up = isUp(live, me, 1);
  return html`<button class="button button-plain button-hand" type="button" aria-pressed=${up ? "true" : "false"} @click=${() => turn(live, 1, up)}>
    ${icon("hand")} <span>${up ? t("Hand is up") : t("Raise hand")}${place(me, 1, up)}</span>
  </button>`;
}

/**
 * Who at this device has the floor.
 * @param {Me} me
 */
export function called(me) {
  const seats = Object.entries(handsUp(me)).flatMap(([seat, up]) => (up.called ? [Number(seat)] : []));
  return seats.map((seat) => html`<div class="banner"><p><strong>${me.seats > 1 ? t("Person %(n)s has the floor.", { n: seat }) : t("You have the floor.")}</strong></p></div>`);
}

/**
 * The people at the device, each with their own hand; nothing where there is only one.
 * @param {Live} live
 * @param {Me} me
 */
export function handsDialog(live, me) {
  if (me.seats < 2) return nothing;
  return html`<dialog class="settings hands" aria-labelledby="hands-title">
    <div class="settings-head"><h2 id="hands-title">${t("Who wants to speak?")}</h2>
      <button class="button button-bare" type="button" aria-label=${t("Close")} @click=${() => closeDialog(dialog())}>${icon("close")}</button>
    </div>
    ${seatNumbers(me.seats).map((seat) => {
      const up = isUp(live, me, seat);
      return html`<button class="button button-plain button-wide" type="button" aria-pressed=${up ? "true" : "false"} @click=${() => turn(live, seat, up)}>
          ${icon("hand")} <span><strong>${t("Person %(n)s:", { n: seat })}</strong> ${up ? t("Hand is up") : t("Raise hand")}${place(me, seat, up)}</span>
        </button>
        ${refusal(live.answers.refused({ type: "hands.raise", seat }))}`;
    })}
    <button class="button button-wide" type="button" @click=${() => closeDialog(dialog())}>${t("Done")}</button>
  </dialog>`;
}

/**
 * @param {Live} live
 * @param {Me} me
 */
function shared(live, me) {
  const up = seatNumbers(me.seats).filter((seat) => isUp(live, me, seat));
  const whose = up.map((seat) => t("Person %(n)s", { n: seat })).join(", ");
  return html`<button class="button button-plain button-hand" type="button" aria-haspopup="dialog" data-up=${up.length ? "yes" : nothing} @click=${() => openDialog(dialog())}>
    ${icon("hand")} <span>${up.length ? html`${t("Hand is up")}: ${whose}` : t("Raise hand")}</span>
  </button>`;
}

/**
 * Whether this hand is up, or is on its way.
 * @param {Live} live
 * @param {Me} me
 * @param {number} seat
 */
function isUp({ outbox }, me, seat) {
  const sending = outbox.commands.filter((command) => (command.type === "hands.raise" || command.type === "hands.lower") && (command["seat"] ?? 1) === seat).at(-1);
  return sending ? sending.type === "hands.raise" : seat in handsUp(me);
}

/**
 * @param {Live} live
 * @param {number} seat
 * @param {boolean} up
 */
function turn({ connection, refresh }, seat, up) {
  connection.send({ type: up ? "hands.lower" : "hands.raise", ...(seat > 1 ? { seat } : {}) });
  refresh();
}

/**
 * The place in the queue, where others are before.
 * @param {Me} me
 * @param {number} seat
 * @param {boolean} up
 */
function place(me, seat, up) {
  const queued = handsUp(me)[seat];
  return up && queued && queued.place > 1 ? html` <span class="small">(${queued.place})</span>` : nothing;
}

/** @returns {HTMLDialogElement | null} */
function dialog() {
  return document.querySelector("dialog.hands");
}

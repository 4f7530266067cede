/**
 * One group of a phase, opened at the desk: people, board, result, clock. First only to read; whoever wants to help from
 * here asks for it, so that nothing is changed in passing.
 */

import { html, nothing } from "lit-html";
import { countdown, t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";
import { lives } from "./attention.js";
import { openBroadcast } from "./broadcast.js";
import { cards } from "./cards.js";
import { members } from "./members.js";
import { openMerging } from "./merging.js";
import { nameOf, numbersOf } from "./naming.js";
import { focusIdeas, quintessence } from "./result.js";
import { intoVideo } from "./video.js";

/** @typedef {import("../../desk.js").Desk} Desk */
/** @typedef {import("./attention.js").Groups} Groups */
/** @typedef {import("../../../core/views.js").DeskRoom} Room */
/**
 * What a part of the dialog works with.
 * @typedef {object} Place
 * @property {Groups} step
 * @property {string} room
 * @property {Room} one
 * @property {Desk} desk
 * @property {boolean} helping whether the desk helps on this board
 * @property {(type: string, fields?: object) => Promise<boolean>} does says a wish about this group; whether it was done
 */

const MORE_TIME = [1, 2, 5];

/**
 * @param {Desk} desk
 * @param {string} id of the step
 * @param {string} room
 */
export function openRoom(desk, id, room) {
  const look = { helping: false };
  const does = async (/** @type {string} */ type, fields = {}) => (await desk.act({ type, step: id, ...fields })).saved;
  const help = () => {
    look.helping = !look.helping;
    desk.refresh();
  };
  desk.open(() => {
    const step = /** @type {Groups | undefined} */ (desk.view.steps[id]);
    const one = step?.rooms[room];
    if (!step || !one) return { title: t("Group %(n)s", { n: room }), body: html`<p>${t("This group no longer exists. Its cards are kept.")}</p>` };
    const place = { step, room, one, desk, helping: look.helping, does };
    return {
      title: [nameOf(step, room), one.moderator].filter(Boolean).join(", "),
      wide: true,
      body: html`${head(place, help)} ${members(place)} ${quintessence(place)} ${focusIdeas(place)} ${cards(place)}`,
    };
  });
}

/**
 * @param {Place} place
 * @param {() => void} help
 */
function head(place, help) {
  const { step, room, one, desk, helping, does } = place;
  const running = step.phase === "running" && lives(one);
  const left = (one.ends_at ?? 0) - desk.now;
  const act = (/** @type {string} */ type, fields = {}) => () => void does(type, { room: Number(room), ...fields });
  return html`${calls(place)}
    <div class="room-acts"><button class="button ${helping ? "" : "button-plain"}" type="button" aria-pressed=${helping} @click=${help}>${helping ? t("You help on this board") : t("Help on this board")}</button>
      ${intoVideo(one)}
      ${running ? html`<span class="room-clock"><b class="clock" role="timer" aria-label=${t("Time left")}>${countdown(left)}</b>
          ${MORE_TIME.map((minutes) => html`<button class="button button-plain" type="button" @click=${act("breakout.add_time", { minutes })}>${t("+%(minutes)s min", { minutes })}</button>`)}</span>
        <button class="button button-plain" type="button" @click=${() => openBroadcast(desk, step.id, room)}>${t("Tell this group")}</button>` : nothing}
      <button class="button button-plain" type="button" @click=${act(one.frozen ? "breakout.unfreeze_board" : "breakout.freeze_board")}>${one.frozen ? t("Let them write again") : t("Freeze the board")}</button>
      ${running && numbersOf(step).length > 1 ? html`<button class="button button-plain" type="button" @click=${() => openMerging(desk, step.id, room)}>${t("Merge with another group")}</button>` : nothing}</div>
    ${helping ? html`<p class="quiet small">${t("What you write, hide or merge here stands on the group’s board at once.")}</p>` : nothing}`;
}

/** @param {Place} place */
function calls({ step, room, one, desk, does }) {
  const own = Object.entries(step.help ?? {}).filter(([, call]) => String(call.room) === room);
  return own.map(([call, { since, taken_by: taken }]) => html`<p class="room-call ${taken ? "" : "room-call-open"}">${icon("help")} <span>${t("This group waits for help, for %(time)s.", { time: countdown(desk.now - since) })}
      ${taken === "moderation" ? t("The moderation goes there") : taken ? t("The technical support goes there") : nothing}${taken ? "." : nothing} ${one.here ? nothing : t("Nobody of it is here now.")}</span>
    ${taken === "moderation" ? nothing : html`<button class="button button-plain" type="button" @click=${() => void does("breakout.take_help", { call, by: "moderation" })}>${t("Moderation helps")}</button>`}
    <button class="button button-plain" type="button" @click=${() => void does("breakout.finish_help", { call })}>${t("Settled")}</button></p>`);
}

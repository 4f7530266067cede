/** The own acts on the board, newest last: each can be taken back with one button, or with Ctrl and Z outside fields. */

import { html } from "lit-html";
import { announce } from "../../../core/announce.js";
import { t } from "../../../core/i18n.js";
import { freshId } from "../../../core/outbox.js";
import { icon } from "../../../core/said.js";
import { opposite } from "./opposite.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {{id: string, type: string, back: import("./opposite.js").Wish}} Act */

const REMEMBERED = 20;

/** What the keys act upon: the board as it was last drawn. @type {AtConsole | undefined} */
let drawn;

/**
 * Does something on the board and remembers how to take it back.
 * @param {AtConsole} here
 * @param {string} type
 * @param {Record<string, unknown>} wish
 */
export function act({ live, group }, type, wish) {
  const command = { id: freshId(), type, step: group.step, ...wish };
  const back = opposite(command, group);
  if (back) live.drafts.write(keyOf(group), [...acts({ live, group }), { id: command.id, type, back }].slice(-REMEMBERED));
  void live.connection.send(command);
  live.refresh();
}

/**
 * What was refused has not happened.
 * @param {import("../../../core/outbox.js").Command} command
 * @param {import("../../../core/page.js").Live} live
 */
export function forgetAct({ id, step }, live) {
  const key = keyOf({ step, room: live.page.room });
  const all = /** @type {Act[]} */ (live.drafts.read(key, []));
  const rest = all.filter((one) => one.id !== id);
  if (rest.length < all.length) live.drafts.write(key, rest.length ? rest : undefined);
}

/** @param {AtConsole} here always in its place, so that it does not come and go under somebody's hand */
export function undoButton(here) {
  if (!drawn) addEventListener("keydown", onKey);
  drawn = here;
  const last = acts(here).at(-1);
  return html`<button class="link-button undo" type="button" ?disabled=${!last} @click=${() => takeBack(here)}>${icon("undo", "icon-small icon-along")} <span>${last ? html`${t("Undo")}<span class="undo-what">: ${nameOf(last.type)}</span>` : t("Undo")}</span></button>`;
}

/** @param {AtConsole} here */
function takeBack(here) {
  const { live, group } = here;
  const last = acts(here).at(-1);
  if (!last) return;
  forgetAct({ id: last.id, type: last.type, step: group.step }, live);
  void live.connection.send({ ...last.back });
  announce(t("Taken back: %(act)s", { act: nameOf(last.type) }));
  live.refresh();
}

/** @param {KeyboardEvent} event */
function onKey(event) {
  const field = event.target instanceof Element && event.target.closest("input, textarea, select");
  if (!drawn || field || event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  event.preventDefault();
  takeBack(drawn);
}

/**
 * @param {AtConsole} here
 * @returns {Act[]}
 */
function acts({ live, group }) {
  return live.drafts.read(keyOf(group), []);
}

/** @param {{step: string, room: number | undefined}} group */
function keyOf({ step, room }) {
  return `acts:${step}:${room}`;
}

/** @param {string} type */
function nameOf(type) {
  if (type === "breakout.write_note") return t("card pinned up");
  if (type === "breakout.edit_note") return t("card changed");
  if (type === "breakout.hide_note") return t("card taken off");
  if (type === "breakout.unhide_note") return t("card shown again");
  if (type === "breakout.move_note") return t("card moved");
  if (type === "breakout.merge_note") return t("cards merged");
  if (type === "breakout.part_note") return t("cards separated");
  return type === "breakout.freeze_board" ? t("board frozen") : t("board opened again");
}

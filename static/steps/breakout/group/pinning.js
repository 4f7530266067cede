/**
 * Pinning the words of a draft up on the board of a group.
 *
 * Rule: the draft is emptied when the words are on their way, and gets them back when the server refuses them.
 */

import { announce } from "../../../core/announce.js";
import { t } from "../../../core/i18n.js";
import { freshId } from "../../../core/outbox.js";

/** @typedef {import("../../../core/views.js").Room} Room */
/** @typedef {import("../../../core/page.js").Live} Live */

/** The own card that was pinned last: still to be brought into sight, on its way or hanging. @type {Map<string, "sent" | "coming">} */
const fresh = new Map();

/**
 * The draft belongs to the step and not to one of its groups: whoever is moved takes the words along.
 * @param {string} step
 */
export function noteKey(step) {
  return `note:${step}`;
}

/**
 * Pins up the words that are in the draft of a group.
 * @param {Live} live
 * @param {{step: string, room: number}} group
 * @param {Room | undefined} room the group, where it can be seen
 * @returns {string | undefined} the id of the command, if there were words
 */
export function pinUp(live, group, room) {
  const key = noteKey(group.step);
  const words = live.drafts.get(key).trim();
  if (!words) return undefined;
  const below = live.drafts.get(`${key}:below`);
  const column = room ? columnOf(room, live, key) : live.drafts.get(`${key}:column`);
  /** @type {{type: string, [field: string]: any}} */
  const wish = { id: freshId(), type: "breakout.write_note", step: group.step, room: group.room, text: words };
  if (room ? below in room.notes.notes : below) wish["below"] = below;
  else if (column) wish["column"] = column;
  // Emptied first: a refusal may come at once and gives the words back.
  live.drafts.set(key, "");
  live.drafts.set(`${key}:below`, "");
  live.connection.send(wish);
  announce(t("Card is being sent."));
  fresh.set(wish["id"], "sent");
  live.refresh();
  return wish["id"];
}

/**
 * Gives refused words back to the field, in front of what has been typed since.
 * @param {import("../../../core/outbox.js").Command} command
 * @param {Live} live
 */
export function returnWords(command, live) {
  const { step, room, text, below } = command;
  const key = noteKey(step);
  live.drafts.set(key, [text, live.drafts.get(key)].filter(Boolean).join("\n"));
  if (live.store.value(`room:${step}:${room}`)?.notes.notes[below]) live.drafts.set(`${key}:below`, below);
}

/**
 * Brings the card that was just pinned into sight, once on its way and once when it hangs; the focus stays in the field.
 * @param {string} note
 * @param {{hangs: boolean}} fate
 */
export function bringIntoSight(note, { hangs }) {
  const seen = fresh.get(note);
  if (!seen || (seen === "coming" && !hangs)) return;
  if (hangs) fresh.delete(note);
  else fresh.set(note, "coming");
  const behavior = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  const place = `#note-${CSS.escape(note)}, [data-coming="${CSS.escape(note)}"]`;
  requestAnimationFrame(() => document.querySelector(place)?.scrollIntoView({ block: "nearest", behavior }));
}

/**
 * @param {Room} room
 * @param {Live} live
 * @param {string} key
 */
export function columnOf(room, live, key) {
  const chosen = live.drafts.get(`${key}:column`);
  return room.columns.some((column) => column.id === chosen) ? chosen : room.columns[0]?.id;
}

/**
 * What has changed for a group since the page last looked, in sentences that are spoken once.
 *
 * Rule: what was there when the page came in is told only where it still matters. Running figures are never spoken.
 */

import { t } from "../../../core/i18n.js";
import { clockNews } from "./clock.js";
import { isCurrent, toldWords } from "./told.js";

/** @typedef {import("../../../core/views.js").Room} Room */
/**
 * @typedef {object} Heard what the page has already told
 * @property {string} room
 * @property {Room["phase"]} phase
 * @property {number} [ends] when the time was up as it last stood
 * @property {boolean} [minute] whether the last minute was told; time that is added makes it news again
 * @property {boolean} [up] whether it was told that the time is up; the same
 * @property {{minutes: number, at: number}} [more] time that was given last, and when
 * @property {string} help call and who takes it
 * @property {boolean} frozen
 * @property {string} dots
 * @property {number} [asked] the version about which the group was asked
 * @property {string} told
 */
/** @typedef {{heard: Heard, sentences: string[]}} News */

/**
 * @param {Heard | undefined} before
 * @param {Room} room
 * @param {{now: number, arrived: number, told: string}} moment `told`: what this device has spoken of what the desk said
 * @returns {News}
 */
export function news(before, room, { now, arrived, told }) {
  const last = before?.room === `${room.step}:${room.room}` ? before : undefined;
  /** @type {Heard} */
  const heard = {
    room: `${room.step}:${room.room}`,
    phase: room.phase,
    help: room.help ? `${room.help.call} ${room.help.taken_by ?? ""}` : "",
    frozen: room.frozen === true,
    dots: room.dots?.phase ?? "",
    told: last?.told ?? told,
  };
  const sentences = [
    last ? "" : t("Your group %(n)s", { n: room.room }),
    ...clockNews(last, heard, room, now),
    last && last.help !== heard.help ? helpSentence(room) : "",
    last?.phase === "running" && room.phase === "ended" ? t("The group time is over. You can still finish writing your card.") : "",
    last && heard.frozen && !last.frozen ? t("The board is closed. Nothing can be changed on it any more.") : "",
    last && last.dots !== heard.dots ? dotsSentence(heard.dots) : "",
    asked(last, heard, room) ? t("Your group is asked: is this text right?") : "",
  ];
  if (room.told && room.told.id !== heard.told) {
    heard.told = room.told.id;
    if (isCurrent(room.told, { now, arrived })) sentences.push(`${t("The moderation says:")} ${toldWords(room.told)}`);
  }
  return { heard, sentences: sentences.filter(Boolean) };
}

/** @param {Room} room */
function helpSentence({ help }) {
  if (!help) return t("The call for help is done.");
  if (help.taken_by === "support") return t("Technical help is coming.");
  return help.taken_by ? t("The moderation is coming.") : t("Help has been called.");
}

/** @param {string} phase */
function dotsSentence(phase) {
  if (phase === "open") return t("You can give dots now to the cards that matter most to you.");
  return phase === "revealed" ? t("The dots can be seen now.") : "";
}

/**
 * @param {Heard | undefined} last
 * @param {Heard} heard
 * @param {Room} room
 */
function asked(last, heard, { quintessence: words }) {
  if (!words?.asked || words.released) return false;
  heard.asked = words.version;
  return last?.asked !== words.version;
}

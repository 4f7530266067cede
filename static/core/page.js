/**
 * Starts a page: reads what the server wrote into it, opens the link, draws, and draws again when something changed.
 *
 * Rule: a page is a function of the views, the person's own draft and the focus; it keeps no other state. What is drawn
 * is drawn at most once per frame of the screen.
 */

import "./older.js";
import { render } from "lit-html";
import words from "messages";
import { announce } from "./announce.js";
import { Answers } from "./answers.js";
import { Clock } from "./clock.js";
import { Connection, PROTOCOL } from "./connection.js";
import { Drafts } from "./drafts.js";
import { direction, speak, t } from "./i18n.js";
import { linkSentence } from "./link.js";
import { Outbox } from "./outbox.js";
import { Store } from "./store.js";
import { waysOf } from "./ways.js";

/**
 * A form in which the documentation can be taken along; `once`: one file holds all languages.
 * @typedef {{name: string, title: string, once: boolean}} Form
 */

/**
 * A text of the session file that lacks languages; `step` is empty for what belongs to the whole evening.
 * @typedef {{step: string, path: (string | number)[], words: string, language: string, lacks: string[]}} Untranslated
 */

/**
 * What the server writes into `<script type="application/json" id="page">`.
 * @typedef {object} Page
 * @property {"participant" | "moderator" | "group_moderator" | "projector"} role
 * @property {string} dialogue
 * @property {string} socket path of the WebSocket
 * @property {string} stream path of the same line where there is none
 * @property {string} language
 * @property {string[]} languages
 * @property {string} default_language
 * @property {string} zone
 * @property {string} [public_url] where people join
 * @property {string} [code] eight digits
 * @property {string} [person] own id of a participant
 * @property {number} [room] of a group moderator
 * @property {Form[]} [forms] at the desk
 * @property {Untranslated[]} [untranslated] at the desk
 */

/**
 * What every part of a page gets to work with.
 * @typedef {object} Live
 * @property {Page} page
 * @property {Store} store
 * @property {Connection} connection
 * @property {Outbox} outbox
 * @property {Answers} answers
 * @property {Clock} clock
 * @property {Drafts} drafts
 * @property {() => void} refresh draws again soon
 * @property {(language: string) => Promise<boolean>} switchLanguage whether it was done; without a connection it cannot be
 */

/**
 * @param {object} setting
 * @param {(live: Live) => unknown} setting.draw the whole page as a lit template
 * @param {readonly string[]} setting.needs names of the views without which there is nothing to show
 * @param {(command: import("./outbox.js").Command, outcome: import("./connection.js").Outcome, live: Live) => void} [setting.answered]
 * @returns {Live}
 */
export function boot({ draw, needs, answered }) {
  const page = /** @type {Page} */ (readJson("page"));
  speak({ language: page.language, dir: direction(page.language), messages: words }, { otherwise: page.default_language, zone: page.zone });
  const scope = [page.dialogue, page.role, page.person ?? page.room ?? ""].join(":");
  const store = new Store();
  const clock = new Clock();
  const tab = reachable(() => sessionStorage);
  const outbox = new Outbox(scope, tab);
  const answers = new Answers(outbox);
  const drafts = new Drafts(scope, reachable(() => localStorage));
  const connection = new Connection({ url: page.socket, ways: waysOf(page, PROTOCOL, tab), store, clock, outbox, needs });
  const place = /** @type {HTMLElement} */ (document.getElementById("place"));
  place.replaceChildren(); // what the server has written for the time until now; the first drawing comes with the next frame
  const frame = oncePerFrame(() => render(draw(live), place));
  const refresh = frame.soon;
  // What is pressed acts upon all that has been typed, also within one frame.
  for (const press of ["pointerdown", "keydown"]) addEventListener(press, frame.now, { capture: true });
  const switchLanguage = async (/** @type {string} */ language) => {
    const spoken = await speakLanguage(language, page).then(() => true, () => false);
    if (!spoken) announce(t("The language could not be changed. Please try again."));
    refresh();
    return spoken;
  };
  /** @type {Live} */
  const live = { page, store, connection, outbox, answers, clock, drafts, refresh, switchLanguage };
  store.listen(refresh);
  connection.onState((state) => {
    document.documentElement.dataset.live = state;
    document.documentElement.dataset.way = connection.detour ? "detour" : "straight";
    announce(linkSentence(state, connection));
    refresh();
  });
  connection.onOutcome((command, outcome) => {
    answers.hear(command, outcome);
    answered?.(command, outcome, live);
    refresh();
  });
  setInterval(refresh, 1000);
  hurryWhenAwake(connection, clock, refresh);
  document.documentElement.dataset.live = connection.state;
  refresh();
  connection.start();
  return live;
}

/**
 * What the server has written into the page under this id.
 * @param {string} id
 * @returns {any}
 */
export function readJson(id) {
  return JSON.parse(document.getElementById(id)?.textContent ?? "null");
}

/**
 * Draws when the screen is next painted, once however often it was asked for. A bug in one drawing is logged and the
 * page lives on with the last good picture.
 * @param {() => void} paint
 * @returns {{soon: () => void, now: () => void}} `soon` asks for it; `now` does not wait for the screen with what was asked
 */
function oncePerFrame(paint) {
  let asked = 0;
  const now = () => {
    if (!asked) return;
    cancelAnimationFrame(asked);
    asked = 0;
    try {
      paint();
    } catch (problem) {
      console.error(problem);
    }
  };
  const soon = () => {
    asked ||= requestAnimationFrame(now);
  };
  return { soon, now };
}

/**
 * @param {Connection} connection
 * @param {Clock} clock
 * @param {() => void} refresh
 */
function hurryWhenAwake(connection, clock, refresh) {
  addEventListener("online", () => connection.move());
  for (const touch of ["pointerdown", "keydown"]) {
    addEventListener(touch, () => connection.state === "aside" && connection.hurry());
  }
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible") return;
    clock.forget();
    connection.hurry();
    refresh();
  });
}

/**
 * @param {string} language
 * @param {Page} page
 */
async function speakLanguage(language, page) {
  const answer = await fetch(`/messages/${encodeURIComponent(language)}.json`);
  if (!answer.ok) throw new Error(`no messages in ${language}`);
  const spoken = await answer.json();
  speak(spoken);
  page.language = language;
  document.documentElement.lang = language;
  document.documentElement.dir = spoken.dir;
  document.cookie = `language=${encodeURIComponent(language)}; path=/; max-age=31536000; samesite=lax`;
}

/**
 * Browsers that forbid storage throw at the mere mention of it.
 * @param {() => Storage} storage
 */
function reachable(storage) {
  try {
    return storage();
  } catch {
    return undefined;
  }
}

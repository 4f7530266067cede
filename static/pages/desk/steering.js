/**
 * What the parts of the desk share: the view, the way to say something to the server, and what only this screen knows —
 * which dialog is open, which question is asked back, which step is looked at.
 *
 * Rule: nothing is done twice by accident. What could hurt is asked back once, at the same spot; any other act, or ten
 * seconds, takes the question away. A press right after another one is a double press and no answer, and what has been
 * said and is not answered is not said again.
 */

import { announce } from "../../core/announce.js";
import { t } from "../../core/i18n.js";
import { worded } from "../../core/said.js";

/** @typedef {import("../../steps/desk.js").Desk} Desk */
/** @typedef {import("../../steps/desk.js").Dialog} Dialog */
/** @typedef {import("../../core/connection.js").Outcome} Outcome */

const ASKED_FOR = 10_000;
const SAID_FOR = 8_000;
/** Nobody reads a question and answers it faster than this. */
const READ_IN = 1_000;
/** Two presses of the same thing closer than this are one double press. */
const DOUBLE_PRESS = 400;
/** Wishes that add up: said twice, they are meant twice. */
const ADDING = new Set(["breakout.add_time"]);

/** @implements {Desk} */
export class Steering {
  /** @type {(() => Dialog) | undefined} */
  dialog;
  /** @type {{spot: string, sentence: string, ripe: boolean} | undefined} `ripe`: long enough to have been read */
  asking;
  /** @type {{sentence: string, refused: boolean} | undefined} */
  notice;
  /** @type {string | undefined} a step that is looked at while the room is elsewhere */
  looking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #unask;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #unsay;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #ripen;
  /** @type {Map<string, Promise<Outcome>>} what is said and not yet answered */
  #unanswered = new Map();
  #pressed = { what: "", at: Number.NEGATIVE_INFINITY };

  /** @param {import("../../core/page.js").Live} live */
  constructor(live) {
    this.live = live;
  }

  get view() {
    return this.live.store.value("moderators");
  }

  get now() {
    return this.live.clock.serverNow();
  }

  /**
   * Says it to the server. What is said already and not yet answered is not said again; the answer is the same.
   * @param {{type: string, [field: string]: any}} wish
   * @returns {Promise<Outcome>}
   */
  act(wish) {
    const words = JSON.stringify(wish);
    const unanswered = this.#unanswered.get(words);
    if (unanswered && !ADDING.has(wish.type)) return unanswered;
    const outcome = this.#send(wish).finally(() => this.#unanswered.delete(words));
    this.#unanswered.set(words, outcome);
    return outcome;
  }

  /** @param {{type: string, [field: string]: any}} wish */
  async #send(wish) {
    this.#forgetAsking();
    if (this.live.connection.state !== "linked") this.say(t("Not connected. It is sent as soon as the connection is back."));
    else if (this.notice) this.#forgetNotice();
    this.refresh();
    const outcome = await this.live.connection.send(wish);
    if (!outcome.saved) this.#notice(worded(outcome), true);
    this.refresh();
    return outcome;
  }

  /**
   * A button was pressed: by pointing, where the browser itself counts a double click, or by key.
   * @param {Pick<MouseEvent, "detail">} event
   * @param {string} what
   * @param {() => unknown} does
   */
  click({ detail }, what, does) {
    if (detail === 0) this.press(what, does);
    else if (detail === 1) does();
  }

  /**
   * A key was pressed. The same one pressed again at once is a double press, even when by now it would mean
   * something else: open must not become close.
   * @param {string} what the key, or the row of buttons on which it was pressed
   * @param {() => unknown} does
   */
  press(what, does) {
    const now = performance.now();
    const doubled = what === this.#pressed.what && now - this.#pressed.at < DOUBLE_PRESS;
    this.#pressed = { what, at: now };
    if (!doubled) does();
  }

  /**
   * @param {string} spot
   * @param {string} sentence
   * @param {() => unknown} does
   */
  twice(spot, sentence, does) {
    if (this.asking?.spot === spot) {
      if (!this.asking.ripe) return;
      this.#forgetAsking();
      does();
      return;
    }
    this.#forgetAsking();
    this.#forgetNotice();
    this.asking = { spot, sentence, ripe: false };
    this.#ripen = setTimeout(() => this.#becomeRipe(), READ_IN);
    this.#unask = setTimeout(() => this.unask(), ASKED_FOR);
    this.refresh();
  }

  #becomeRipe() {
    if (this.asking) this.asking = { ...this.asking, ripe: true };
    this.refresh();
  }

  unask() {
    this.#forgetAsking();
    this.refresh();
  }

  /** @param {() => Dialog} draw */
  open(draw) {
    this.#forgetAsking();
    this.dialog = draw;
    this.refresh();
  }

  close() {
    const shown = document.querySelector("dialog[open]");
    if (shown instanceof HTMLDialogElement) shown.close();
    this.dialog = undefined;
    this.refresh();
  }

  /** @param {string} sentence */
  say(sentence) {
    this.#notice(sentence, false);
    this.refresh();
  }

  /** @param {string | undefined} step */
  look(step) {
    this.#forgetAsking();
    this.looking = step;
    if (step) announce(t("You are only looking. The room stays where it is."));
    this.refresh();
  }

  refresh() {
    this.live.refresh();
  }

  /**
   * @param {string} sentence
   * @param {boolean} refused
   */
  #notice(sentence, refused) {
    clearTimeout(this.#unsay);
    this.notice = { sentence, refused };
    this.#unsay = setTimeout(() => {
      this.notice = undefined;
      this.refresh();
    }, SAID_FOR);
  }

  #forgetNotice() {
    clearTimeout(this.#unsay);
    this.notice = undefined;
  }

  #forgetAsking() {
    clearTimeout(this.#unask);
    clearTimeout(this.#ripen);
    this.asking = undefined;
  }
}

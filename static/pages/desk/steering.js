/**
 * What the parts of the desk share: the view, the way to say something to the server, and what only this screen knows —
 * which dialog is open, which question is asked back, which step is looked at.
 *
 * Rule: nothing is done twice by accident. What could hurt is asked back once, at the same spot; any other act, or ten
 * seconds, takes the question away.
 */

import { announce } from "../../core/announce.js";
import { t } from "../../core/i18n.js";
import { worded } from "../../core/said.js";

/** @typedef {import("../../steps/desk.js").Desk} Desk */
/** @typedef {import("../../steps/desk.js").Dialog} Dialog */
/** @typedef {import("../../core/connection.js").Outcome} Outcome */

const ASKED_FOR = 10_000;
const SAID_FOR = 8_000;

/** @implements {Desk} */
export class Steering {
  /** @type {(() => Dialog) | undefined} */
  dialog;
  /** @type {{spot: string, sentence: string} | undefined} */
  asking;
  /** @type {{sentence: string, refused: boolean} | undefined} */
  notice;
  /** @type {string | undefined} a step that is looked at while the room is elsewhere */
  looking;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #unask;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #unsay;

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

  /** @param {{type: string, [field: string]: any}} wish */
  async act(wish) {
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
   * @param {string} spot
   * @param {string} sentence
   * @param {() => unknown} does
   */
  twice(spot, sentence, does) {
    if (this.asking?.spot === spot) {
      this.#forgetAsking();
      does();
      return;
    }
    this.#forgetAsking();
    this.#forgetNotice();
    this.asking = { spot, sentence };
    this.#unask = setTimeout(() => this.unask(), ASKED_FOR);
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
    this.asking = undefined;
  }
}

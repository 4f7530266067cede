/**
 * What an editor is doing: wishes on their way, what the server said became of them, what is typed and not yet saved.
 *
 * Rule: a wish has an id and is sent again under the same one when the line was lost, so that it counts once. What the
 * server does not say is not shown as done, and nothing that was typed is lost by a refusal.
 */

import { announce } from "../../core/announce.js";
import { t } from "../../core/i18n.js";
import { worded } from "../../core/said.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../../core/drafts.js").Drafts} Drafts */
/** @typedef {{text: Record<string, string>, office: string, by: string}} Step */
/** @typedef {{picture: string, file: string, width: number, height: number, chapter: string, alt: string, caption: string, credit: string}} Picture */
/** @typedef {{number: number, at: number, note: string, kept: boolean, withdrawn_at?: number, withdrawal?: string}} Publication */
/**
 * Everything that was done to the documentation besides its words (`live/web/editing.py`, `told`).
 * @typedef {object} Told
 * @property {boolean} ended
 * @property {string[]} left_out
 * @property {string[]} checked
 * @property {Record<string, {text: string, count: number}>} foreword
 * @property {Step[] | null} next_steps null: those of the session file
 * @property {number} next_steps_count
 * @property {Picture[]} pictures
 * @property {Publication[]} publications
 * @property {number} changed texts since the last version
 */
/**
 * @typedef {object} Start
 * @property {string} dialogue
 * @property {string} role
 * @property {string} language
 * @property {string[]} languages
 * @property {string} zone
 * @property {string} shown language of the draft
 * @property {string} public
 * @property {Told} editing
 * @property {string} ids
 * @property {{name: string, title: string}[]} forms
 * @property {Record<string, Record<string, string>>} stand_ins language -> sort of warning -> what stands in its place
 */
/** @typedef {{ok: true, answer: any} | {ok: false, sentence: string}} Outcome */
/** @typedef {{key: string, value: string, pseudonym: boolean, leaving: boolean, reason: string, remark: string, sentence: string, warned: boolean}} OpenWord */

const TRIES = 3;
const PAUSE = 800;

export class Editing {
  /** @type {OpenWord | undefined} */
  word;
  /** Names of the tools that are unfolded. @type {Set<string>} */
  unfolded = new Set(["look"]);
  /** What each tool says about its last wish. @type {Map<string, string>} */
  said = new Map();
  /** What was pressed once and waits for the second press. */
  asked = "";
  busy = false;
  /** Rows of next steps that are being written. @type {Step[] | undefined} */
  steps;
  #made = 0;
  #paint;

  /**
   * @param {Start} start
   * @param {Draft} draft
   * @param {Drafts} drafts
   * @param {() => void} paint
   */
  constructor(start, draft, drafts, paint) {
    this.start = start;
    this.draft = draft;
    this.drafts = drafts;
    this.told = start.editing;
    this.#paint = paint;
    draft.leaveOut(this.told.left_out);
  }

  /** The address of this desk. */
  get at() {
    return `/edit/${encodeURIComponent(this.start.dialogue)}`;
  }

  /** Warnings that nobody has looked at. */
  get open() {
    const checked = new Set(this.told.checked);
    return this.draft.warnings.filter(({ id }) => !checked.has(id));
  }

  /** The next steps as they will be published. */
  get nextSteps() {
    return this.told.next_steps ?? this.draft.planned;
  }

  paint() {
    this.#paint();
  }

  /** @param {string} key */
  openWord(key) {
    const { edit, text } = this.draft.known(key);
    const value = this.draft.applies(key) && edit?.sort !== "hidden" ? (edit?.text ?? text) : text;
    this.word = { key, value, pseudonym: edit?.sort === "pseudonymised", leaving: edit?.sort === "hidden", reason: edit?.reason ?? "", remark: edit?.remark ?? "", sentence: "", warned: false };
    this.paint();
  }

  closeWord() {
    this.word = undefined;
    this.paint();
  }

  /**
   * Says something in a tool, and to those who cannot see it.
   * @param {string} tool
   * @param {string} sentence
   */
  say(tool, sentence) {
    this.said.set(tool, sentence);
    announce(sentence);
    this.paint();
  }

  /**
   * Asks for one thing; the draft follows where only words or marks change.
   * @param {{type: string, [field: string]: unknown}} command
   * @param {Record<string, unknown>} [about] of the words
   * @returns {Promise<Outcome>}
   */
  async wish(command, about = {}) {
    const outcome = await this.post("/edits", { command: { ...command, id: this.newId() }, language: this.start.shown, ...about });
    if (outcome.ok) this.took(outcome.answer);
    return outcome;
  }

  newId() {
    this.#made += 1;
    return `${this.start.ids}-${this.#made}`;
  }

  /** @param {{editing?: Told}} answer */
  took(answer) {
    this.told = answer.editing ?? this.told;
    this.draft.leaveOut(this.told.left_out);
    this.paint();
  }

  /**
   * Asks for something that changes more of the draft than words, and reads it anew.
   * @param {string} tool
   * @param {{type: string, [field: string]: unknown}} command
   * @param {string} saved what to say then
   */
  async change(tool, command, saved) {
    const outcome = await this.wish(command);
    this.say(tool, outcome.ok ? saved : outcome.sentence);
    if (outcome.ok) await this.draft.readAnew(`${this.at}?alone&language=${encodeURIComponent(this.start.shown)}`);
    this.paint();
    return outcome.ok;
  }

  /**
   * @param {string} path
   * @param {unknown} body an object is sent as JSON, a file as it is
   * @returns {Promise<Outcome>}
   */
  async post(path, body) {
    this.busy = true;
    this.paint();
    const whole = body instanceof Blob;
    /** @type {RequestInit} */
    const request = { method: "POST", headers: { "content-type": whole ? body.type || "application/octet-stream" : "application/json" }, body: whole ? body : JSON.stringify(body) };
    const answer = await sent(`${this.at}${path}`, request);
    this.busy = false;
    if (answer?.ok) return { ok: true, answer: await answer.json() };
    const refusal = await answer?.json().catch(() => undefined);
    const sentence = refusal?.refused ? worded({ code: refusal.refused, params: refusal.params }) : t("The server did not answer. Please try again.");
    return { ok: false, sentence: answer?.status === 413 ? t("The file is too large: at most 10 MB.") : sentence };
  }
}

/**
 * Sends the same again when the line was lost or the server could not answer.
 * @param {string} address
 * @param {RequestInit} request
 */
async function sent(address, request) {
  for (let tries = 1; ; tries += 1) {
    const answer = await fetch(address, request).catch(() => undefined);
    if ((answer && answer.status < 500) || tries === TRIES) return answer;
    await new Promise((resolve) => setTimeout(resolve, PAUSE * tries));
  }
}

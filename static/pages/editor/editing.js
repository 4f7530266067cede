/**
 * What an editor is doing: wishes on their way, what the server said became of them, what is typed and not yet saved.
 *
 * Rule: a wish has an id and is sent again under the same one when the line was lost, so that it counts once. What the
 * server does not say is not shown as done, and nothing that was typed is lost by a refusal.
 */

import { announce } from "../../core/announce.js";
import { t } from "../../core/i18n.js";
import { worded } from "../../core/said.js";
import { longest, TEXT_LIMIT } from "./limit.js";
import { Unsaved } from "./unsaved.js";

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {import("../../core/drafts.js").Drafts} Drafts */
/** @typedef {{text: Record<string, string>, office: string, by: string}} Step */
/** @typedef {{picture: string, file: string, width: number, height: number, chapter: string, alt: string, caption: string, credit: string}} Picture */
/** @typedef {{number: number, at: number, note: string, kept: boolean, withdrawn_at?: number, withdrawal?: string}} Publication */
/**
 * @typedef {"words" | "chapters" | "foreword" | "next_steps" | "pictures"} Area
 *
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
 * @property {Area[]} edited_since what was edited since the last version
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
/** @typedef {{ok: true, answer: any} | {ok: false, sentence: string, code: string}} Outcome */
/** @typedef {{value: string, pseudonym: boolean, leaving: boolean, reason: string, remark: string}} Wanted what is to become of some words */
/**
 * Words in the dialog: what is wanted, what was so when they were opened, after how many edits that was, and whether it
 * is in sight that somebody else edited them meanwhile.
 * @typedef {Wanted & {key: string, begun: Wanted, after: number, overtaken: boolean, sentence: string, warned: boolean}} OpenWord
 */

export const CHANGED = "documentation.changed_meanwhile";
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
  /** A file was chosen and is not handed in: nothing can keep it over a reload. */
  fileChosen = false;
  /** The page is left for one where everything typed stands again. */
  goesOn = false;
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
    this.unsaved = new Unsaved(drafts);
    this.told = start.editing;
    this.#paint = paint;
    draft.leaveOut(this.told.left_out);
    const word = drafts.read("word", /** @type {OpenWord | undefined} */ (undefined));
    if (word && draft.words[word.key]) this.word = word;
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
    this.word = this.#opened(key);
    this.paint();
  }

  /**
   * The person changes what is wanted of the open words; it outlives a reload.
   * @param {OpenWord} word
   * @param {Partial<OpenWord>} change
   */
  changeWord(word, change) {
    Object.assign(word, { warned: false }, change);
    if (this.word === word) this.drafts.write("word", untouched(word) ? undefined : { ...word, sentence: "", warned: false });
    this.paint();
  }

  /**
   * What is so now is taken for what is wanted.
   * @param {OpenWord} word
   */
  takeWord(word) {
    this.changeWord(word, this.#opened(word.key));
  }

  closeWord() {
    this.word = undefined;
    this.drafts.write("word", undefined);
    this.paint();
  }

  /**
   * @param {string} key
   * @returns {OpenWord}
   */
  #opened(key) {
    const { edit, text, count = 0 } = this.draft.known(key);
    const value = this.draft.applies(key) && edit?.sort !== "hidden" ? (edit?.text ?? text) : text;
    const begun = { value, pseudonym: edit?.sort === "pseudonymised", leaving: edit?.sort === "hidden", reason: edit?.reason ?? "", remark: edit?.remark ?? "" };
    return { key, ...begun, begun, after: count, overtaken: false, sentence: "", warned: false };
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
    if (outcome.ok) await this.readAnew();
  }

  /**
   * Saves what was typed into a piece, if nobody else has saved it unseen meanwhile.
   * @template T
   * @param {string} tool
   * @param {import("./unsaved.js").Piece<T>} piece
   * @param {{type: string, [field: string]: unknown}} command
   * @param {string} saved what to say then
   */
  async save(tool, piece, command, saved) {
    const value = this.unsaved.value(piece);
    const outcome = this.unsaved.overtaken(piece) ? refusedBy(CHANGED) : await this.wish(command);
    if (outcome.ok) this.unsaved.saved(piece, value);
    const settled = outcome.ok || (outcome.code === CHANGED && !this.unsaved.refused(piece));
    this.say(tool, settled ? saved : outcome.sentence);
    if (outcome.ok || outcome.code === CHANGED) await this.readAnew();
  }

  /** Reads the draft anew; words that are open stay known, even where they are gone from it. */
  async readAnew() {
    const { key } = this.word ?? {};
    const before = key === undefined ? undefined : this.draft.known(key);
    await this.draft.readAnew(`${this.at}?alone&language=${encodeURIComponent(this.start.shown)}`);
    if (key !== undefined && before) this.draft.words[key] ??= before;
    this.paint();
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
    this.took(refusal ?? {});
    return { ok: false, code: refusal?.refused ?? "", sentence: answer ? refusedSentence(answer.status, refusal, body) : t("The server did not answer. Please try again.") };
  }
}

/**
 * @param {string} code
 * @returns {{ok: false, code: string, sentence: string}}
 */
function refusedBy(code) {
  return { ok: false, code, sentence: worded({ code }) };
}

/**
 * Whether everything of some words is wanted as it was when they were opened.
 * @param {OpenWord} word
 */
export function untouched(word) {
  return Object.entries(word.begun).every(([field, value]) => word[/** @type {keyof Wanted} */ (field)] === value);
}

/**
 * Why something was not done: what is too large to be read has no code, and may be a file, one text or many together.
 * @param {number} status
 * @param {{refused?: string, params?: Record<string, string | number>} | undefined} refusal
 * @param {unknown} body what was asked
 */
export function refusedSentence(status, refusal, body) {
  if (status === 413 && body instanceof Blob) return t("The file is too large: at most 10 MB.");
  const length = body instanceof Blob ? 0 : longest(body);
  if ([400, 413].includes(status) && length > TEXT_LIMIT) return worded({ code: "documentation.text_too_long", params: { limit: TEXT_LIMIT, length } });
  if (status === 413) return t("These texts are too long together. Please shorten them.");
  return refusal?.refused ? worded({ code: refusal.refused, ...(refusal.params ? { params: refusal.params } : {}) }) : t("The server did not answer. Please try again.");
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

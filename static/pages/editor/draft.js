/**
 * The draft in the page: words that can be pressed, and what was done to them.
 *
 * Rule: words change as text. What changes more than words is read anew from the server, as a document that runs
 * nothing. One listener serves all words, however many there are.
 */

import { t } from "../../core/i18n.js";

/** @typedef {{sort: "corrected" | "pseudonymised" | "hidden", at: number, text?: string, original?: string, reason?: string, remark?: string}} Edit */
/** @typedef {{text: string, mark: string, chapter: string, language?: string, hideable?: boolean, typed?: boolean, count?: number, edit?: Edit, quoted?: string}} Known */
/** @typedef {{id: string, sort: string, key: string, chapter: string, found: string}} Warning */
/** @typedef {{id: string, title: string, stays?: boolean}} Chapter */

export class Draft {
  /** @type {Map<string, HTMLElement[]>} */
  #places = new Map();
  #root;
  #left = new Set();

  /**
   * @param {HTMLElement} root
   * @param {{words: Record<string, Known>, warnings: Warning[], chapters: Chapter[], planned: import("./editing.js").Step[]}} given
   */
  constructor(root, given) {
    this.#root = root;
    this.words = given.words;
    this.warnings = given.warnings;
    this.chapters = given.chapters;
    this.planned = given.planned;
    this.#find();
  }

  /**
   * Hears which words are pressed, by pointer or by key.
   * @param {(key: string) => void} pressed
   */
  listen(pressed) {
    const press = (/** @type {Event} */ event) => {
      const word = /** @type {HTMLElement} */ (event.target).closest?.(".word");
      const key = word instanceof HTMLElement ? word.dataset.key : undefined;
      if (!key || !this.words[key]) return;
      event.preventDefault();
      pressed(key);
    };
    this.#root.addEventListener("click", press);
    this.#root.addEventListener("keydown", (event) => (event.key === "Enter" || event.key === " ") && press(event));
  }

  /** @param {string} key */
  known(key) {
    return /** @type {Known} */ (this.words[key]);
  }

  /**
   * Whether what was done to the words is in force: not where they were changed since.
   * @param {string} key
   */
  applies(key) {
    const { edit, mark } = this.known(key);
    return Boolean(edit) && (edit?.sort === "hidden" || edit?.original === mark);
  }

  /** Keys of all words to which something was done. */
  get edited() {
    return Object.keys(this.words).filter((key) => this.words[key]?.edit);
  }

  /**
   * Takes in what has become of some words.
   * @param {string} key
   * @param {{word: {count?: number, edit?: Edit}, quoted?: string, warnings: Warning[]}} answer
   */
  took(key, { word, quoted, warnings }) {
    const known = this.known(key);
    const places = this.#places.get(key) ?? [];
    const cited = places.find((place) => "quoted" in place.dataset);
    const { edit: before, ...rest } = known;
    if (!before && cited) known.quoted = rest.quoted = textOf(cited);
    this.words[key] = { ...rest, ...word };
    const text = (this.applies(key) && word.edit?.text) || known.text;
    for (const place of places) setText(place, "quoted" in place.dataset ? (text === known.text ? (known.quoted ?? text) : (quoted ?? text)) : text);
    const at = this.warnings.findIndex((warning) => warning.key === key);
    const others = this.warnings.filter((warning) => warning.key !== key);
    others.splice(at < 0 ? others.length : at, 0, ...warnings);
    this.warnings = others;
    this.#mark(key);
  }

  /** @param {readonly string[]} chapters ids of those that will not be published */
  leaveOut(chapters) {
    this.#left = new Set(chapters);
    for (const { id } of this.chapters) {
      const section = document.getElementById(id);
      section?.classList.toggle("chapter-out", this.#left.has(id));
      const title = section?.querySelector("h2");
      if (title) title.dataset.state = this.#left.has(id) ? t("left out") : "";
    }
  }

  /**
   * Brings words or a chapter into sight and puts the focus there.
   * @param {{key?: string, chapter?: string}} where
   */
  go({ key = "", chapter = "" }) {
    const place = this.#places.get(key)?.[0] ?? document.getElementById(chapter);
    if (!place) return;
    if (!place.matches(".word")) place.tabIndex = -1;
    place.scrollIntoView({ block: "center" });
    place.focus({ preventScroll: true });
  }

  /**
   * Reads the draft anew.
   * @param {string} address
   */
  async readAnew(address) {
    const read = await page(address);
    const body = read?.querySelector(".editor-draft");
    const given = read?.getElementById("draft")?.textContent;
    if (!read || !body || !given) return;
    const { words, warnings, chapters, planned } = JSON.parse(given);
    Object.assign(this, { words, warnings, chapters, planned });
    count(JSON.parse(read.getElementById("counts")?.textContent ?? '""'));
    this.#root.replaceChildren(...[...body.childNodes].map((node) => document.adoptNode(node)));
    this.#find();
    this.leaveOut([...this.#left]);
  }

  #find() {
    this.#places.clear();
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (this.#root.querySelectorAll(".word"))) {
      const key = place.dataset.key ?? "";
      this.#places.set(key, [...(this.#places.get(key) ?? []), place]);
    }
    for (const key of new Set([...this.edited, ...this.warnings.map((warning) => warning.key)])) this.#mark(key);
  }

  /** @param {string} key */
  #mark(key) {
    const known = this.words[key];
    if (!known) return;
    const state = known.edit ? (this.applies(key) ? known.edit.sort : "stale") : "";
    const warned = state !== "hidden" && this.warnings.some((warning) => warning.key === key);
    for (const place of this.#places.get(key) ?? []) {
      place.className = ["word", state && `word-${state}`, warned && "word-warned"].filter(Boolean).join(" ");
      place.dataset.state = [stateSentence(state, known.edit?.reason), warned && t("please look")].filter(Boolean).join(", ");
    }
  }
}

/**
 * What was done to words, in a word or two.
 * @param {string} state
 * @param {string} [reason]
 */
export function stateSentence(state, reason) {
  if (state === "corrected") return t("corrected");
  if (state === "pseudonymised") return t("name replaced");
  if (state === "stale") return t("the original was changed since");
  return state === "hidden" ? t("left out: %(reason)s", { reason: reasonName(reason ?? "other") }) : "";
}

/** @param {string} reason */
export function reasonName(reason) {
  const names = { personal: t("personal data"), insulting: t("insults somebody"), duplicate: t("stands here already"), off_topic: t("about something else"), withdrawn: t("its author asked for it"), other: t("another reason") };
  return names[/** @type {keyof typeof names} */ (reason)] ?? names.other;
}

/**
 * @param {HTMLElement} place
 * @param {string} text
 */
function setText(place, text) {
  const within = place.querySelector("bdi") ?? place;
  within.replaceChildren(...text.split("\n").flatMap((line, number) => (number ? [document.createElement("br"), line] : [line])));
}

/** @param {HTMLElement} place */
function textOf(place) {
  return [...place.childNodes].map((node) => (node.nodeName === "BR" ? "\n" : (node.textContent ?? ""))).join("");
}

/**
 * Counts of charts, in a sheet of our own: a style block in the page would need the nonce of another answer.
 * @param {string} rules
 */
function count(rules) {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(rules);
  document.adoptedStyleSheets = [sheet];
}

/**
 * A page as a document that is not shown and runs nothing.
 * @param {string} address
 * @returns {Promise<Document | undefined>}
 */
function page(address) {
  return new Promise((resolve) => {
    const asking = new XMLHttpRequest();
    asking.open("GET", address);
    asking.responseType = "document";
    asking.onload = () => resolve(asking.status === 200 ? (asking.responseXML ?? undefined) : undefined);
    asking.onerror = () => resolve(undefined);
    asking.send();
  });
}

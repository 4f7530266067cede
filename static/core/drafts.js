/**
 * Half-typed words, kept on this device until the server has them.
 *
 * Rule: a draft survives reload, step changes and lost connections; only its acknowledgement (or the person) clears it.
 */

export class Drafts {
  #prefix;
  #storage;
  /** @type {Map<string, string>} */
  #held = new Map();
  /** Whether the words outlive a reload: some devices forbid it, or have no room. */
  lasting = true;

  /**
   * @param {string} scope dialogue and role
   * @param {Storage | undefined} storage
   */
  constructor(scope, storage) {
    this.#prefix = `draft:${scope}:`;
    this.#storage = storage;
    this.lasting = storage !== undefined;
  }

  /**
   * @param {string} key
   * @returns {string} "" when there is none
   */
  get(key) {
    const held = this.#held.get(key);
    if (held !== undefined) return held;
    try {
      return this.#storage?.getItem(this.#prefix + key) ?? "";
    } catch {
      return "";
    }
  }

  /**
   * @param {string} key
   * @param {string} words
   */
  set(key, words) {
    this.#held.set(key, words);
    try {
      if (words) this.#storage?.setItem(this.#prefix + key, words);
      else this.#storage?.removeItem(this.#prefix + key);
    } catch {
      this.lasting = false; // full or forbidden storage: the words still live until the page is left
    }
  }

  /**
   * Clears a draft that has been saved, unless the person has gone on typing since.
   * @param {string} key
   * @param {string} saved the words that the server has acknowledged
   */
  clear(key, saved) {
    if (this.get(key).trim() === saved.trim()) this.set(key, "");
  }

  /**
   * A draft made of several values.
   * @template T
   * @param {string} key
   * @param {T} otherwise
   * @returns {T}
   */
  read(key, otherwise) {
    try {
      return JSON.parse(this.get(key)) ?? otherwise;
    } catch {
      return otherwise;
    }
  }

  /**
   * @param {string} key
   * @param {unknown} value `undefined` clears
   */
  write(key, value) {
    this.set(key, value === undefined ? "" : JSON.stringify(value));
  }
}

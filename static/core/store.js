/**
 * The views this page may see, by name, each with its version.
 *
 * Rule: a patch counts only when it is the very next one; one that the page already has is passed over, one that comes
 * too early asks for the whole view again. Nothing but frames changes a view, and what was handed out never changes.
 */

import { merge } from "./patch.js";

/**
 * @typedef {object} View
 * @property {number | undefined} version of the run in which the page is; undefined: seen in an earlier run
 * @property {any} value
 * @property {WeakSet<object> | undefined} unseen what may still be changed in place
 */
/** @typedef {{view: string, version: number, snapshot?: any, patch?: any}} ViewFrame */

export class Store {
  /** @type {Map<string, View>} */
  #views = new Map();
  /** @type {Set<(name: string) => void>} */
  #listeners = new Set();

  /**
   * Takes a snapshot or a patch.
   * @param {ViewFrame} frame
   * @returns {"applied" | "known" | "gap"} `gap`: the view must be asked for again
   */
  apply(frame) {
    const have = this.#views.get(frame.view);
    if (frame.snapshot !== undefined) {
      if (have?.version !== undefined && frame.version < have.version) return "known";
      this.#views.set(frame.view, { version: frame.version, value: frame.snapshot, unseen: undefined });
    } else {
      if (have?.version === undefined || frame.version > have.version + 1) return "gap";
      if (frame.version <= have.version) return "known";
      have.unseen ??= new WeakSet();
      have.value = merge(have.value, frame.patch, have.unseen);
      have.version = frame.version;
    }
    this.#tell(frame.view);
    return "applied";
  }

  /** Another run of the server counts anew: what is here may be looked at, but no patch fits on it. */
  outdate() {
    for (const view of this.#views.values()) view.version = undefined;
  }

  /**
   * The view is no longer for this page.
   * @param {string} name
   */
  remove(name) {
    if (this.#views.delete(name)) this.#tell(name);
  }

  /**
   * What the page sees under this name, or undefined.
   * @param {string} name
   * @returns {any}
   */
  value(name) {
    const view = this.#views.get(name);
    if (view) view.unseen = undefined;
    return view?.value;
  }

  /**
   * Whether the page has this view; asking does not count as looking at it.
   * @param {string} name
   */
  has(name) {
    return this.#views.has(name);
  }

  /** @returns {Record<string, number>} name -> version, of this run */
  versions() {
    return Object.fromEntries([...this.#views].flatMap(([name, { version }]) => (version === undefined ? [] : [[name, version]])));
  }

  /** @returns {string[]} */
  names() {
    return [...this.#views.keys()];
  }

  /**
   * Hears the name of each view that has changed.
   * @param {(name: string) => void} listener
   * @param {{signal?: AbortSignal}} [options]
   */
  listen(listener, { signal } = {}) {
    this.#listeners.add(listener);
    signal?.addEventListener("abort", () => this.#listeners.delete(listener), { once: true });
  }

  /** @param {string} name */
  #tell(name) {
    for (const listener of this.#listeners) listener(name);
  }
}

/**
 * The views this page may see, by name, each with its version.
 *
 * Rule: a patch counts only when it is the very next one; anything else asks for the whole view again. Nothing but
 * frames changes a view.
 */

import { merge } from "./patch.js";

/** @typedef {{version: number, value: any}} View */
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
      this.#views.set(frame.view, { version: frame.version, value: frame.snapshot });
    } else {
      if (!have || frame.version > have.version + 1) return "gap";
      if (frame.version <= have.version) return "known";
      this.#views.set(frame.view, { version: frame.version, value: merge(have.value, frame.patch) });
    }
    this.#tell(frame.view);
    return "applied";
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
    return this.#views.get(name)?.value;
  }

  /** @returns {Record<string, number>} name -> version */
  versions() {
    return Object.fromEntries([...this.#views].map(([name, view]) => [name, view.version]));
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

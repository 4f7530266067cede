/**
 * Whether the screen goes along with the moderation or waits for the person.
 *
 * Rule: a push never steals the focus and never hides half-typed words. Whoever is in the middle of something stays
 * there and is offered the new place; whoever is not is taken along.
 */

/**
 * @template Place
 */
export class Follow {
  /** @type {Place | undefined} */
  #shown;
  /** @type {Place | undefined} */
  #offered;
  #same;

  /** @param {(one: Place, other: Place) => boolean} [same] whether two places show the same screen */
  constructor(same = Object.is) {
    this.#same = same;
  }

  /**
   * The moderation stands at `place`.
   * @param {Place} place
   * @param {boolean} busy the person is in the middle of something on the shown screen
   * @returns {Place} what to show
   */
  at(place, busy) {
    if (this.#shown === undefined || !busy || this.#same(this.#shown, place)) return this.#go(place);
    this.#offered = place;
    return this.#shown;
  }

  /** Whether a new place waits behind a banner. */
  get waiting() {
    return this.#offered !== undefined;
  }

  /** The new place that waits, if one does. */
  get offered() {
    return this.#offered;
  }

  /**
   * The person wants to see the new place now.
   * @returns {Place | undefined}
   */
  accept() {
    if (this.#offered !== undefined) this.#go(this.#offered);
    return this.#shown;
  }

  /** @param {Place} place */
  #go(place) {
    this.#shown = place;
    this.#offered = undefined;
    return place;
  }
}

/**
 * Whether somebody is typing in this part of the page: words in a focused field.
 * @param {Element | null} [focused]
 */
export function typing(focused = document.activeElement) {
  if (focused instanceof HTMLTextAreaElement) return focused.value.trim() !== "";
  return focused instanceof HTMLInputElement && /^(text|search|email|number|tel|url)$/.test(focused.type) && focused.value.trim() !== "";
}

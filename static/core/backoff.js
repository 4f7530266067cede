/**
 * How long a page stays away before its next try.
 *
 * Rule: after a restart of the server ten thousand pages come back at once, so each draws its own moment. Where a line
 * is cut others may be too: also the first try is drawn from a span.
 */

const LEAST_WAIT = 300;
const FIRST_WAIT = 2_000;
const LONGEST_WAIT = 8_000;
/** The server says that it restarts: it needs a moment, and all pages hear it in the same one. */
const RESTARTS = 1012;
const AFTER_RESTART = { least: 200, first: 2_000, most: LONGEST_WAIT };

export class BackOff {
  #random;
  #failures = 0;
  #restarting = false;

  /** @param {() => number} random 0 to 1 */
  constructor(random) {
    this.#random = random;
  }

  /** The page is linked: the next break is a first one again. */
  done() {
    this.#failures = 0;
    this.#restarting = false;
  }

  /**
   * Milliseconds until the next try. From the second try after a restart on the whole span is drawn from, so that the
   * pages come evenly and nobody waits longer than that.
   * @param {number} [code] why the server closed the link
   */
  pause(code) {
    if (code === RESTARTS && !this.#restarting) this.#failures = 0;
    this.#restarting ||= code === RESTARTS;
    const tries = (this.#failures += 1);
    const { least, first, most } = AFTER_RESTART;
    const [from, to] = this.#restarting ? [least, tries === 1 ? first : most] : [LEAST_WAIT, Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tries - 1))];
    return from + this.#random() * (to - from);
  }
}

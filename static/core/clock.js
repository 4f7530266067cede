/**
 * The server's time on a device whose own clock may be wrong.
 *
 * A message can only arrive late, never early; so of the last few comparisons the largest is the nearest to the truth.
 * The device's monotonic clock carries the time from there, untouched by anybody who sets the watch.
 */

const REMEMBERED = 6;

export class Clock {
  #steady;
  /** @type {number[]} */
  #offsets = [];

  /** @param {() => number} [steady] milliseconds that only ever grow */
  constructor(steady = () => performance.now()) {
    this.#steady = steady;
  }

  /**
   * Compares with the server's time as it stood in a frame.
   * @param {number} now milliseconds since 1970 UTC
   * @param {number} [ago] milliseconds since the frame has arrived
   */
  compare(now, ago = 0) {
    this.#offsets = [...this.#offsets, now - this.#steady() + ago].slice(-REMEMBERED);
  }

  /** Starts comparing anew: after sleep the monotonic clock may have stood still. */
  forget() {
    this.#offsets = this.#offsets.slice(-1);
  }

  /**
   * Milliseconds since 1970 UTC as the server counts them; the device's own time before the first comparison.
   * @returns {number}
   */
  serverNow() {
    return this.#offsets.length ? Math.max(...this.#offsets) + this.#steady() : Date.now();
  }
}

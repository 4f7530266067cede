/** A storage and a socket that live in memory: the edges of the browser, not pieces of our own code. */

/** @returns {Storage} */
export function memoryStorage() {
  const kept = new Map();
  return /** @type {any} */ ({
    getItem: (/** @type {string} */ key) => kept.get(key) ?? null,
    setItem: (/** @type {string} */ key, /** @type {string} */ value) => void kept.set(key, String(value)),
    removeItem: (/** @type {string} */ key) => void kept.delete(key),
  });
}

export class FakeSocket {
  readyState = 0;
  /** @type {any[]} */
  sent = [];
  /** @type {any} */ onopen;
  /** @type {any} */ onmessage;
  /** @type {any} */ onclose;

  /** @param {string} words */
  send(words) {
    this.sent.push(JSON.parse(words));
  }

  /** @param {number} [code] */
  close(code = 1000) {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.onclose?.({ code });
  }

  open() {
    this.readyState = 1;
    this.onopen?.({});
  }

  /** @param {unknown} frame */
  say(frame) {
    this.onmessage?.({ data: JSON.stringify(frame) });
  }
}

/**
 * The line that a page has opened before its script was there (`templates/line.html`), with the face of any other.
 *
 * Rule: whoever takes it over learns what it has brought, in order, how long ago each frame came, and then how it ended
 * if it has: all as if the script had been there. Only what is so old that nobody knows whether the line still lives is
 * left.
 */

/** @typedef {import("./ways.js").Line} Line */
/**
 * @typedef {object} Early
 * @property {WebSocket} socket
 * @property {[data: string, at: number][]} heard each frame, and when it came by `performance.now()`
 * @property {number} late the timer that ends the line if no script comes
 * @property {number} [code] why it has ended
 */

/** Milliseconds: the server beats every ten seconds. */
const OLD = 15_000;

/** @implements {Line} */
export class Begun {
  /** Never called: hello was said. @type {((event: any) => void) | null} */ onopen = null;
  /** @type {((event: {data: string, ago?: number}) => void) | null} */ onmessage = null;
  /** @type {((event: {code: number}) => void) | null} */ onclose = null;
  #socket;

  /** @param {Early} early */
  constructor({ socket, heard, late, code }) {
    this.#socket = socket;
    clearTimeout(late);
    socket.onmessage = ({ data }) => this.onmessage?.({ data });
    socket.onclose = (event) => this.onclose?.({ code: event.code });
    queueMicrotask(() => {
      for (const [data, at] of heard.splice(0)) this.onmessage?.({ data, ago: performance.now() - at });
      if (code !== undefined) this.onclose?.({ code });
    });
  }

  get readyState() {
    return this.#socket.readyState;
  }

  /** @param {string} words */
  send(words) {
    this.#socket.send(words);
  }

  close() {
    this.#socket.close();
  }
}

/**
 * What opens the page's sockets: the first one is there already.
 * @param {Early | undefined} early
 * @param {() => WebSocket} open
 * @returns {() => Line}
 */
export function goingOn(early, open) {
  let left = early;
  return () => {
    const begun = left;
    left = undefined;
    if (!begun) return open();
    const last = begun.heard.at(-1);
    if (!last || performance.now() - last[1] < OLD) return new Begun(begun);
    begun.socket.close();
    return open();
  };
}

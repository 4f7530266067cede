/**
 * The line that a page has opened before its script was there (`templates/line.html`), with the face of any other.
 *
 * Rule: the page has said hello and kept what it heard; whoever takes the line over hears all of it, in order.
 */

/** @typedef {{socket: WebSocket, heard: string[]}} Early */

const OPEN = 1;

/** @implements {Line} */
export class Begun {
  /** Never called: hello was said. @type {((event: any) => void) | null} */ onopen = null;
  /** @type {((event: {data: string}) => void) | null} */ onmessage = null;
  /** @type {((event: {code: number}) => void) | null} */ onclose = null;
  #socket;

  /** @param {Early} early */
  constructor({ socket, heard }) {
    this.#socket = socket;
    socket.onclose = ({ code }) => this.onclose?.({ code });
    queueMicrotask(() => {
      for (const data of heard.splice(0)) this.onmessage?.({ data });
      socket.onmessage = ({ data }) => this.onmessage?.({ data });
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
 * What opens the page's sockets: the first one is there already, unless it has ended meanwhile.
 * @param {Early | undefined} early
 * @param {() => WebSocket} open
 * @returns {() => Line}
 */
export function goingOn(early, open) {
  let left = early;
  return () => {
    const begun = left;
    left = undefined;
    return begun && begun.socket.readyState <= OPEN ? new Begun(begun) : open();
  };
}

/** @typedef {import("./ways.js").Line} Line */

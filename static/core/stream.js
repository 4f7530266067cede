/**
 * A line for networks that let no WebSocket through, with the face of one: frames come as server-sent events, and each
 * of the page's own goes by a request of its own.
 *
 * Rule: the first thing said is the hello, and opens the line. What was said is posted in order, one request after the
 * other, and again until somebody has heard it: a command counts once however often it comes. Whatever the network
 * answers that the server would not has not been heard.
 */

import { Events } from "./events.js";

/** @typedef {(url: string, options: RequestInit) => Promise<Response>} Fetch */

const LOST = 1006;
/** How long one request may take before it is made again; the first may have gone onto a connection that hangs. */
const REQUEST = [4_000, 8_000, 8_000];
const BETWEEN_TRIES = 700;
const HEARD = 204;
const TOO_LARGE = 413;
const NOT_NOW = 429;

export class Stream {
  /** As a WebSocket counts: connecting, open, closing, closed. */
  readyState = 0;
  /** @type {((event: any) => void) | null} */ onopen = null;
  /** @type {((event: {data: string}) => void) | null} */ onmessage = null;
  /** @type {((event: {code: number}) => void) | null} */ onclose = null;
  #url; #fetch;
  #end = new AbortController();
  #begun = false;
  /** @type {string | undefined} name of the line, from its first event on */
  #line;
  /** @type {string[]} */
  #said = [];
  #posting = false;

  /**
   * @param {string} url
   * @param {Fetch} [fetching]
   */
  constructor(url, fetching = (to, options) => fetch(to, options)) {
    this.#url = url;
    this.#fetch = fetching;
    queueMicrotask(() => {
      if (this.readyState !== 0) return;
      this.readyState = 1;
      this.onopen?.({});
    });
  }

  /** @param {string} words a frame; the first one is the hello */
  send(words) {
    if (this.readyState !== 1) return;
    if (this.#begun) this.#say(words);
    else void this.#listen(words);
  }

  /** @param {number} [code] */
  close(code = 1000) {
    if (this.readyState === 3) return;
    this.readyState = 3;
    this.#end.abort();
    this.onclose?.({ code });
  }

  /** @param {string} hello */
  async #listen(hello) {
    this.#begun = true;
    try {
      const answer = await this.#post(this.#url, hello, this.#end.signal, { accept: "text/event-stream" });
      if (!isStream(answer)) this.close(await refusal(answer));
      else await this.#read(/** @type {ReadableStream<Uint8Array>} */ (answer.body));
    } catch {
      // No network, or it ended in the middle: what that means is known to whoever keeps the link.
    }
    this.close(LOST);
  }

  /** @param {ReadableStream<Uint8Array>} body */
  async #read(body) {
    const events = new Events();
    const letters = new TextDecoder();
    const reader = body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done || this.readyState === 3) return;
      for (const event of events.feed(letters.decode(value, { stream: true }))) this.#take(event);
    }
  }

  /** @param {{kind: string, data: string}} event */
  #take({ kind, data }) {
    if (this.readyState === 3) return;
    if (kind === "message") this.onmessage?.({ data });
    else if (kind === "close") this.close(Number(data) || LOST);
    else if (kind === "ping") this.#say("");
    else if (kind === "line") {
      this.#line = data;
      void this.#postAll();
    }
  }

  /** @param {string} words empty: that this page is there */
  #say(words) {
    this.#said.push(words);
    void this.#postAll();
  }

  async #postAll() {
    if (this.#posting || this.#line === undefined) return;
    this.#posting = true;
    for (let words = this.#said.shift(); words !== undefined && this.readyState === 1; words = this.#said.shift()) {
      if (!(await this.#told(words))) this.close(LOST);
    }
    this.#posting = false;
  }

  /**
   * Whether the server has heard it, or has said that it never will.
   * @param {string} words
   */
  async #told(words) {
    for (const [tries, patience] of REQUEST.entries()) {
      if (this.readyState !== 1) return false;
      if (tries) await pause(BETWEEN_TRIES * tries);
      const status = await this.#tell(words, patience);
      if (status === HEARD) return true;
      if (status === TOO_LARGE) {
        this.onmessage?.({ data: JSON.stringify({ malformed: "too large" }) });
        return true;
      }
      if (status !== undefined && status !== NOT_NOW && status < 500) return false;
    }
    return false;
  }

  /**
   * @param {string} words
   * @param {number} patience
   * @returns {Promise<number | undefined>} the status; undefined: no answer came
   */
  async #tell(words, patience) {
    const late = new AbortController();
    const alarm = setTimeout(() => late.abort(), patience);
    const ended = () => late.abort();
    this.#end.signal.addEventListener("abort", ended, { once: true });
    try {
      return (await this.#post(`${this.#url}/line/${this.#line}`, words, late.signal)).status;
    } catch {
      return undefined;
    } finally {
      clearTimeout(alarm);
      this.#end.signal.removeEventListener("abort", ended);
    }
  }

  /**
   * @param {string} url
   * @param {string} body
   * @param {AbortSignal} signal
   * @param {Record<string, string>} [headers]
   */
  #post(url, body, signal, headers = {}) {
    return this.#fetch(url, { method: "POST", body, headers, signal, cache: "no-store", redirect: "manual", credentials: "same-origin" });
  }
}

/** @param {Response} answer */
function isStream(answer) {
  return answer.status === 200 && (answer.headers.get("content-type") ?? "").startsWith("text/event-stream");
}

/**
 * The code with which the server keeps this page out; anybody else who answers has none to give.
 * @param {Response} answer
 * @returns {Promise<number>}
 */
async function refusal(answer) {
  if (answer.status < 400 || !(answer.headers.get("content-type") ?? "").startsWith("application/json")) return LOST;
  const { closed } = await answer.json();
  return typeof closed === "number" ? closed : LOST;
}

/** @param {number} milliseconds */
function pause(milliseconds) {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

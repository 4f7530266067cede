/**
 * Which way the line takes: a WebSocket where the network lets one through, else the detour over a stream.
 *
 * Rule: the detour is taken on evidence only. That a WebSocket failed proves nothing about it while nobody answers at
 * all; so the server is asked for its sign first, by plain HTTP. If something else answers in its place, it is the
 * network that wants to be signed in to. A tab remembers the detour for a while and then tries the straight way again.
 */

import { goingOn } from "./begun.js";
import { Stream } from "./stream.js";

/** @typedef {"here" | "walled" | "away"} Found the server answered; somebody else did; nobody did */
/** @typedef {{readyState: number, onopen: any, onmessage: any, onclose: any, send(words: string): void, close(): void}} Line */

/** Failures in a row after which a way is left. */
const ENOUGH = 2;
/** Milliseconds after which a line that has told nothing yet is doubted; the detour takes a whole request first. */
const HUSHED = { straight: 6_000, detour: 8_000 };
const REMEMBERED = 15 * 60_000;
const ASKED = 5_000;
const SIGN = "live";
export const KEY = "detour";

export class Ways {
  #socket; #stream; #look; #storage;
  #failures = 0;
  #detour = false;
  #walled = false;

  /**
   * @param {object} ways
   * @param {() => Line} ways.socket opens the straight way
   * @param {() => Line} [ways.stream] opens the detour; without it there is none
   * @param {() => Promise<Found>} [ways.look] asks whether the server is reached by plain HTTP
   * @param {Storage | undefined} [ways.storage] of this tab
   */
  constructor({ socket, stream, look = () => Promise.resolve("away"), storage }) {
    this.#socket = socket;
    this.#stream = stream;
    this.#look = look;
    this.#storage = storage;
  }

  /** Whether the last line that was opened took the detour. */
  get detour() {
    return this.#detour;
  }

  /** Whether this network answers in the server's place. */
  get walled() {
    return this.#walled;
  }

  /** How long the line may tell nothing at first; undefined: there is no other way to try. */
  get patience() {
    return this.#stream && (this.#detour ? HUSHED.detour : HUSHED.straight);
  }

  /** @returns {Line} */
  open() {
    this.#detour = this.#stream !== undefined && this.#remembered();
    return this.#detour && this.#stream ? this.#stream() : this.#socket();
  }

  /** A line has brought something. */
  proven() {
    this.#failures = 0;
    this.#walled = false;
    if (this.#detour && !this.#remembered()) this.#remember(true);
    // Also where it has only grown too old: whether to open a line before the script is asked of what is kept.
    else if (!this.#detour && this.#read() !== null) this.#remember(false);
  }

  /** Another network: what was found out about the last one says nothing about it. */
  moved() {
    this.#failures = 0;
    this.#remember(false);
  }

  /**
   * A line never brought anything.
   * @param {boolean} hushed it has not even ended
   * @returns {Promise<boolean>} whether the other way is worth trying now
   */
  async failed(hushed) {
    if (!this.#stream) return false;
    const left = this.#detour;
    const found = await this.#look();
    this.#walled = found === "walled";
    if (found !== "here" || left !== this.#detour) return false;
    this.#failures += hushed ? ENOUGH : 1;
    if (this.#failures < ENOUGH) return false;
    this.#failures = 0;
    this.#remember(!left);
    return true;
  }

  #remembered() {
    const since = Number(this.#read() ?? Number.NaN);
    return Date.now() - since < REMEMBERED;
  }

  /** @param {boolean} detour */
  #remember(detour) {
    this.#kept = detour ? String(Date.now()) : null;
    try {
      if (this.#kept === null) this.#storage?.removeItem(KEY);
      else this.#storage?.setItem(KEY, this.#kept);
    } catch {
      // Forbidden storage: this page still knows.
    }
  }

  /** @type {string | null | undefined} undefined: not looked up yet */
  #kept;

  #read() {
    if (this.#kept !== undefined) return this.#kept;
    try {
      return (this.#kept = this.#storage?.getItem(KEY) ?? null);
    } catch {
      return null;
    }
  }
}

/**
 * Looks whether it is our server that answers.
 * @param {string} url of its sign
 * @param {import("./stream.js").Fetch} [fetching]
 * @returns {Promise<Found>}
 */
export async function lookFor(url, fetching = (to, options) => fetch(to, options)) {
  const late = new AbortController();
  const patience = setTimeout(() => late.abort(), ASKED);
  try {
    const answer = await fetching(url, { cache: "no-store", redirect: "manual", credentials: "omit", signal: late.signal });
    if (answer.ok && (await answer.text()) === SIGN) return "here";
    // 511 is for networks that want to be signed in to (RFC 6585); other errors are no page of theirs.
    const elsewhere = answer.ok || answer.type === "opaqueredirect" || answer.status === 511;
    return elsewhere ? "walled" : "away";
  } catch {
    return "away";
  } finally {
    clearTimeout(patience);
  }
}

/**
 * The ways of a page.
 * @param {{socket: string, stream: string}} page paths
 * @param {string} protocol
 * @param {Storage | undefined} storage of this tab
 */
export function waysOf({ socket, stream }, protocol, storage) {
  const straight = new URL(socket, location.href);
  straight.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  const socketOf = goingOn(/** @type {any} */ (window).early, () => new WebSocket(straight.href, protocol));
  return new Ways({ socket: socketOf, stream: () => new Stream(stream), look: () => lookFor("/stream/sign"), storage });
}

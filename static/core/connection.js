/**
 * One page's link to the server: frames in, commands out, and the state of the link in a word.
 *
 * Rule: first the snapshots, then the stream. One thing is said at a time and the next when it is answered, or a later
 * wish could be carried out before an earlier one; what has no answer is said again on the next link, under its own id.
 * A link that stays silent for two heartbeats is broken, whatever the browser believes; one that owes an answer is given
 * up sooner. Which way the line takes is another's business (`ways.js`): the frames are the same.
 */

import { BackOff } from "./backoff.js";
import { freshId } from "./outbox.js";
import { Ways } from "./ways.js";

/** @typedef {import("./outbox.js").Command} Command */
/**
 * `refused`: this page may no longer come in; `aside`: the person has others open, and it comes back when it is touched.
 * @typedef {"connecting" | "linked" | "broken" | "refused" | "aside"} LinkState
 */
/** @typedef {{saved: true, seq: number} | {saved: false, code: string, params: Record<string, string | number>}} Outcome */
/**
 * @typedef {object} Surroundings
 * @property {string} url
 * @property {import("./store.js").Store} store
 * @property {import("./clock.js").Clock} clock
 * @property {import("./outbox.js").Outbox} outbox
 * @property {readonly string[]} [needs] views without which the page is not yet linked
 * @property {(url: string, protocol: string) => WebSocket} [open]
 * @property {Ways} [ways] without: sockets and nothing else
 * @property {() => number} [random] for the back-off, 0 to 1
 */

export const PROTOCOL = "live.v1";
/** Signed out or link revoked, foreign origin, no such dialogue: trying again cannot help. */
const REFUSALS = [4401, 4403, 4404];
/** What the server takes in one frame; it hangs up on a larger one, and would again at every new try. */
const LARGEST_FRAME = 64 * 1024;
export const TOO_LARGE = "too_large";
const HEARTBEAT = 10_000;
const SILENCE = 2.5 * HEARTBEAT;
/** How long an answer may be missing while nothing else is heard; twice as long after every try that brought none. */
const PATIENCE = 5_000;
/** The person has more pages open than the server allows; coming back at once would push another one out. */
const SET_ASIDE = 4408;

export class Connection {
  #store; #clock; #outbox; #needs; #ways; #backOff;
  /** @type {import("./ways.js").Line | undefined} */
  #socket;
  /** @type {LinkState} */
  #state = "connecting";
  /** @type {string | undefined} */
  #run;
  #welcomed = false;
  #queued = false;
  /** Whether the line has brought anything. */
  #delivered = false;
  #heardAt = 0;
  #told = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #silence;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #doubt;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #hush;
  #patience = PATIENCE;
  /** @type {Set<string>} */
  #asked = new Set();
  /** @type {Map<string, (outcome: Outcome) => void>} */
  #waiting = new Map();
  /** @type {Set<(state: LinkState) => void>} */
  #stateListeners = new Set();
  /** @type {Set<(command: Command, outcome: Outcome) => void>} */
  #outcomeListeners = new Set();

  /** @param {Surroundings} surroundings */
  constructor({ url, store, clock, outbox, needs = [], open = (to, protocol) => new WebSocket(to, protocol), ways = new Ways({ socket: () => open(url, PROTOCOL) }), random = Math.random }) {
    this.#store = store;
    this.#clock = clock;
    this.#outbox = outbox;
    this.#needs = needs;
    this.#ways = ways;
    this.#backOff = new BackOff(random);
  }

  /** @returns {LinkState} */
  get state() {
    return this.#state;
  }

  /** Whether the server has let this page in and lets others go first. */
  get queued() {
    return this.#queued;
  }

  /** Whether the line goes another way than it should, because this network does not let it through. */
  get detour() {
    return this.#ways.detour;
  }

  /** Whether this network answers in the server's place: it wants to be signed in to. */
  get walled() {
    return this.#ways.walled;
  }

  /**
   * Opens the link and keeps it open.
   * @param {{signal?: AbortSignal}} [options]
   */
  start({ signal } = {}) {
    signal?.addEventListener("abort", () => this.#stop(), { once: true });
    this.#connect();
  }

  /** Tries at once: the network is back, or the page is looked at again. */
  hurry() {
    if (this.#state === "refused") return;
    if (!this.#socket) this.#connect();
    else if (Date.now() - this.#heardAt > 1.5 * HEARTBEAT) this.#lose();
  }

  /** The device has come into another network: the line through the last one is dead, and would not tell for long. */
  move() {
    this.#ways.moved();
    if (this.#state === "refused") return;
    this.#drop();
    this.#connect();
  }

  /**
   * Says something. The promise is kept when the server has answered, however long that takes.
   * @param {{type: string, [field: string]: any}} wish without an id
   * @returns {Promise<Outcome>}
   */
  send(wish) {
    const command = { id: freshId(), ...wish };
    if (bytes(command) > LARGEST_FRAME) {
      const refused = /** @type {Outcome} */ ({ saved: false, code: TOO_LARGE, params: {} });
      for (const listener of this.#outcomeListeners) listener(command, refused);
      return Promise.resolve(refused);
    }
    this.#outbox.put(command);
    if (this.#outbox.commands.length === 1) this.#say();
    return new Promise((resolve) => this.#waiting.set(command.id, resolve));
  }

  /**
   * @param {(state: LinkState) => void} listener
   * @param {{signal?: AbortSignal}} [options]
   */
  onState(listener, { signal } = {}) {
    this.#stateListeners.add(listener);
    signal?.addEventListener("abort", () => this.#stateListeners.delete(listener), { once: true });
  }

  /**
   * Hears every answer, also to a command that was sent before a reload.
   * @param {(command: Command, outcome: Outcome) => void} listener
   * @param {{signal?: AbortSignal}} [options]
   */
  onOutcome(listener, { signal } = {}) {
    this.#outcomeListeners.add(listener);
    signal?.addEventListener("abort", () => this.#outcomeListeners.delete(listener), { once: true });
  }

  #connect() {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    const socket = this.#ways.open();
    this.#socket = socket;
    this.#delivered = false;
    this.#heardAt = Date.now();
    this.#listenForSilence();
    this.#listenForWord();
    socket.onopen = () => {
      const known = this.#run === undefined ? {} : { run: this.#run };
      this.#write({ hello: { ...known, versions: this.#run === undefined ? {} : this.#store.versions() } });
    };
    socket.onmessage = (/** @type {{data: string, ago?: number}} */ { data, ago }) => {
      if (socket === this.#socket) this.#hear(data, ago);
    };
    socket.onclose = (/** @type {{code: number}} */ { code }) => {
      if (socket === this.#socket) this.#lose(code);
    };
  }

  /**
   * @param {string} data
   * @param {number} [ago] milliseconds since it came
   */
  #hear(data, ago = 0) {
    this.#heardAt = Date.now() - ago;
    this.#listenForSilence();
    if (!this.#delivered) this.#deliver();
    const frame = JSON.parse(data);
    if ("welcome" in frame) this.#welcome(frame.welcome, ago);
    else if ("wait" in frame) this.#become("connecting", { queued: true });
    else if (!this.#welcomed) this.#lose();
    else if ("view" in frame) this.#take(frame);
    else if ("gone" in frame) this.#store.remove(frame.gone);
    else if ("ack" in frame) this.#answer(frame.ack, { saved: true, seq: frame.seq });
    else if ("reject" in frame) this.#answer(frame.reject, { saved: false, code: frame.code, params: frame.params ?? {} });
    else if ("malformed" in frame) this.#answer(this.#outbox.commands[0]?.id, { saved: false, code: "malformed", params: {} });
    else if ("now" in frame) this.#beat(frame, ago);
    this.#awaitAnswer();
    this.#lookAround();
  }

  #deliver() {
    this.#delivered = true;
    clearTimeout(this.#hush);
    this.#ways.proven();
  }

  /**
   * @param {{run: string, now: number}} welcome
   * @param {number} ago
   */
  #welcome({ run, now }, ago) {
    if (this.#welcomed) return;
    // At once and not with its views: the line may be lost in between.
    if (run !== this.#run) this.#store.outdate();
    this.#run = run;
    this.#clock.compare(now, ago);
    this.#welcomed = true;
    this.#asked.clear();
    this.#say();
  }

  /** Says what has waited longest. */
  #say() {
    if (this.#welcomed && this.#outbox.commands[0]) this.#write(this.#outbox.commands[0]);
    this.#awaitAnswer();
  }

  /** @param {import("./store.js").ViewFrame} frame */
  #take(frame) {
    if (frame.snapshot !== undefined) this.#asked.delete(frame.view);
    if (this.#store.apply(frame) === "gap") this.#resync([frame.view]);
  }

  /**
   * @param {{now: number, versions?: Record<string, number>}} beat
   * @param {number} ago
   */
  #beat({ now, versions }, ago) {
    this.#clock.compare(now, ago);
    if (!versions) return;
    // What was asked for so long ago and has not come was lost.
    this.#asked.clear();
    const have = this.#store.versions();
    this.#resync(Object.keys(versions).filter((name) => have[name] !== versions[name]));
    for (const name of this.#store.names()) if (!(name in versions)) this.#store.remove(name);
  }

  /** @param {string[]} names */
  #resync(names) {
    const fresh = names.filter((name) => !this.#asked.has(name));
    if (!fresh.length) return;
    for (const name of fresh) this.#asked.add(name);
    this.#write({ resync: fresh });
  }

  /**
   * @param {string | undefined} id
   * @param {Outcome} outcome
   */
  #answer(id, outcome) {
    const command = id === undefined ? undefined : this.#outbox.take(id);
    if (!command) return;
    this.#patience = PATIENCE;
    this.#say();
    this.#waiting.get(command.id)?.(outcome);
    this.#waiting.delete(command.id);
    for (const listener of this.#outcomeListeners) listener(command, outcome);
  }

  #lookAround() {
    if (!this.#welcomed || !this.#needs.every((name) => this.#store.has(name))) return;
    this.#backOff.done();
    this.#become("linked");
  }

  #listenForSilence() {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#lose(), SILENCE);
  }

  /** A line that tells nothing at all may never do, while another way is free. */
  #listenForWord() {
    clearTimeout(this.#hush);
    const patience = this.#ways.patience;
    if (patience === undefined) return;
    const socket = this.#socket;
    this.#hush = setTimeout(async () => {
      const elsewhere = await this.#ways.failed(true);
      if (socket !== this.#socket || this.#delivered) return;
      if (elsewhere) this.#drop();
      if (elsewhere) this.#connect();
      else if (this.#ways.walled) this.#lose();
      else this.#listenForWord();
    }, patience);
  }

  /** A cut line is silent: whoever has said something need not wait for two heartbeats to learn of it. */
  #awaitAnswer() {
    clearTimeout(this.#doubt);
    if (!this.#welcomed || !this.#outbox.commands.length) return;
    this.#doubt = setTimeout(() => {
      this.#patience = Math.min(SILENCE, this.#patience * 2);
      this.#lose();
    }, this.#patience);
  }

  /** @param {number} [code] why the server closed the link */
  #lose(code) {
    const delivered = this.#delivered;
    this.#drop();
    if (code !== undefined && REFUSALS.includes(code)) {
      this.#become("refused");
      return;
    }
    if (code === SET_ASIDE) {
      this.#become("aside");
      return;
    }
    this.#become("broken");
    const retry = setTimeout(() => this.#connect(), this.#backOff.pause(code));
    this.#retry = retry;
    if (!delivered) void this.#lookElsewhere(retry);
  }

  /**
   * The line ended and had brought nothing.
   * @param {ReturnType<typeof setTimeout>} retry
   */
  async #lookElsewhere(retry) {
    const elsewhere = await this.#ways.failed(false);
    if (retry !== this.#retry) return;
    this.#become(this.#state);
    if (elsewhere) this.#connect();
  }

  #drop() {
    const socket = this.#socket;
    this.#socket = undefined;
    this.#welcomed = false;
    clearTimeout(this.#silence);
    clearTimeout(this.#doubt);
    clearTimeout(this.#hush);
    socket?.close();
  }

  #stop() {
    clearTimeout(this.#retry);
    this.#retry = undefined;
    this.#drop();
  }

  /** @param {unknown} frame */
  #write(frame) {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(frame));
  }

  /**
   * @param {LinkState} state
   * @param {{queued?: boolean}} [place] in a queue that the server keeps
   */
  #become(state, { queued = false } = {}) {
    const told = [state, queued, this.detour, this.walled].join();
    if (told === this.#told) return;
    this.#told = told;
    this.#state = state;
    this.#queued = queued;
    for (const listener of this.#stateListeners) listener(state);
  }
}

/** @param {unknown} frame */
function bytes(frame) {
  return new TextEncoder().encode(JSON.stringify(frame)).length;
}

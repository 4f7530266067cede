/** The detour as a WebSocket's face: what is posted, how often, and what a network's own answers mean. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Events } from "../../static/core/events.js";
import { Stream } from "../../static/core/stream.js";

const LINE = "event: line\ndata: name\n\n";

/** @param {string} type */
function typed(type) {
  return { get: (/** @type {string} */ name) => (name === "content-type" ? type : null) };
}

/** A network with one server, which a test lets say what it likes. */
class Network {
  /** @type {{url: string, body: string}[]} */
  asked = [];
  /** @type {any[]} answers to what is posted, the next one first; afterwards all is heard */
  answers = [];
  /** @type {any} */
  side;
  /** @type {any} */
  opening = { status: 200, headers: typed("text/event-stream"), body: new ReadableStream({ start: (side) => void (this.side = side) }) };
  /** @type {string[]} */
  heard = [];
  /** @type {number[]} */
  closed = [];

  constructor() {
    this.stream = new Stream("/stream/d/participant", (url, { body }) => this.#answer(url, String(body)));
    this.stream.onmessage = ({ data }) => this.heard.push(data);
    this.stream.onclose = ({ code }) => this.closed.push(code);
    this.stream.onopen = () => this.stream.send('{"hello":{}}');
  }

  /** @param {string} events */
  async says(events) {
    await settled();
    this.side.enqueue(new TextEncoder().encode(events));
    await settled();
  }

  /** @returns {string[]} what was posted to the line */
  get posted() {
    return this.asked.slice(1).map(({ body }) => body);
  }

  /**
   * @param {string} url
   * @param {string} body
   */
  async #answer(url, body) {
    this.asked.push({ url, body });
    if (this.asked.length === 1) return this.opening;
    const next = this.answers.shift() ?? { status: 204 };
    if (next instanceof Error) throw next;
    return next;
  }
}

async function settled() {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
  await new Promise((resolve) => setImmediate(resolve));
}

test("the hello opens the line, and what is said before it has a name waits for it", async () => {
  const network = new Network();
  await settled();
  assert.deepEqual(network.asked, [{ url: "/stream/d/participant", body: '{"hello":{}}' }]);
  network.stream.send("one");
  await settled();
  assert.equal(network.asked.length, 1);
  await network.says(`${LINE}data: {"welcome":{}}\n\n`);
  assert.deepEqual(network.asked[1], { url: "/stream/d/participant/line/name", body: "one" });
  assert.deepEqual(network.heard, ['{"welcome":{}}']);
});

test("what is said is posted in order, one request after the other, and again until it is heard", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const network = new Network();
    network.answers = [new TypeError("no network"), { status: 502 }];
    await network.says(LINE);
    network.stream.send("one");
    network.stream.send("two");
    for (let tries = 0; tries < 3; tries += 1) {
      await settled();
      mock.timers.tick(3_000);
    }
    await settled();
    assert.deepEqual(network.posted, ["one", "one", "one", "two"]);
    assert.deepEqual(network.closed, []);
  } finally {
    mock.timers.reset();
  }
});

test("a line to which nothing can be said is given up", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const network = new Network();
    network.answers = Array.from({ length: 9 }, () => new TypeError("no network"));
    await network.says(LINE);
    network.stream.send("one");
    for (let tries = 0; tries < 3; tries += 1) {
      await settled();
      mock.timers.tick(3_000);
    }
    await settled();
    assert.deepEqual(network.posted, ["one", "one", "one"]);
    assert.deepEqual(network.closed, [1006]);
  } finally {
    mock.timers.reset();
  }
});

test("a request that hangs is made again", async () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  try {
    const tries = /** @type {AbortSignal[]} */ ([]);
    let opened = false;
    const stream = new Stream("/stream", (_, { signal }) => {
      if (!opened) {
        opened = true;
        return Promise.resolve(/** @type {any} */ ({ status: 200, headers: typed("text/event-stream"), body: new ReadableStream({ start: (side) => side.enqueue(new TextEncoder().encode(LINE)) }) }));
      }
      tries.push(/** @type {AbortSignal} */ (signal));
      return new Promise((_kept, broken) => signal?.addEventListener("abort", () => broken(new Error("aborted"))));
    });
    stream.onopen = () => stream.send("hello");
    await settled();
    stream.send("one");
    await settled();
    mock.timers.tick(4_000);
    await settled();
    mock.timers.tick(700);
    await settled();
    assert.equal(tries.length, 2);
    stream.close();
    await settled();
    assert.ok(tries[1]?.aborted, "nothing goes on behind a closed line");
  } finally {
    mock.timers.reset();
  }
});

for (const [what, answer] of /** @type {[string, any][]} */ ([
  ["a page of the network's own", { status: 200 }],
  ["a redirect", { status: 0, type: "opaqueredirect" }],
  ["a line that is gone", { status: 410 }],
])) {
  test(`${what} has heard nothing, and the line is given up`, async () => {
    const network = new Network();
    network.answers = [answer];
    await network.says(LINE);
    network.stream.send("one");
    await settled();
    assert.deepEqual(network.closed, [1006]);
  });
}

test("words that somebody on the way finds too large are answered, or they would be said for ever", async () => {
  const network = new Network();
  network.answers = [{ status: 413 }];
  await network.says(LINE);
  network.stream.send("one");
  await settled();
  assert.deepEqual(network.heard, ['{"malformed":"too large"}']);
  assert.deepEqual(network.closed, []);
});

test("a goodbye has the code that a socket would be closed with, and nothing is heard after it", async () => {
  const network = new Network();
  await network.says(`${LINE}event: close\ndata: 4408\n\ndata: {"now":1}\n\n`);
  assert.deepEqual(network.closed, [4408]);
  assert.deepEqual(network.heard, []);
});

test("a line that ends without a word is lost", async () => {
  const network = new Network();
  await network.says(LINE);
  network.side.close();
  await settled();
  assert.deepEqual(network.closed, [1006]);
});

test("a page that is asked whether it is there says so", async () => {
  const network = new Network();
  await network.says(`${LINE}event: ping\ndata\n\n:\n\n`);
  assert.deepEqual(network.posted, [""]);
  assert.deepEqual(network.heard, []);
});

for (const [what, answer, code] of /** @type {[string, any, number][]} */ ([
  ["our server keeps the page out", { status: 403, headers: typed("application/json"), json: async () => ({ closed: 4401 }) }, 4401],
  ["somebody on the way forbids it", { status: 403, headers: typed("text/html") }, 1006],
  ["the network shows a page of its own", { status: 200, headers: typed("text/html") }, 1006],
  ["the network answers with something else", { status: 404, headers: typed("application/json"), json: async () => ({ error: 1 }) }, 1006],
  ["the server is full", { status: 503, headers: typed("text/plain") }, 1006],
])) {
  test(`where ${what} the line closes with ${code}`, async () => {
    const network = new Network();
    network.opening = answer;
    await settled();
    assert.deepEqual(network.closed, [code]);
  });
}

test("events are the same however the network cuts them", () => {
  const text = `${LINE}data: {"a":"ä: b"}\n\n:\n\nevent: ping\ndata\n\ndata: x\ndata: y\n\n`;
  const whole = [...new Events().feed(text)];
  assert.deepEqual(whole, [
    { kind: "line", data: "name" },
    { kind: "message", data: '{"a":"ä: b"}' },
    { kind: "ping", data: "" },
    { kind: "message", data: "x\ny" },
  ]);
  for (let size = 1; size < 9; size += 1) {
    const events = new Events();
    const cut = [];
    for (let at = 0; at < text.length; at += size) cut.push(...events.feed(text.slice(at, at + size)));
    assert.deepEqual(cut, whole);
  }
});

/** Which way a page takes, by a clock and a network that the test turns. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Clock } from "../../static/core/clock.js";
import { Connection } from "../../static/core/connection.js";
import { Outbox } from "../../static/core/outbox.js";
import { Store } from "../../static/core/store.js";
import { Ways, lookFor } from "../../static/core/ways.js";
import { FakeSocket, memoryStorage } from "./fakes.js";

/** @typedef {import("../../static/core/ways.js").Found} Found */

class Page {
  /** @type {["socket" | "stream", FakeSocket][]} */
  lines = [];
  /** @type {Found} */
  found = "here";
  looks = 0;
  /** @type {string[]} */
  told = [];

  /** @param {Storage} [storage] of the tab */
  constructor(storage = memoryStorage()) {
    const ways = new Ways({
      socket: () => this.#open("socket"),
      stream: () => this.#open("stream"),
      look: async () => {
        this.looks += 1;
        return this.found;
      },
      storage,
    });
    this.outbox = new Outbox("d", memoryStorage());
    this.connection = new Connection({ url: "", ways, store: new Store(), clock: new Clock(() => 0), outbox: this.outbox, random: () => 0.5 });
    this.connection.onState((state) => this.told.push([state, this.connection.detour ? "detour" : "", this.connection.walled ? "walled" : ""].filter(Boolean).join(" ")));
    this.connection.start();
  }

  get line() {
    return /** @type {["socket" | "stream", FakeSocket]} */ (this.lines.at(-1))[1];
  }

  get taken() {
    return this.lines.map(([way]) => way);
  }

  /** @param {number} [code] */
  async breaks(code = 1006) {
    this.line.close(code);
    await settled();
  }

  welcome() {
    this.line.open();
    this.line.say({ welcome: { run: "r1", now: 1_000 } });
  }

  /** @param {"socket" | "stream"} way */
  #open(way) {
    const line = new FakeSocket();
    this.lines.push([way, line]);
    return line;
  }
}

async function settled() {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
}

/** @param {number} milliseconds */
async function passes(milliseconds) {
  mock.timers.tick(milliseconds);
  await settled();
}

/** @param {() => Promise<void>} tell */
function story(tell) {
  return async () => {
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: 5_000 });
    try {
      await tell();
    } finally {
      mock.timers.reset();
    }
  };
}

test("two sockets that fail while the server answers plain requests lead to the detour", story(async () => {
  const page = new Page();
  await page.breaks();
  assert.deepEqual(page.taken, ["socket"]);
  await passes(1_150);
  await page.breaks();
  assert.deepEqual(page.taken, ["socket", "socket", "stream"], "at once, without another wait");
  page.welcome();
  assert.equal(page.told.at(-1), "linked detour");
}));

test("a socket that opens and tells nothing is left for the detour", story(async () => {
  const page = new Page();
  page.line.open();
  await passes(5_900);
  assert.deepEqual(page.taken, ["socket"]);
  await passes(100);
  assert.deepEqual(page.taken, ["socket", "stream"]);
  assert.equal(page.lines[0]?.[1].readyState, 3, "the first line is closed");
  page.welcome();
  assert.equal(page.connection.state, "linked");
}));

test("a handshake that hangs is left as well, when the server answers otherwise", story(async () => {
  const page = new Page();
  await passes(6_000);
  assert.deepEqual(page.taken, ["socket", "stream"]);
}));

test("while nobody answers at all nothing is concluded, however long it takes", story(async () => {
  const page = new Page();
  page.found = "away";
  for (let tries = 0; tries < 6; tries += 1) {
    await page.breaks();
    await passes(8_000);
  }
  await passes(6_000);
  assert.deepEqual([...new Set(page.taken)], ["socket"]);
  page.found = "here";
  page.welcome();
  assert.equal(page.told.at(-1), "linked");
}));

test("a page that waits for its turn at the server does not leave the line", story(async () => {
  const page = new Page();
  page.line.open();
  page.line.say({ wait: { ahead: 3_000 } });
  await passes(20_000);
  assert.deepEqual(page.taken, ["socket"]);
  assert.equal(page.looks, 0);
}));

test("a line that has once brought something is not doubted when it is cut", story(async () => {
  const page = new Page();
  for (let evening = 0; evening < 4; evening += 1) {
    page.welcome();
    await page.breaks();
    await passes(1_150);
  }
  assert.deepEqual([...new Set(page.taken)], ["socket"]);
  assert.equal(page.looks, 0);
}));

test("failures count in a row", story(async () => {
  const page = new Page();
  for (let tries = 0; tries < 3; tries += 1) {
    await page.breaks();
    await passes(2_500);
    page.welcome();
    await page.breaks();
    await passes(2_500);
  }
  assert.deepEqual([...new Set(page.taken)], ["socket"]);
}));

test("the tab remembers the detour for a quarter of an hour, also on its next page", story(async () => {
  const tab = memoryStorage();
  const page = new Page(tab);
  await passes(6_000);
  page.welcome();
  assert.deepEqual(new Page(tab).taken, ["stream"]);
  assert.deepEqual(new Page().taken, ["socket"], "another tab finds out by itself");
  await page.breaks();
  await passes(1_150);
  assert.deepEqual(page.taken, ["socket", "stream", "stream"]);
  page.welcome();
  mock.timers.setTime(Date.now() + 15 * 60_000);
  const later = new Page(tab);
  assert.deepEqual(later.taken, ["socket"]);
  assert.ok(tab.getItem("detour"), "nothing has come over the straight way yet");
  later.welcome();
  assert.equal(tab.getItem("detour"), null);
}));

test("in another network the straight way is tried first", story(async () => {
  const page = new Page();
  await passes(6_000);
  page.welcome();
  await page.breaks();
  page.connection.move();
  assert.equal(page.taken.at(-1), "socket");
}));

test("in another network a line that still seems to stand is left at once, and nothing is said of it", story(async () => {
  const page = new Page();
  page.welcome();
  const { state } = page.connection;
  page.connection.move();
  assert.deepEqual(page.taken, ["socket", "socket"]);
  assert.equal(page.connection.state, state);
}));

test("a detour that tells nothing either is left again", story(async () => {
  const page = new Page();
  await passes(6_000);
  page.line.open();
  await passes(8_000);
  assert.deepEqual(page.taken, ["socket", "stream", "socket"]);
}));

test("a network that answers itself is said, and said no more when the server is reached", story(async () => {
  const page = new Page();
  page.found = "walled";
  await page.breaks();
  assert.deepEqual(page.told, ["broken", "broken walled"]);
  for (let tries = 0; tries < 4; tries += 1) {
    await passes(8_000);
    await page.breaks();
  }
  assert.deepEqual([...new Set(page.taken)], ["socket"]);
  page.found = "here";
  page.connection.hurry();
  page.welcome();
  assert.equal(page.told.at(-1), "linked");
}));

test("a line that hangs in such a network is said to be broken before the browser gives it up", story(async () => {
  const page = new Page();
  page.found = "walled";
  await passes(6_000);
  assert.equal(page.told.at(-1), "broken walled");
}));

test("what was said before goes by the detour under its own id", story(async () => {
  const page = new Page();
  page.connection.send({ type: "hands.raise" });
  await passes(6_000);
  page.welcome();
  assert.deepEqual(page.line.sent.at(-1), page.outbox.commands[0]);
}));

test("a page that is kept out stays out, whatever the way", story(async () => {
  const page = new Page();
  await passes(6_000);
  await page.breaks(4401);
  await passes(60_000);
  assert.equal(page.connection.state, "refused");
  assert.deepEqual(page.taken, ["socket", "stream"]);
}));

test("storage that is forbidden costs nothing but the memory of the next page", story(async () => {
  const forbidden = /** @type {any} */ ({ getItem: () => { throw new Error("forbidden"); }, setItem: () => { throw new Error("forbidden"); }, removeItem: () => { throw new Error("forbidden"); } });
  const page = new Page(forbidden);
  await passes(6_000);
  page.welcome();
  await page.breaks();
  await passes(1_150);
  assert.deepEqual(page.taken, ["socket", "stream", "stream"]);
}));

for (const [found, answer] of /** @type {[Found, any][]} */ ([
  ["here", { ok: true, status: 200, text: async () => "live" }],
  ["walled", { ok: true, status: 200, text: async () => "<!doctype html><p>Hotel" }],
  ["walled", { ok: false, status: 0, type: "opaqueredirect" }],
  ["walled", { ok: false, status: 511 }],
  ["away", { ok: false, status: 503 }],
  ["away", { ok: false, status: 403 }],
  ["away", new TypeError("no network")],
])) {
  test(`an answer like ${answer.status ?? "none"} ${answer.type ?? ""} means: ${found}`, async () => {
    const fetching = async () => {
      if (answer instanceof Error) throw answer;
      return answer;
    };
    assert.equal(await lookFor("/stream", fetching), found);
  });
}

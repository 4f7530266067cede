/** A line that was opened before the page's script was there. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { afterEach, beforeEach, mock, test } from "node:test";

import { goingOn } from "../../static/core/begun.js";
import { Clock } from "../../static/core/clock.js";
import { Connection, PROTOCOL } from "../../static/core/connection.js";
import { Outbox } from "../../static/core/outbox.js";
import { Store } from "../../static/core/store.js";
import { KEY, Ways } from "../../static/core/ways.js";
import { FakeSocket, memoryStorage } from "./fakes.js";

const WELCOME = { welcome: { run: "run", now: 1_000_000 } };
const VIEW = { view: "me", version: 1, snapshot: { name: "Rosa" } };

/** @type {FakeSocket} */
let socket;
/** @type {[string, number][]} */
let heard;
/** @type {FakeSocket[]} */
let later;
/** @type {Store} */
let store;
/** @type {Clock} */
let clock;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  socket = new FakeSocket();
  heard = [];
  later = [];
  store = new Store();
  clock = new Clock();
});
afterEach(() => mock.timers.reset());

/**
 * What came before the script was there.
 * @param {number} ago milliseconds
 */
function brought(ago = 0) {
  socket.open();
  for (const frame of [WELCOME, VIEW]) heard.push([JSON.stringify(frame), performance.now() - ago]);
}

/**
 * The page's script is there.
 * @param {number} [code] why the line has ended by then
 */
async function arrives(code) {
  const early = { socket, heard, late: setTimeout(() => socket.close(), 60_000), ...(code === undefined ? {} : { code }) };
  const open = goingOn(/** @type {any} */ (early), () => /** @type {any} */ (later[later.push(new FakeSocket()) - 1]));
  const connection = new Connection({ url: "", ways: new Ways({ socket: open, storage: memoryStorage() }), store, clock, outbox: new Outbox("d", memoryStorage()), random: () => 0, needs: ["me"] });
  connection.start();
  await Promise.resolve();
  return connection;
}

test("what was heard before the script was there counts, and what comes after it", async () => {
  brought();
  const connection = await arrives();
  assert.equal(connection.state, "linked");
  socket.say({ view: "me", version: 2, patch: { name: "Rosi" } });
  assert.deepEqual(store.value("me"), { name: "Rosi" });
  connection.send({ type: "hand.raise" });
  assert.deepEqual(socket.sent.map(({ type }) => type), ["hand.raise"], "hello was said, and is not said again");
});

test("the time that a frame has lain there does not set the clock back", async () => {
  brought(4_000);
  await arrives();
  assert.ok(Math.abs(clock.serverNow() - 1_004_000) < 500, String(clock.serverNow()));
});

test("a line that is still being opened is waited for", async () => {
  const connection = await arrives();
  assert.equal(connection.state, "connecting");
  socket.open();
  for (const frame of [WELCOME, VIEW]) socket.say(frame);
  assert.equal(connection.state, "linked");
  assert.equal(later.length, 0);
});

test("a line that goes on is not ended because no script came", async () => {
  brought();
  const connection = await arrives();
  mock.timers.tick(20_000);
  socket.say({ now: 1, versions: { me: 1 } });
  mock.timers.tick(24_000);
  socket.say({ now: 1, versions: { me: 1 } });
  mock.timers.tick(24_000);
  assert.equal(connection.state, "linked");
});

for (const { code, state, tries } of [
  { code: 1006, state: "broken", tries: 1 },
  { code: 1012, state: "broken", tries: 1 },
  { code: 4401, state: "refused", tries: 0 },
  { code: 4408, state: "aside", tries: 0 },
]) {
  test(`a line that ended before with ${code} has the page ${state}`, async () => {
    brought();
    socket.readyState = 3;
    const connection = await arrives(code);
    assert.equal(connection.state, state);
    assert.deepEqual(store.value("me"), { name: "Rosa" }, "what it had brought is there");
    mock.timers.tick(2_000);
    assert.equal(later.length, tries);
    later[0]?.open();
    assert.deepEqual(later[0]?.sent ?? [{}], tries ? [{ hello: { run: "run", versions: { me: 1 } } }] : [{}]);
  });
}

test("a line that has said nothing for so long that it may be dead is left at once", async () => {
  brought(16_000);
  await arrives();
  assert.equal(socket.readyState, 3);
  later[0]?.open();
  assert.deepEqual(later[0]?.sent, [{ hello: { versions: {} } }]);
});

test("when it breaks later, another is opened", async () => {
  brought();
  const connection = await arrives();
  socket.close(1006);
  assert.equal(connection.state, "broken");
  mock.timers.tick(2_000);
  later[0]?.open();
  assert.deepEqual(later[0]?.sent, [{ hello: { run: "run", versions: { me: 1 } } }]);
});

test("the page opens it by the same protocol and asks for the same detour as the script", () => {
  const page = readFileSync(new URL("../../templates/line.html", import.meta.url), "utf8");
  assert.ok(page.includes(`"${PROTOCOL}"`));
  assert.ok(page.includes(`sessionStorage.getItem("${KEY}")`));
});

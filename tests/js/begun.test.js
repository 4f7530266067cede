/** A line that was opened before the page's script was there. */

import assert from "node:assert/strict";
import { afterEach, beforeEach, mock, test } from "node:test";

import { goingOn } from "../../static/core/begun.js";
import { Clock } from "../../static/core/clock.js";
import { Connection } from "../../static/core/connection.js";
import { Outbox } from "../../static/core/outbox.js";
import { Store } from "../../static/core/store.js";
import { Ways } from "../../static/core/ways.js";
import { FakeSocket, memoryStorage } from "./fakes.js";

const WELCOME = { welcome: { run: "run", now: 0 } };
const VIEW = { view: "me", version: 1, snapshot: { name: "Rosa" } };

/** @type {FakeSocket} */
let socket;
/** @type {string[]} */
let heard;
/** @type {FakeSocket[]} */
let later;
/** @type {Store} */
let store;

beforeEach(() => {
  mock.timers.enable({ apis: ["setTimeout", "Date"] });
  socket = new FakeSocket();
  heard = [];
  later = [];
  store = new Store();
});

afterEach(() => mock.timers.reset());

/** The page's script is there. */
async function arrives() {
  const open = goingOn(/** @type {any} */ ({ socket, heard }), () => /** @type {any} */ (later[later.push(new FakeSocket()) - 1]));
  const connection = new Connection({ url: "", ways: new Ways({ socket: open, storage: memoryStorage() }), store, clock: new Clock(() => 0), outbox: new Outbox("d", memoryStorage()), random: () => 0, needs: ["me"] });
  connection.start();
  await Promise.resolve();
  return connection;
}

test("what was heard before the script was there counts, and what comes after it", async () => {
  socket.open();
  heard.push(JSON.stringify(WELCOME), JSON.stringify(VIEW));
  const connection = await arrives();
  assert.equal(connection.state, "linked");
  socket.say({ view: "me", version: 2, patch: { name: "Rosi" } });
  assert.deepEqual(store.value("me"), { name: "Rosi" });
  connection.send({ type: "hand.raise" });
  assert.deepEqual(socket.sent.map(({ type }) => type), ["hand.raise"], "hello was said, and is not said again");
});

test("a line that is still being opened is waited for", async () => {
  const connection = await arrives();
  assert.equal(connection.state, "connecting");
  socket.open();
  for (const frame of [WELCOME, VIEW]) socket.say(frame);
  assert.equal(connection.state, "linked");
  assert.equal(later.length, 0);
});

test("a line that has ended before is left", async () => {
  socket.open();
  heard.push(JSON.stringify(WELCOME), JSON.stringify(VIEW));
  socket.close();
  const connection = await arrives();
  later[0]?.open();
  assert.deepEqual(later[0]?.sent, [{ hello: { versions: {} } }]);
  for (const frame of [WELCOME, VIEW]) later[0]?.say(frame);
  assert.equal(connection.state, "linked");
});

test("when it breaks later, another is opened", async () => {
  socket.open();
  heard.push(JSON.stringify(WELCOME), JSON.stringify(VIEW));
  const connection = await arrives();
  socket.close(1006);
  assert.equal(connection.state, "broken");
  mock.timers.tick(2_000);
  later[0]?.open();
  assert.deepEqual(later[0]?.sent, [{ hello: { run: "run", versions: { me: 1 } } }]);
});

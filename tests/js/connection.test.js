import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Clock } from "../../static/core/clock.js";
import { Connection } from "../../static/core/connection.js";
import { Outbox } from "../../static/core/outbox.js";
import { Store } from "../../static/core/store.js";
import { FakeSocket, memoryStorage } from "./fakes.js";

const WELCOME = { welcome: { run: "r1", now: 1_000_000 } };

/** @param {(line: {sockets: [FakeSocket, FakeSocket], store: Store, outbox: Outbox, connection: Connection, storage: Storage}) => Promise<void> | void} tell */
function story(tell) {
  return async () => {
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: 5_000 });
    try {
      const storage = memoryStorage();
      const line = lineOver(storage);
      line.connection.start();
      await tell({ ...line, storage });
    } finally {
      mock.timers.reset();
    }
  };
}

/** @param {Storage} storage */
function lineOver(storage) {
  /** @type {FakeSocket[]} */
  const sockets = [];
  const store = new Store();
  const outbox = new Outbox("d:participant", storage);
  const connection = new Connection({
    url: "ws://there",
    store,
    clock: new Clock(() => 0),
    outbox,
    needs: ["everyone"],
    random: () => 0.5,
    open: () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return /** @type {any} */ (socket);
    },
  });
  return { sockets: /** @type {[FakeSocket, FakeSocket]} */ (/** @type {unknown} */ (sockets)), store, outbox, connection };
}

/** @param {FakeSocket} socket */
function welcome(socket) {
  socket.open();
  socket.say(WELCOME);
  socket.say({ view: "everyone", version: 3, snapshot: { a: 1 } });
}

test("the page is linked when the views it needs are there", story(({ sockets, connection }) => {
  sockets[0].open();
  assert.deepEqual(sockets[0].sent, [{ hello: { versions: {} } }]);
  sockets[0].say(WELCOME);
  assert.equal(connection.state, "connecting");
  sockets[0].say({ view: "everyone", version: 3, snapshot: {} });
  assert.equal(connection.state, "linked");
}));

test("after a break the page says which run and versions it has", story(({ sockets, connection }) => {
  welcome(sockets[0]);
  sockets[0].close(1012);
  assert.equal(connection.state, "broken");
  mock.timers.tick(8_000);
  sockets[1].open();
  assert.deepEqual(sockets[1].sent[0], { hello: { run: "r1", versions: { everyone: 3 } } });
}));

test("versions of an earlier run are not said to be those of a new one, also when its line is lost before the views came", story(({ sockets, store, connection }) => {
  welcome(sockets[0]);
  sockets[0].say({ view: "room:g:1", version: 1, snapshot: {} });
  sockets[0].close(1012);
  mock.timers.tick(8_000);
  sockets[1].open();
  sockets[1].say({ welcome: { run: "r2", now: 2_000_000 } });
  assert.equal(connection.state, "linked");
  assert.deepEqual(store.value("everyone"), { a: 1 }, "what was seen stays on the screen");
  sockets[1].say({ view: "everyone", version: 4, patch: { a: "of another run" } });
  assert.deepEqual(store.value("everyone"), { a: 1 });
  assert.deepEqual(sockets[1].sent.at(-1), { resync: ["everyone"] });
  sockets[1].close(1006);
  mock.timers.tick(8_300);
  const third = /** @type {FakeSocket} */ (/** @type {FakeSocket[]} */ (sockets)[2]);
  third.open();
  assert.deepEqual(third.sent, [{ hello: { run: "r2", versions: {} } }]);
  third.say({ welcome: { run: "r2", now: 2_010_000 } });
  third.say({ now: 2_020_000, versions: { everyone: 3 } });
  assert.deepEqual(third.sent.at(-1), { resync: ["everyone"] });
  assert.deepEqual(store.names(), ["everyone"]);
}));

test("a gap asks once for the whole view", story(({ sockets, store }) => {
  welcome(sockets[0]);
  sockets[0].say({ view: "everyone", version: 5, patch: { a: 5 } });
  sockets[0].say({ view: "everyone", version: 6, patch: { a: 6 } });
  assert.deepEqual(sockets[0].sent.slice(1), [{ resync: ["everyone"] }]);
  sockets[0].say({ view: "everyone", version: 6, snapshot: { a: 6 } });
  assert.deepEqual(store.value("everyone"), { a: 6 });
}));

test("a heartbeat finds a lost last patch and forgets a view that is no longer ours", story(({ sockets, store }) => {
  welcome(sockets[0]);
  sockets[0].say({ view: "room:g:1", version: 1, snapshot: {} });
  sockets[0].say({ now: 1_010_000, versions: { everyone: 4 } });
  assert.deepEqual(sockets[0].sent.at(-1), { resync: ["everyone"] });
  assert.deepEqual(store.names(), ["everyone"]);
}));

test("silence for two heartbeats breaks the line and a new one is opened", story(({ sockets, connection }) => {
  welcome(sockets[0]);
  mock.timers.tick(25_000);
  assert.equal(connection.state, "broken");
  mock.timers.tick(8_000);
  assert.equal(sockets.length, 2);
}));

test("an unanswered command is said again under its own id, in order", story(async ({ sockets, connection }) => {
  welcome(sockets[0]);
  const first = connection.send({ type: "hands.raise" });
  connection.send({ type: "hands.lower" });
  const said = sockets[0].sent.slice(1);
  sockets[0].close(1006);
  mock.timers.tick(8_000);
  welcome(sockets[1]);
  assert.deepEqual(sockets[1].sent.slice(1), said);
  sockets[1].say({ ack: said[0].id, seq: 7 });
  assert.deepEqual(await first, { saved: true, seq: 7 });
}));

test("one thing is said at a time, so that nothing said later is carried out before it", story(({ sockets, connection, outbox }) => {
  welcome(sockets[0]);
  connection.send({ type: "question.open" });
  connection.send({ type: "question.close" });
  const [open, close] = outbox.commands;
  assert.deepEqual(sockets[0].sent.slice(1), [open]);
  sockets[0].close(1006);
  mock.timers.tick(8_000);
  welcome(sockets[1]);
  assert.deepEqual(sockets[1].sent.slice(1), [open]);
  sockets[1].say({ reject: open?.id, code: "question.already_open" });
  assert.deepEqual(sockets[1].sent.slice(1), [open, close]);
  sockets[1].say({ ack: open?.id, seq: 9 });
  assert.deepEqual(outbox.commands, [close]);
}));

test("what the server could not read is answered and holds up nothing", story(async ({ sockets, connection }) => {
  welcome(sockets[0]);
  const first = connection.send({ type: "agenda.insert" });
  connection.send({ type: "hands.lower_all" });
  sockets[0].say({ malformed: "not an object, or nested too deep" });
  assert.deepEqual(await first, { saved: false, code: "malformed", params: {} });
  assert.equal(sockets[0].sent.at(-1).type, "hands.lower_all");
  sockets[0].say({ ack: sockets[0].sent.at(-1).id, seq: 3 });
  sockets[0].say({ malformed: "nothing that was said" });
}));

test("a second welcome on one line changes nothing", story(({ sockets, connection }) => {
  welcome(sockets[0]);
  connection.send({ type: "hands.raise" });
  sockets[0].say(WELCOME);
  assert.equal(sockets[0].sent.length, 2);
}));

test("a line on which anything comes before its welcome is given up", story(({ sockets, store }) => {
  welcome(sockets[0]);
  sockets[0].close(1012);
  mock.timers.tick(8_000);
  sockets[1].open();
  sockets[1].say({ view: "everyone", version: 4, patch: { a: "of another run" } });
  assert.deepEqual(store.value("everyone"), { a: 1 });
  mock.timers.tick(8_000);
  assert.equal(sockets.length, 3);
}));

test("a view that was asked for and has not come by the next heartbeat is asked for again", story(({ sockets }) => {
  welcome(sockets[0]);
  for (const now of [1_010_000, 1_020_000]) sockets[0].say({ now, versions: { everyone: 4 } });
  assert.deepEqual(sockets[0].sent.slice(1), [{ resync: ["everyone"] }, { resync: ["everyone"] }]);
}));

test("a line that owes an answer for five seconds is given up, and the command is said again", story(async ({ sockets, connection }) => {
  welcome(sockets[0]);
  const said = connection.send({ type: "hands.raise" });
  mock.timers.tick(4_900);
  assert.equal(connection.state, "linked");
  mock.timers.tick(100);
  assert.equal(connection.state, "broken");
  mock.timers.tick(8_000);
  welcome(sockets[1]);
  const { id } = sockets[1].sent[1];
  assert.equal(id, sockets[0].sent[1].id);
  sockets[1].say({ ack: id, seq: 7 });
  assert.deepEqual(await said, { saved: true, seq: 7 });
  mock.timers.tick(20_000);
  assert.equal(connection.state, "linked");
}));

test("a later word does not prolong the wait for the answer to an earlier one", story(({ sockets, connection }) => {
  welcome(sockets[0]);
  connection.send({ type: "hands.raise" });
  mock.timers.tick(4_000);
  connection.send({ type: "hands.lower" });
  mock.timers.tick(1_000);
  assert.equal(connection.state, "broken");
}));

test("a slow server that still speaks is not left", story(({ sockets, connection }) => {
  welcome(sockets[0]);
  connection.send({ type: "hands.raise" });
  for (let version = 4; version < 8; version += 1) {
    mock.timers.tick(4_000);
    sockets[0].say({ view: "everyone", version, patch: { a: version } });
  }
  assert.equal(connection.state, "linked");
}));

test("a server that never answers is asked less and less often", story(({ sockets, connection }) => {
  welcome(sockets[0]);
  connection.send({ type: "hands.raise" });
  mock.timers.tick(5_000);
  mock.timers.tick(8_000);
  welcome(sockets[1]);
  mock.timers.tick(9_900);
  assert.equal(connection.state, "linked");
  mock.timers.tick(100);
  assert.equal(connection.state, "broken");
}));

test("a command survives a reload and its answer is heard", story(({ sockets, connection, storage }) => {
  welcome(sockets[0]);
  connection.send({ type: "people.rename", name: "Rosa" });
  const reloaded = lineOver(storage);
  /** @type {any[]} */
  const heard = [];
  reloaded.connection.onOutcome((command, outcome) => heard.push([command.name, outcome]));
  reloaded.connection.start();
  welcome(reloaded.sockets[0]);
  const { id } = reloaded.sockets[0].sent[1];
  reloaded.sockets[0].say({ reject: id, code: "people.name_too_long", params: { most: 80 } });
  assert.deepEqual(heard, [["Rosa", { saved: false, code: "people.name_too_long", params: { most: 80 } }]]);
  assert.deepEqual(reloaded.outbox.commands, []);
}));

test("a page that was signed out stays away", story(({ sockets, connection }) => {
  welcome(sockets[0]);
  sockets[0].close(4401);
  assert.equal(connection.state, "refused");
  mock.timers.tick(60_000);
  connection.hurry();
  assert.equal(sockets.length, 1);
}));

test("a page that was set aside for others of the same person waits until it is touched", story(({ sockets, connection }) => {
  welcome(sockets[0]);
  sockets[0].close(4408);
  assert.equal(connection.state, "aside");
  mock.timers.tick(60_000);
  assert.equal(sockets.length, 1);
  connection.hurry();
  assert.equal(sockets.length, 2);
}));

test("the network is back: the page tries at once", story(({ sockets, connection }) => {
  sockets[0].close(1006);
  connection.hurry();
  assert.equal(sockets.length, 2);
  mock.timers.tick(20_000);
  assert.equal(sockets.length, 2);
}));

test("a line that died in sleep is given up when the page is looked at again", story(({ sockets, connection }) => {
  welcome(sockets[0]);
  mock.timers.setTime(5_000 + 20_000);
  connection.hurry();
  assert.equal(connection.state, "broken");
}));

test("the wait between tries grows to eight seconds and no further", story(({ sockets }) => {
  for (let tries = 1; tries <= 8; tries += 1) {
    sockets.at(-1)?.close(1006);
    mock.timers.tick(8_300);
    assert.equal(sockets.length, tries + 1);
  }
}));

for (const [code, why] of /** @type {const} */ ([[1006, "a handshake that is refused (429, 503)"], [1013, "try again later"], [1008, "too fast"]])) {
  test(`${why}: each try is further away than the last, up to eight seconds`, story(({ sockets }) => {
    for (const pause of [1_150, 2_150, 4_150, 4_150]) {
      const tries = sockets.length;
      sockets.at(-1)?.close(code);
      mock.timers.tick(pause - 1);
      assert.equal(sockets.length, tries);
      mock.timers.tick(1);
      assert.equal(sockets.length, tries + 1);
    }
  }));
}

test("once linked, the next break is a first one again", story(({ sockets }) => {
  for (let tries = 0; tries < 5; tries += 1) {
    sockets.at(-1)?.close(1006);
    mock.timers.tick(8_000);
  }
  welcome(/** @type {FakeSocket} */ (sockets.at(-1)));
  const tries = sockets.length;
  sockets.at(-1)?.close(1006);
  mock.timers.tick(1_150);
  assert.equal(sockets.length, tries + 1);
}));

test("nothing is sent while there is no welcome yet", story(({ sockets, connection }) => {
  connection.send({ type: "hands.raise" });
  sockets[0].open();
  assert.equal(sockets[0].sent.length, 1);
  sockets[0].say(WELCOME);
  assert.equal(sockets[0].sent.length, 2);
}));

test("words that no frame can carry are refused at once and never sent", story(async ({ sockets, connection, outbox }) => {
  welcome(sockets[0]);
  const outcome = await connection.send({ type: "breakout.write_note", text: "x".repeat(70_000) });
  assert.deepEqual(outcome, { saved: false, code: "too_large", params: {} });
  assert.equal(sockets[0].sent.length, 1);
  assert.deepEqual(outbox.commands, []);
}));

test("a page that waits for its turn says so, is not left, and is linked when its views come", story(({ sockets, connection }) => {
  const told = /** @type {unknown[]} */ ([]);
  connection.onState((state) => told.push([state, connection.queued]));
  sockets[0].open();
  for (let ahead = 4_000; ahead > 0; ahead -= 1_000) {
    sockets[0].say({ wait: { ahead } });
    mock.timers.tick(20_000);
  }
  assert.equal(sockets.length, 1);
  assert.deepEqual(told, [["connecting", true]], "told once, not for each change of the number");
  sockets[0].say(WELCOME);
  sockets[0].say({ view: "everyone", version: 3, snapshot: {} });
  assert.deepEqual(told.at(-1), ["linked", false]);
}));

test("a page whose turn was lost with the line says that the line is lost", story(({ sockets, connection }) => {
  sockets[0].open();
  sockets[0].say({ wait: { ahead: 9 } });
  sockets[0].close(1006);
  assert.deepEqual([connection.state, connection.queued], ["broken", false]);
}));

test("a patch that the page already has is no gap", story(({ sockets, store }) => {
  welcome(sockets[0]);
  sockets[0].say({ view: "everyone", version: 2, patch: { a: 0 } });
  sockets[0].say({ view: "everyone", version: 3, patch: { a: 0 } });
  sockets[0].say({ view: "everyone", version: 4, patch: { a: 4 } });
  assert.equal(sockets[0].sent.length, 1);
  assert.deepEqual(store.value("everyone"), { a: 4 });
}));

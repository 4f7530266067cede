/** What the status region says of the link. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { announce } from "../../static/core/announce.js";
import { Clock } from "../../static/core/clock.js";
import { Connection } from "../../static/core/connection.js";
import { linkSentence, queueSentence } from "../../static/core/link.js";
import { Outbox } from "../../static/core/outbox.js";
import { Store } from "../../static/core/store.js";
import { FakeSocket, memoryStorage } from "./fakes.js";

test("a page that waits for its turn says so once, and then that it is connected", () => {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 5_000 });
  /** @type {string[]} */
  const said = [];
  const region = { set textContent(/** @type {string} */ words) { said.push(words); } };
  Object.assign(globalThis, { document: { getElementById: (/** @type {string} */ id) => (id === "status" ? region : null) } });
  try {
    const socket = new FakeSocket();
    const connection = new Connection({ url: "ws://there", store: new Store(), clock: new Clock(() => 0), outbox: new Outbox("", memoryStorage()), needs: ["everyone"], open: () => /** @type {any} */ (socket) });
    connection.onState((state) => announce(linkSentence(state, connection)));
    connection.start();
    socket.open();
    for (let ahead = 5_000; ahead > 0; ahead -= 100) {
      socket.say({ wait: { ahead } });
      mock.timers.tick(200);
    }
    assert.deepEqual(said, [queueSentence()]);
    socket.say({ welcome: { run: "r1", now: 0 } });
    socket.say({ view: "everyone", version: 1, snapshot: {} });
    mock.timers.tick(2_000);
    assert.deepEqual(said, [queueSentence(), linkSentence("linked", connection)]);
    socket.close(1006);
    mock.timers.tick(2_000);
    assert.equal(said.at(-1), linkSentence("broken", connection));
  } finally {
    Reflect.deleteProperty(globalThis, "document");
    mock.timers.reset();
  }
});

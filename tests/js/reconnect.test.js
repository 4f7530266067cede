/** What pages have lived through on bad lines (`tests/reconnect/record.py`), lived through once more by the browser's code. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { mock, test } from "node:test";

import { Clock } from "../../static/core/clock.js";
import { Connection } from "../../static/core/connection.js";
import { Outbox } from "../../static/core/outbox.js";
import { Store } from "../../static/core/store.js";
import { FakeSocket, memoryStorage } from "./fakes.js";

/** @typedef {{open?: true, hear?: any, ask?: any, cut?: number, said?: any[]}} Event */
/** @type {{name: string, events: Event[], shown: Record<string, any>, versions: Record<string, number>, unanswered: string[]}[]} */
const LIVES = JSON.parse(readFileSync(new URL("../fixtures/reconnects.json", import.meta.url), "utf8"));
const LONGER_THAN_ANY_PAUSE = 8_300;

for (const { name, events, shown, versions, unanswered } of LIVES) {
  test(`${name}: the browser says and shows what every page must`, () => {
    mock.timers.enable({ apis: ["setTimeout", "Date"], now: 5_000 });
    try {
      const store = new Store();
      const outbox = new Outbox("d:participant", memoryStorage());
      /** @type {FakeSocket[]} */
      const sockets = [];
      const open = () => /** @type {any} */ (sockets[sockets.push(new FakeSocket()) - 1]);
      const connection = new Connection({ url: "ws://there", store, clock: new Clock(() => 0), outbox, open });
      connection.start();
      for (const event of events) {
        const heard = live(event, connection, sockets);
        assert.deepEqual(heard, event.said ?? [], JSON.stringify(event).slice(0, 300));
      }
      assert.deepEqual(Object.fromEntries(store.names().map((view) => [view, store.value(view)])), shown);
      assert.deepEqual(store.versions(), versions);
      assert.deepEqual(outbox.commands.map(({ id }) => id), unanswered);
    } finally {
      mock.timers.reset();
    }
  });
}

/**
 * Lets one thing happen; what the page says to it.
 * @param {Event} event
 * @param {Connection} connection
 * @param {FakeSocket[]} sockets
 */
function live({ open, hear, ask, cut }, connection, sockets) {
  if (open && sockets.at(-1)?.readyState === 3) mock.timers.tick(LONGER_THAN_ANY_PAUSE);
  const socket = /** @type {FakeSocket} */ (sockets.at(-1));
  const before = socket.sent.length;
  if (open) socket.open();
  if (hear) socket.say(hear);
  if (ask) connection.send(ask);
  if (cut) socket.close(cut);
  return socket.sent.slice(before);
}

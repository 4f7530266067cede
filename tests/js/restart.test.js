/** A restart of the server under ten thousand pages: when they come back, by a clock that the test turns. */

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { Clock } from "../../static/core/clock.js";
import { Connection } from "../../static/core/connection.js";
import { Outbox } from "../../static/core/outbox.js";
import { Store } from "../../static/core/store.js";
import { FakeSocket, memoryStorage } from "./fakes.js";

const PAGES = 10_000;
const STEP = 20;
const HALF_A_SECOND = 500;

/** Chance that is the same in every run (mulberry32). @param {number} seed */
function chance(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let word = Math.imul(state ^ (state >>> 15), 1 | state);
    word = (word + Math.imul(word ^ (word >>> 7), 61 | word)) ^ word;
    return ((word ^ (word >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * The moments after its return at which the server was reached, in milliseconds.
 * @param {number} outage
 * @param {number} code with which the server closes all lines at the same moment
 */
function arrivals(outage, code) {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 0 });
  try {
    const random = chance(20_261_122);
    /** @type {FakeSocket[]} */
    let dialled = [];
    const open = () => {
      const socket = new FakeSocket();
      dialled.push(socket);
      return /** @type {any} */ (socket);
    };
    for (let page = 0; page < PAGES; page += 1) {
      new Connection({ url: "ws://there", store: new Store(), clock: new Clock(() => 0), outbox: new Outbox("", memoryStorage()), open, random }).start();
    }
    const here = dialled;
    dialled = [];
    for (const socket of here) socket.open();
    for (const socket of here) socket.say({ welcome: { run: "r1", now: 0 } });
    for (const socket of here) socket.close(code);
    return reached(outage, () => dialled.splice(0));
  } finally {
    mock.timers.reset();
  }
}

/**
 * @param {number} outage
 * @param {() => FakeSocket[]} dialled since it was last asked
 */
function reached(outage, dialled) {
  /** @type {number[]} */
  const moments = [];
  for (let now = STEP; moments.length < PAGES && now < 60_000; now += STEP) {
    mock.timers.tick(STEP);
    for (const socket of dialled()) {
      if (now < outage) socket.close(1006);
      else moments.push(now - outage);
    }
  }
  return moments;
}

/** @param {number[]} moments @returns {number[]} how many in each half second */
function histogram(moments) {
  const bins = /** @type {number[]} */ ([]);
  for (const moment of moments) {
    const bin = Math.floor(moment / HALF_A_SECOND);
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return Array.from(bins, (count) => count ?? 0);
}

test("after three seconds without the server all pages are back within ten, and evenly", () => {
  const moments = arrivals(3_000, 1012);
  assert.equal(moments.length, PAGES);
  const last = moments.reduce((most, moment) => Math.max(most, moment), 0);
  assert.ok(last <= 10_000, `the last came after ${last} ms`);
  const bins = histogram(moments);
  const even = PAGES / (8_000 / HALF_A_SECOND);
  assert.ok(Math.max(...bins) <= 1.5 * even, `in half a second came ${bins.join(" ")}`);
});

test("a server that is back at once is reached within two seconds by all", () => {
  const moments = arrivals(100, 1012);
  const bins = histogram(moments);
  assert.ok(bins.length <= 4, bins.join(" "));
  assert.ok(Math.max(...bins) <= 1.2 * (PAGES / 3.6), bins.join(" "));
});

test("lines that break without a word, as at a crash, are not dialled again in one moment", () => {
  const bins = histogram(arrivals(0, 1006));
  assert.ok(bins.length <= 5, bins.join(" "));
  assert.ok(Math.max(...bins) <= 1.2 * (PAGES / 3.4), bins.join(" "));
});

test("after a crash all pages are back within ten seconds, however long it takes, and not in one moment", () => {
  for (const outage of [1_000, 3_000, 20_000]) {
    const moments = arrivals(outage, 1006);
    assert.equal(moments.length, PAGES);
    assert.ok(moments.every((moment) => moment <= 10_000));
    const bins = histogram(moments);
    assert.ok(Math.max(...bins) <= 0.4 * PAGES, `after ${outage} ms came ${bins.join(" ")}`);
  }
});

test("however long the restart takes, nobody waits longer than ten seconds after it", () => {
  for (const outage of [1_000, 8_000, 20_000]) {
    const moments = arrivals(outage, 1012);
    assert.equal(moments.length, PAGES);
    assert.ok(moments.every((moment) => moment <= 10_000));
  }
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { Clock } from "../../static/core/clock.js";

test("the server's time on a device whose clock is hours wrong", () => {
  let steady = 500;
  const clock = new Clock(() => steady);
  clock.compare(1_000_000);
  steady += 250;
  assert.equal(clock.serverNow(), 1_000_250);
});

test("a frame that was delayed on the way does not set the clock back", () => {
  let steady = 0;
  const clock = new Clock(() => steady);
  clock.compare(1_000_000);
  steady = 10_000;
  clock.compare(1_010_000 - 3_000);
  assert.equal(clock.serverNow(), 1_010_000);
});

test("an early wrong comparison is outlived", () => {
  let steady = 0;
  const clock = new Clock(() => steady);
  clock.compare(2_000_000);
  for (let beat = 1; beat <= 6; beat += 1) {
    steady += 10_000;
    clock.compare(1_000_000 + steady);
  }
  assert.equal(clock.serverNow(), 1_000_000 + steady);
});

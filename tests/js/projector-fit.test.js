import assert from "node:assert/strict";
import { test } from "node:test";
import { attempts, choose } from "../../static/pages/projector/fit.js";

test("what fits at full size stays at full size", () => {
  assert.deepEqual(choose(attempts(false), () => true), { way: "free", level: 1 });
});

test("words become smaller before anything else happens to them", () => {
  const ways = attempts(false).map(({ way }) => way);
  assert.deepEqual([...new Set(ways)], ["free", "tight", "columns", "crowded"]);
});

test("within one way sizes only go down", () => {
  for (const cut of [false, true]) {
    for (const [index, { way, level }] of attempts(cut).entries()) {
      const before = attempts(cut)[index - 1];
      if (before?.way === way) assert.ok(level < before.level);
    }
  }
});

test("a text that never fits is shown as small as allowed, not left out", () => {
  assert.equal(choose(attempts(false), () => false).way, "crowded");
});

test("a text that may end early keeps the floor and never becomes crowded", () => {
  assert.equal(attempts(true).some(({ way }) => way === "crowded"), false);
  assert.equal(choose(attempts(true), () => false).way, "cut");
});

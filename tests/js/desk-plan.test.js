import assert from "node:assert/strict";
import { test } from "node:test";

import { MINUTE, planned } from "../../static/pages/desk/plan.js";
import { at, evening } from "./desk-evening.js";

test("before the start everything is to come, from the announced time on", () => {
  const { rows, end, behind } = planned(evening({ a: {}, b: {} }, { phase: "waiting", ends: 20 }), at(-30));
  assert.deepEqual(rows.map(({ state, from }) => [state, from]), [["ahead", at(0)], ["ahead", at(10)]]);
  assert.equal(end, at(20));
  assert.equal(behind, 0);
});

test("a late start is behind the plan before anything has happened", () => {
  const { end, behind } = planned(evening({ a: {}, b: {} }, { phase: "waiting", ends: 20 }), at(4));
  assert.equal(end, at(24));
  assert.equal(behind, 4 * MINUTE);
});

test("a step that took longer moves what comes after it", () => {
  const view = evening({ a: { visits: [[at(0), at(16)]] }, b: { visits: [[at(16)]] }, c: {} }, { current: { step: "b" }, ends: 30 });
  const { rows, end, behind, buffer } = planned(view, at(18));
  assert.deepEqual(rows.map(({ state }) => state), ["past", "now", "ahead"]);
  assert.equal(rows[1]?.left, 8 * MINUTE);
  assert.equal(rows[2]?.from, at(26));
  assert.equal(rows[2]?.planned, at(20));
  assert.equal(end, at(36));
  assert.equal(behind, 6 * MINUTE);
  assert.equal(buffer, -6 * MINUTE);
});

test("the current step delays the rest only once its own time is up", () => {
  const view = evening({ a: { visits: [[at(0)]] }, b: {} }, { current: { step: "a" }, ends: 20 });
  assert.equal(planned(view, at(9)).behind, 0);
  assert.equal(planned(view, at(13)).behind, 3 * MINUTE);
});

test("a step gone back to counts all its visits", () => {
  const view = evening({ a: { visits: [[at(0), at(6)], [at(12)]] }, b: { visits: [[at(6), at(12)]] } }, { current: { step: "a" } });
  assert.equal(planned(view, at(15)).rows[0]?.used, 9 * MINUTE);
});

test("a step jumped over is still to come and counts towards the end", () => {
  const view = evening({ a: { visits: [[at(0), at(10)]] }, b: {}, c: { visits: [[at(10)]] } }, { current: { step: "c" }, ends: 30 });
  const { rows, end } = planned(view, at(10));
  assert.equal(rows[1]?.state, "passed");
  assert.equal(rows[1]?.from, undefined);
  assert.equal(end, at(30));
});

test("a step left out needs no time", () => {
  const view = evening({ a: { visits: [[at(0)]] }, b: { skipped: true }, c: {} }, { current: { step: "a" }, ends: 30 });
  const { rows, end, behind, buffer } = planned(view, at(5));
  assert.equal(rows[1]?.state, "skipped");
  assert.equal(end, at(20));
  assert.equal(behind, -10 * MINUTE);
  assert.equal(buffer, 10 * MINUTE);
});

test("after the end the plan stands still", () => {
  const view = evening({ a: { visits: [[at(0), at(25)]] } }, { phase: "ended", ended_at: at(25), current: { step: "a" } });
  assert.equal(planned(view, at(500)).end, at(25));
});

test("an inserted step lengthens the evening and has no moment in the session file", () => {
  const view = evening({ a: { visits: [[at(0)]] }, extra: { inserted: true, minutes: 5 }, b: {} }, { current: { step: "a" }, ends: 20 });
  const { rows, behind } = planned(view, at(2));
  assert.equal(rows[1]?.planned, undefined);
  assert.equal(rows[2]?.planned, at(10));
  assert.equal(behind, 5 * MINUTE);
});

test("other minutes given to a step change the end, not the plan it is measured by", () => {
  const view = evening({ a: { visits: [[at(0)]] }, b: { minutes: 6 } }, { current: { step: "a" }, ends: 20 });
  assert.equal(planned(view, at(2)).behind, -4 * MINUTE);
});

test("a rehearsal on another day is not a delay of thousands of minutes", () => {
  const day = 24 * 60;
  const view = evening({ a: { visits: [[at(day)]] }, b: {} }, { current: { step: "a" }, started_at: at(day), ends: 25 });
  const { behind, buffer, announced } = planned(view, at(day + 13));
  assert.equal(behind, 3 * MINUTE);
  assert.equal(buffer, 2 * MINUTE);
  assert.equal(announced, at(day + 25));
});

test("a session file of long ago can still be begun on time", () => {
  assert.equal(planned(evening({ a: {} }, { phase: "waiting", ends: 10 }), at(100_000)).behind, 0);
});

test("a start of half an hour late stays a delay", () => {
  const view = evening({ a: { visits: [[at(30)]] } }, { current: { step: "a" }, started_at: at(30), ends: 10 });
  assert.equal(planned(view, at(31)).behind, 30 * MINUTE);
});

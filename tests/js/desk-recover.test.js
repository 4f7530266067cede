import assert from "node:assert/strict";
import { test } from "node:test";

import { MINUTE, planned } from "../../static/pages/desk/plan.js";
import { preview, shortened, skippable } from "../../static/pages/desk/recover.js";
import { at, evening } from "./desk-evening.js";

const LATE = evening(
  { a: { visits: [[at(0), at(16)]] }, b: { visits: [[at(16)]] }, c: { minutes: 20, planned: 20 }, d: { minutes: 10 } },
  { current: { step: "b" }, ends: 50 },
);
const NOW = at(18);

test("the evening of these tests is six minutes late", () => {
  assert.equal(planned(LATE, NOW).behind, 6 * MINUTE);
});

test("shortening the rest ends in time, each step in proportion", () => {
  const minutes = shortened(LATE, NOW);
  assert.deepEqual(minutes, { c: 16, d: 8 });
  const then = preview(LATE, NOW, minutes);
  assert.equal(then.behind, 0);
  assert.equal(then.end, at(50));
});

test("no step becomes shorter than three minutes, even if the delay then stays", () => {
  const view = evening({ a: { visits: [[at(0), at(40)]] }, b: { visits: [[at(40)]] }, c: { minutes: 5 }, d: { minutes: 2 } }, { current: { step: "b" } });
  const minutes = shortened(view, at(40));
  assert.equal(minutes.c, 3);
  assert.equal(minutes.d, undefined);
});

test("leaving a step out is shown before it is done and changes nothing by itself", () => {
  const then = preview(LATE, NOW, {}, "d");
  assert.equal(then.end, at(46));
  assert.equal(LATE.agenda.steps.d?.skipped, undefined);
});

test("only what is still to come can be left out", () => {
  assert.deepEqual(skippable(LATE, NOW), ["c", "d"]);
});

test("however late it is, shortening ends in time as long as there is time to save", () => {
  for (let minute = 10; minute < 33; minute += 1) {
    const view = evening({ a: { visits: [[at(1), at(9.4)]] }, b: { visits: [[at(9.4)]] }, c: { minutes: 17, planned: 17 }, d: { minutes: 3, planned: 3 } }, { current: { step: "b" } });
    const then = preview(view, at(minute), shortened(view, at(minute)));
    assert.ok(then.behind <= MINUTE / 2, `${minute}: ${then.behind}`);
  }
});

test("on time nothing is shortened", () => {
  const view = evening({ a: { visits: [[at(0)]] }, b: {} }, { current: { step: "a" }, ends: 20 });
  assert.deepEqual(shortened(view, at(4)), {});
});

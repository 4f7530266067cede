import assert from "node:assert/strict";
import { test } from "node:test";
import { MOST, WISH, pressed, wishAnswered, wishesNow } from "../../static/steps/breakout/choice/wishes.js";
import { scene } from "../../static/steps/breakout/participant.js";

/**
 * @param {number[]} rooms
 * @param {string} [step]
 */
function wish(rooms, step = "g") {
  return { id: rooms.join("-"), type: WISH, step, rooms };
}

test("a group that is pressed comes last, and once more goes while those after it move up", () => {
  assert.deepEqual(pressed([], 3), [3]);
  assert.deepEqual(pressed([3], 1), [3, 1]);
  assert.deepEqual(pressed([3, 1, 2], 3), [1, 2]);
});

test("there is no fourth choice", () => {
  const full = Array.from({ length: MOST }, (_, place) => place + 1);
  assert.equal(pressed(full, MOST + 1), undefined);
  assert.deepEqual(pressed(full, 1), full.slice(1));
});

test("what was said last counts, of this step only", () => {
  assert.deepEqual(wishesNow("g", undefined, []), []);
  assert.deepEqual(wishesNow("g", [2], [wish([2, 1]), wish([1]), wish([9], "other")]), [1]);
  assert.deepEqual(wishesNow("g", [2], [wish([])]), []);
});

test("between the answer and the view a saved choice stays, a refused one goes", () => {
  wishAnswered(wish([4, 1]), { saved: true, seq: 1 });
  assert.deepEqual(wishesNow("g", [4], []), [4, 1]);
  assert.deepEqual(wishesNow("g", [4, 1], []), [4, 1]);
  assert.deepEqual(wishesNow("g", [4], []), [4], "the view has come since");
  wishAnswered(wish([1]), { saved: true, seq: 2 });
  wishAnswered(wish([2]), { saved: false, code: "breakout.choice_not_open", params: {} });
  assert.deepEqual(wishesNow("g", [4], []), [4]);
});

test("an open choice is a screen of its own, a closed one is that of waiting", () => {
  const choice = { open: true, capacity: 3, order: ["1", "2"], rooms: {} };
  const step = /** @type {any} */ ({ phase: "prepared", choice });
  assert.notEqual(scene(step), scene({ ...step, choice: { ...choice, open: false } }));
  assert.equal(scene({ ...step, choice: { ...choice, open: false } }), scene({ ...step, choice: undefined }));
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { newGroup, untilThere } from "../../static/pages/participant/place.js";

/**
 * @param {number} own the group of the person
 * @param {number} [seen] the group that the page can see
 * @returns {any}
 */
function place(own, seen, { step = "g", phase = "running" } = {}) {
  const room = seen === undefined ? undefined : { step, room: seen };
  return { key: `${step}//room:${step}:${own}/`, everyone: { step: { id: step }, dialogue: { phase } }, me: { room: { step, room: own } }, room };
}

test("while one group has gone and the next one has not come, the last one stays", () => {
  const shown = place(1, 1);
  for (const between of [place(1), place(2)]) {
    const { key, room, me } = untilThere(between, shown);
    assert.deepEqual([key, room, me], [shown.key, shown.room, between.me]);
  }
  assert.deepEqual(untilThere(place(2, 2), shown), place(2, 2));
});

test("a group that has gone holds nobody elsewhere", () => {
  const shown = place(1, 1);
  const later = place(1, undefined, { step: "h" });
  const over = place(1, undefined, { phase: "ended" });
  const alone = { ...place(1), me: {} };
  for (const next of [later, over, alone]) assert.equal(untilThere(next, shown), next);
  assert.equal(untilThere(later, undefined), later);
});

test("a group is named where it is not the one on the screen", () => {
  assert.deepEqual(newGroup(place(2, 2), place(1, 1)), { step: "g", room: 2 });
  assert.deepEqual(newGroup(place(1, 1), place(1)), { step: "g", room: 1 });
  assert.equal(newGroup(place(1, 1), place(1, 1)), undefined);
  assert.equal(newGroup(place(1), place(1, 1)), undefined);
  assert.equal(newGroup(place(2, 2, { phase: "ended" }), place(1, 1)), undefined);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { busy, scene } from "../../static/steps/breakout/participant.js";

const shown = { room: 2, people: 5, notes: 3, focus: [], index: 1, count: 4 };

/**
 * @param {"running" | "ended"} phase
 * @param {Record<string, string>} written drafts by key
 */
function inGroup(phase, written) {
  const drafts = { get: (/** @type {string} */ key) => written[key] ?? "" };
  const room = { step: "g", room: 1, notes: { notes: { here: {} } } };
  return /** @type {any} */ ({ room, live: { drafts }, step: { phase, shown }, own: { room: 1, notes: { here: true, left: true } } });
}

test("a result on the wall takes nobody out of a group at work", () => {
  assert.equal(scene(/** @type {any} */ ({ phase: "running", shown })), scene(/** @type {any} */ ({ phase: "running" })));
  assert.equal(busy(inGroup("running", { "note:g": "half" })), true);
});

test("a change to a card that was left in another group holds nobody", () => {
  assert.equal(busy(inGroup("running", { "edit:here": "half" })), true);
  assert.equal(busy(inGroup("running", { "edit:left": "half" })), false);
});

test("after the group phase a result on the wall is shown in the hand", () => {
  assert.equal(scene(/** @type {any} */ ({ phase: "ended", shown })), "shown");
  assert.equal(busy(inGroup("ended", { "note:g": "half" })), false);
});

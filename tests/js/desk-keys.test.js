import assert from "node:assert/strict";
import { test } from "node:test";

import { wishOf } from "../../static/pages/desk/keys.js";

const PAGE = { rightToLeft: false, dialog: false };

/** @param {string} tag */
function on(tag) {
  return { closest: (/** @type {string} */ selector) => (selector.split(/,\s*/).includes(tag) ? {} : null) };
}

test("each key means one thing", () => {
  const wishes = ["ArrowRight", "ArrowLeft", " ", "R", "r", "q", "f", "+", "-", "?"].map((key) => wishOf({ key, target: null }, PAGE));
  assert.deepEqual(wishes, ["next", "back", "main", "reveal", "reveal", "code", "full", "larger", "smaller", "help"]);
});

test("no key acts while somebody types", () => {
  for (const tag of ["input", "textarea", "select"]) assert.equal(wishOf({ key: "r", target: on(tag) }, PAGE), undefined);
  assert.equal(wishOf({ key: "r", target: null, isComposing: true }, PAGE), undefined);
});

test("no key acts while a dialog is open or with a modifier", () => {
  assert.equal(wishOf({ key: "r", target: null }, { ...PAGE, dialog: true }), undefined);
  assert.equal(wishOf({ key: "r", target: null, ctrlKey: true }, PAGE), undefined);
  assert.equal(wishOf({ key: "ArrowLeft", target: null, altKey: true }, PAGE), undefined);
});

test("a key held down acts once", () => {
  assert.equal(wishOf({ key: "ArrowRight", target: null, repeat: true }, PAGE), undefined);
});

test("a focused button keeps the space bar to itself and nothing else", () => {
  assert.equal(wishOf({ key: " ", target: on("button") }, PAGE), undefined);
  assert.equal(wishOf({ key: "ArrowRight", target: on("button") }, PAGE), "next");
});

test("from right to left the arrows change sides", () => {
  assert.equal(wishOf({ key: "ArrowLeft", target: null }, { ...PAGE, rightToLeft: true }), "next");
});

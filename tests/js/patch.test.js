import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { merge } from "../../static/core/patch.js";

const fixture = JSON.parse(readFileSync(new URL("../fixtures/patches.json", import.meta.url), "utf8"));

for (const { name, before, patch, after } of [...fixture.rfc7396, ...fixture.views]) {
  test(`${name}`, () => {
    const untouched = structuredClone(before);
    assert.deepEqual(merge(before, patch), after);
    assert.deepEqual(before, untouched);
  });
}

test("a branch that the patch leaves alone stays the same object", () => {
  const before = { notes: { n1: { text: "a" }, n2: { text: "b" } }, people: { count: 3 } };
  const after = merge(before, { notes: { n2: { text: "c" } } });
  assert.equal(after.people, before.people);
  assert.equal(after.notes.n1, before.notes.n1);
  assert.notEqual(after.notes, before.notes);
});

test("a patch that says what is already so gives back the same object", () => {
  const before = { a: { b: 1 } };
  assert.equal(merge(before, { a: { b: 1 }, gone: null }), before);
});

test("a patch cannot reach the prototype of all objects", () => {
  merge({}, JSON.parse('{"__proto__": {"polluted": true}}'));
  assert.equal(/** @type {any} */ ({}).polluted, undefined);
});

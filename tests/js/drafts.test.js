import assert from "node:assert/strict";
import { test } from "node:test";

import { Drafts } from "../../static/core/drafts.js";
import { memoryStorage } from "./fakes.js";

test("a draft survives a reload", () => {
  const storage = memoryStorage();
  new Drafts("d:p", storage).set("note:g1", "Bei uns im Hinterhof");
  assert.equal(new Drafts("d:p", storage).get("note:g1"), "Bei uns im Hinterhof");
  assert.equal(new Drafts("other", storage).get("note:g1"), "");
});

test("a saved draft is cleared, but not what was typed since", () => {
  const drafts = new Drafts("d:p", memoryStorage());
  drafts.set("note", "eins ");
  drafts.clear("note", "eins");
  assert.equal(drafts.get("note"), "");
  drafts.set("note", "eins und zwei");
  drafts.clear("note", "eins");
  assert.equal(drafts.get("note"), "eins und zwei");
});

test("a device that forbids storage still keeps the words while the page lives", () => {
  const forbidden = /** @type {any} */ ({ getItem() { throw new Error("no"); }, setItem() { throw new Error("no"); } });
  const drafts = new Drafts("d:p", forbidden);
  assert.equal(drafts.get("note"), "");
  drafts.set("note", "da");
  assert.equal(drafts.get("note"), "da");
});

test("a draft of several values is read back, and a broken one is nothing", () => {
  const drafts = new Drafts("d:p", memoryStorage());
  drafts.write("poll", { chosen: ["a"] });
  assert.deepEqual(drafts.read("poll", {}), { chosen: ["a"] });
  drafts.set("poll", "{broken");
  assert.deepEqual(drafts.read("poll", { chosen: [] }), { chosen: [] });
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { Store } from "../../static/core/store.js";

test("a snapshot, then the very next patch", () => {
  const store = new Store();
  assert.equal(store.apply({ view: "everyone", version: 4, snapshot: { a: 1 } }), "applied");
  assert.equal(store.apply({ view: "everyone", version: 5, patch: { b: 2 } }), "applied");
  assert.deepEqual(store.value("everyone"), { a: 1, b: 2 });
  assert.deepEqual(store.versions(), { everyone: 5 });
});

test("a patch that skips a version changes nothing and asks for the whole", () => {
  const store = new Store();
  store.apply({ view: "everyone", version: 4, snapshot: { a: 1 } });
  assert.equal(store.apply({ view: "everyone", version: 6, patch: { a: 2 } }), "gap");
  assert.equal(store.apply({ view: "me", version: 1, patch: { a: 2 } }), "gap");
  assert.deepEqual(store.value("everyone"), { a: 1 });
});

test("a patch that was already applied is ignored", () => {
  const store = new Store();
  store.apply({ view: "everyone", version: 4, snapshot: { a: 1 } });
  assert.equal(store.apply({ view: "everyone", version: 4, patch: { a: 2 } }), "known");
  assert.deepEqual(store.value("everyone"), { a: 1 });
});

test("a snapshot older than what is there is passed over, but not one of another run", () => {
  const store = new Store();
  store.apply({ view: "everyone", version: 4, snapshot: { a: 4 } });
  assert.equal(store.apply({ view: "everyone", version: 3, snapshot: { a: 3 } }), "known");
  assert.deepEqual(store.value("everyone"), { a: 4 });
  store.outdate();
  assert.deepEqual([store.versions(), store.names(), store.has("everyone")], [{}, ["everyone"], true]);
  assert.equal(store.apply({ view: "everyone", version: 5, patch: { a: 5 } }), "gap");
  assert.equal(store.apply({ view: "everyone", version: 1, snapshot: { a: 1 } }), "applied");
  assert.deepEqual(store.value("everyone"), { a: 1 });
});

test("listeners hear the name of a changed view until they are aborted", () => {
  const store = new Store();
  const heard = /** @type {string[]} */ ([]);
  const leaving = new AbortController();
  store.listen((name) => heard.push(name), { signal: leaving.signal });
  store.apply({ view: "me", version: 1, snapshot: {} });
  store.remove("me");
  store.remove("never there");
  leaving.abort();
  store.apply({ view: "me", version: 1, snapshot: {} });
  assert.deepEqual(heard, ["me", "me"]);
});

test("what was handed out never changes, whatever comes after it", () => {
  const store = new Store();
  store.apply({ view: "moderators", version: 1, snapshot: { people: { a: { seats: 1 } }, rooms: {} } });
  const seen = store.value("moderators");
  store.apply({ view: "moderators", version: 2, patch: { people: { b: { seats: 2 } } } });
  const later = store.value("moderators");
  store.apply({ view: "moderators", version: 3, patch: { people: { a: null, b: { seats: 3 } } } });
  assert.deepEqual(seen, { people: { a: { seats: 1 } }, rooms: {} });
  assert.deepEqual(later, { people: { a: { seats: 1 }, b: { seats: 2 } }, rooms: {} });
  assert.deepEqual(store.value("moderators"), { people: { b: { seats: 3 } }, rooms: {} });
  assert.equal(store.value("moderators").rooms, seen.rooms);
});

test("patches that nobody has looked at in between copy a large mapping once, and it is another one than before", () => {
  const store = new Store();
  store.apply({ view: "moderators", version: 1, snapshot: { people: { a: 1 } } });
  const before = store.value("moderators").people;
  store.apply({ view: "moderators", version: 2, patch: { people: { b: 2 } } });
  store.apply({ view: "moderators", version: 3, patch: { people: { c: 3 } } });
  assert.deepEqual(store.value("moderators").people, { a: 1, b: 2, c: 3 });
  assert.notEqual(store.value("moderators").people, before);
});

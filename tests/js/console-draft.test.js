import assert from "node:assert/strict";
import { test } from "node:test";
import { kept, seen, sent, typed } from "../../static/steps/breakout/console/draft.js";

test("without a draft the server's words are shown", () => {
  assert.deepEqual(seen(undefined, "agreed"), { text: "agreed", unsaved: false, conflict: false, settled: true });
});

test("typed words stay, whatever arrives", () => {
  const draft = typed(undefined, "old", "old and new");
  assert.equal(seen(draft, "something else").text, "old and new");
});

test("the server answering with what was sent a moment ago is no conflict while typing goes on", () => {
  let draft = sent(typed(undefined, "A", "AB"));
  draft = typed(draft, "A", "ABC");
  assert.equal(seen(draft, "AB").conflict, false);
  draft = sent(draft);
  draft = typed(draft, "AB", "ABCD");
  assert.equal(seen(draft, "AB").conflict, false);
  assert.equal(seen(draft, "ABC").conflict, false);
});

test("words that somebody else wrote meanwhile are a conflict until one is chosen", () => {
  const draft = typed(undefined, "A", "A mine");
  assert.equal(seen(draft, "theirs").conflict, true);
  assert.equal(seen(kept(draft, "theirs"), "theirs").conflict, false);
});

test("a draft that the server has is settled", () => {
  assert.equal(seen(sent(typed(undefined, "A", "AB")), "AB").settled, true);
});

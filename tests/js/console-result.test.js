import assert from "node:assert/strict";
import { test } from "node:test";
import { rejoined } from "../../static/steps/breakout/console/left.js";
import { holding } from "../../static/steps/breakout/console/pen.js";
import { sentences } from "../../static/steps/breakout/console/sentences.js";
import { passed, stageOf } from "../../static/steps/breakout/console/stages.js";
import { endingOf } from "../../static/steps/breakout/console/time.js";
import { unread } from "../../static/steps/breakout/console/told.js";

test("a page knows its own pen by the command that took it", () => {
  assert.equal(holding(undefined, ["a"]), "free");
  assert.equal(holding({ id: "a" }, ["z", "a"]), "mine");
  assert.equal(holding({ id: "b" }, ["z", "a"]), "other");
  assert.equal(holding({ id: "b" }, []), "other");
});

test("a quintessence goes from a draft to the wall", () => {
  const words = { text: "x", version: 1 };
  assert.equal(stageOf(undefined, false), "draft");
  assert.equal(stageOf(words, false), "draft");
  assert.equal(stageOf({ ...words, asked: true, answered: 0 }, false), "reading");
  assert.equal(stageOf({ ...words, asked: true, answered: 2 }, false), "confirming");
  assert.equal(stageOf({ ...words, asked: true, answered: 2, released: true }, false), "released");
  assert.equal(stageOf({ ...words, released: true }, true), "shown");
});

test("a stage that was left out is not called done", () => {
  const released = /** @type {const} */ ({ text: "x", version: 1, released: true });
  assert.equal(passed("draft", released, false), true);
  assert.equal(passed("reading", released, false), false);
  assert.equal(passed("confirming", { ...released, asked: true, answered: 0 }, false), false);
  assert.equal(passed("released", released, true), true);
});

test("a group has confirmed when more people say that it is right than say anything else", () => {
  const asked = /** @type {const} */ ({ text: "x", version: 1, released: true, asked: true });
  const confirmed = (/** @type {number} */ right, /** @type {number} */ partly, /** @type {number} */ wrong) =>
    passed("confirming", { ...asked, answered: right + partly + wrong, confirmed: { right, partly, wrong } }, false);
  assert.equal(confirmed(3, 0, 0), true);
  assert.equal(confirmed(2, 1, 0), true);
  assert.equal(confirmed(0, 2, 0), false);
  assert.equal(confirmed(2, 1, 1), false);
  assert.equal(confirmed(0, 0, 0), false);
});

test("words put aside come back beside those that stand there, and nothing stands there twice", () => {
  assert.equal(rejoined("", "meine"), "meine");
  assert.equal(rejoined("Anfang", "Anfang und mehr"), "Anfang und mehr");
  assert.equal(rejoined("ihre, auch meine", "meine"), "ihre, auch meine");
  assert.equal(rejoined("ihre", "meine"), "ihre\n\nmeine");
});

test("of two sentences from above the earlier one stays until it is read", () => {
  const [one, two, three] = [{ id: "a", at: 1, text: "x" }, { id: "b", at: 2, text: "y" }, { id: "c", at: 3, text: "z" }];
  assert.deepEqual(unread({ told: two, told_before: [one] }, []), [one, two]);
  assert.deepEqual(unread({ told: three, told_before: [one, two] }, ["a"]), [two, three]);
  assert.deepEqual(unread({ told: three, told_before: [two] }, ["c", "b"]), []);
  assert.deepEqual(unread({}, ["a"]), []);
});

test("a text is split into sentences as they stand in it", () => {
  const text = "Wer klingelt, hilft. „Das ist Gold wert!“ sagt Frau Dr. Öz.\n\nUnd die Stadt?";
  const found = sentences(text, "de");
  assert.ok(found.length >= 3);
  for (const one of found) assert.ok(text.includes(one), one);
  assert.equal(found[0], "Wer klingelt, hilft.");
  assert.equal(found.at(-1), "Und die Stadt?");
  assert.deepEqual(sentences("كان الفناء باردًا. هل عرفتم ذلك؟", "ar"), ["كان الفناء باردًا.", "هل عرفتم ذلك؟"]);
  assert.deepEqual(sentences("  ", "de"), []);
});

test("the last minute is near, and the clock holds when it is over", () => {
  assert.equal(endingOf(60_001), "far");
  assert.equal(endingOf(60_000), "near");
  assert.equal(endingOf(1), "near");
  assert.equal(endingOf(0), "over");
  assert.equal(endingOf(-5000), "over");
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../static/core/drafts.js";
import { dotsAnswered, leeway, placedDots } from "../../static/steps/breakout/group/dots.js";
import { edited, overtaken, seenVersion } from "../../static/steps/breakout/group/edits.js";
import { leftovers } from "../../static/steps/breakout/group/leftover.js";
import { hanging } from "../../static/steps/breakout/group/notes.js";
import { noteKey, returnWords } from "../../static/steps/breakout/group/pinning.js";
import { ranked } from "../../static/steps/breakout/group/ranking.js";
import { sourced } from "../../static/steps/breakout/group/sources.js";
import { memoryStorage } from "./fakes.js";

/** @param {Record<string, object>} notes */
function board(notes) {
  const all = Object.fromEntries(Object.entries(notes).map(([id, note]) => [id, { text: id, at: 0, version: 1, ...note }]));
  return { order: Object.keys(notes), notes: all };
}

test("cards that were put together stand under the one that is left, also over several steps", () => {
  const { top, merged, below, count } = hanging(board({ a: { into: "b" }, b: { into: "c" }, c: {}, d: { below: "c" }, e: { below: "a" } }));
  assert.deepEqual(top, ["c"]);
  assert.deepEqual(merged.get("c"), ["a", "b"]);
  assert.deepEqual([below.get("c"), below.get("a")], [["d"], ["e"]]);
  assert.equal(count, 3);
});

test("a card stands by itself where the one above it is not to be seen", () => {
  assert.deepEqual(hanging(board({ a: { below: "gone" }, b: { into: "gone" } })).top, ["a", "b"]);
});

test("a board that has not changed is not sorted again", () => {
  const notes = board({ a: {} });
  assert.equal(hanging(notes), hanging(notes));
});

test("another version with other words is a conflict, the own words on their way are none", () => {
  const note = { text: "theirs", at: 0, version: 2 };
  assert.equal(overtaken({ seen: 1, text: "mine" }, note, false), true);
  assert.equal(overtaken({ seen: 1, text: "mine" }, note, true), false);
  assert.equal(overtaken({ seen: 2, text: "mine" }, note, false), false);
  assert.equal(overtaken({ seen: 1, text: "theirs " }, note, false), false);
  assert.equal(overtaken({ seen: undefined, text: "mine" }, note, false), false);
});

test("whoever goes on typing while the words are saved goes on from the saved version", () => {
  const drafts = new Drafts("test", memoryStorage());
  const live = /** @type {any} */ ({ drafts });
  const command = { id: "1", type: "breakout.edit_note", note: "n", text: "one", version: 3 };
  drafts.set("edit:n", "one and more");
  drafts.set("edit:n:version", "3");
  edited(command, { saved: true, seq: 1 }, live);
  assert.equal(drafts.get("edit:n"), "one and more");
  assert.equal(seenVersion(live, "n"), 4);
  drafts.set("edit:n", "one");
  edited(command, { saved: true, seq: 1 }, live);
  assert.deepEqual([drafts.get("edit:n"), seenVersion(live, "n")], ["", undefined]);
});

test("dots keep to the budget and to the number for one card, for each person at the device", () => {
  const dots = /** @type {const} */ ({ phase: "open", budget: 3, per_note: 2, given: 0 });
  assert.deepEqual(leeway(dots, {}, 1, "a"), { here: 0, all: 3, limit: 2, left: 3, most: 2 });
  assert.deepEqual(leeway(dots, { b: 2 }, 1, "a"), { here: 0, all: 3, limit: 2, left: 1, most: 1 });
  assert.deepEqual(leeway(dots, { a: 2, b: 1 }, 1, "a"), { here: 2, all: 3, limit: 2, left: 0, most: 2 });
  assert.deepEqual(leeway(dots, { a: 1 }, 2, "a"), { here: 1, all: 6, limit: 4, left: 5, most: 4 });
});

test("dots on their way are counted already", () => {
  const commands = [{ id: "1", type: "breakout.place_dots", note: "a", dots: 1 }, { id: "2", type: "breakout.place_dots", note: "a", dots: 2 }];
  assert.deepEqual(placedDots({ a: 0, b: 1 }, commands), { a: 2, b: 1 });
  assert.deepEqual(placedDots(undefined, []), {});
});

test("a dot that was answered counts until the view has it, a refused one does not", () => {
  const command = { id: "1", type: "breakout.place_dots", note: "x", dots: 2 };
  dotsAnswered(command, { saved: true, seq: 1 });
  assert.deepEqual(placedDots({ x: 1 }, []), { x: 2 });
  assert.deepEqual(placedDots({ x: 2 }, []), { x: 2 });
  assert.deepEqual(placedDots({ x: 1 }, []), { x: 1 });
  dotsAnswered(command, { saved: true, seq: 1 });
  dotsAnswered({ ...command, dots: 3 }, { saved: false, code: "breakout.too_many_dots", params: {} });
  assert.deepEqual(placedDots({ x: 1 }, []), { x: 1 });
});

test("the card with most dots comes first, equals stand as on the board", () => {
  const rows = ranked({ c: 1, b: 4, a: 1, gone: 9 }, board({ a: {}, b: {}, c: {}, d: {} }));
  assert.deepEqual(rows.map(({ id, dots }) => [id, dots]), [["b", 4], ["a", 1], ["c", 1]]);
});

test("sentences that rest on cards are numbered as they come", () => {
  const { paragraphs, sources } = sourced("One. Two.\n\nThree.", { "Three.": ["c"], "One.": ["a"], "Gone.": ["d"] });
  assert.deepEqual(paragraphs, [[{ words: "One.", number: 1 }, { words: " Two." }], [{ words: "Three.", number: 2 }]]);
  assert.deepEqual(sources.map(({ number, notes }) => [number, notes]), [[1, ["a"]], [2, ["c"]]]);
});

test("a text without cards behind it is just its paragraphs", () => {
  assert.deepEqual(sourced("One.\n\nTwo.", undefined), { paragraphs: [[{ words: "One." }], [{ words: "Two." }]], sources: [] });
});

test("what lies half-written in a group is found from every other screen", () => {
  const drafts = /** @type {Record<string, string>} */ ({ "note:g": " half ", "edit:n": "changed", "edit:m": "same" });
  const steps = { g: { room: 2, notes: /** @type {Record<string, true>} */ ({ n: true, m: true }) }, p: { ballots: {} } };
  const draft = (/** @type {string} */ key) => drafts[key] ?? "";
  const notes = board({ n: {}, m: { text: "same" } });
  const change = { step: "g", room: 2, note: "n", words: "changed" };
  assert.deepEqual(leftovers(steps, draft, undefined, notes), [{ step: "g", room: 2, words: "half" }, change]);
  assert.deepEqual(leftovers(steps, draft, { step: "h", notes: board({}) }, notes), [{ step: "g", room: 2, words: "half" }, change]);
  assert.deepEqual(leftovers(steps, draft, { step: "g", notes }, notes), []);
});

test("whoever was moved finds the words in the field, and the change to a card that hangs in the other group above it", () => {
  const drafts = /** @type {Record<string, string>} */ ({ "note:g": "half", "edit:n": "changed" });
  const steps = { g: { room: 3, notes: /** @type {Record<string, true>} */ ({ n: true }) } };
  const notes = board({ other: {} });
  assert.equal(noteKey("g"), "note:g");
  assert.deepEqual(leftovers(steps, (key) => drafts[key] ?? "", { step: "g", notes }, notes), [{ step: "g", room: 3, note: "n", words: "changed" }]);
});

/** @param {Record<string, any>} views */
function device(views = {}) {
  return /** @type {any} */ ({ drafts: new Drafts("test", memoryStorage()), store: { value: (/** @type {string} */ name) => views[name] } });
}

test("refused words come back to the field, in whatever group the person is now", () => {
  const live = device({ "room:g:1": { notes: board({ over: {} }) } });
  live.drafts.set("note:g", "typed since");
  returnWords({ id: "1", type: "breakout.write_note", step: "g", room: 1, text: "refused", below: "over" }, live);
  assert.equal(live.drafts.get("note:g"), "refused\ntyped since");
  assert.equal(live.drafts.get("note:g:below"), "over");
});

test("refused words do not come back below a card of a group that has gone", () => {
  const live = device();
  returnWords({ id: "1", type: "breakout.write_note", step: "g", room: 1, text: "refused", below: "over" }, live);
  assert.deepEqual([live.drafts.get("note:g"), live.drafts.get("note:g:below")], ["refused", ""]);
});

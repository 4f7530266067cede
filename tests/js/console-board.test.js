import assert from "node:assert/strict";
import { test } from "node:test";
import { ranked } from "../../static/steps/breakout/console/dots.js";
import { layoutOf } from "../../static/steps/breakout/console/layout.js";
import { opposite } from "../../static/steps/breakout/console/opposite.js";
import { targetAt } from "../../static/steps/breakout/console/pull.js";
import { normalised, partners, repeated, standing } from "../../static/steps/breakout/console/same.js";

/** @param {Record<string, Partial<import("../../static/core/views.js").Note>>} given */
function board(given) {
  const notes = Object.fromEntries(Object.entries(given).map(([id, note]) => [id, { text: id, at: 0, version: 1, ...note }]));
  return { order: Object.keys(notes), notes };
}

/** @param {ReturnType<typeof board>} notes */
function room(notes) {
  return /** @type {import("../../static/core/views.js").Room} */ (/** @type {unknown} */ ({ step: "s", room: 2, notes, columns: [{ id: "x" }, { id: "y" }] }));
}

test("the same words are the same whatever their case, signs, quotes and spaces", () => {
  for (const words of ["Der Brunnen lief nicht.", "„Der Brunnen lief nicht“", "  der  BRUNNEN\nlief nicht!", "»Der Brunnen« lief nicht …"]) {
    assert.equal(normalised(words), "der brunnen lief nicht");
  }
  assert.equal(normalised("Nachbar*innen"), normalised("Nachbar:innen"));
  assert.equal(normalised("«جارتي أحضرت لي الماء.»"), normalised("جارتي أحضرت لي الماء"));
});

test("Turkish words are the same in small and in large letters", () => {
  assert.equal(normalised("IŞIK VE İLGİ"), normalised("Işık ve ilgi"));
  assert.equal(normalised("ışık"), normalised("IŞIK"));
});

test("words that differ stay different", () => {
  assert.notEqual(normalised("30 Grad"), normalised("31 Grad"));
  assert.notEqual(normalised("Maße"), normalised("Masse"));
  assert.notEqual(normalised("?!"), normalised("…"));
  assert.notEqual(normalised("💧"), normalised("🌳"));
});

test("a card that says what an earlier one says is pointed out", () => {
  const notes = board({ a: { text: "Mehr Bäume" }, b: { text: "Bänke" }, c: { text: "mehr bäume!" }, d: { text: "„Mehr Bäume“" } });
  assert.deepEqual([...repeated(notes)], [["c", "a"], ["d", "a"]]);
});

test("hidden cards, sub-points and merged cards are nobody's double", () => {
  const notes = board({ a: { text: "x", hidden: true }, b: { text: "x" }, c: { text: "x", below: "b" }, d: { text: "x", into: "b" } });
  assert.equal(repeated(notes).size, 0);
  assert.deepEqual(standing(notes), ["b"]);
});

test("merged cards are found under the card that stands, also by way of another", () => {
  const notes = board({ a: {}, b: { into: "a" }, c: { into: "b" }, d: { below: "c" } });
  const { tops, merged, below } = layoutOf(notes);
  assert.deepEqual(tops, ["a"]);
  assert.deepEqual(merged.get("a"), ["b", "c"]);
  assert.deepEqual(below.get("c"), ["d"]);
});

test("what was merged into a hidden card stands by itself", () => {
  assert.deepEqual(layoutOf(board({ a: { hidden: true }, b: { into: "a" } })).tops, ["a", "b"]);
});

test("a card can be merged with every other card that stands, and is found by its words", () => {
  const notes = board({ a: { text: "Mehr Bäume" }, b: { text: "Mehr Bänke" }, c: { text: "Brunnen" }, d: { into: "a" }, e: { hidden: true } });
  assert.deepEqual(partners(notes, "a", ""), ["b", "c"]);
  assert.deepEqual(partners(notes, "c", " MEHR "), ["a", "b"]);
  assert.deepEqual(partners(notes, "c", "Wasser"), []);
});

test("every act on the board has its opposite", () => {
  const before = room(board({ a: { text: "früher", column: "x", version: 3 }, b: { into: "a" } }));
  const back = (/** @type {string} */ type, /** @type {Record<string, unknown>} */ rest = {}) => opposite({ id: "new", type, step: "s", note: "a", ...rest }, before);
  assert.deepEqual(back("breakout.write_note", { note: undefined }), { type: "breakout.hide_note", step: "s", note: "new" });
  assert.deepEqual(back("breakout.hide_note"), { type: "breakout.unhide_note", step: "s", note: "a" });
  assert.deepEqual(back("breakout.unhide_note"), { type: "breakout.hide_note", step: "s", note: "a" });
  assert.deepEqual(back("breakout.move_note", { column: "y" }), { type: "breakout.move_note", step: "s", note: "a", column: "x" });
  assert.deepEqual(back("breakout.merge_note", { into: "c" }), { type: "breakout.part_note", step: "s", note: "a" });
  assert.deepEqual(back("breakout.part_note", { note: "b" }), { type: "breakout.merge_note", step: "s", note: "b", into: "a" });
  assert.deepEqual(back("breakout.freeze_board"), { type: "breakout.unfreeze_board", step: "s", room: 2 });
  assert.equal(back("breakout.add_time"), undefined);
});

test("earlier words come back only over the words that replaced them", () => {
  const before = room(board({ a: { text: "früher", version: 3 } }));
  assert.deepEqual(opposite({ id: "n", type: "breakout.edit_note", step: "s", note: "a", text: "später" }, before), { type: "breakout.edit_note", step: "s", note: "a", text: "früher", version: 4 });
  assert.equal(opposite({ id: "n", type: "breakout.edit_note", step: "s", note: "a", text: "früher" }, before), undefined);
});

test("a pulled card goes into the card below it, else into the column, else nowhere", () => {
  const group = room(board({ a: { column: "x" }, b: { column: "x" } }));
  const under = (/** @type {string | undefined} */ card, /** @type {string | undefined} */ column) => ({
    closest: (/** @type {string} */ selector) => (selector === "[data-card]" ? (card ? { dataset: { note: card } } : null) : column ? { dataset: { column } } : null),
  });
  assert.deepEqual(targetAt(under("b", "x"), "a", group), { into: "b" });
  assert.deepEqual(targetAt(under(undefined, "y"), "a", group), { column: "y" });
  assert.equal(targetAt(under(undefined, "x"), "a", group), undefined);
  assert.equal(targetAt(under("a", "x"), "a", group), undefined);
  assert.equal(targetAt(null, "a", group), undefined);
});

test("the ranking is by dots, then by age", () => {
  assert.deepEqual(ranked({ c: 2, a: 2, b: 5 }, ["a", "b", "c"]), ["b", "a", "c"]);
});

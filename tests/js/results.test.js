import assert from "node:assert/strict";
import { test } from "node:test";

import { optionsOf, results } from "../../static/core/results.js";

const counts = { ballots: 40, abstained: 2, chosen: { answer: { a: 22, c: 17 } }, answered: { answer: 38 } };

test("shares are of the people who chose something, in the order in which the question was put", () => {
  const { of, rows } = results(counts, "answer", ["a", "b", "c"]);
  assert.equal(of, 38);
  assert.deepEqual(rows.map(({ option, count }) => [option, count]), [["a", 22], ["b", 0], ["c", 17]]);
  assert.equal(rows[0]?.share, 22 / 38);
});

test("a tie has several leading answers", () => {
  const tie = { ...counts, chosen: { answer: { a: 9, b: 9, c: 1 } } };
  assert.deepEqual(results(tie, "answer", ["a", "b", "c"]).leading.map((row) => row.option), ["a", "b"]);
});

test("where nobody chose anything, nothing leads", () => {
  const none = { ballots: 0, abstained: 0, chosen: {}, answered: {} };
  const { rows, leading } = results(none, "answer", ["a"]);
  assert.deepEqual(leading, []);
  assert.equal(rows[0]?.share, 0);
});

test("a scale offers its places, also from zero", () => {
  assert.deepEqual(optionsOf({ form: "scale", from: 0, to: 3 }), ["0", "1", "2", "3"]);
  assert.deepEqual(optionsOf({ form: "choice", order: ["b", "a"] }), ["b", "a"]);
  assert.deepEqual(optionsOf({ form: "text" }), []);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { inOrder } from "../../static/core/order.js";
import { PORTION, finds, lookAt } from "../../static/core/portion.js";

test("people stand in the order in which they came, those of one moment as they are named", () => {
  const people = { b: { joined_at: 2 }, c: { joined_at: 1 }, a: { joined_at: 2 } };
  assert.deepEqual(inOrder(people, (person) => person.joined_at), ["c", "b", "a"]);
  assert.equal(inOrder(people, (person) => person.joined_at), inOrder(people, (person) => person.joined_at), "found once");
});

test("a name is found without its accents and capitals, and by any part of it", () => {
  const find = (/** @type {string} */ words) => finds({ words, most: PORTION });
  assert.equal(find("GUL ")("Gül Özdemir"), true);
  assert.equal(find("özd")("Gül Özdemir"), true);
  assert.equal(find("سلمى")("سلمى"), true);
  assert.equal(find("Gül")("Rosa"), false);
  assert.equal(find("")("Rosa"), true);
});

test("a Turkish name is found with and without the dots of its i, on a page of any language", () => {
  const find = (/** @type {string} */ words) => finds({ words, most: PORTION });
  for (const words of ["Işık İnci", "IŞIK İNCİ", "ışık inci", "isik INCI"]) assert.equal(find(words)("Işık İnci"), true, words);
  assert.equal(find("ilse")("ILSE"), true);
});

test("nothing is looked for at first, and a hundred rows are drawn", () => {
  assert.deepEqual(lookAt("people"), { words: "", most: PORTION });
});

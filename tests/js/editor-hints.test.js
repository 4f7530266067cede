import assert from "node:assert/strict";
import { test } from "node:test";
import { replaced, stands } from "../../static/pages/editor/hints.js";

test("a stand-in takes the place of whole words only", () => {
  assert.equal(replaced("Rosa Müller gießt Rosas Balkon, sagt Rosa.", "Rosa", "[Name]"), "[Name] Müller gießt Rosas Balkon, sagt [Name].");
  assert.equal(replaced("Stimmung in Timmendorf, dankt Tim", "Tim", "[Name]"), "Stimmung in Timmendorf, dankt [Name]");
  assert.equal(replaced("Jörgen und Jör und ÄJör", "Jör", "[Name]"), "Jörgen und [Name] und ÄJör");
});

test("a genitive is a word of its own", () => {
  assert.equal(replaced("Rosa gießt Rosas Balkon", "Rosas", "[Name]"), "Rosa gießt [Name] Balkon");
  assert.equal(replaced("Rosa’s Balkon", "Rosa’s", "[Name]"), "[Name] Balkon");
});

test("letters of every script count as letters, and a mark belongs to its letter", () => {
  assert.equal(replaced("Оленка і Олена", "Олена", "[ім’я]"), "Оленка і [ім’я]");
  assert.equal(replaced("ليلى وليلى", "ليلى", "[اسم]"), "[اسم] وليلى");
  assert.equal(replaced("Zoe\u0301 und Zoe\u0301s Rad", "Zoe", "[Name]"), "[Name] und Zoe\u0301s Rad");
});

test("what was found is taken literally, and so is its stand-in", () => {
  assert.equal(replaced("Ruft an: +49 (0)4207/99 oder a.b@c.de", "+49 (0)4207/99", "$&"), "Ruft an: $& oder a.b@c.de");
  assert.equal(replaced("a.b@c.de und aab@c.de", "a.b@c.de", "[Mail]"), "[Mail] und aab@c.de");
});

test("a hint is offered only where something is to be replaced", () => {
  assert.equal(stands("Stimmung", "Tim"), false);
  assert.equal(stands("mit Tim.", "Tim"), true);
  assert.equal(stands("Text", ""), false);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { refusedSentence } from "../../static/pages/editor/editing.js";
import { foreword } from "../../static/pages/editor/foreword.js";
import { longest } from "../../static/pages/editor/limit.js";
import { speak } from "../../static/core/i18n.js";

speak({ language: "en", dir: "ltr", messages: { "reject:documentation.text_too_long": "at most %(limit)s, not %(length)s", "reject:x": "No." } });

test("each body that is too large is worded for what it is", () => {
  const long = { command: { text: "x".repeat(70_000) } };
  const many = { command: { steps: Array.from({ length: 60 }, () => ({ text: { de: "x".repeat(2_000) } })) } };
  assert.equal(refusedSentence(413, undefined, new Blob(["x"])), "The file is too large: at most 10 MB.");
  assert.equal(refusedSentence(413, undefined, long), "at most 20,000, not 70,000");
  assert.equal(refusedSentence(400, { refused: "malformed" }, long), "at most 20,000, not 70,000");
  assert.equal(refusedSentence(413, undefined, many), "These texts are too long together. Please shorten them.");
  assert.equal(refusedSentence(409, { refused: "x" }, long), "No.");
});

test("the longest text is counted as people count, however deep it stands", () => {
  assert.equal(longest({ a: ["eins", { b: "🙂🙂🙂🙂🙂" }], n: 7, none: null }), 5);
  assert.equal(longest({}), 0);
});

test("the languages of the foreword stand in the order of the evening", () => {
  const told = { foreword: { ar: { text: "أ", count: 1 }, de: { text: "a", count: 1 }, en: { text: "", count: 0 } } };
  assert.equal(foreword.state(/** @type {any} */ ({ start: { languages: ["de", "en", "ar"] }, told })), "Deutsch, العربية");
});

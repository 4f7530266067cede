import assert from "node:assert/strict";
import { test } from "node:test";

import { wrongIn } from "../../static/pages/desk/dialogs/insertion.js";
import { insertion as groups } from "../../static/steps/breakout/desk.js";
import { insertion as mood } from "../../static/steps/mood_check/desk.js";
import { insertion as poll } from "../../static/steps/poll/desk.js";

/** @param {Record<string, string>} fields */
function form(fields) {
  const data = new FormData();
  for (const [name, value] of Object.entries({ title: "Punkt", minutes: "5", ...fields })) data.set(name, value);
  return data;
}

/**
 * @param {import("../../static/steps/desk.js").Insertion} kind
 * @param {Record<string, string>} fields
 */
function wrongField(kind, fields) {
  return wrongIn(form(fields), kind)?.field;
}

test("a poll to insert says which field is wrong, from above", () => {
  const sound = { question: "Was hilft?", options: "Schatten\nWasser", choose: "one" };
  assert.equal(wrongField(poll, sound), undefined);
  assert.equal(wrongField(poll, { ...sound, title: "  " }), "title");
  assert.equal(wrongField(poll, { ...sound, question: " ", options: "" }), "question");
  assert.equal(wrongField(poll, { ...sound, options: "Schatten\n \n" }), "options");
  assert.equal(wrongField(poll, { ...sound, options: "Schatten\nWasser\n schatten " }), "options");
  assert.equal(wrongField(poll, { ...sound, choose: "up to 3" }), "choose");
  assert.equal(wrongField(poll, { ...sound, choose: "any" }), undefined);
  assert.equal(wrongField(poll, { ...sound, minutes: "2.5" }), "minutes");
});

test("a mood check needs its question, a group phase its prompt and its size", () => {
  assert.equal(wrongField(mood, { question: " " }), "question");
  assert.equal(wrongField(groups, { prompts: "\n", group_size: "8" }), "prompts");
  assert.equal(wrongField(groups, { prompts: "Was hilft?", group_size: "" }), "group_size");
  assert.equal(wrongField(groups, { prompts: "Was hilft?", group_size: "8" }), undefined);
});

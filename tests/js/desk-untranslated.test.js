import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { speak } from "../../static/core/i18n.js";
import { counted, placed } from "../../static/pages/desk/dialogs/untranslated.js";

beforeEach(() => speak({ language: "en", dir: "ltr", messages: {} }));

test("a text is placed as people say it", () => {
  assert.equal(placed(["title"]), "Title");
  assert.equal(placed(["questions", 1, "options", 5, "text"]), "Question 2, Answer 6");
  assert.equal(placed(["questions", 0, "question"]), "Question 1");
  assert.equal(placed(["questions", 0, "scale", "low"]), "Question 1, Lower end of the scale");
  assert.equal(placed(["columns", 2, "title"]), "Column 3");
  assert.equal(placed(["items", 0, "statement"]), "Question 1");
  assert.equal(placed(["text", 1]), "Text 2");
  assert.equal(placed(["labels", "up"]), "Label, up");
  assert.equal(placed(["next_steps", 0, "text"]), "Next step 1");
});

test("a part that has no name yet is called as in the file", () => {
  assert.equal(placed(["riddle", 0]), "riddle 1");
});

test("each language says how many texts it lacks", () => {
  const one = { step: "", path: ["title"], words: "x", language: "de", lacks: ["tr", "uk"] };
  assert.deepEqual(counted([one, { ...one, lacks: ["uk"] }]), [["tr", 1], ["uk", 2]]);
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { speak } from "../../static/core/i18n.js";
import { attendance } from "../../static/pages/console/people.js";
import { spokenIn } from "../../static/steps/breakout/console/spoken.js";

test("people are counted, not devices", () => {
  const people = {
    order: ["a", "b", "c"],
    names: { a: { name: "Rosa", seats: 2, here: /** @type {const} */ (true) }, b: { seats: 1, here: /** @type {const} */ (true) }, c: { name: "Kemal", seats: 1 } },
    count: 4,
  };
  assert.deepEqual(attendance(people), { here: 3, all: 4, named: ["Rosa"], nameless: 2, missing: ["Kemal"], missingNameless: 0 });
});

test("words in other letters are not called words of the page's language", () => {
  speak({ language: "de", dir: "ltr", messages: {} });
  assert.deepEqual(spokenIn("Schatten"), { language: "de" });
  assert.deepEqual(spokenIn("«جارتي»"), {});
  speak({ language: "ar", dir: "rtl", messages: {} });
  assert.deepEqual(spokenIn("«جارتي»"), { language: "ar" });
  assert.deepEqual(spokenIn("Schatten"), {});
});

import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { announce } from "../../static/core/announce.js";

test("a burst is said in rows of sentences, at most one row in two seconds, and nothing is lost", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  /** @type {string[]} */
  const said = [];
  const region = { set textContent(/** @type {string} */ words) { said.push(words); } };
  Object.assign(globalThis, { document: { getElementById: () => region } });
  try {
    for (let n = 1; n <= 30; n += 1) {
      announce(`${n}.`);
      mock.timers.tick(100);
    }
    assert.equal(said.length, 2);
    mock.timers.tick(2_000);
    assert.equal(said.length, 3);
    assert.equal(said.join(" "), Array.from({ length: 30 }, (_, index) => `${index + 1}.`).join(" "));
    mock.timers.tick(10_000);
    announce("Afterwards.");
    mock.timers.tick(400);
    assert.equal(said.at(-1), "Afterwards.");
  } finally {
    Reflect.deleteProperty(globalThis, "document");
    mock.timers.reset();
  }
});

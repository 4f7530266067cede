/** A page that is older than what it fetches is opened anew; a line that is gone is no reason for that. */
import assert from "node:assert/strict";
import test from "node:test";
import { isOutdated } from "../../static/core/kinds.js";

const MINUTE = 60_000;

test("a kind that asks the page for what it does not have means an update", () => {
  assert.equal(isOutdated(new SyntaxError("does not provide an export named '$core_new'"), MINUTE, false), true);
});

test("a page that has just come would be no better the next time", () => {
  assert.equal(isOutdated(new SyntaxError("does not provide an export named '$core_new'"), 500, false), false);
});

test("without a line the page stays", () => {
  assert.equal(isOutdated(new TypeError("Failed to fetch dynamically imported module"), MINUTE, false), false);
});

test("a browser that cannot read a kind does not begin again for ever", () => {
  assert.equal(isOutdated(new SyntaxError("Unexpected token"), MINUTE, true), false);
});

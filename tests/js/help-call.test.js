import assert from "node:assert/strict";
import { test } from "node:test";
import { fateOf, inShort } from "../../static/pages/help/participant.js";

/** @type {any} */
const waiting = { trouble: "sound", since: 5, ahead: 0 };

test("a call goes from being sent to done, and one that is taken back is gone at once", () => {
  assert.equal(fateOf(undefined, []), "none");
  assert.equal(fateOf(undefined, [{ id: "1", type: "help.call" }]), "sending");
  assert.equal(fateOf(waiting, []), "waiting");
  assert.equal(fateOf({ ...waiting, taken_by: "support" }, []), "taken");
  assert.equal(fateOf({ ...waiting, done: true }, []), "done");
  assert.equal(fateOf(waiting, [{ id: "2", type: "help.finish" }]), "none");
  assert.equal(fateOf({ ...waiting, done: true }, [{ id: "3", type: "help.call" }]), "sending");
});

test("somebody who calls again without a line sees that the newest wish counts", () => {
  const commands = [{ id: "1", type: "help.finish" }, { id: "2", type: "hands.raise" }, { id: "3", type: "help.call" }];
  assert.equal(fateOf(waiting, commands), "sending");
});

test("the sentence tells who waits before and who comes", () => {
  assert.match(inShort(waiting), /You are the next/);
  assert.match(inShort({ ...waiting, ahead: 2 }), /2 people are before you/);
  assert.match(inShort({ ...waiting, taken_by: "group" }), /moderates your group/);
  assert.match(inShort({ ...waiting, taken_by: "moderation" }), /Somebody/);
  assert.match(inShort({ ...waiting, done: true }), /done/);
});

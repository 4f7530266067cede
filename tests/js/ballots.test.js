import assert from "node:assert/strict";
import { test } from "node:test";

import { Answers } from "../../static/core/answers.js";
import { Drafts } from "../../static/core/drafts.js";
import { Outbox } from "../../static/core/outbox.js";
import * as evaluation from "../../static/steps/evaluation/answers.js";
import * as poll from "../../static/steps/poll/ballot.js";
import { memoryStorage } from "./fakes.js";

/**
 * A participant at a step, with a server that has not answered yet.
 * @param {object} step
 * @param {object} [ballots]
 * @returns {any}
 */
function at(step, ballots = {}) {
  const outbox = new Outbox("d", memoryStorage());
  const send = (/** @type {any} */ wish) => outbox.put({ id: String(outbox.commands.length), ...wish });
  const live = { outbox, answers: new Answers(outbox), drafts: new Drafts("d", memoryStorage()), refresh() {}, connection: { send } };
  return { live, step, own: { ballots }, me: { seats: 1 } };
}

test("a ballot is half filled until it is handed in, and again when it is changed", () => {
  const here = at({ id: "s" });
  assert.equal(poll.dirty(here, "q", 1), false);
  poll.fill(here, "q", 1, { chosen: ["b", "a"], text: "" });
  assert.equal(poll.dirty(here, "q", 1), true);
  poll.cast(here, "q", 1, poll.filled(here, "q", 1));
  assert.equal(poll.dirty(here, "q", 1), false);
  poll.fill(here, "q", 1, { chosen: ["a"], text: "" });
  assert.equal(poll.dirty(here, "q", 1), true);
});

test("the server's ballot stands where there is no draft", () => {
  const here = at({ id: "s" }, { q: { 1: { chosen: { answer: ["a"] }, texts: {} } } });
  assert.deepEqual(poll.filled(here, "q", 1), { chosen: ["a"], text: "" });
});

test("another person at the same device has another ballot", () => {
  const here = at({ id: "s" });
  poll.fill(here, "q", 1, { chosen: ["a"], text: "" });
  assert.deepEqual(poll.filled(here, "q", 2), { chosen: [], text: "" });
});

test("what is left empty in a questionnaire is not sent", () => {
  const here = at({ id: "e", items: { a: { form: "scale" }, w: { form: "text" } } });
  evaluation.fill(here, 1, "a", 4);
  evaluation.fill(here, 1, "w", "   ");
  evaluation.send(here, 1, evaluation.filled(here, 1));
  assert.deepEqual(here.live.outbox.commands[0].answers, { a: 4 });
  assert.equal(evaluation.changed(here, 1), false);
});

test("a saved questionnaire is read back in the words in which it is sent", () => {
  const items = { a: { form: "scale" }, c: { form: "choice" }, w: { form: "text" } };
  const here = at({ id: "e", items }, { 1: { chosen: { a: ["4"], c: ["x"] }, texts: { w: "Mehr Zeit" } } });
  assert.deepEqual(evaluation.filled(here, 1), { a: 4, c: ["x"], w: "Mehr Zeit" });
});

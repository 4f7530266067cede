import assert from "node:assert/strict";
import { test } from "node:test";

import { Answers } from "../../static/core/answers.js";
import { Outbox } from "../../static/core/outbox.js";
import { memoryStorage } from "./fakes.js";

const ballot = { type: "poll.cast_ballot", step: "s", part: "q1", seat: 1 };

test("an answer is on its way until the server has answered", () => {
  const outbox = new Outbox("d", memoryStorage());
  const answers = new Answers(outbox);
  outbox.put({ id: "1", ...ballot, chosen: ["a"] });
  outbox.put({ id: "2", ...ballot, chosen: ["b"] });
  assert.equal(answers.sending(ballot)?.id, "2");
  assert.equal(answers.sending({ ...ballot, seat: 2 }), undefined);
});

test("a refusal stands until the person tries again", () => {
  const outbox = new Outbox("d", memoryStorage());
  const answers = new Answers(outbox);
  const command = { id: "1", ...ballot, chosen: ["a"] };
  answers.hear(command, { saved: false, code: "question.not_open", params: {} });
  assert.equal(answers.refused(ballot)?.code, "question.not_open");
  outbox.put({ id: "2", ...ballot, chosen: ["a"] });
  assert.equal(answers.refused(ballot), undefined);
  const again = outbox.take("2");
  assert.ok(again);
  answers.hear(again, { saved: true, seq: 4 });
  assert.equal(answers.refused(ballot), undefined);
});

test("the outbox keeps its order over a reload and forgets what was answered", () => {
  const storage = memoryStorage();
  const outbox = new Outbox("d", storage);
  for (const id of ["1", "2", "3"]) outbox.put({ id, type: "hands.raise" });
  outbox.take("2");
  assert.deepEqual(new Outbox("d", storage).commands.map((command) => command.id), ["1", "3"]);
  assert.deepEqual(new Outbox("another evening", storage).commands, []);
});

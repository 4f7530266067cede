import assert from "node:assert/strict";
import { test } from "node:test";

import { neighbours, places } from "../../static/pages/desk/places.js";
import { evening } from "./desk-evening.js";

const { agenda } = evening({ welcome: {}, poll: { parts: ["q1", "q2"] }, mood: { parts: ["mood"] }, out: { skipped: true }, end: {} });

test("the way leads through every question of a step with several", () => {
  assert.deepEqual(places(agenda).map(({ step, part }) => part ?? step), ["welcome", "q1", "q2", "mood", "end"]);
});

test("a step with one question is one place", () => {
  assert.equal(places(agenda).find(({ step }) => step === "mood")?.part, undefined);
  assert.equal(neighbours(agenda, { step: "mood", part: "mood" }).next?.step, "end");
});

test("forward goes to the next question first, back to the one before", () => {
  assert.equal(neighbours(agenda, { step: "poll", part: "q1" }).next?.part, "q2");
  assert.equal(neighbours(agenda, { step: "poll", part: "q2" }).back?.part, "q1");
  assert.equal(neighbours(agenda, { step: "mood" }).back?.part, "q2");
});

test("the first place has nothing before it, the last nothing after it", () => {
  assert.equal(neighbours(agenda, { step: "welcome" }).back, undefined);
  assert.equal(neighbours(agenda, { step: "end" }).next, undefined);
});

test("whoever stands in a step that is left out still finds the way on", () => {
  assert.equal(neighbours(agenda, { step: "out" }).next?.step, "end");
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { callerName, callersIn, callersOf, given, next, placeOf } from "../../static/steps/callers.js";
import { whomFor } from "../../static/steps/breakout/whom.js";
import { aloud as evaluation } from "../../static/steps/evaluation/aloud.js";
import { aloud as mood } from "../../static/steps/mood_check/aloud.js";
import { aloud as poll } from "../../static/steps/poll/aloud.js";

const OLGA = { id: "olga", name: "Olga", phone: 1, seats: 1, here: true };
const TWO = { id: "two", phone: 2, seats: 2, here: true };
const GONE = { id: "gone", phone: 3, seats: 1 };
const CHOICE = { chosen: ["a"], text: "" };

test("a caller without a name is called by the number", () => {
  assert.equal(callerName(OLGA), "Olga");
  assert.equal(callerName(TWO), "Telephone 2");
});

test("the desk and the console know who of the people is on the telephone", () => {
  const people = { rosa: { seats: 1, joined_at: 1 }, two: { seats: 2, joined_at: 3, phone: 2 }, olga: { name: "Olga", seats: 1, joined_at: 2, phone: 1 } };
  const desk = /** @type {any} */ ({ view: { people: { people } } });
  assert.deepEqual(callersOf(desk).map(({ id }) => id), ["olga", "two"]);
  const group = /** @type {any} */ ({ people: { order: ["rosa", "two"], names: people } });
  assert.deepEqual(callersIn(group).map(({ id }) => id), ["two"]);
  assert.deepEqual(callersIn(undefined), []);
});

test("the next is who has not answered, those on the line before those who have hung up", () => {
  const callers = [GONE, OLGA, TWO];
  assert.deepEqual(next(callers, { phase: "open" }), { person: "olga", seat: 1 });
  assert.deepEqual(next(callers, { phase: "open" }, { person: "olga", seat: 1 }), { person: "two", seat: 1 });
  assert.deepEqual(next(callers, { phase: "open", callers: { olga: { 1: true }, two: { 1: true } } }), { person: "two", seat: 2 });
  assert.deepEqual(next(callers, { phase: "open", callers: { olga: { 1: true }, two: { 1: true, 2: true } } }), { person: "gone", seat: 1 });
  const all = { olga: { 1: /** @type {const} */ (true) } };
  assert.deepEqual(next([OLGA], { phase: "open", callers: all }, { person: "olga", seat: 1 }), { person: "olga", seat: 1 });
});

test("what stands in the form is read item by item", () => {
  const form = new FormData();
  form.append("answer/one", "a");
  form.append("answer/one", "b");
  form.append("answer/words", "  Schatten ");
  const items = /** @type {any} */ ([{ item: "one", form: "choice" }, { item: "words", form: "text" }, { item: "none", form: "choice" }]);
  assert.deepEqual(given(form, items), { one: { chosen: ["a", "b"], text: "" }, words: { chosen: [], text: "Schatten" }, none: { chosen: [], text: "" } });
});

test("each kind says the answer in its own command", () => {
  const step = /** @type {any} */ ({ id: "s", question: { en: "How?" }, scale: "thumbs", signals: ["up", "down"], labels: {} });
  assert.deepEqual(mood(step).wish({ mood: { chosen: ["down"], text: "" } }), { type: "mood_check.show_hand", step: "s", signal: "down" });
  const questions = { q: { question: { en: "What?" }, form: "choice", order: ["a"], options: { a: { text: { en: "A" } } }, at_most: 2 }, w: { question: { en: "Why?" }, form: "text" } };
  const asked = /** @type {any} */ ({ id: "p", order: ["q", "w"], questions });
  assert.deepEqual(poll(asked, "q").wish({ answer: CHOICE }), { type: "poll.cast_ballot", step: "p", part: "q", chosen: ["a"] });
  assert.equal(poll(asked, "q").items[0]?.most, 2);
  assert.deepEqual(poll(asked, "w").wish({ answer: { chosen: [], text: "So" } }), { type: "poll.cast_ballot", step: "p", part: "w", text: "So" });
});

test("items of a questionnaire that were not answered are left out", () => {
  const items = { scale: { statement: {}, form: "scale", from: 1, to: 3 }, choice: { statement: {}, form: "choice", order: ["a"], options: {} }, text: { statement: {}, form: "text" }, other: { statement: {}, form: "text" } };
  const form = evaluation(/** @type {any} */ ({ id: "e", order: Object.keys(items), items }));
  assert.deepEqual(form.items.map(({ options }) => options.length), [3, 1, 0, 0]);
  const answers = { scale: { chosen: ["2"], text: "" }, choice: CHOICE, text: { chosen: [], text: "Gut" }, other: { chosen: [], text: "" } };
  assert.deepEqual(form.wish(answers), { type: "evaluation.send_answers", step: "e", answers: { scale: 2, choice: ["a"], text: "Gut" } });
});

test("the ends of a scale carry their words", () => {
  const scale = { from: 1, to: 3, low: { en: "cool" }, high: { en: "hot" } };
  assert.deepEqual([1, 2, 3].map((value) => placeOf(scale, value)), ["1 – cool", "2", "3 – hot"]);
});

test("a card is only for a caller who is in the group", () => {
  const live = /** @type {any} */ ({ drafts: { get: () => "olga" }, refresh: () => {} });
  assert.deepEqual(whomFor([OLGA], live, "note:s:1"), { person: "olga" });
  assert.deepEqual(whomFor([TWO], live, "note:s:1"), {});
});

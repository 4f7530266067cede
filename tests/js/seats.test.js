import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { Answers } from "../../static/core/answers.js";
import { Drafts } from "../../static/core/drafts.js";
import { handsUp, holderOf } from "../../static/core/hands.js";
import { Outbox } from "../../static/core/outbox.js";
import { answeredAt, handOver, hasAnswered, pick, seatAnswered, tableOf, turnAt, uncover } from "../../static/core/seats.js";
import { assign, fitted } from "../../static/core/together.js";
import { sentences } from "../../static/core/turns.js";
import { memoryStorage } from "./fakes.js";

const about = { type: "poll.cast_ballot", step: "s", part: "q" };
const ballot = { chosen: { answer: ["a"] }, texts: {} };
let steps = 0;

beforeEach(() => {
  globalThis.requestAnimationFrame ??= () => 0;
  globalThis.document ??= /** @type {any} */ ({ getElementById: () => null, querySelector: () => null });
});

/**
 * A question of its own for each test, with the ballots that the server has.
 * @param {number} seats
 * @param {Record<string, object>} [ballots]
 * @param {(seat: number) => boolean} [begun]
 */
function table(seats, ballots = {}, begun) {
  const outbox = new Outbox("d", memoryStorage());
  const live = /** @type {any} */ ({ outbox, answers: new Answers(outbox), drafts: new Drafts("d", memoryStorage()), refresh() {}, store: { value: () => ({ seats }) } });
  return tableOf(/** @type {any} */ ({ live, me: { seats } }), { ...about, step: `s${(steps += 1)}` }, ballots, begun);
}

/** @param {ReturnType<typeof table>} asked @param {number} seat */
function send(asked, seat) {
  const command = { id: `c${seat}`, ...asked.about, seat };
  asked.live.outbox.put(command);
  handOver(asked, seat);
  return command;
}

test("alone at a device it is always one's own turn", () => {
  assert.deepEqual(turnAt(table(1)), { seat: 1, open: true });
  assert.deepEqual(turnAt(table(1, { 1: ballot })), { seat: 1, open: true });
});

test("the first is asked at once, the second gets the device first", () => {
  const asked = table(3);
  assert.deepEqual(turnAt(asked), { seat: 1, open: true });
  send(asked, 1);
  assert.deepEqual(turnAt(asked), { seat: 2, open: false });
  assert.deepEqual(sentences(asked), ["The answer of person 1 is being sent.", "Now it is the turn of person 2. Please pass the device on."]);
  uncover(asked, 2);
  assert.deepEqual(turnAt(asked), { seat: 2, open: true });
});

test("an answer stays covered until somebody asks for it", () => {
  const asked = table(2, { 1: ballot });
  pick(asked, 1);
  assert.deepEqual(turnAt(asked), { seat: 1, open: false });
  uncover(asked, 1);
  assert.deepEqual(turnAt(asked), { seat: 1, open: true });
  handOver(asked, 1);
  assert.deepEqual(turnAt(asked), { seat: 2, open: false });
});

test("when all have answered one sentence says so", () => {
  const asked = table(2, { 1: ballot, 2: ballot });
  assert.deepEqual(turnAt(asked), { seat: 0, open: false });
  assert.deepEqual(sentences(asked), ["All at this device have answered."]);
});

test("between the answer of the server and the view nobody is asked again", () => {
  const asked = table(2);
  const command = send(asked, 1);
  asked.live.outbox.take(command.id);
  assert.equal(hasAnswered(asked, 1), false);
  assert.equal(seatAnswered(command, { saved: true, seq: 1 }, asked.live), true);
  assert.equal(hasAnswered(asked, 1), true);
  assert.equal(answeredAt(asked), 1);
  assert.deepEqual(sentences(asked), ["Person 1 is saved.", "Now it is the turn of person 2. Please pass the device on."]);
});

test("a refused answer is asked for again, and stays covered", () => {
  const asked = table(2, { 2: ballot }, (seat) => seat === 1);
  const command = send(asked, 1);
  asked.live.outbox.take(command.id);
  asked.live.answers.hear(command, { saved: false, code: "poll.too_many", params: {} });
  assert.deepEqual(turnAt(asked), { seat: 1, open: false });
});

test("whoever was in the middle of an answer comes back to it after a reload", () => {
  assert.deepEqual(turnAt(table(3, { 1: ballot }, (seat) => seat === 3)), { seat: 3, open: true });
});

test("a person who is no longer there is not asked", () => {
  const asked = table(3, { 1: ballot });
  uncover(asked, 3);
  assert.deepEqual(turnAt({ ...asked, seats: 2 }), { seat: 2, open: false });
});

test("whoever keeps an answer keeps the ballot", () => {
  assert.deepEqual(assign(["a", "b", undefined], { a: 1, b: 1, c: 1 }, ["a", "b", "c"]), ["a", "b", "c"]);
  assert.deepEqual(assign(["a", "a", "b"], { a: 1, b: 1, c: 1 }, ["a", "b", "c"]), ["a", "c", "b"]);
  assert.deepEqual(assign([undefined, undefined, undefined], { c: 1, a: 1 }, ["a", "b", "c"]), ["a", "c", undefined]);
});

test("those who have answered are given an answer before those who have not", () => {
  assert.deepEqual(assign([undefined, "a"], { b: 1 }, ["a", "b"]), [undefined, "b"]);
});

test("every distribution comes out as it was counted", () => {
  const order = ["a", "b", ""];
  for (let number = 0; number < 3 ** 4; number += 1) {
    const before = Array.from({ length: 4 }, (_, seat) => [undefined, ...order][(number * 7 + seat * 3) % 4]);
    const wanted = Array.from({ length: 4 }, (_, seat) => order[Math.floor(number / 3 ** seat) % 3] ?? "");
    const shares = Object.fromEntries(order.map((answer) => [answer, wanted.filter((each) => each === answer).length]));
    assert.deepEqual([...assign(before, shares, order)].sort(), [...wanted].sort());
  }
});

test("numbers never exceed the people who are here", () => {
  assert.deepEqual(fitted({ a: 2, b: 2 }, ["a", "b"], 3), { a: 2, b: 1 });
  assert.deepEqual(fitted({ a: -1, gone: 2 }, ["a", "b"], 3), { a: 0, b: 0 });
});

test("each person at a device has a hand, the first by the name it always had", () => {
  const hand = { since: 1, place: 1 };
  assert.deepEqual(handsUp({ hand, hands: { 2: hand } }), { 1: hand, 2: hand });
  assert.deepEqual(handsUp({}), {});
  assert.deepEqual(holderOf("rosa"), { person: "rosa", seat: 1 });
  assert.deepEqual(holderOf("rosa/3"), { person: "rosa", seat: 3 });
});

import assert from "node:assert/strict";
import { test } from "node:test";
import { inTurn, latest } from "../../static/pages/desk/urgent.js";
import { measure, needsOf, progress, urgentFirst } from "../../static/steps/breakout/desk/attention.js";
import { over } from "../../static/steps/breakout/desk/cards.js";
import { dotsAtAGlance, wished } from "../../static/steps/breakout/desk/dots.js";
import { hosts } from "../../static/steps/breakout/desk/merging.js";
import { latecomers } from "../../static/steps/breakout/desk/people.js";
import { showable } from "../../static/steps/breakout/desk/rooms.js";
import { step } from "./desk-evening.js";

const MINUTE = 60_000;
const NOW = 30 * MINUTE;

/**
 * A group of five that wrote a moment ago and has half an hour left.
 * @param {object} [own]
 * @returns {import("../../static/core/views.js").DeskRoom}
 */
function room(own = {}) {
  return /** @type {any} */ ({ moderator: "Mira", people: ["a", "b", "c", "d", "e"], here: 5, notes: 6, ends_at: 60 * MINUTE, last_at: NOW - 1000, focus: 0, ...own });
}

/**
 * @param {object[]} rooms what differs from a usual one, by number from 1
 * @param {object} [own]
 * @returns {import("../../static/core/views.js").DeskBreakout}
 */
function groups(rooms, own = {}) {
  const all = Object.fromEntries(rooms.map((one, index) => [String(index + 1), room(one)]));
  return /** @type {any} */ ({ phase: "running", quintessence: true, published_at: 10 * MINUTE, ends_at: 60 * MINUTE, rooms: all, ...own });
}

/**
 * @param {object[]} rooms
 * @param {object} [own]
 */
function needs(rooms, own) {
  const all = groups(rooms, own);
  const measured = measure(all, NOW);
  return Object.keys(all.rooms).map((number) => needsOf(number, room(all.rooms[number]), measured));
}

test("a group at work needs nobody", () => {
  assert.deepEqual(needs([{}, {}, {}]), [[], [], []]);
});

test("each need has its fact: a call, nobody here, no new word, few cards, few people, no moderator", () => {
  const help = { h: { room: 1, role: "console", since: NOW } };
  const found = needs([{}, { here: 0 }, { last_at: NOW - 6 * MINUTE }, { notes: 1 }, { here: 2 }, { moderator: undefined }, {}], { help });
  assert.deepEqual(found, [["help"], ["nobody"], ["silent"], ["behind"], ["small"], ["unled"], []]);
});

test("whoever sits at the console of a group moderates it, named or not", () => {
  const unnamed = { moderator: undefined };
  assert.deepEqual(needs([{}, {}, { ...unnamed, console: true }, unnamed]), [[], [], [], ["unled"]]);
  assert.deepEqual(needs([{ ...unnamed, console: true }, { ...unnamed, console: true }, unnamed]), [[], [], ["unled"]]);
});

test("a call that somebody has taken is no need any more", () => {
  assert.deepEqual(needs([{}], { help: { h: { room: 1, role: "console", since: NOW, taken_by: "support" } } }), [[]]);
});

test("silence counts from the beginning, and a released result ends it", () => {
  const old = { last_at: undefined };
  assert.deepEqual(needs([old], { published_at: NOW - 4 * MINUTE }), [[]]);
  assert.deepEqual(needs([old], { published_at: NOW - 5 * MINUTE }), [["silent"]]);
  assert.deepEqual(needs([{ ...old, quintessence: { text: "So", released: true, version: 1 } }]), [[]]);
});

test("with hardly any time left a group without a word of its quintessence is behind", () => {
  assert.deepEqual(needs([{ ends_at: NOW + 4 * MINUTE }]), [["behind"]]);
  assert.deepEqual(needs([{ ends_at: NOW + 4 * MINUTE }], { quintessence: false }), [[]]);
});

test("what holds for most groups does not stand out: no moderators, small groups", () => {
  const alone = { moderator: undefined, people: ["a", "b"], here: 2 };
  assert.deepEqual(needs([alone, alone, alone]), [[], [], []]);
});

test("a group that went on in another one needs nothing, and after the end only help counts", () => {
  assert.deepEqual(needs([{ ends_at: undefined, here: 0 }]), [[]]);
  const help = { h: { room: 2, role: "participant", since: 1 } };
  assert.deepEqual(needs([{ here: 0 }, { last_at: 0 }], { phase: "ended", help }), [[], ["help"]]);
});

test("the most urgent groups come first, the others stay in their order", () => {
  /** @type {Record<string, any>} */
  const found = { 1: [], 2: ["unled"], 3: ["silent"], 4: ["help", "small"], 5: ["silent"] };
  assert.deepEqual(urgentFirst(Object.keys(found), (number) => found[number]), ["4", "3", "5", "1", "2"]);
});

test("who ends hears how many still write and how many have not released", () => {
  const all = groups([{}, { last_at: NOW - 3 * MINUTE }, { quintessence: { text: "So", released: true, version: 1 } }, { ends_at: undefined }]);
  assert.deepEqual(progress(all, NOW), { groups: 3, writing: 2, unreleased: 2 });
});

test("calls of people and groups stand in one queue by how long they wait", () => {
  const [person, group, later] = [["p", 20], ["g", 10], ["h", 30]].map(([id, since]) => /** @type {any} */ ({ id, since }));
  assert.deepEqual(inTurn([person, group, later]).map(({ id }) => id), ["g", "p", "h"]);
});

test("calls are sought where the room is, then where it was last", () => {
  const agenda = { steps: { one: step({ visits: [[10, 20]] }), two: step({ visits: [[20, 30]] }), three: step(), four: step({ visits: [[5, 6]] }) } };
  assert.deepEqual(latest(agenda, "three"), ["three", "two", "one", "four"]);
  assert.deepEqual(latest(agenda, undefined), ["two", "one", "four"]);
});

test("latecomers are those who came after the beginning and have a group, the latest first", () => {
  const people = { a: { seats: 1, joined_at: 5, room: 1 }, b: { seats: 1, joined_at: 11, room: 2 }, c: { seats: 1, joined_at: 12 }, d: { seats: 1, joined_at: 13, room: 1 } };
  assert.deepEqual(latecomers({ published_at: 10 }, people), ["d", "b"]);
  assert.deepEqual(latecomers({}, { ...people }), []);
});

test("a small group is offered the smallest other one that still talks first", () => {
  const all = groups([{ here: 1 }, { here: 5 }, { here: 2 }, { here: 0, ends_at: undefined }]);
  assert.deepEqual(hosts(all, "1"), ["3", "2"]);
});

test("results are shown where they are released, or where ideas are all that is planned", () => {
  const all = groups([{ quintessence: { text: "So", released: true, version: 1 } }, { quintessence: { text: "Ja", version: 1 } }, { focus: 2 }]);
  assert.deepEqual(showable(all), ["1"]);
  assert.deepEqual(showable({ ...all, quintessence: false }), ["3"]);
});

test("the desk counts the dots of the groups that talk", () => {
  const dots = { phase: "open", budget: 3, per_note: 2, given: 4 };
  const all = groups([{ dots }, { dots: { ...dots, phase: "closed", given: 1 } }, {}, { ends_at: undefined, dots }]);
  assert.deepEqual(dotsAtAGlance(all), { none: 1, open: 1, closed: 1, revealed: 0, given: 5 });
});

test("more dots on one card than there are to give means all of them", () => {
  const form = new FormData();
  form.set("budget", "3");
  form.set("per_note", "5");
  assert.deepEqual(wished(form), { budget: 3, per_note: 3 });
});

test("a point or a merged card stands with its card, and by itself where that is hidden", () => {
  /** @type {any} */
  const board = { order: [], notes: { a: {}, b: { below: "a" }, c: { into: "a" }, d: { hidden: true }, e: { into: "d" } } };
  assert.deepEqual(["a", "b", "c", "e"].map((id) => over(id, board)), [undefined, "a", "a", undefined]);
});

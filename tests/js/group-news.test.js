import assert from "node:assert/strict";
import { test } from "node:test";
import { speak } from "../../static/core/i18n.js";
import { inLastMinute, isUp } from "../../static/steps/breakout/group/clock.js";
import { helpState } from "../../static/steps/breakout/group/help.js";
import { news } from "../../static/steps/breakout/group/news.js";
import { isCurrent, keep, unread } from "../../static/steps/breakout/group/told.js";

const MINUTE = 60_000;
const NOW = 1_000 * MINUTE;

speak({ language: "en", dir: "ltr", messages: {} });

/** @param {object} [more] @returns {any} */
function room(more) {
  return { step: "g", room: 2, phase: "running", ends_at: NOW + 10 * MINUTE, ...more };
}

/**
 * What is said while the group goes through these states, at these moments.
 * @param {[any, number?][]} moments
 * @param {string} [told] spoken before, on this device
 */
function said(moments, told = "") {
  /** @type {import("../../static/steps/breakout/group/news.js").Heard | undefined} */
  let heard;
  return moments.map(([state, now = NOW]) => {
    const { heard: next, sentences } = news(heard, state, { now, arrived: NOW, told });
    heard = next;
    return sentences;
  });
}

test("the group is named once", () => {
  assert.deepEqual(said([[room()], [room()]]), [["Your group 2"], []]);
  assert.deepEqual(said([[room()], [room({ room: 3 })]])[1], ["Your group 3"]);
});

test("the last minute and the end of the time are told once each", () => {
  const ends = NOW + 10 * MINUTE;
  const [, early, last, later, up, held] = said([[room()], [room(), ends - 61_000], [room(), ends - 60_000], [room(), ends - 10_000], [room(), ends], [room(), ends + MINUTE]]);
  assert.deepEqual(early, []);
  assert.deepEqual(last, ["One minute left. Finish writing your thought."]);
  assert.deepEqual(later, []);
  assert.deepEqual(up, ["Time is up. We go on together in the plenary in a moment."]);
  assert.deepEqual(held, []);
});

test("given time is told in minutes, and after the time was up it counts from now", () => {
  const ends = NOW + 10 * MINUTE;
  const [, given] = said([[room()], [room({ ends_at: ends + 2 * MINUTE })]]);
  assert.deepEqual(given, ["You have 2 more minutes."]);
  const late = ends + 5 * MINUTE;
  const [, , again] = said([[room()], [room(), late - 1000], [room({ ends_at: late + MINUTE }), late]]);
  assert.deepEqual(again, ["You have 1 more minute.", "One minute left. Finish writing your thought."]);
  const [, shortened] = said([[room()], [room({ ends_at: ends - 5 * MINUTE })]]);
  assert.deepEqual(shortened, ["The time was shortened: 5 minutes left."]);
});

test("a last minute that is made shorter is not told a second time, and one after more time is", () => {
  const ends = NOW + MINUTE;
  const [, shortened, , again] = said([[room({ ends_at: ends })], [room({ ends_at: NOW + 300 })], [room({ ends_at: NOW + 300 + 5 * MINUTE })], [room({ ends_at: NOW + 300 + 5 * MINUTE }), NOW + 5 * MINUTE]]);
  assert.deepEqual(shortened, ["The time was shortened: 1 minute left."]);
  assert.deepEqual(again, ["One minute left. Finish writing your thought."]);
});

test("the way of a call for help is told, whoever called", () => {
  const help = { call: "c", room: 2, role: "participant", since: NOW };
  const [, ...steps] = said([[room()], [room({ help })], [room({ help: { ...help, taken_by: "support" } })], [room({ help: { ...help, taken_by: "moderation" } })], [room()]]);
  assert.deepEqual(steps.flat(), ["Help has been called.", "Technical help is coming.", "The moderation is coming.", "The call for help is done."]);
});

test("what the desk says is spoken once, also over a reload", () => {
  const told = { id: "m", at: NOW, text: "Louder, please." };
  assert.deepEqual(said([[room()], [room({ told })], [room({ told })]]).slice(1), [["The moderation says: Louder, please."], []]);
  assert.deepEqual(said([[room({ told })]], "m"), [["Your group 2"]]);
});

test("what was said long before the page came in is not told any more", () => {
  const old = { id: "m", at: NOW - 5 * MINUTE - 1, text: "Louder, please." };
  assert.deepEqual(said([[room({ told: old })]]), [["Your group 2"]]);
  assert.equal(isCurrent(old, { now: NOW, arrived: NOW }), false);
  assert.equal(isCurrent({ ...old, at: NOW - 4 * MINUTE }, { now: NOW + 60 * MINUTE, arrived: NOW }), true);
});

test("what is told next hides nothing that was not closed", () => {
  const one = { id: "a", at: NOW, text: "Louder, please." };
  const two = /** @type {const} */ ({ id: "b", at: NOW + 5_000, preset: "two_minutes" });
  const moment = { now: NOW + 6_000, arrived: NOW };
  const kept = keep(keep([], one), two);
  assert.deepEqual(unread(kept, moment, NOW + 10 * MINUTE), [two, one]);
  assert.equal(keep(kept, two), kept);
  const closed = kept.map((told) => (told.id === "b" ? { ...told, closed: /** @type {const} */ (true) } : told));
  assert.deepEqual(unread(closed, moment, undefined), [one]);
  assert.deepEqual(unread(kept, { ...moment, now: NOW + 3 * MINUTE }, undefined), [one]);
});

test("what the new group was told earlier stands behind what came later", () => {
  const late = { id: "a", at: NOW + 5_000, text: "Louder, please." };
  const early = { id: "b", at: NOW, text: "Softer, please." };
  assert.deepEqual(unread(keep([late], early), { now: NOW + 6_000, arrived: NOW }, undefined), [late, early]);
});

test("what is taken back is told no more, and what was closed before it stays closed", () => {
  const one = { id: "a", at: NOW, text: "Louder, please.", closed: /** @type {const} */ (true) };
  const two = { id: "b", at: NOW, text: "Softer, please." };
  assert.deepEqual(keep([one, two], { id: "a", at: NOW, text: "Louder, please." }), [one]);
  assert.deepEqual(keep([one, two], undefined), []);
});

test("a sentence about the time gives way when it is no longer right", () => {
  const told = /** @type {const} */ ({ id: "m", at: NOW, preset: "two_minutes" });
  const ends = NOW + 2 * MINUTE;
  assert.equal(isCurrent(told, { now: NOW + 30_000, arrived: NOW }, ends), true);
  assert.equal(isCurrent(told, { now: ends - 60_000, arrived: NOW }, ends), false);
  assert.equal(isCurrent(told, { now: NOW + 2 * MINUTE + 1, arrived: NOW }), false);
  assert.equal(isCurrent({ ...told, preset: "write_down" }, { now: NOW + 20 * MINUTE, arrived: NOW }), true);
});

test("a frozen board, dots and a question to the group are told when they come", () => {
  const quintessence = { text: "x", version: 1, asked: true };
  const states = [room(), room({ frozen: true }), room({ frozen: true, dots: { phase: "open" } }), room({ frozen: true, dots: { phase: "revealed" }, quintessence }), room({ phase: "ended", frozen: true, dots: { phase: "revealed" }, quintessence })];
  const [, ...sentences] = said(states.map((state) => [state]));
  assert.deepEqual(sentences, [
    ["The board is closed. Nothing can be changed on it any more."],
    ["You can give dots now to the cards that matter most to you."],
    ["The dots can be seen now.", "Your group is asked: is this text right?"],
    ["The group time is over. You can still finish writing your card."],
  ]);
});

test("the last minute is over when the time is up, and neither is in a group that has ended", () => {
  assert.equal(inLastMinute(room({ ends_at: NOW + 1 }), NOW), true);
  assert.equal(inLastMinute(room({ ends_at: NOW }), NOW), false);
  assert.equal(isUp(room({ ends_at: NOW }), NOW), true);
  assert.equal(isUp(room({ ends_at: NOW, phase: "ended" }), NOW), false);
  assert.equal(isUp(room({ ends_at: undefined }), NOW), false);
});

test("a call on its way counts as called, one that is being taken back as none", () => {
  const call = /** @type {any} */ ({ call: "c", taken_by: "support" });
  assert.equal(helpState(undefined, []), "none");
  assert.equal(helpState(undefined, [{ id: "1", type: "breakout.call_help" }]), "sending");
  assert.equal(helpState(call, []), "support");
  assert.equal(helpState({ ...call, taken_by: undefined }, []), "waiting");
  assert.equal(helpState(call, [{ id: "1", type: "breakout.finish_help", call: "c" }]), "none");
});

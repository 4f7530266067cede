import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { speak } from "../../static/core/i18n.js";
import { address, spaced } from "../../static/pages/projector/address.js";
import { lostSentence, nextPoint } from "../../static/pages/projector/foot.js";
import { beginning } from "../../static/pages/projector/join.js";
import { showing } from "../../static/pages/projector/screen.js";
import { minutes, report } from "../../static/steps/breakout/minutes.js";
import { answers, following, reported } from "../../static/steps/breakout/projector/report.js";

const MINUTE = 60_000;

/**
 * @param {Record<string, unknown>} [changes]
 * @returns {any}
 */
function wall(changes = {}) {
  return { screen: { text_size: 1 }, dialogue: { phase: "running" }, step: { kind: "talk" }, ...changes };
}

beforeEach(() => speak({ language: "en", dir: "ltr", messages: {} }, { zone: "Europe/Berlin" }));

test("before the start people see how to join, afterwards thanks", () => {
  assert.equal(showing(wall({ dialogue: { phase: "waiting" } })), "join");
  assert.equal(showing(wall({ dialogue: { phase: "ended" } })), "end");
  assert.equal(showing(wall()), "step");
});

test("what the moderation puts over everything comes before the step", () => {
  assert.equal(showing(wall({ screen: { text_size: 1, overlay: "code" } })), "code");
  assert.equal(showing(wall({ screen: { text_size: 1, overlay: "message", message: "Pause" } })), "message");
});

test("an empty message covers nothing", () => {
  assert.equal(showing(wall({ screen: { text_size: 1, overlay: "message" } })), "step");
});

test("a running evening without a step still says how to join", () => {
  assert.equal(showing(wall({ step: undefined })), "join");
});

test("the address is what people type, without scheme and code", () => {
  assert.equal(address("https://lindental.example/j/40718826"), "lindental.example");
  assert.equal(address("https://lindental.example/live/"), "lindental.example/live");
  assert.equal(address("http://127.0.0.1:8000"), "127.0.0.1:8000");
});

test("the code is read as two times four digits", () => {
  assert.equal(spaced("40718826"), "4071\u00a08826");
});

test("the next point passes over what is skipped", () => {
  const point = (/** @type {string} */ name, /** @type {object} */ more = {}) => ({ kind: "talk", title: { de: name }, minutes: 5, number: 1, ...more });
  /** @type {any} */
  const agenda = { order: ["a", "b", "c"], steps: { a: point("A"), b: point("B", { skipped: true }), c: point("C") } };
  assert.equal(nextPoint(agenda, "a")?.title["de"], "C");
  assert.equal(nextPoint(agenda, "c"), undefined);
  assert.equal(nextPoint(agenda, undefined)?.title["de"], "A");
});

test("a short break of the link is not worth a word, a longer one is", () => {
  assert.equal(lostSentence("broken", 0, 1000), "");
  assert.notEqual(lostSentence("broken", 0, 10_000), "");
  assert.equal(lostSentence("linked", 0, 10_000), "");
  assert.match(lostSentence("refused", 0, 0), /signed out/);
});

test("the wall counts down to the beginning, and names the hour when it is far", () => {
  assert.equal(beginning(8 * MINUTE, 0), "We begin in 8 minutes.");
  assert.equal(beginning(0, 30 * MINUTE), "We begin in a moment.");
  assert.match(beginning(Date.UTC(2026, 5, 18, 16, 0), Date.UTC(2026, 5, 18, 8, 0)), /18:00|06:00/);
});

test("the clock of the groups holds at zero with all minutes gone", () => {
  assert.deepEqual(minutes({ begun: 0, ends: 30 * MINUTE }, 31 * MINUTE), { left: 0, of: 30, gone: 30 });
});

test("a minute counts as gone as soon as it has begun", () => {
  assert.deepEqual(minutes({ begun: 0, ends: 30 * MINUTE }, 17.5 * MINUTE), { left: 12.5 * MINUTE, of: 30, gone: 18 });
  assert.equal(minutes({ begun: 0, ends: undefined }, 0), undefined);
});

test("the clock of a group that reports counts down, holds at zero and never shows more than is planned", () => {
  const shown = { since: 1000, seconds: 75 };
  assert.deepEqual(report(shown, 1000), { left: 75_000, of: 75, gone: 0 });
  assert.deepEqual(report(shown, 31_500), { left: 44_500, of: 75, gone: 30 });
  assert.deepEqual(report(shown, 500_000), { left: 0, of: 75, gone: 75 });
  assert.equal(report(shown, 0).left, 75_000);
});

test("the wall says what the group said as far as anybody said it, and who comes next", () => {
  assert.equal(answers({ right: 5, partly: 1, wrong: 0 }), "5 say right, 1 says partly");
  assert.equal(answers({ right: 0, partly: 0, wrong: 1 }), "1 says not right");
  assert.equal(following({ room: 4, name: "Ahorn" }), "Up next: group 4, \u2068Ahorn\u2069");
  assert.equal(following({ room: 4 }), "Up next: group 4");
});

test("of a single report nothing is counted; of several it says reports, not groups", () => {
  const shown = /** @type {any} */ ({ room: 2, people: 3, notes: 1, text: "x", focus: [], since: 0, seconds: 60, index: 1, count: 1 });
  assert.equal(reported(shown, 0).foot, undefined);
  assert.ok(JSON.stringify(reported({ ...shown, count: 2 }, 0).foot).includes("Report 1 of 2"));
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { release } from "../../static/pages/desk/focus.js";
import { Steering } from "../../static/pages/desk/steering.js";

/** A desk whose server answers when the test says so. */
function desk() {
  /** @type {any[]} */
  const sent = [];
  /** @type {((outcome: any) => void)[]} */
  const answers = [];
  const connection = {
    state: "linked",
    send: (/** @type {any} */ wish) => new Promise((resolve) => {
      sent.push(wish);
      answers.push(resolve);
    }),
  };
  const live = /** @type {any} */ ({ connection, refresh: () => undefined });
  return { steering: new Steering(live), sent, answers };
}

test("what is asked back is done by the second press, once it can have been read", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { steering } = desk();
  let done = 0;
  const press = () => steering.twice("end", "Sure?", () => done++);
  press();
  mock.timers.tick(900);
  press();
  assert.equal(done, 0);
  assert.equal(steering.asking?.sentence, "Sure?", "it keeps asking");
  mock.timers.tick(200);
  assert.equal(steering.asking?.ripe, true);
  press();
  assert.equal(done, 1);
  assert.equal(steering.asking, undefined);
});

test("a question that nobody answers goes away", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { steering } = desk();
  steering.twice("end", "Sure?", () => assert.fail("not asked for"));
  mock.timers.tick(10_000);
  assert.equal(steering.asking, undefined);
});

test("another question begins its own second", ({ mock }) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { steering } = desk();
  steering.twice("end", "Sure?", () => undefined);
  mock.timers.tick(900);
  steering.twice("start", "Really?", () => undefined);
  mock.timers.tick(200);
  assert.deepEqual(steering.asking, { spot: "start", sentence: "Really?", ripe: false });
});

test("a double press of one key counts once, another key counts", ({ mock }) => {
  const clock = mock.method(performance, "now", () => 0);
  const { steering } = desk();
  /** @type {string[]} */
  const done = [];
  const press = (/** @type {number} */ at, /** @type {string} */ what, /** @type {string} */ does) => {
    clock.mock.mockImplementation(() => at);
    steering.press(what, () => done.push(does));
  };
  press(0, "key  ", "open");
  press(350, "key  ", "close");
  press(700, "key  ", "close");
  press(800, "key r", "show");
  press(1300, "key  ", "close");
  assert.deepEqual(done, ["open", "show", "close"]);
});

test("a double click counts once; clicks on two buttons in a row count both", () => {
  const { steering } = desk();
  /** @type {string[]} */
  const done = [];
  steering.click({ detail: 1 }, "act", () => done.push("close"));
  steering.click({ detail: 2 }, "act", () => done.push("show"));
  steering.click({ detail: 1 }, "act", () => done.push("hide"));
  assert.deepEqual(done, ["close", "hide"]);
});

test("a button pressed twice at once by key counts once", () => {
  const { steering } = desk();
  /** @type {string[]} */
  const done = [];
  for (const act of ["open", "close"]) steering.click({ detail: 0 }, "act", () => done.push(act));
  assert.deepEqual(done, ["open"]);
});

test("what is said and not answered is not said again", async () => {
  const { steering, sent, answers } = desk();
  const publish = { type: "breakout.publish", step: "groups", minutes: 15 };
  const first = steering.act(publish);
  const second = steering.act({ ...publish });
  assert.equal(sent.length, 1);
  answers[0]?.({ saved: true, seq: 1 });
  assert.deepEqual(await second, await first);
  void steering.act(publish);
  assert.equal(sent.length, 2);
});

test("minutes that are given twice are given twice", () => {
  const { steering, sent } = desk();
  for (let press = 0; press < 2; press++) void steering.act({ type: "breakout.add_time", step: "groups", minutes: 1 });
  assert.equal(sent.length, 2);
});

test("what was pointed at lets the focus go, fields and dialogs keep it", () => {
  const within = (/** @type {string} */ place) => {
    const element = { blurred: false, closest: (/** @type {string} */ selector) => (selector.split(/,\s*/).includes(place) ? {} : null), blur: () => (element.blurred = true) };
    release(element);
    return element.blurred;
  };
  assert.deepEqual(["button", "dialog", "input", "select", "textarea"].map(within), [true, false, false, false, false]);
});

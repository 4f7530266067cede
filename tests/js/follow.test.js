import assert from "node:assert/strict";
import { test } from "node:test";

import { Follow } from "../../static/core/follow.js";

test("whoever is not in the middle of something is taken along", () => {
  const follow = new Follow();
  assert.equal(follow.at("welcome", false), "welcome");
  assert.equal(follow.at("poll", false), "poll");
  assert.equal(follow.waiting, false);
});

test("whoever is typing stays and is offered the newest place", () => {
  const follow = new Follow();
  follow.at("board", false);
  assert.equal(follow.at("poll", true), "board");
  assert.equal(follow.at("evaluation", true), "board");
  assert.equal(follow.waiting, true);
  assert.equal(follow.offered, "evaluation");
  assert.equal(follow.accept(), "evaluation");
  assert.equal(follow.waiting, false);
});

test("when the words are sent the screen goes along", () => {
  const follow = new Follow();
  follow.at("board", false);
  follow.at("poll", true);
  assert.equal(follow.at("poll", false), "poll");
  assert.equal(follow.waiting, false);
});

test("when the moderation comes back nothing waits any more", () => {
  const follow = new Follow();
  follow.at("board", false);
  follow.at("poll", true);
  assert.equal(follow.at("board", true), "board");
  assert.equal(follow.waiting, false);
});

import assert from "node:assert/strict";
import { test } from "node:test";

import { wrongIn } from "../../static/pages/desk/dialogs/insertion.js";
import { insertion as groups } from "../../static/steps/breakout/desk.js";
import { draftActs } from "../../static/steps/breakout/desk/draft.js";
import { insertion as mood } from "../../static/steps/mood_check/desk.js";
import { insertion as poll } from "../../static/steps/poll/desk.js";

/** @param {Record<string, string>} fields */
function form(fields) {
  const data = new FormData();
  for (const [name, value] of Object.entries({ title: "Punkt", minutes: "5", ...fields })) data.set(name, value);
  return data;
}

/**
 * @param {import("../../static/steps/desk.js").Insertion} kind
 * @param {Record<string, string>} fields
 */
function wrongField(kind, fields) {
  return wrongIn(form(fields), kind)?.field;
}

test("a poll to insert says which field is wrong, from above", () => {
  const sound = { question: "Was hilft?", options: "Schatten\nWasser", choose: "one" };
  assert.equal(wrongField(poll, sound), undefined);
  assert.equal(wrongField(poll, { ...sound, title: "  " }), "title");
  assert.equal(wrongField(poll, { ...sound, question: " ", options: "" }), "question");
  assert.equal(wrongField(poll, { ...sound, options: "Schatten\n \n" }), "options");
  assert.equal(wrongField(poll, { ...sound, options: "Schatten\nWasser\n schatten " }), "options");
  assert.equal(wrongField(poll, { ...sound, choose: "up to 3" }), "choose");
  assert.equal(wrongField(poll, { ...sound, choose: "any" }), undefined);
  assert.equal(wrongField(poll, { ...sound, minutes: "2.5" }), "minutes");
});

test("a mood check needs its question, a group phase its prompt and its size", () => {
  assert.equal(wrongField(mood, { question: " " }), "question");
  assert.equal(wrongField(groups, { prompts: "\n", group_size: "8" }), "prompts");
  assert.equal(wrongField(groups, { prompts: "Was hilft?", group_size: "" }), "group_size");
  assert.equal(wrongField(groups, { prompts: "Was hilft?", group_size: "8" }), undefined);
});

/** @param {object} [own] @param {object} [steps] what is known of the evening's points */
async function drafting(own, steps = {}) {
  /** @type {any[]} */
  const sent = [];
  const drafts = { read: (/** @type {string} */ _, /** @type {any} */ otherwise) => otherwise };
  const desk = /** @type {any} */ ({ view: { steps, agenda: { steps: {} } }, live: { drafts }, act: (/** @type {any} */ wish) => sent.push(wish) });
  const acts = draftActs({ id: "groups-2", kind: "breakout", phase: "prepared", group_size: 8, ...own }, desk);
  for (const act of acts) await act.does();
  return { acts, sources: sent.map(({ source }) => source) };
}

test("where the session file wishes the same groups, the main button and the space bar take them", async () => {
  const { acts, sources } = await drafting({ same_groups_as: "groups-1" });
  assert.deepEqual(sources, ["same", "random"]);
  assert.deepEqual(acts.map(({ main, key }) => [main, key]), [[true, " "], [undefined, undefined]]);
});

test("otherwise the groups are drawn, and the same ones are not offered", async () => {
  const { acts, sources } = await drafting();
  assert.deepEqual(sources, ["random"]);
  assert.deepEqual(acts.map(({ main, key }) => [main, key]), [[true, " "]]);
});

test("after an earlier group phase the groups can be mixed, so that people meet others", async () => {
  const earlier = { id: "groups-1", kind: "breakout", phase: "ended", rooms: { 1: {} } };
  assert.deepEqual((await drafting({}, { "groups-1": earlier })).sources, ["random", "mixed"]);
  assert.deepEqual((await drafting({}, { "groups-1": { ...earlier, phase: "prepared" } })).sources, ["random"]);
});

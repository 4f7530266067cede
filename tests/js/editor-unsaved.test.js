import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../static/core/drafts.js";
import { Unsaved } from "../../static/pages/editor/unsaved.js";
import { memoryStorage } from "./fakes.js";

/** A foreword on a server, and a page that may be loaded anew. */
function desk() {
  const storage = memoryStorage();
  const server = { value: "alt", mark: 1 };
  const piece = { name: "foreword@de", kept: () => ({ ...server }) };
  return { server, piece, loaded: () => new Unsaved(new Drafts("d:editor", storage)) };
}

test("what is typed is kept over a reload, with the state on which it was begun", () => {
  const { server, piece, loaded } = desk();
  loaded().type(piece, "mein");
  Object.assign(server, { value: "fremd", mark: 2 });
  const unsaved = loaded();
  assert.equal(unsaved.value(piece), "mein");
  assert.equal(unsaved.after(piece), 1);
  unsaved.type(piece, "meiner");
  assert.equal(unsaved.after(piece), 1);
});

test("what somebody else saved meanwhile is beside the own, before a refusal and after it", () => {
  const { server, piece, loaded } = desk();
  const unsaved = loaded();
  unsaved.type(piece, "mein");
  assert.equal(unsaved.beside(piece), undefined);
  Object.assign(server, { value: "fremd", mark: 2 });
  assert.equal(unsaved.overtaken(piece), true);
  assert.equal(unsaved.beside(piece), "fremd");
  assert.equal(unsaved.refused(piece), true);
  assert.deepEqual([unsaved.value(piece), unsaved.after(piece), unsaved.beside(piece)], ["mein", 2, "fremd"]);
  Object.assign(server, { value: "noch anders", mark: 3 });
  assert.deepEqual([unsaved.after(piece), unsaved.beside(piece)], [2, "noch anders"]);
});

test("an emptied field stays empty until it is saved", () => {
  const { piece, loaded } = desk();
  loaded().type(piece, "");
  assert.equal(loaded().value(piece), "");
});

test("what was saved is no draft any more, but what was typed since is, on the new state", () => {
  const { server, piece, loaded } = desk();
  const unsaved = loaded();
  unsaved.type(piece, "mein");
  Object.assign(server, { value: "mein", mark: 2 });
  unsaved.saved(piece, "mein ");
  assert.equal(unsaved.begun(piece), undefined);
  unsaved.type(piece, "mein zweiter");
  unsaved.type(piece, "mein zweiter Satz");
  Object.assign(server, { value: "mein zweiter", mark: 3 });
  unsaved.saved(piece, "mein zweiter");
  assert.deepEqual([unsaved.value(piece), unsaved.after(piece), unsaved.beside(piece)], ["mein zweiter Satz", 3, undefined]);
});

test("a refusal by the same words asks nothing", () => {
  const { server, piece, loaded } = desk();
  const unsaved = loaded();
  unsaved.type(piece, "gleich");
  Object.assign(server, { value: "gleich", mark: 2 });
  assert.equal(unsaved.refused(piece), false);
  assert.equal(unsaved.begun(piece), undefined);
});

test("what was typed and taken back is no draft", () => {
  const { piece, loaded } = desk();
  const unsaved = loaded();
  unsaved.type(piece, "mein");
  unsaved.type(piece, "alt");
  assert.equal(unsaved.begun(piece), undefined);
});

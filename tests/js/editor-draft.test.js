import assert from "node:assert/strict";
import { test } from "node:test";
import { Draft, reasonName, stateSentence } from "../../static/pages/editor/draft.js";

/** A piece of the page with no more of it than the draft touches. */
class Place {
  dataset;
  className = "";
  /** @type {unknown[]} */
  childNodes;

  /**
   * @param {string} key
   * @param {string} words
   * @param {boolean} [quoted]
   */
  constructor(key, words, quoted = false) {
    this.dataset = /** @type {Record<string, string>} */ ({ key, ...(quoted ? { quoted: "" } : {}) });
    this.childNodes = [{ nodeName: "#text", textContent: words }];
  }

  querySelector() {
    return null;
  }

  /** @param {(string | {nodeName: string})[]} nodes */
  replaceChildren(...nodes) {
    this.childNodes = nodes.map((node) => (typeof node === "string" ? { nodeName: "#text", textContent: node } : node));
  }

  get words() {
    return this.childNodes.map((/** @type {any} */ node) => (node.nodeName === "BR" ? "\n" : node.textContent)).join("");
  }
}

globalThis.document = /** @type {any} */ ({ getElementById: () => null, createElement: () => ({ nodeName: "BR" }) });

/**
 * @param {Place[]} places
 * @param {Partial<ConstructorParameters<typeof Draft>[1]>} [given]
 */
function drawn(places, given = {}) {
  const root = { querySelectorAll: () => places, addEventListener() {} };
  const words = { k: { text: "Frau Schulz hilft", mark: "m", chapter: "step-1", typed: true, hideable: true } };
  return new Draft(/** @type {any} */ (root), { words, warnings: [], chapters: [], planned: [], ...given });
}

const corrected = { sort: /** @type {const} */ ("corrected"), at: 1, text: "Sie hilft", original: "m" };
const warning = { id: "name:k:1", sort: "name", key: "k", chapter: "step-1", found: "Schulz" };

test("a correction stands in every place of the words, quoted where they are quoted", () => {
  const places = [new Place("k", "„Frau Schulz hilft“", true), new Place("k", "Frau Schulz hilft")];
  const draft = drawn(places);
  draft.took("k", { word: { count: 1, edit: corrected }, quoted: "„Sie hilft“", warnings: [] });
  assert.deepEqual(places.map(({ words }) => words), ["„Sie hilft“", "Sie hilft"]);
  assert.match(places[0]?.className ?? "", /word-corrected/);
});

test("the original comes back as it stood, with its marks", () => {
  const places = [new Place("k", "„Frau Schulz hilft“", true), new Place("k", "Frau Schulz hilft")];
  const draft = drawn(places);
  draft.took("k", { word: { count: 1, edit: corrected }, quoted: "„Sie hilft“", warnings: [] });
  draft.took("k", { word: { count: 2 }, warnings: [warning] });
  assert.deepEqual(places.map(({ words }) => words), ["„Frau Schulz hilft“", "Frau Schulz hilft"]);
  assert.match(places[0]?.className ?? "", /^word word-warned$/);
  assert.deepEqual(draft.warnings, [warning]);
  assert.deepEqual(draft.edited, []);
});

test("what is hidden keeps its words in sight and its warnings are settled", () => {
  const place = new Place("k", "Frau Schulz hilft");
  const draft = drawn([place], { warnings: [warning] });
  assert.match(place.className, /word-warned/);
  draft.took("k", { word: { count: 1, edit: { sort: "hidden", at: 1, reason: "personal" } }, warnings: [] });
  assert.equal(place.words, "Frau Schulz hilft");
  assert.equal(place.className, "word word-hidden");
  assert.deepEqual(draft.warnings, []);
});

test("a correction of words that were changed since is not in force", () => {
  const words = { k: { text: "Neu", mark: "n", chapter: "step-1", edit: corrected } };
  const place = new Place("k", "Neu");
  const draft = drawn([place], { words });
  assert.equal(draft.applies("k"), false);
  assert.match(place.className, /word-stale/);
});

test("lines stay lines", () => {
  const place = new Place("k", "Frau Schulz hilft");
  drawn([place]).took("k", { word: { count: 1, edit: { ...corrected, text: "eins\nzwei" } }, warnings: [] });
  assert.equal(place.words, "eins\nzwei");
});

test("every state and every reason has its words", () => {
  for (const reason of ["personal", "insulting", "duplicate", "off_topic", "withdrawn", "other"]) assert.ok(reasonName(reason));
  assert.equal(new Set(["corrected", "pseudonymised", "stale", "hidden"].map((state) => stateSentence(state, "other"))).size, 4);
  assert.equal(stateSentence(""), "");
});

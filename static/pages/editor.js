/** The editors' desk: the draft as everybody will read it, and beside it what can be done to it. */

import { render } from "lit-html";
import words from "messages";
import { Drafts } from "../core/drafts.js";
import { direction, speak } from "../core/i18n.js";
import { Draft } from "./editor/draft.js";
import { Editing } from "./editor/editing.js";
import { tools } from "./editor/tools.js";
import { wordDialog } from "./editor/word.js";

/** @param {string} id */
const written = (id) => JSON.parse(document.getElementById(id)?.textContent ?? "null");

const start = written("start");
speak({ language: start.language, dir: direction(start.language), messages: words }, { otherwise: start.language, zone: start.zone });

const beside = /** @type {HTMLElement} */ (document.getElementById("tools"));
const dialog = /** @type {HTMLElement} */ (document.getElementById("dialog"));
const draft = new Draft(/** @type {HTMLElement} */ (document.querySelector(".editor-draft")), written("draft"));
const editing = new Editing(start, draft, new Drafts(`${start.dialogue}:editor`, storage()), paint);

draft.listen((key) => editing.openWord(key));
paint();

function paint() {
  render(tools(editing), beside);
  render(wordDialog(editing), dialog);
}

/** Browsers that forbid storage throw at the mere mention of it. */
function storage() {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

/**
 * What is known of an own card that stands open for changing: its words are a draft, with the version that was seen.
 *
 * Rule: words leave the device only with that version, so that nobody's change is lost unseen.
 */

/** @typedef {import("../entry.js").InGroup} InGroup */
/** @typedef {import("../../../core/views.js").Note} Note */
/** @typedef {import("../../../core/page.js").Live} Live */

/** Own cards that stand open; their words are drafts. @type {Set<string>} */
const opened = new Set();

/** @param {string} id */
export function editKey(id) {
  return `edit:${id}`;
}

/**
 * @param {InGroup} here
 * @param {string} id
 */
export function isOpen({ live }, id) {
  return opened.has(id) || live.drafts.get(editKey(id)) !== "";
}

/**
 * Opens a card with the words that are on it now.
 * @param {InGroup} here
 * @param {string} id
 * @param {Note} note
 */
export function edit({ live }, id, note) {
  opened.add(id);
  live.drafts.set(editKey(id), note.text);
  live.drafts.set(versionKey(id), String(note.version));
  live.refresh();
  requestAnimationFrame(() => {
    const field = /** @type {HTMLElement | null} */ (document.querySelector(`#note-${CSS.escape(id)} textarea`));
    field?.focus();
    field?.scrollIntoView({ block: "center" });
  });
}

/**
 * Whether somebody else has put other words on the card since the person began to change it.
 * @param {{seen: number | undefined, text: string}} draft the version that the person saw, and the own words
 * @param {Note} note
 * @param {boolean} sending own words are on their way: what arrives may be they
 */
export function overtaken({ seen, text }, note, sending) {
  return seen !== undefined && !sending && seen !== note.version && text.trim() !== note.text.trim();
}

/**
 * What the server has said to changed words.
 * @param {import("../../../core/outbox.js").Command} command
 * @param {import("../../../core/connection.js").Outcome} outcome
 * @param {Live} live
 */
export function edited(command, outcome, live) {
  if (!outcome.saved) return;
  const key = editKey(command["note"]);
  live.drafts.clear(key, command["text"]);
  // Whoever has gone on typing goes on from the words that have just been saved.
  const goesOn = live.drafts.get(key) !== "" && command["version"] !== undefined;
  live.drafts.set(versionKey(command["note"]), goesOn ? String(command["version"] + 1) : "");
}

/**
 * The version that the person saw when they began; undefined where that is not known.
 * @param {Live} live
 * @param {string} id
 */
export function seenVersion({ drafts }, id) {
  return Number(drafts.get(versionKey(id))) || undefined;
}

/**
 * The words go out, knowing this version.
 * @param {Live} live
 * @param {string} id
 * @param {number | undefined} version
 */
export function settle({ drafts }, id, version) {
  opened.delete(id);
  drafts.set(versionKey(id), version === undefined ? "" : String(version));
}

/**
 * @param {Live} live
 * @param {string} id
 */
export function forget(live, id) {
  opened.delete(id);
  live.drafts.set(editKey(id), "");
  live.drafts.set(versionKey(id), "");
  live.refresh();
}

/** @param {string} id */
function versionKey(id) {
  return `edit:${id}:version`;
}

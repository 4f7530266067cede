/** How the cards of a board hang together: which stand by themselves, which below or within another one. */

/** @typedef {import("../../../core/views.js").Room["notes"]} Notes */
/**
 * @typedef {object} Hanging
 * @property {string[]} top cards that stand by themselves, in the order of the board
 * @property {Map<string, string[]>} below sub-points by the card above them
 * @property {Map<string, string[]>} merged cards by the one under which a reader finds them
 * @property {number} count cards and sub-points that were not merged into another card
 */

/** @type {WeakMap<Notes, Hanging>} */
const kept = new WeakMap();

/**
 * Found once for each state of a board: with three hundred cards it would otherwise be sought ninety thousand times.
 * @param {Notes} notes
 * @returns {Hanging}
 */
export function hanging(notes) {
  const known = kept.get(notes);
  if (known) return known;
  /** @type {Hanging} */
  const found = { top: [], below: new Map(), merged: new Map(), count: 0 };
  for (const id of notes.order) {
    const note = notes.notes[id];
    if (!note) continue;
    if (!note.into) found.count += 1;
    const over = note.into ? root(notes, id) : id;
    if (note.below && notes.notes[note.below]) add(found.below, note.below, id);
    else if (over !== id) add(found.merged, over, id);
    else found.top.push(id);
  }
  kept.set(notes, found);
  return found;
}

/**
 * The card under which a reader finds this one.
 * @param {Notes} notes
 * @param {string} id
 */
function root({ notes }, id) {
  let at = id;
  for (let steps = 0; steps < 100; steps += 1) {
    const into = notes[at]?.into;
    if (into === undefined || !notes[into]) return at;
    at = into;
  }
  return id;
}

/**
 * @param {Map<string, string[]>} lists
 * @param {string} under
 * @param {string} id
 */
function add(lists, under, id) {
  const list = lists.get(under);
  if (list) list.push(id);
  else lists.set(under, [id]);
}

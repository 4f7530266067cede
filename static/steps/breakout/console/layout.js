/** How the cards of a board hang together: which stand by themselves, their sub-points, and what was merged into them. */

/** @typedef {import("../../../core/views.js").Room["notes"]} Notes */
/** @typedef {{tops: string[], below: Map<string, string[]>, merged: Map<string, string[]>}} Layout ids in the order of the board */

/** @type {WeakMap<Notes, Layout>} */
const known = new WeakMap();

/**
 * Found once for each state of the board.
 * @param {Notes} notes
 * @returns {Layout}
 */
export function layoutOf(notes) {
  const found = known.get(notes);
  if (found) return found;
  /** @type {Layout} */
  const layout = { tops: [], below: new Map(), merged: new Map() };
  for (const id of notes.order) {
    const above = notes.notes[id]?.below;
    const root = rootOf(notes, id);
    if (above) push(layout.below, above, id);
    else if (root === id) layout.tops.push(id);
    else push(layout.merged, root, id);
  }
  known.set(notes, layout);
  return layout;
}

/**
 * The card under which this one is found: what was merged into a hidden card stands by itself again.
 * @param {Notes} notes
 * @param {string} id
 * @returns {string}
 */
function rootOf(notes, id) {
  const into = notes.notes[id]?.into;
  return into && notes.notes[into] && !notes.notes[into].hidden ? rootOf(notes, into) : id;
}

/**
 * @param {Map<string, string[]>} lists
 * @param {string} key
 * @param {string} id
 */
function push(lists, key, id) {
  const list = lists.get(key);
  if (list) list.push(id);
  else lists.set(key, [id]);
}

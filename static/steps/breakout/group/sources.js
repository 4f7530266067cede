/** Which cards stand behind which sentence of what the group agrees on. */

/** @typedef {{words: string, number?: number}} Piece a stretch of the text; with a number where cards stand behind it */
/** @typedef {{number: number, sentence: string, notes: string[]}} Source */

/**
 * The text in paragraphs, and in them the sentences that rest on cards, numbered as they come.
 * @param {string} text
 * @param {Record<string, string[]> | undefined} sources sentence -> cards
 * @returns {{paragraphs: Piece[][], sources: Source[]}}
 */
export function sourced(text, sources) {
  const found = Object.entries(sources ?? {})
    .map(([sentence, notes]) => ({ sentence, notes, at: sentence ? text.indexOf(sentence) : -1 }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at);
  const numbered = found.map(({ sentence, notes }, index) => ({ number: index + 1, sentence, notes }));
  return { paragraphs: text.split(/\n\s*\n/).map((words) => pieces(words, numbered)), sources: numbered };
}

/**
 * @param {string} words
 * @param {Source[]} sources
 * @returns {Piece[]}
 */
function pieces(words, sources) {
  /** @type {Piece[]} */
  const cut = [];
  let from = 0;
  for (const { sentence, number } of sources) {
    const at = words.indexOf(sentence, from);
    if (at < 0) continue;
    if (at > from) cut.push({ words: words.slice(from, at) });
    cut.push({ words: sentence, number });
    from = at + sentence.length;
  }
  return from < words.length || !cut.length ? [...cut, { words: words.slice(from) }] : cut;
}

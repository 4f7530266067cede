/**
 * A text that two may write at the same time: what is typed here, and what the server has.
 *
 * Rule: what is typed here is never replaced by what arrives. If somebody else has written meanwhile, both are shown and
 * the person decides; until then nothing is sent.
 */

/**
 * @typedef {object} Draft
 * @property {string} text as typed
 * @property {string} base what the server had when typing began
 * @property {string[]} sent what was sent from here since, newest last
 */
/** @typedef {{text: string, unsaved: boolean, conflict: boolean, settled: boolean}} Seen */

const REMEMBERED = 5;

/**
 * @param {Draft | undefined} draft
 * @param {string} server
 * @returns {Seen} `settled`: the server has exactly these words, the draft is not needed any more
 */
export function seen(draft, server) {
  if (!draft) return { text: server, unsaved: false, conflict: false, settled: true };
  const settled = draft.text === server;
  const ours = server === draft.base || draft.sent.includes(server);
  return { text: draft.text, unsaved: !settled, conflict: !settled && !ours, settled };
}

/**
 * @param {Draft | undefined} draft
 * @param {string} server
 * @param {string} text
 * @returns {Draft}
 */
export function typed(draft, server, text) {
  return draft ? { ...draft, text } : { text, base: server, sent: [] };
}

/**
 * @param {Draft} draft
 * @returns {Draft}
 */
export function sent(draft) {
  return { ...draft, sent: [...draft.sent, draft.text].slice(-REMEMBERED) };
}

/**
 * The person keeps the own words over what the server has now.
 * @param {Draft} draft
 * @param {string} server
 * @returns {Draft}
 */
export function kept(draft, server) {
  return { ...draft, base: server };
}

/** The words of a quintessence as they are kept on this device until the server has them. */

/** @typedef {import("./draft.js").Draft} Draft */
/** @typedef {{live: import("../../../core/page.js").Live, group: {step: string, room: number}}} There */

/** @param {{step: string, room: number}} group */
export function keyOf({ step, room }) {
  return `quintessence:${step}:${room}`;
}

/**
 * @param {There} there
 * @returns {Draft | undefined}
 */
export function draftOf({ group, live }) {
  return live.drafts.read(keyOf(group), undefined);
}

/**
 * @param {There} there
 * @param {Draft} draft
 */
export function keep({ group, live }, draft) {
  live.drafts.write(keyOf(group), draft);
}

/** @param {There} there */
export function forget({ group, live }) {
  if (live.drafts.get(keyOf(group))) live.drafts.write(keyOf(group), undefined);
}

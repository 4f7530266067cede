/**
 * What takes an act on the board back: the opposite command, made from how the board was before.
 *
 * Rule: nothing is taken back behind somebody's back. Whoever has changed the card since keeps the change: the command
 * carries the version that it is about, and the server refuses it.
 */

/** @typedef {{type: string, [field: string]: any}} Wish a command without an id */
/** @typedef {import("../../../core/outbox.js").Command} Command */

/**
 * @param {Command} command
 * @param {import("../../../core/views.js").Room} before
 * @returns {Wish | undefined} nothing where the act cannot be taken back
 */
export function opposite({ id, type, step, note, text }, before) {
  const card = before.notes.notes[note];
  switch (type) {
    case "breakout.write_note":
      return { type: "breakout.hide_note", step, note: id };
    case "breakout.hide_note":
      return { type: "breakout.unhide_note", step, note };
    case "breakout.unhide_note":
      return { type: "breakout.hide_note", step, note };
    case "breakout.move_note":
      return card?.column ? { type: "breakout.move_note", step, note, column: card.column } : undefined;
    case "breakout.merge_note":
      return card?.into ? { type: "breakout.merge_note", step, note, into: card.into } : { type: "breakout.part_note", step, note };
    case "breakout.part_note":
      return card?.into ? { type: "breakout.merge_note", step, note, into: card.into } : undefined;
    case "breakout.edit_note":
      return card && card.text !== text ? { type, step, note, text: card.text, version: card.version + 1 } : undefined;
    case "breakout.freeze_board":
    case "breakout.unfreeze_board":
      return { type: type === "breakout.freeze_board" ? "breakout.unfreeze_board" : "breakout.freeze_board", step, room: before.room };
    default:
      return undefined;
  }
}

/** A card under way: it goes along with the pointer, says what would happen here, and marks where it would go. */

import { announce } from "../../../core/announce.js";
import { t, text } from "../../../core/i18n.js";
import { act } from "./acts.js";
import { scrollNear } from "./scroll.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {{into: string} | {column: string}} Target */

/** Between the pointer and the card that goes along, and twice at the edge of the window, in pixels. */
const MARGIN = 24;

/**
 * Where a card would go from the element under the pointer.
 * @param {{closest: (selector: string) => {dataset: {card?: string, note?: string, column?: string}} | null} | null} under
 * @param {string} id
 * @param {import("../../../core/views.js").Room} group
 * @returns {Target | undefined}
 */
export function targetAt(under, id, { notes }) {
  const card = under?.closest("[data-card]")?.dataset["note"];
  if (card && card !== id) return { into: card };
  const column = under?.closest("[data-column]")?.dataset["column"];
  return column && column !== notes.notes[id]?.column && !card ? { column } : undefined;
}

/**
 * @param {AtConsole} here
 * @param {string} id
 */
export function pull(here, id) {
  const { group } = here;
  const row = document.querySelector(`[data-note="${CSS.escape(id)}"]`);
  const ghost = document.body.appendChild(document.createElement("div"));
  const [words, fate] = [ghost.appendChild(document.createElement("p")), ghost.appendChild(document.createElement("p"))];
  ghost.className = "note note-ghost";
  ghost.setAttribute("aria-hidden", "true");
  fate.className = "small";
  words.dir = "auto";
  words.textContent = group.notes.notes[id]?.text ?? "";
  row?.setAttribute("data-pulled", "");
  /** @type {Element | null | undefined} */
  let marked;
  /** @type {Target | undefined} */
  let target;
  const to = (/** @type {{x: number, y: number}} */ { x, y }) => {
    const [most, lowest] = [innerWidth - ghost.offsetWidth - MARGIN, innerHeight - ghost.offsetHeight - MARGIN];
    ghost.style.setProperty("translate", `${Math.max(0, Math.min(x, most))}px ${Math.max(0, Math.min(y, lowest))}px`);
    const under = document.elementFromPoint(x, y);
    target = targetAt(/** @type {any} */ (under), id, group);
    mark(target && "into" in target ? under?.closest("[data-card]") : target && under?.closest("[data-column]"));
    const column = target && "column" in target ? group.columns.find((one) => target && "column" in target && one.id === target.column) : undefined;
    fate.textContent = column ? t("Move to: %(column)s", { column: text(column.title).value }) : target ? t("Merge with this card") : t("Let go here: nothing happens");
    scrollNear(y);
  };
  const mark = (/** @type {Element | null | undefined} */ element) => {
    if (element === marked) return;
    marked?.removeAttribute("data-drop");
    element?.setAttribute("data-drop", "");
    marked = element;
  };
  const end = (/** @type {boolean} */ done) => {
    mark(undefined);
    ghost.remove();
    row?.removeAttribute("data-pulled");
    if (!done || !target) return;
    announce(fate.textContent ?? "");
    if ("into" in target) act(here, "breakout.merge_note", { note: id, into: target.into });
    else act(here, "breakout.move_note", { note: id, column: target.column });
  };
  return { to, end };
}

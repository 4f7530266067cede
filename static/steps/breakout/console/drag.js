/**
 * Pulling a card to another card or another column: quick for a hand that has a mouse or a screen to touch, needed by nobody.
 *
 * Rule: what will happen is seen before the card is let go; Escape, or letting go beside everything, changes nothing. A
 * finger that moves at once scrolls, one that rests takes the card.
 */

import { pull } from "./pull.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */

const FAR = 6;
const REST = 350;

/** Whether the press that has just ended was a pull, so that its click means nothing. */
let pulled = false;

/** The click after a pull is no press. */
export function swallowed() {
  const was = pulled;
  pulled = false;
  return was;
}

/**
 * @param {PointerEvent} event
 * @param {AtConsole} here
 * @param {string} id
 */
export function pressed(event, here, id) {
  if (event.button || !event.isPrimary) return;
  const over = new AbortController();
  const { signal } = over;
  const from = { x: event.clientX, y: event.clientY };
  const finger = event.pointerType === "touch";
  pulled = false;
  /** @type {ReturnType<typeof pull> | undefined} */
  let pulling;
  const start = (/** @type {{x: number, y: number}} */ at) => {
    pulling = pull(here, id);
    pulling.to(at);
  };
  const rest = finger ? setTimeout(() => start(from), REST) : undefined;
  const end = (/** @type {boolean} */ done) => {
    clearTimeout(rest);
    over.abort();
    pulled = pulling !== undefined;
    pulling?.end(done);
  };
  const moved = (/** @type {PointerEvent} */ { clientX: x, clientY: y }) => {
    if (pulling) pulling.to({ x, y });
    else if (Math.hypot(x - from.x, y - from.y) < FAR) return;
    else if (finger) end(false);
    else start({ x, y });
  };
  addEventListener("pointermove", moved, { signal });
  addEventListener("pointerup", () => end(true), { signal });
  addEventListener("pointercancel", () => end(false), { signal });
  addEventListener("keydown", (key) => { if (key.key === "Escape") end(false); }, { signal });
  // A finger that holds a card must not scroll the page below it.
  addEventListener("touchmove", (touch) => { if (pulling) touch.preventDefault(); }, { signal, passive: false });
  addEventListener("contextmenu", (menu) => { if (finger) menu.preventDefault(); }, { signal });
}

/** While a card is pulled near the upper or lower edge of the board, the board goes along. */

const NEAR = 48;
const STRIDE = 16;

/** @param {number} y of the pointer, in pixels from the top of the window */
export function scrollNear(y) {
  for (const part of document.querySelectorAll(".console-notes, .console-body")) {
    if (part.scrollHeight <= part.clientHeight || getComputedStyle(part).overflowY === "visible") continue;
    const { top, bottom } = part.getBoundingClientRect();
    if (y < top + NEAR) part.scrollTop -= STRIDE;
    else if (y > bottom - NEAR) part.scrollTop += STRIDE;
  }
}

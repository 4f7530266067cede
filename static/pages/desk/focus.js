/**
 * Where the keys go after a press of the mouse or the finger.
 *
 * Rule: whoever points does not stay on what was pointed at, so that the space bar does what is printed on the screen and
 * not the last click once more. Whoever walks by keyboard stays where they are; fields and dialogs keep their focus.
 */

import { FIELDS } from "./keys.js";

let pointed = false;

/** Listens for as long as the page lives. */
export function followFocus() {
  addEventListener("pointerdown", () => (pointed = true), { capture: true });
  addEventListener("keydown", () => (pointed = false), { capture: true });
  addEventListener("click", ({ detail }) => {
    // A click made by Enter or the space bar counts no presses.
    if (detail > 0) release(document.activeElement);
  });
}

/** A closed dialog gives the focus back to where it was; one that was closed by pointing does not keep it there. */
export function afterDialog() {
  if (pointed) release(document.activeElement);
}

/**
 * Lets go of what is in focus, if it is no field and in no dialog.
 * @param {{closest(selector: string): unknown, blur?(): void} | null} element
 */
export function release(element) {
  if (element && !element.closest(`dialog, ${FIELDS}`)) element.blur?.();
}

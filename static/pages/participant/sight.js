/** Messages rise from the dock and make the screen above it smaller: the field in which somebody types stays in sight. */

import { typing } from "../../core/follow.js";

/** @type {ResizeObserver | undefined} */
let watching;

/** @param {Element | undefined} screen the part of the page that scrolls */
export function keepFieldInSight(screen) {
  watching?.disconnect();
  watching = undefined;
  if (!screen) return;
  watching = new ResizeObserver(() => {
    const field = document.activeElement;
    if (field && screen.contains(field) && typing(field)) field.scrollIntoView({ block: "nearest" });
  });
  watching.observe(screen);
}

/** What grows or shrinks around a field in which somebody types does not push the field out of sight. */

import { typing } from "./follow.js";

/** @type {ResizeObserver | undefined} */
let watching;

/** @param {Element | undefined} around the part of the page that grows or shrinks; one on each page */
export function keepFieldInSight(around) {
  watching?.disconnect();
  watching = undefined;
  if (!around) return;
  watching = new ResizeObserver(() => {
    const field = document.activeElement;
    if (field && around.contains(field) && typing(field)) field.scrollIntoView({ block: "nearest" });
  });
  watching.observe(around);
}

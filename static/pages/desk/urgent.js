/** What cannot wait, whichever step is shown: of the step where the room is, else of the one where it was last. */

import { html, nothing } from "lit-html";
import { number } from "../../core/i18n.js";
import { kindFor } from "../../core/kinds.js";

/** @typedef {import("./steering.js").Steering} Steering */

/**
 * The steps by when the room was there last, the latest first.
 * @param {Pick<import("./plan.js").Agenda, "steps">} agenda
 * @param {string | undefined} here
 * @returns {string[]}
 */
export function latest({ steps }, here) {
  const last = (/** @type {string} */ id) => (id === here ? Number.POSITIVE_INFINITY : (steps[id]?.visits.at(-1)?.[0] ?? 0));
  return Object.keys(steps).filter((id) => id === here || steps[id]?.visits.length).toSorted((one, other) => last(other) - last(one));
}

/** @param {Steering} desk */
export function urgent(desk) {
  const { agenda, current, steps } = desk.view;
  for (const id of latest(agenda, current?.step)) {
    /** @type {import("../../steps/desk.js").DeskKind | undefined} */
    const kind = steps[id] ? kindFor(steps[id].kind, "desk", () => desk.refresh()) : undefined;
    if (!kind?.urgent) continue;
    const found = kind.urgent({ id, title: agenda.steps[id].title, ...steps[id] }, desk);
    return found ? html`<aside class="desk-urgent" aria-labelledby="urgent-title"><h2 id="urgent-title">${found.title}, ${number(found.count)}</h2>${found.body}</aside>` : nothing;
  }
  return nothing;
}

/** Which chapters are published. */

import { html } from "lit-html";
import { t, tn } from "../../core/i18n.js";

/** @typedef {import("./editing.js").Editing} Editing */
/** @typedef {import("./draft.js").Chapter} Chapter */

/** @type {import("./tools.js").Tool} */
export const chapters = {
  name: "chapters",
  title: () => t("Chapters"),
  state: ({ told }) => (told.left_out.length ? tn("%(n)s left out", "%(n)s left out", told.left_out.length) : t("all in")),
  body: (editing) => html`<p>${t("What is not ticked is not published.")}</p>
    <ul class="choices">${editing.draft.chapters.map((chapter) => choice(editing, chapter))}</ul>`,
};

/**
 * @param {Editing} editing
 * @param {Chapter} chapter
 */
function choice(editing, { id, title, stays }) {
  const out = editing.told.left_out.includes(id);
  const choose = async (/** @type {Event} */ event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const outcome = await editing.wish({ type: "documentation.choose_chapter", chapter: id, shown: box.checked });
    editing.say("chapters", outcome.ok ? (box.checked ? t("The chapter is in.") : t("The chapter is left out.")) : outcome.sentence);
    if (!outcome.ok) box.checked = out === false;
  };
  return html`<li><label><input type="checkbox" .checked=${!out} ?disabled=${stays} @change=${choose}> <span dir="auto">${title}</span>${stays ? html` <small class="quiet">${t("always stays")}</small>` : ""}</label></li>`;
}

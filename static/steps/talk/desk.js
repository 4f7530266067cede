/** A talk at the desk: what is being said, to read along, and the question that is pinned to it. */

import { html, nothing } from "lit-html";
import { t, text } from "../../core/i18n.js";
import { paragraphs, said } from "../../core/said.js";

/** @type {import("../desk.js").DeskKind["scene"]} */
export function scene(step) {
  const role = text(step.speaker_role).value;
  const speaker = [step.speaker, role].filter(Boolean).join(", ");
  const words = (step.text ?? []).filter((/** @type {any} */ one) => text(one).value);
  return {
    eyebrow: [purpose(step.purpose), speaker].filter(Boolean).join(", "),
    headline: said(step.title),
    body: html`<section class="desk-reading" aria-label=${t("What participants read")}>
      ${step.question ? html`<p class="desk-pinned"><span class="quiet small">${t("Question to everybody")}</span><strong>${said(step.question)}</strong></p>` : nothing}
      ${words.length ? words.map(paragraphs) : html`<p class="quiet">${t("There is no text to read along with this item.")}</p>`}
    </section>`,
  };
}

/** @param {string} word */
function purpose(word) {
  if (word === "welcome") return t("Welcome");
  return word === "closing" ? t("Closing") : t("Talk");
}

/** @type {import("../desk.js").Insertion} */
export const insertion = {
  label: () => t("Talk"),
  minutes: 10,
  fields: () => html`
    <p class="field"><label for="talk-speaker">${t("Who speaks? (optional)")}</label><input class="input" id="talk-speaker" name="speaker" maxlength="120"></p>
    <p class="field"><label for="talk-text">${t("Text to read along (optional)")}</label><textarea class="input" id="talk-text" name="text" rows="4"></textarea></p>`,
  read: (form, words) => {
    const speaker = String(form.get("speaker") ?? "").trim();
    const parts = String(form.get("text") ?? "").split(/\n\s*\n/).map((part) => part.trim()).filter(Boolean);
    return { ...(speaker ? { speaker } : {}), text: parts.map(words) };
  },
};

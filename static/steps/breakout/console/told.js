/** What the desk tells the group: a sentence from above that stays until somebody has read it. */

import { html, nothing } from "lit-html";
import { announce } from "../../../core/announce.js";
import { t } from "../../../core/i18n.js";
import { preset } from "../presets.js";

/** The sentence that was spoken last. @type {string | undefined} */
let spoken;

/** @param {import("../console.js").AtConsole} here */
export function told({ live, group }) {
  const sentence = group.told;
  const key = `told:${group.step}:${group.room}`;
  if (!sentence || live.drafts.get(key) === sentence.id) return nothing;
  const words = sentence.preset ? preset(sentence.preset) : (sentence.text ?? "");
  if (spoken !== sentence.id) announce(`${t("The moderation says:")} ${words}`);
  spoken = sentence.id;
  const read = () => {
    live.drafts.set(key, sentence.id);
    live.refresh();
  };
  return html`<div class="banner console-told"><p><span class="told-who">${t("The moderation says:")}</span> <strong dir="auto">${words}</strong></p><button class="button" type="button" @click=${read}>${t("Understood")}</button></div>`;
}

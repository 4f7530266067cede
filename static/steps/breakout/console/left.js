/** Words that were typed before somebody else took the pen: kept on this device, to be brought back or thrown away. */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */

/**
 * @param {AtConsole} here
 * @param {((words: string) => void) | undefined} back puts words into the field, where they can be changed
 */
export function leftWords(here, back) {
  const { live, group } = here;
  const words = live.drafts.get(keyOf(group));
  if (!words) return nothing;
  const discard = () => {
    live.drafts.set(keyOf(group), "");
    live.refresh();
  };
  const again = () => {
    back?.(rejoined(group.quintessence?.text ?? "", words));
    discard();
  };
  return html`<div class="returned left-words">
    <p><strong>${t("Your text, not saved")}</strong></p>
    <p class="returned-words" dir="auto">${words}</p>
    <div class="acts">
      ${back ? html`<button class="button button-plain" type="button" @click=${again}>${t("Back into the field")}</button>` : nothing}
      <button class="button button-bare" type="button" @click=${discard}>${t("Discard")}</button>
    </div>
  </div>`;
}

/**
 * @param {AtConsole} here
 * @param {string} words
 */
export function leave({ live, group }, words) {
  live.drafts.set(keyOf(group), rejoined(live.drafts.get(keyOf(group)), words));
}

/**
 * Brings left words together with those that stand there now; neither is lost, and nothing stands there twice.
 * @param {string} now
 * @param {string} words
 */
export function rejoined(now, words) {
  if (!now.trim() || words.startsWith(now)) return words;
  return now.includes(words) ? now : `${now}\n\n${words}`;
}

/** @param {{step: string, room: number}} group */
function keyOf({ step, room }) {
  return `left:${step}:${room}`;
}

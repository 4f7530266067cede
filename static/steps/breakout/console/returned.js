/** Words that the server did not take, beside the field: back into it, or away. */

import { html } from "lit-html";
import { t } from "../../../core/i18n.js";
import { voiced, worded } from "../../../core/said.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */
/** @typedef {{text: string, column?: string, person?: string, below?: string, code: string, params: Record<string, string | number>}} Returned */

/**
 * Words that the server did not take, with the reason.
 * @param {AtConsole} here
 * @param {string} key
 */
export function returned({ live }, key) {
  const backs = /** @type {Returned[]} */ (live.drafts.read(`${key}:returned`, []));
  const forget = (/** @type {number} */ index) => {
    const rest = backs.filter((_back, at) => at !== index);
    live.drafts.write(`${key}:returned`, rest.length ? rest : undefined);
    live.refresh();
  };
  const again = (/** @type {Returned} */ { text: words, column, person }, /** @type {number} */ index) => {
    live.drafts.set(key, [words, live.drafts.get(key)].filter(Boolean).join("\n"));
    if (column) live.drafts.set(`${key}:column`, column);
    if (person) live.drafts.set(`${key}:person`, person);
    forget(index);
    document.getElementById("new-note")?.focus();
  };
  return backs.map(
    (back, index) => html`<div class="returned">
      <p><strong>${t("Not pinned up.")}</strong> ${worded(back)}</p>
      <p class="returned-words">${voiced(back.text)}</p>
      <div class="acts">
        <button class="button button-plain" type="button" @click=${() => again(back, index)}>${t("Back into the field")}</button>
        <button class="button button-bare" type="button" @click=${() => forget(index)}>${t("Discard")}</button>
      </div>
    </div>`,
  );
}

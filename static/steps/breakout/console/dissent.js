/** What some of the group see differently: it stands beside the quintessence, on the wall and in the documentation. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { t } from "../../../core/i18n.js";
import { refusal, state } from "../../../core/state.js";
import { say } from "./pen.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */

/**
 * @param {AtConsole} here
 * @param {boolean} writable
 */
export function dissent(here, writable) {
  const { live, group } = here;
  const key = `dissent:${group.step}:${group.room}`;
  const has = group.quintessence?.dissent ?? "";
  const draft = /** @type {string | undefined} */ (live.drafts.read(key, undefined));
  if (!writable) {
    return has || draft ? html`<div class="console-dissent"><h3>${t("Seen differently")}</h3><p class="medium" dir="auto">${has}</p>${draft && draft !== has ? html`<div class="returned"><p><strong>${t("Your text, not saved")}</strong></p><p class="returned-words" dir="auto">${draft}</p></div>` : nothing}</div>` : nothing;
  }
  const write = (/** @type {string | undefined} */ words) => {
    live.drafts.write(key, words);
    live.refresh();
  };
  const about = { type: "breakout.write_dissent", step: group.step };
  const save = () => say(here, { type: about.type, text: (draft ?? "").trim() });
  const typed = (/** @type {Event} */ event) => write(/** @type {HTMLTextAreaElement} */ (event.target).value);
  const open = draft !== undefined || has !== "";
  const changed = draft !== undefined && draft.trim() !== has;
  return html`<details class="console-more" .open=${open}>
    <summary>${has ? t("Seen differently") : t("Seen differently: add another view")}</summary>
    <textarea class="input" rows="2" dir="auto" id="dissent" aria-label=${t("Seen differently")} placeholder=${t("What do some of you see differently?")} .value=${inSync(draft ?? has)} @input=${typed}></textarea>
    ${refusal(live.answers.refused(about))}
    <div class="acts">${changed ? html`<button class="button button-plain" type="button" @click=${save}>${t("Save")}</button>` : nothing} ${state({ saved: has !== "" && !changed, sending: live.answers.sending(about) })}</div>
  </details>`;
}

/**
 * @param {import("../../../core/outbox.js").Command} command
 * @param {import("../../../core/connection.js").Outcome} outcome
 * @param {import("../../../core/page.js").Live} live
 */
export function dissentAnswered(command, outcome, live) {
  const key = `dissent:${command["step"]}:${command["room"]}`;
  const draft = /** @type {string | undefined} */ (live.drafts.read(key, undefined));
  if (outcome.saved && draft?.trim() === command["text"]) live.drafts.write(key, undefined);
}

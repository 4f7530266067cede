/** What can be done with the ballot: how much is chosen, hand it in, abstain. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { state } from "../../core/state.js";
import { cast, dirty, filled } from "./ballot.js";
import { most, overfullSentence } from "./choices.js";

/** @typedef {import("../../core/here.js").Here<import("../../core/views.js").Poll>} Here */
/** @typedef {import("../../core/views.js").PollQuestion} PollQuestion */

/**
 * @param {Here} here
 * @param {string} part
 * @param {PollQuestion} question
 * @param {number} seat
 */
export function ballotDock(here, part, question, seat) {
  const about = { type: "poll.cast_ballot", step: here.step.id, part, seat };
  const sending = here.live.answers.sending(about);
  const refused = here.live.answers.refused(about);
  const saved = here.own.ballots?.[part]?.[seat];
  const ballot = filled(here, part, seat);
  const changed = dirty(here, part, seat);
  const enough = question.form === "text" ? ballot.text.trim() !== "" : ballot.chosen.length >= Math.max(1, question.at_least ?? 1);
  const abstained = saved && !ballot.chosen.length && !ballot.text;
  const again = refused !== undefined && enough;
  const tooMany = overfullSentence(here, part, question, seat, ballot);
  return html`${tooMany ? html`<div class="refusal">${icon("warning", "icon-small")} <span>${tooMany}</span></div>` : nothing}
    <p>
      <output>${progress(question, ballot, abstained && !changed)}</output>
      ${changed && !refused ? nothing : state({ saved: saved !== undefined, sending, refused })}
      ${sending || abstained ? nothing : html`<button class="lone-link" type="button" @click=${() => cast(here, part, seat, { chosen: [], text: "" })}>${t("Abstain")}</button>`}
    </p>
    <div class="dock-row">
      ${here.hand}
      ${(saved || sending) && !changed && !again
        ? nothing
        : html`<button class="button" type="button" ?disabled=${!enough} @click=${() => cast(here, part, seat, ballot)}>${saved || sending ? t("Change answer") : t("Send")}</button>`}
    </div>`;
}

/**
 * @param {PollQuestion} question
 * @param {import("./ballot.js").Filled} ballot
 * @param {unknown} abstained
 */
function progress(question, ballot, abstained) {
  if (abstained) return t("You have abstained.");
  if (question.form !== "choice" || most(question) === 1) return nothing;
  const n = ballot.chosen.length;
  const highest = most(question);
  if (highest >= (question.order ?? []).length) return html`${t("%(n)s chosen", { n })}`;
  return html`${t("%(n)s of %(of)s chosen", { n, of: highest })}`;
}

/** What stands around every screen of the participant: masthead, messages above the dock, the raised hand. */

import { html, nothing } from "lit-html";
import { language, languageName, languageTag, t } from "../../core/i18n.js";
import { linkSign, queueSentence, wallSentence } from "../../core/link.js";
import { icon, worded } from "../../core/said.js";
import { helpByPhone } from "../../core/support.js";
import { helpRisen, helpSign } from "./aid.js";
import { called } from "./hands.js";
import { openSettings } from "./settings.js";

/** @typedef {import("../../core/page.js").Live} Live */
/** @typedef {import("../../core/views.js").Session} Session */
/** @typedef {import("../../core/views.js").Me} Me */
/** @typedef {import("../../core/views.js").Room} Room */
/** @typedef {{group: Room | undefined, accept: () => void}} Offer a new place: its group, where it is a new one; goes there */

/**
 * @param {Live} live
 * @param {Session} session
 * @param {Me} me
 */
export function masthead(live, session, me) {
  const foreign = session.default_language === language() ? nothing : session.default_language;
  return html`<header class="masthead">
    ${session.logo ? html`<img class="logo" src=${session.logo} alt="">` : html`<span class="mark" aria-hidden="true"><span>${[...session.city][0] ?? ""}</span></span>`}
    <strong lang=${foreign}>${session.city}</strong>
    ${linkSign(live.connection)}
    ${helpSign(live, me)}
    <button class="button button-bare" type="button" aria-label=${t("Settings, language: %(name)s", { name: languageName(language()) })} @click=${openSettings}>
      ${icon("language")}<span class="language-tag" aria-hidden="true">${languageTag(language())}</span>
    </button>
  </header>`;
}

/**
 * Messages rise from the dock: lost link, a new place, word from the moderation. At most two yellow things at a time.
 * @param {Live} live
 * @param {import("../../core/views.js").Everyone} everyone as it stands now
 * @param {Me} me
 * @param {{risen: unknown, offer: Offer | undefined}} more what steps have to say; a new place that waits
 */
export function banners(live, everyone, me, { risen, offer }) {
  const { state, queued, walled } = live.connection;
  return html`
    ${state === "broken"
      ? html`<div class="banner banner-quiet"><p><strong>${t("No connection at the moment.")}</strong> ${walled ? wallSentence() : t("We keep trying. What you have entered is kept.")} ${helpByPhone(everyone.session)}</p></div>`
      : nothing}
    ${queued ? html`<div class="banner banner-quiet"><p>${queueSentence()}</p></div>` : nothing}
    ${state === "refused"
      ? html`<div class="banner"><p><strong>${t("You are signed out on this device.")}</strong></p><a class="button" href="/">${t("Join again")}</a></div>`
      : nothing}
    ${everyone.message ? html`<div class="banner banner-quiet"><p><strong>${t("The moderation says:")}</strong> <span dir="auto">${everyone.message.text}</span></p></div>` : nothing}
    ${called(me)}
    ${handRefused(live)}
    ${helpRisen(live, me)}
    ${risen}
    ${offer
      ? html`<div class="banner"><p><strong>${offer.group ? newGroup(offer.group) : newPlace(everyone)}</strong><br>${t("Your text is kept.")}</p><button class="button" type="button" @click=${offer.accept}>${t("Look now")}</button></div>`
      : nothing}
  `;
}

/** @param {Live} live */
function handRefused(live) {
  const refused = live.answers.refused({ type: "hands.raise" });
  return refused ? html`<div class="banner banner-quiet"><p>${worded(refused)}</p></div>` : nothing;
}

/** @param {import("../../core/views.js").Everyone} everyone */
function newPlace({ step, dialogue }) {
  if (dialogue.phase === "ended") return t("The evening is over");
  return step && ["poll", "mood_check", "evaluation"].includes(step.kind) ? t("New question") : t("It goes on");
}

/** @param {Room} group */
function newGroup({ room, name }) {
  return html`${t("You are in group %(n)s now", { n: room })}${name ? html`: <span dir="auto">${name}</span>` : nothing}`;
}

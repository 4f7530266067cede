/** The frame of the console: whose group, the link to its video, messages from below, and the parts on a phone. */

import { html, nothing } from "lit-html";
import { t } from "../../core/i18n.js";
import { linkSign, queueSentence, wallSentence } from "../../core/link.js";
import { icon, worded } from "../../core/said.js";

/** @typedef {import("../../core/page.js").Live} Live */
/** @typedef {import("../../core/views.js").Room} Room */

const TABS = ["board", "result", "people"];

/** @returns {string} which part a phone shows: it stands in the address, so that a reload stays there */
export function tab() {
  const named = location.hash.slice(1);
  return TABS.includes(named) ? named : "board";
}

/**
 * @param {Live} live
 * @param {import("../console.js").Console} view
 * @param {Room | undefined} group
 * @param {unknown} help the button that calls the desk
 */
export function masthead({ connection }, { room_number: n, session }, group, help = nothing) {
  return html`<header class="masthead">
    ${session.logo ? html`<img class="logo" src=${session.logo} alt="">` : html`<span class="mark" aria-hidden="true"><span>${n}</span></span>`}
    <strong><span>${t("Group %(n)s", { n })}</span>${group?.name ? html` <bdi>${group.name}</bdi>` : nothing}</strong>
    ${linkSign(connection)}
    ${group?.video ? html`<a class="button button-bare" href=${group.video} target="_blank" rel="noopener noreferrer">${icon("camera")} <span>${t("Video")}</span></a>` : nothing}
    ${help}
  </header>`;
}

/**
 * @param {Live} live
 * @param {{calls?: unknown, refused: {code: string, params: Record<string, string | number>} | undefined, dismiss: () => void, accept: (() => void) | undefined}} what
 */
export function banners({ connection, outbox }, { calls = nothing, refused, dismiss, accept }) {
  return html`<div class="console-banners">
    ${calls}
    ${refused ? html`<div class="banner"><p>${worded(refused)}</p><button class="button" type="button" @click=${dismiss}>${t("Close")}</button></div>` : nothing}
    ${accept ? html`<div class="banner"><p>${t("A new group phase has begun.")}</p><button class="button" type="button" @click=${accept}>${t("Look now")}</button></div>` : nothing}
    ${connection.state === "refused" ? html`<div class="banner"><p>${t("This page is signed out. Please open its link again; what you typed is kept on this device.")}</p></div>` : nothing}
    ${connection.queued ? html`<div class="banner"><p>${queueSentence()}</p></div>` : nothing}
    ${connection.state === "broken" ? html`<div class="banner"><p>${connection.walled ? wallSentence() : outbox.commands.length ? t("No connection. Your words are kept and sent as soon as it is back.") : t("No connection. You can go on writing; everything is sent as soon as it is back.")}</p></div>` : nothing}
  </div>`;
}

/** @param {Room | undefined} group */
export function tabs(group) {
  const names = { board: t("Board"), result: group && !group.quintessence_wanted ? t("Ideas") : t("Quintessence"), people: t("People") };
  const now = tab();
  return html`<nav class="tabs" aria-label=${t("Parts of this page")}>
    ${Object.entries(names).map(([id, name]) => html`<a href="#${id}" aria-current=${id === now ? "page" : nothing}>${name}</a>`)}
  </nav>`;
}

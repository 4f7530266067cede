/**
 * The way to help from every screen of the participant: the sign in the masthead, its dialog, what has become of a call.
 *
 * Rule: the telephone number is there at once. What else is in the dialog is fetched when somebody first wants it, so
 * that nobody waits for it who does not; it is fetched again until it comes.
 */

import { html, nothing } from "lit-html";
import { aboutLinks } from "../../core/about.js";
import { closeDialog, openDialog } from "../../core/dialog.js";
import { t } from "../../core/i18n.js";
import { icon } from "../../core/said.js";
import { helpByPhone } from "../../core/support.js";

/** @typedef {import("../../core/page.js").Live} Live */
/** @typedef {import("../../core/views.js").Me} Me */
/** @typedef {import("../../core/views.js").Everyone} Everyone */

const AGAIN = 3000;

/** @type {typeof import("../help/participant.js") | undefined} */
let call;
let asked = false;

/**
 * @param {Live} live
 * @param {Me} me
 */
export function helpSign(live, me) {
  const waits = me.help && !me.help.done ? call?.inShort(me.help) : undefined;
  const open = () => {
    fetchCall(live);
    openDialog(dialog());
    live.refresh();
  };
  return html`<button class="button button-bare help-sign" type="button" aria-haspopup="dialog" aria-label=${waits ? t("Help. %(state)s", { state: waits }) : t("Help")} data-waits=${waits ? "yes" : nothing} @click=${open}>${icon("help")}</button>`;
}

/**
 * @param {Live} live
 * @param {Everyone} everyone
 * @param {Me} me
 */
export function helpDialog(live, everyone, me) {
  if (me.help) fetchCall(live);
  return html`<dialog class="settings help-panel" aria-labelledby="help-title" @close=${live.refresh}>
    <div class="settings-head"><h2 id="help-title" tabindex="-1" autofocus>${t("Help")}</h2>
      <button class="button button-bare" type="button" aria-label=${t("Close")} @click=${() => closeDialog(dialog())}>${icon("close")}</button>
    </div>
    ${everyone.session.support_phone ? html`<p class="aside-line">${icon("phone", "icon-small")} ${helpByPhone(everyone.session)}</p>` : nothing}
    ${call ? call.panel(live, everyone, me) : html`<p>${t("One moment, please …")}</p>`}
    ${aboutLinks(live)}
  </dialog>`;
}

/**
 * What has become of the call, above the dock, once until it was read.
 * @param {Live} live
 * @param {Me} me
 */
export function helpRisen(live, me) {
  return call?.risen(live, me, Boolean(dialog()?.open)) ?? nothing;
}

/** @param {Live} live */
function fetchCall(live) {
  if (asked) return;
  asked = true;
  import("../help/participant.js").then(
    (module) => {
      call = module;
      live.refresh();
    },
    (problem) => {
      console.error(problem);
      setTimeout(() => {
        asked = false;
        if (dialog()?.open) fetchCall(live);
      }, AGAIN);
    },
  );
}

/** @returns {HTMLDialogElement | null} */
function dialog() {
  return document.querySelector("dialog.help-panel");
}

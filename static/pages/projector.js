/** The wall: read-only, large and calm, steered from the desk. */

import { html } from "lit-html";
import { aboutLinks } from "../core/about.js";
import { t } from "../core/i18n.js";
import { fetchKinds, kindFor } from "../core/kinds.js";
import { delaySentence } from "../core/link.js";
import { boot } from "../core/page.js";
import { said, voiced } from "../core/said.js";
import { endScreen } from "./projector/end.js";
import { keepFitting } from "./projector/fit.js";
import { lostSentence, stepFoot } from "./projector/foot.js";
import { cityMark, joinFoot, joinScreen } from "./projector/join.js";
import { laidOut, showing } from "./projector/screen.js";

/** @typedef {import("../core/page.js").Live} Live */
/** @typedef {import("./projector/screen.js").Wall} Wall */
/** @typedef {import("./projector/screen.js").Picture} Picture */

/** @type {{state: import("../core/connection.js").LinkState, since: number}} */
let link = { state: "connecting", since: Date.now() };

// A wall is light, whatever the machine behind it prefers.
document.documentElement.dataset.scheme = "light";
keepFitting(/** @type {HTMLElement} */ (document.getElementById("place")));
boot({ draw, needs: ["projector"] });

/** @param {Live} live */
function draw(live) {
  const view = /** @type {Wall | undefined} */ (live.store.value("projector"));
  if (live.connection.state !== link.state) link = { state: live.connection.state, since: Date.now() };
  const lost = delaySentence(live.connection) || lostSentence(link.state, link.since, Date.now());
  if (!view) return wall(live, words("start", lost || t("One moment, please …")), "", "");
  fetchKinds(view.agenda, "projector", live.refresh);
  document.documentElement.style.setProperty("--projector-step", String(view.screen.text_size || 1));
  const picture = pictureOf(view, live);
  return wall(live, picture, footOf(view, live, picture), lost);
}

/**
 * The ways to help stand in the corner for whoever touches the machine, and for nobody in the room.
 * @param {Live} live
 * @param {Picture} picture
 * @param {unknown} foot
 * @param {string} lost
 */
function wall(live, picture, foot, lost) {
  return html`<main class="projector">
    ${laidOut(picture, t("The whole text is on your device."))}
    <footer class="projector-foot" ?hidden=${!foot && !lost}>${lost ? html`<span class="state-call">${lost}</span>` : foot}</footer>
    <div class="wall-links">${aboutLinks(live)}</div>
  </main>`;
}

/**
 * @param {Wall} view
 * @param {Live} live
 * @returns {Picture}
 */
function pictureOf(view, live) {
  const what = showing(view);
  if (what === "blank") {
    return { layout: "beside", name: "blank", stage: html`<p class="aside-line">${cityMark(view.session)} <strong>${view.session.city}</strong></p><h1 class="heard">${said(view.session.title)}</h1>` };
  }
  if (what === "message") return words("message", voiced(view.screen.message ?? ""));
  if (what === "end") return endScreen(view);
  return what === "step" ? stepPicture(view, live) : joinScreen(view, live.page);
}

/**
 * @param {Wall} view
 * @param {Live} live
 * @returns {Picture}
 */
function stepPicture({ step, current }, live) {
  if (!step) return words("start", "");
  const kind = kindFor(step.kind, "projector", live.refresh);
  return kind?.projector(step, { part: current?.part, now: live.clock.serverNow() }) ?? words("talk", said(step.title));
}

/**
 * @param {string} name
 * @param {unknown} sentence
 * @returns {Picture}
 */
function words(name, sentence) {
  return { layout: "beside", name, stage: html`<h1>${sentence}</h1>` };
}

/**
 * @param {Wall} view
 * @param {Live} live
 * @param {Picture} picture
 */
function footOf(view, live, picture) {
  const what = showing(view);
  if (what === "blank") return "";
  if (what === "join" || what === "code") return joinFoot(view, live.clock.serverNow());
  return stepFoot(view, live.page, what === "end" ? said(view.session.title) : picture.foot);
}

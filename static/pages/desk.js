/** The moderator's desk: plan at the start, the step in the middle, people at the end, everything steered from here. */

import { html } from "lit-html";
import { t } from "../core/i18n.js";
import { fetchKinds } from "../core/kinds.js";
import { delaySentence } from "../core/link.js";
import { boot } from "../core/page.js";
import { agenda } from "./desk/agenda.js";
import { bar } from "./desk/bar.js";
import { controls } from "./desk/controls.js";
import { dialog } from "./desk/dialog.js";
import { listenToKeys } from "./desk/keyboard.js";
import { sceneOf } from "./desk/scene.js";
import { side } from "./desk/side.js";
import { stage } from "./desk/stage.js";
import { Steering } from "./desk/steering.js";
import { urgent } from "./desk/urgent.js";

/** @type {Steering | undefined} */
let desk;

/** @param {import("../core/page.js").Live} live */
function draw(live) {
  desk ??= listenToKeys(new Steering(live));
  if (!desk.view) return html`<main class="desk-wait"><h1>${t("Moderation")}</h1><p>${delaySentence(live.connection) || t("The desk is being set up …")}</p></main>`;
  fetchKinds(desk.view.agenda, "desk", live.refresh);
  const scene = sceneOf(desk);
  return html`<a class="skip" href="#now">${t("Skip to the current item")}</a><div class="desk">
      ${bar(desk)} ${agenda(desk)}
      <main class="desk-step" id="now" tabindex="-1">${stage(desk, scene)} ${controls(desk, scene)}</main>
      ${urgent(desk)} ${side(desk)}
    </div>
    ${dialog(desk)}`;
}

boot({ draw, needs: ["moderators"] });

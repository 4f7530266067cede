/** Video at the desk: the way into a group's room, and a word where the city's server is not known. */

import { html, nothing } from "lit-html";
import { t } from "../../../core/i18n.js";
import { icon } from "../../../core/said.js";

/** @typedef {import("./attention.js").Groups} Groups */
/** @typedef {import("../../../core/views.js").DeskRoom} Room */

/** What a server is called, and the setting that tells this server of it. */
const SERVERS = {
  jitsi: { server: "Jitsi", setting: "jitsi_url" },
  bigbluebutton: { server: "BigBlueButton", setting: "bigbluebutton_url" },
};

/** @param {Room} one */
export function intoVideo({ video }) {
  return video ? html`<a class="button button-plain" href=${video} target="_blank" rel="noopener noreferrer">${icon("camera")} ${t("Video")}</a>` : nothing;
}

/** @param {Pick<Groups, "video_missing">} step */
export function videoMissing({ video_missing: kind }) {
  if (!kind) return nothing;
  return html`<p class="aside-line draft-warning">${icon("warning", "icon-small")} ${t("The groups have no video rooms: this server lacks the setting %(setting)s for %(server)s. Everything else works without.", SERVERS[kind])}</p>`;
}

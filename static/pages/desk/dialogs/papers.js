/** The dialog of the documentation: the draft as it stands, at any minute of the evening. */

import { html } from "lit-html";
import { t } from "../../../core/i18n.js";
import { paperRow } from "../papers.js";

/** @param {import("../steering.js").Steering} desk */
export function openPapers(desk) {
  desk.open(() => ({
    title: t("Documentation"),
    body: html`<p>${t("It writes itself while the evening runs and can be read and taken along at any minute. It can be published after the end.")}</p>${paperRow(desk)}`,
  }));
}

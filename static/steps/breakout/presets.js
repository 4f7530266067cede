/** What the desk can tell the groups without writing it: every page says it in its own language. */

import { t } from "../../core/i18n.js";

/** @typedef {NonNullable<import("../../core/views.js").Told["preset"]>} Preset */

/** @type {readonly Preset[]} */
export const PRESETS = ["ten_minutes", "five_minutes", "two_minutes", "write_down", "come_back"];

/** @param {Preset} name */
export function preset(name) {
  if (name === "ten_minutes") return t("Ten minutes to go");
  if (name === "five_minutes") return t("Five minutes to go");
  if (name === "two_minutes") return t("Two minutes to go");
  return name === "write_down" ? t("Please write down your result") : t("Please come back");
}

/** What may be the matter with somebody who calls for help, in the words of whoever calls. */

import { t } from "../../core/i18n.js";

/** @typedef {"sound" | "question" | "stuck" | "other"} Trouble */

/** @returns {[Trouble, string][]} */
export function troubles() {
  return [
    ["sound", t("I hear nothing, or the sound is bad")],
    ["question", t("I do not see the question")],
    ["stuck", t("I do not know how to go on")],
    ["other", t("Something else")],
  ];
}

/** @param {Trouble} trouble */
export function inWords(trouble) {
  return troubles().find(([id]) => id === trouble)?.[1] ?? "";
}

/** A language as those who work call it: in the language of their page, not in its own. */

import { language, languageName, t } from "../core/i18n.js";

/**
 * The name of a language in the language of the page.
 * @param {string} tag
 */
export function called(tag) {
  if (tag === "de-simple") return t("Easy German");
  return new Intl.DisplayNames([language()], { type: "language" }).of(tag) ?? languageName(tag);
}

/**
 * What the desk's keys mean.
 *
 * Rule: never while somebody types, never while a dialog is open, never with a modifier; a button keeps the space bar
 * to itself. Single keys can be switched off (WCAG 2.2 SC 2.1.4).
 */

/** @typedef {"next" | "back" | "main" | "reveal" | "code" | "full" | "larger" | "smaller" | "help"} Wish */

/** @type {Record<string, Wish>} */
const WISHES = {
  ArrowRight: "next",
  ArrowLeft: "back",
  " ": "main",
  r: "reveal",
  q: "code",
  f: "full",
  "+": "larger",
  "=": "larger",
  "-": "smaller",
  "−": "smaller",
  "?": "help",
};

export const FIELDS = "input, textarea, select, [contenteditable]";
const OWN_SPACE = "button, a, summary, [role=button]";

/**
 * @typedef {object} Press
 * @property {string} key
 * @property {boolean} [ctrlKey]
 * @property {boolean} [altKey]
 * @property {boolean} [metaKey]
 * @property {boolean} [repeat]
 * @property {boolean} [isComposing]
 * @property {{closest(selector: string): unknown} | null} [target]
 */

/**
 * What this key press wishes, or undefined when it belongs to somebody else.
 * @param {Press} press
 * @param {{rightToLeft: boolean, dialog: boolean}} page
 * @returns {Wish | undefined}
 */
export function wishOf({ key, ctrlKey, altKey, metaKey, repeat, isComposing, target }, { rightToLeft, dialog }) {
  if (dialog || ctrlKey || altKey || metaKey || repeat || isComposing) return undefined;
  if (target?.closest(FIELDS)) return undefined;
  const wish = WISHES[key.length === 1 ? key.toLowerCase() : key];
  if (key === " " && target?.closest(OWN_SPACE)) return undefined;
  if (rightToLeft && wish === "next") return "back";
  return rightToLeft && wish === "back" ? "next" : wish;
}

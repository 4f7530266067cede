/** What to look at before everybody can read it, and what was changed: found by the server, decided by the editor. */

import { html, nothing } from "lit-html";
import { t, tn } from "../../core/i18n.js";
import { stateSentence } from "./draft.js";

/** @typedef {import("./editing.js").Editing} Editing */
/** @typedef {import("./draft.js").Warning} Warning */

const AT_FIRST = 40;
const LONGEST = 90;

let all = false;

/** @type {import("./tools.js").Tool} */
export const look = {
  name: "look",
  title: () => t("To look at"),
  state: (editing) => (editing.open.length ? tn("%(n)s open", "%(n)s open", editing.open.length) : t("nothing open")),
  calls: (editing) => editing.open.length > 0,
  body: (editing) => html`${warned(editing)} ${changed(editing)}`,
};

/** @param {Editing} editing */
function warned(editing) {
  const { warnings } = editing.draft;
  if (!warnings.length) return html`<p>${t("In what people wrote, no name of somebody present, no mail address, no telephone number, no street with a number and no office was found; and no result with an answer of fewer than five people. Read the draft all the same: programs do not find everything.")}</p>`;
  const shown = all ? warnings : warnings.slice(0, AT_FIRST);
  const checked = new Set(editing.told.checked);
  return html`<p>${t("These texts may say who somebody is. Replace or leave out what should not be public; tick what may stay.")}</p>
    <ul class="looks">${shown.map((warning) => item(editing, warning, checked.has(warning.id)))}</ul>
    ${shown.length < warnings.length ? html`<p><button class="button button-plain" type="button" @click=${() => more(editing)}>${t("Show all")}</button></p>` : nothing}`;
}

/** @param {Editing} editing */
function more(editing) {
  all = true;
  editing.paint();
}

/**
 * @param {Editing} editing
 * @param {Warning} warning
 * @param {boolean} checked
 */
function item(editing, warning, checked) {
  const tick = async (/** @type {Event} */ event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const outcome = await editing.wish({ type: "documentation.check", warning: warning.id, checked: box.checked });
    if (outcome.ok) return;
    box.checked = checked;
    editing.say("look", outcome.sentence);
  };
  return html`<li class=${checked ? "looked" : ""}>
    <button class="look-go" type="button" @click=${() => editing.draft.go(warning)}><span class="look-sort">${sortName(warning)}</span> <bdi>${warning.found}</bdi>${asked(editing, warning)}</button>
    <label class="look-tick"><input type="checkbox" .checked=${checked} @change=${tick}> ${t("looked at")}</label></li>`;
}

/**
 * The question to which so few have answered.
 * @param {Editing} editing
 * @param {Warning} warning
 */
function asked(editing, { sort, key }) {
  const question = sort === "few" && key ? editing.draft.known(key)?.text : "";
  return question ? html` <bdi class="quiet">${short(question)}</bdi>` : nothing;
}

/**
 * What sort of hint it is.
 * @param {{sort: string}} warning
 */
export function sortName({ sort }) {
  const names = { name: t("Perhaps a name:"), mail: t("Mail address:"), phone: t("Telephone number:"), office: t("Says who it is:"), address: t("Street and number:"), few: t("Answers of so few people:") };
  return names[/** @type {keyof typeof names} */ (sort)] ?? "";
}

/** @param {Editing} editing */
function changed(editing) {
  const keys = editing.draft.edited;
  if (!keys.length) return nothing;
  return html`<h3>${tn("%(n)s text was changed", "%(n)s texts were changed", keys.length)}</h3>
    <ul class="looks">${keys.map((key) => {
      const { edit, text } = editing.draft.known(key);
      const state = editing.draft.applies(key) ? (edit?.sort ?? "") : "stale";
      return html`<li><button class="look-go" type="button" @click=${() => editing.draft.go({ key })}><span class="look-sort">${stateSentence(state, edit?.reason)}:</span> <bdi>${short(text)}</bdi></button></li>`;
    })}</ul>`;
}

/** @param {string} text */
function short(text) {
  return text.length > LONGEST ? `${text.slice(0, LONGEST).trimEnd()} …` : text;
}

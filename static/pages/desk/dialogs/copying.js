/** An address to pass on: in a field that can be read and marked, with a button that copies it. */

import { html } from "lit-html";
import { t } from "../../../core/i18n.js";

/** @typedef {import("../steering.js").Steering} Steering */

const SAID_FOR = 5_000;

let copied = "";

/**
 * @param {Steering} desk
 * @param {string} url
 * @param {string} label
 */
export function copyable(desk, url, label) {
  const id = `link-${url.slice(-12).replace(/\W/g, "")}`;
  return html`<p class="desk-copy"><label for=${id}>${label}</label><input class="input" id=${id} readonly .value=${url} dir="ltr" @focus=${(/** @type {Event} */ event) => /** @type {HTMLInputElement} */ (event.target).select()}>
    <button class="button button-plain" type="button" @click=${() => void copy(desk, url, id)}>${copied === url ? t("Copied") : t("Copy")}</button></p>`;
}

/**
 * Without a secure context there is no clipboard; then the words are selected for copying by hand.
 * @param {Steering} desk
 * @param {string} url
 * @param {string} id
 */
async function copy(desk, url, id) {
  try {
    await navigator.clipboard.writeText(url);
    copied = url;
    setTimeout(() => forget(desk, url), SAID_FOR);
    desk.refresh();
  } catch {
    document.getElementById(id)?.focus();
  }
}

/**
 * @param {Steering} desk
 * @param {string} url
 */
function forget(desk, url) {
  if (copied === url) copied = "";
  desk.refresh();
}

/** What the desk tells the group: sentences from above that stay until somebody has read them. */

import { html, nothing } from "lit-html";
import { announce } from "../../../core/announce.js";
import { t } from "../../../core/i18n.js";
import { preset } from "../presets.js";

/** @typedef {import("../../../core/views.js").Told} Told */

const REMEMBERED = 20;

/** The sentences that were spoken. @type {Set<string>} */
const spoken = new Set();

/**
 * The sentences that nobody has read yet, the oldest first.
 * @param {{told?: Told, told_before?: Told[]}} group
 * @param {readonly string[]} read their ids
 */
export function unread({ told: last, told_before: before = [] }, read) {
  return [...before, ...(last ? [last] : [])].filter(({ id }) => !read.includes(id));
}

/** @param {import("../console.js").AtConsole} here */
export function told({ live, group }) {
  const key = `told:${group.step}:${group.room}`;
  const read = live.drafts.get(key).split(" ");
  const sentences = unread(group, read);
  if (!sentences.length) return nothing;
  const unheard = sentences.filter(({ id }) => !spoken.has(id));
  if (unheard.length) announce(`${t("The moderation says:")} ${unheard.map(wordsOf).join(" ")}`);
  for (const { id } of unheard) spoken.add(id);
  const understood = () => {
    live.drafts.set(key, [...read, ...sentences.map(({ id }) => id)].slice(-REMEMBERED).join(" ").trim());
    live.refresh();
  };
  return html`<div class="banner console-told"><div><p class="told-who">${t("The moderation says:")}</p>${sentences.map((one) => html`<p><strong dir="auto">${wordsOf(one)}</strong></p>`)}</div><button class="button" type="button" @click=${understood}>${t("Understood")}</button></div>`;
}

/** @param {Told} sentence */
function wordsOf({ preset: name, text = "" }) {
  return name ? preset(name) : text;
}

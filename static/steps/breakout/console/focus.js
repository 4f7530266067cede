/** The one or two most important ideas of the group: from a card, or in words of their own. */

import { html, nothing } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { ref } from "lit-html/directives/ref.js";
import { repeat } from "lit-html/directives/repeat.js";
import { t } from "../../../core/i18n.js";
import { keepFieldInSight } from "../../../core/sight.js";
import { refusal, state } from "../../../core/state.js";

/** @typedef {import("../console.js").AtConsole} AtConsole */

/** @param {AtConsole} here */
export function focusIdeas(here) {
  const { group, live } = here;
  const [least, most] = group.focus_target;
  const key = newKey(group);
  const coming = live.outbox.commands.filter((command) => command.type === "breakout.add_focus_idea" && command["step"] === group.step && !(command.id in group.focus.ideas));
  const add = () => {
    const words = live.drafts.get(key).trim();
    document.getElementById("new-idea")?.focus();
    if (!words) return;
    live.connection.send({ type: "breakout.add_focus_idea", step: group.step, room: group.room, text: words });
    live.drafts.set(key, "");
    live.refresh();
  };
  return html`<section class="console-focus" ${ref(keepFieldInSight)}>
    <header class="board-head"><h2>${t("Most important ideas")}</h2><span class="quiet medium">${hint(group.focus.order.length, least, most)}</span></header>
    <ol class="focus-ideas">
      ${repeat(group.focus.order, (id) => id, (id) => idea(here, id))}
      ${coming.map((command) => html`<li><span dir="auto">${command["text"]}</span> ${state({ saved: false, sending: command })}</li>`)}
    </ol>
    ${refusal(live.answers.refused({ type: "breakout.add_focus_idea", step: group.step }))}
    <div class="entry">
      ${field(here, key, { id: "new-idea", label: t("Another idea"), save: add })}
      <button class="button button-plain" type="button" @click=${add}>${t("Add")}</button>
    </div>
  </section>`;
}

/**
 * @param {import("../../../core/outbox.js").Command} command
 * @param {import("../../../core/connection.js").Outcome} outcome
 * @param {import("../../../core/page.js").Live} live
 */
export function ideaSaved(command, outcome, live) {
  if (command.type === "breakout.edit_focus_idea" && outcome.saved) live.drafts.clear(`idea:${command["idea"]}`, command["text"]);
  if (command.type !== "breakout.add_focus_idea" || outcome.saved) return;
  const key = newKey({ step: command["step"], room: command["room"] });
  live.drafts.set(key, [command["text"], live.drafts.get(key)].filter(Boolean).join("\n"));
}

/** @param {{step: string, room: number}} group */
function newKey({ step, room }) {
  return `idea:${step}:${room}`;
}

/**
 * @param {number} have
 * @param {number} least
 * @param {number} most
 */
function hint(have, least, most) {
  const good = least === most ? t("%(n)s is good", { n: most }) : t("%(least)s to %(most)s are good", { least, most });
  return have > most ? html`<strong>${t("You have %(n)s.", { n: have })}</strong> ${good}` : good;
}

/**
 * @param {AtConsole} here
 * @param {string} id
 */
function idea(here, id) {
  const { group, live } = here;
  const key = `idea:${id}`;
  const words = group.focus.ideas[id]?.text ?? "";
  const draft = live.drafts.get(key);
  const edit = (/** @type {string} */ to) => () => {
    live.drafts.set(key, to);
    live.refresh();
  };
  const save = () => {
    const typed = draft.trim();
    if (typed && typed !== words) live.connection.send({ type: "breakout.edit_focus_idea", step: group.step, idea: id, text: typed });
    else edit("")();
  };
  const remove = () => live.connection.send({ type: "breakout.remove_focus_idea", step: group.step, idea: id });
  if (draft) {
    return html`<li>
      ${field(here, key, { label: t("Words of the idea"), save })} ${refusal(live.answers.refused({ type: "breakout.edit_focus_idea", step: group.step }))}
      <div class="acts"><button class="button" type="button" @click=${save}>${t("Save")}</button><button class="button button-bare" type="button" @click=${edit("")}>${t("Cancel")}</button></div>
    </li>`;
  }
  return html`<li>
    <span dir="auto">${words}</span>
    <span class="idea-acts"><button class="link-button" type="button" @click=${edit(words)}>${t("Edit")}</button> <button class="link-button" type="button" @click=${remove}>${t("Remove")}</button></span>
  </li>`;
}

/**
 * A field whose words are a draft. Of an idea being changed, a draft of a single space is an open, empty field.
 * @param {AtConsole} here
 * @param {string} key
 * @param {{label: string, save: () => void, id?: string}} wish
 */
function field({ live }, key, { label, save, id }) {
  const write = (/** @type {Event} */ event) => {
    const typed = /** @type {HTMLTextAreaElement} */ (event.target).value;
    live.drafts.set(key, id ? typed : typed || " ");
    live.refresh();
  };
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    save();
  };
  const draft = live.drafts.get(key);
  return html`<textarea class="input" id=${id ?? nothing} rows="1" dir="auto" aria-label=${label} placeholder=${label} .value=${inSync(draft === " " ? "" : draft)} @input=${write} @keydown=${press}></textarea>`;
}

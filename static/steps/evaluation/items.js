/** One item of the questionnaire as a field: a scale, options, or free words. */

import { html } from "lit-html";
import { live as inSync } from "lit-html/directives/live.js";
import { t, tn } from "../../core/i18n.js";
import { announce } from "../../core/announce.js";
import { optionsOf } from "../../core/results.js";
import { icon, said } from "../../core/said.js";
import { fill } from "./answers.js";

/** @typedef {import("./answers.js").Here} Here */
/** @typedef {import("./answers.js").Answers} Answers */
/** @typedef {import("../../core/views.js").EvaluationItem} Item */

/** Items at which one answer too many was tried; said until the answer changes or is sent. @type {Set<string>} */
const overfull = new Set();

/**
 * @param {Here} here
 * @param {string} item
 * @param {number} seat
 * @param {Answers} answers
 */
export function itemField(here, item, seat, answers) {
  const asked = here.step.items[item];
  if (!asked) return "";
  const put = (/** @type {number | string | string[]} */ value) => fill(here, seat, item, value);
  if (asked.form === "scale") return scale(asked, item, seat, answers[item], put);
  return asked.form === "choice" ? choice(here, asked, item, seat, answers[item], put) : words(asked, item, answers[item], put);
}

/**
 * @param {Item} asked
 * @param {string} item
 * @param {number} seat
 * @param {Answers[string] | undefined} now
 * @param {(value: number) => void} put
 */
function scale(asked, item, seat, now, put) {
  const order = optionsOf(asked);
  return html`<fieldset class="field" aria-describedby="ends-${item}">
    <legend>${said(asked.statement)}</legend>
    <div class="scale pick">
      ${order.map(
        (option) => html`<label><input type="radio" name="${item}-${seat}" .checked=${inSync(Number(option) === now)} @change=${() => put(Number(option))}>${option}</label>`,
      )}
    </div>
    <p class="scale-ends" id="ends-${item}"><span>${asked.low ? said(asked.low) : t("not at all")}</span><span>${asked.high ? said(asked.high) : t("very much")}</span></p>
  </fieldset>`;
}

/**
 * @param {Here} here
 * @param {Item} asked
 * @param {string} item
 * @param {number} seat
 * @param {Answers[string] | undefined} now
 * @param {(value: string[]) => void} put
 */
function choice({ live, step }, asked, item, seat, now, put) {
  const name = `${item}-${seat}`;
  if (live.answers.sending({ type: "evaluation.send_answers", step: step.id, seat })) overfull.delete(name);
  const chosen = Array.isArray(now) ? now : [];
  const most = asked.at_most ?? 1;
  const several = most > 1;
  const tooMany = tn("You have already chosen %(n)s answer. Take one back first.", "You have already chosen %(n)s answers. Take one back first.", most);
  const pick = (/** @type {string} */ option) => (/** @type {Event} */ event) => {
    const box = /** @type {HTMLInputElement} */ (event.target);
    const others = several ? chosen.filter((each) => each !== option) : [];
    if (box.checked && several && others.length >= most) {
      box.checked = false;
      overfull.add(name);
      announce(tooMany);
      live.refresh();
      return;
    }
    overfull.delete(name);
    put(box.checked ? [...others, option] : others);
  };
  return html`<fieldset class="field">
    <legend>${said(asked.statement)}</legend>
    ${several ? html`<small>${tn("Choose up to %(n)s answer.", "Choose up to %(n)s answers.", most)}</small>` : ""}
    <div class="poll-options">
      ${(asked.order ?? []).map(
        (option) => html`<label class="poll-option">
          <input type=${several ? "checkbox" : "radio"} name=${name} .checked=${inSync(chosen.includes(option))} @change=${pick(option)}>
          <span>${said(asked.options?.[option]?.text)}</span>
        </label>`,
      )}
    </div>
    ${overfull.has(name) && chosen.length >= most ? html`<p class="refusal">${icon("warning", "icon-small")} <span>${tooMany}</span></p>` : ""}
  </fieldset>`;
}

/**
 * @param {Item} asked
 * @param {string} item
 * @param {Answers[string] | undefined} now
 * @param {(value: string) => void} put
 */
function words(asked, item, now, put) {
  const write = (/** @type {Event} */ event) => put(/** @type {HTMLTextAreaElement} */ (event.target).value);
  return html`<div class="field">
    <label for="item-${item}">${said(asked.statement)}</label>
    <textarea class="input" id="item-${item}" rows="3" dir="auto" .value=${inSync(typeof now === "string" ? now : "")} @input=${write}></textarea>
  </div>`;
}

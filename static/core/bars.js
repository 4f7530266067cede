/** A result as sentence, bars and table: the same for every kind that counts, on every device. */

import { html, nothing } from "lit-html";
import { percent, t, tn } from "./i18n.js";
import { results } from "./results.js";
import { icon } from "./said.js";
import { ticks } from "./ticks.js";

/** @typedef {import("./views.js").Counts} Counts */
/**
 * @typedef {object} Asked
 * @property {Counts} counts
 * @property {string} item
 * @property {readonly string[]} order
 * @property {(option: string) => unknown} label what stands beside the bar
 * @property {readonly string[]} [own] what this person chose
 */

/** @param {Asked} asked */
export function bars({ counts, item, order, label, own = [] }) {
  const { of, rows } = results(counts, item, order);
  return html`<ol class="poll-results">
    ${rows.map(
      ({ option, count, share }) => html`<li class="poll-result">
        <span>${label(option)}</span>
        ${own.includes(option) ? html`<span class="state state-good">${icon("check", "icon-small")} ${t("Your answer")}</span>` : nothing}
        <span class="poll-figures"><span class="ticks" aria-hidden="true" ${ticks(count, of)}></span><b>${count}</b><span>${percent(share)}</span></span>
      </li>`,
    )}
  </ol>`;
}

/**
 * What stands out, in a sentence.
 * @param {Asked} asked
 */
export function sentence({ counts, item, order, label }) {
  const { of, leading } = results(counts, item, order);
  const first = leading[0];
  if (!first) return html`<p><strong>${t("Nobody has chosen an answer.")}</strong></p>`;
  const figures = { count: first.count, share: percent(first.share) };
  const said =
    leading.length === 1
      ? tn("Chosen most often, by %(count)s of %(n)s person (%(share)s):", "Chosen most often, by %(count)s of %(n)s people (%(share)s):", of, figures)
      : tn("Chosen most often, each by %(count)s of %(n)s person (%(share)s):", "Chosen most often, each by %(count)s of %(n)s people (%(share)s):", of, figures);
  return html`<div class="result-sentence"><p><strong>${said}</strong></p>${leading.map(({ option }) => html`<p>${label(option)}</p>`)}</div>`;
}

/** @param {Asked & {caption: unknown}} asked */
export function table({ counts, item, order, label, caption }) {
  const { rows } = results(counts, item, order);
  return html`<details class="as-table">
    <summary>${t("As a table")}</summary>
    <table class="numbers-table">
      <caption class="heard">${caption}</caption>
      <thead><tr><th scope="col">${t("Answer")}</th><th scope="col">${t("People")}</th><th scope="col">${t("Share")}</th></tr></thead>
      <tbody>${rows.map(({ option, count, share }) => html`<tr><th scope="row">${label(option)}</th><td>${count}</td><td>${percent(share)}</td></tr>`)}</tbody>
      ${counts.abstained ? html`<tfoot><tr><th scope="row">${t("Abstained")}</th><td>${counts.abstained}</td><td></td></tr></tfoot>` : nothing}
    </table>
  </details>`;
}

/** @param {Counts} counts @param {number} [present] people who were there */
export function turnout(counts, present) {
  if (present && present >= counts.ballots) {
    return tn("%(answered)s of %(n)s person has answered.", "%(answered)s of %(n)s people have answered.", present, { answered: counts.ballots });
  }
  return tn("%(n)s person has answered.", "%(n)s people have answered.", counts.ballots);
}

/**
 * Texts of the evening that are not there in all of its languages: how many before it begins, and which.
 *
 * Rule: a text is named by its own words and by where it stands in the plan, not by the keys of a file. It keeps nobody
 * from beginning.
 */

import { html, nothing } from "lit-html";
import { direction, list, number, t, tn } from "../../../core/i18n.js";
import { said } from "../../../core/said.js";
import { called } from "../../../steps/called.js";

/** @typedef {import("../steering.js").Steering} Steering */
/** @typedef {import("../../../core/page.js").Untranslated} Untranslated */

/**
 * What the parts of a plan are called. Those whose words are empty say nothing beyond what they stand in.
 * @type {Record<string, () => string>}
 */
const PARTS = {
  title: () => t("Title"),
  subtitle: () => t("Subtitle"),
  place: () => t("Place"),
  thanks: () => t("Thanks"),
  next_steps: () => t("Next step"),
  why: () => t("Occasion"),
  guiding_questions: () => t("Guiding question"),
  speaker_role: () => t("Office of who speaks"),
  text: () => t("Text"),
  question: () => t("Question"),
  questions: () => t("Question"),
  explanation: () => t("Explanation"),
  options: () => t("Answer"),
  labels: () => t("Label"),
  low: () => t("Lower end of the scale"),
  high: () => t("Upper end of the scale"),
  prompts: () => t("Task"),
  columns: () => t("Column"),
  introduction: () => t("Introduction"),
  items: () => t("Question"),
  statement: () => "",
  scale: () => "",
};

/**
 * Whether everything is there in all languages, where the evening has several.
 * @param {Steering} desk
 */
export function languagesOfTheEvening(desk) {
  const { languages } = desk.view.session;
  const lacking = desk.live.page.untranslated ?? [];
  if (languages.length < 2) return nothing;
  if (!lacking.length) return html`<p class="quiet medium">${t("Every text is there in all languages: %(languages)s.", { languages: names(languages) })}</p>`;
  return html`<div class="desk-untranslated"><p>${tn("%(n)s text is not there in all languages of this evening.", "%(n)s texts are not there in all languages of this evening.", lacking.length)}</p>
    <button class="button button-plain" type="button" @click=${() => openUntranslated(desk)}>${t("Texts without a translation")}</button></div>`;
}

/** @param {Steering} desk */
export function openUntranslated(desk) {
  const lacking = desk.live.page.untranslated ?? [];
  desk.open(() => ({ title: t("Texts without a translation"), wide: true, read: true, body: html`
    <p>${t("Whoever reads such a language sees these texts in %(language)s. The evening can begin like this. To add a translation, complete the session file and begin a new dialogue from it.", { language: called(desk.view.session.default_language) })}</p>
    <ul class="desk-counts">${counted(lacking).map(([lang, count]) => html`<li><span>${called(lang)}</span> <b>${number(count)}</b></li>`)}</ul>
    ${inSteps(desk, lacking)}` }));
}

/**
 * @param {Steering} desk
 * @param {Untranslated[]} lacking
 */
function inSteps(desk, lacking) {
  const { agenda } = desk.view;
  return ["", ...agenda.order].map((/** @type {string} */ step) => {
    const here = lacking.filter((one) => one.step === step);
    if (!here.length) return nothing;
    const planned = agenda.steps[step];
    return html`<section><h3>${planned ? html`${number(planned.number)} ${said(planned.title)}` : t("About the whole evening")}</h3>
      <ul class="desk-lacking">${here.map(row)}</ul></section>`;
  });
}

/** @param {Untranslated} text_ */
function row({ path, words, language, lacks }) {
  return html`<li><span class="quiet small">${placed(path)}</span><span lang=${language} dir=${direction(language)}>${words}</span>
    <span class="small">${t("is missing in: %(languages)s", { languages: names(lacks) })}</span></li>`;
}

/**
 * Where a text stands, as people say it: question 1, answer 3.
 * @param {(string | number)[]} path
 */
export function placed(path) {
  const parts = path.map((part, index) => {
    if (typeof part === "number") return "";
    const own = index > 0 && typeof path[index - 1] === "number";
    if (own && (part === "text" || part === "title" || part === "question")) return "";
    const name = Object.hasOwn(PARTS, part) ? PARTS[part]?.() : part;
    const next = path[index + 1];
    return typeof next === "number" && name ? `${name} ${number(next + 1)}` : name;
  });
  return list(parts.filter((part) => part !== undefined && part !== "").map(String), "unit");
}

/**
 * How many texts are missing in each language.
 * @param {Untranslated[]} lacking
 * @returns {[string, number][]}
 */
export function counted(lacking) {
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { lacks } of lacking) for (const lang of lacks) counts.set(lang, (counts.get(lang) ?? 0) + 1);
  return [...counts];
}

/** @param {string[]} languages */
function names(languages) {
  return list(languages.map(called), "unit");
}

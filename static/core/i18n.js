/**
 * Words on the screen: the page's own sentences, the session's texts, numbers and times.
 *
 * Rule: a sentence stands in the code in English and is looked up; a session's text comes in several languages and is
 * picked here; numbers and times are written as Intl writes them. One language at a time for the whole page.
 */

/** @typedef {Record<string, string>} Text language tag -> words, as in the session file */
/** @typedef {string | Record<string, string>} Wording a sentence, or its plural forms by CLDR category */
/** @typedef {{language: string, dir: "ltr" | "rtl", messages: Record<string, Wording>}} Catalogue */
/** @typedef {{value: string, lang: string, dir: "ltr" | "rtl"}} Said */

const RIGHT_TO_LEFT_LETTERS = /[\u0590-\u08ff\ufb1d-\ufefc]/u;
const LEFT_TO_RIGHT_LETTERS = /[A-Za-z\u00c0-\u058f]/u;
const RIGHT_TO_LEFT = new Set(["ar", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"]);

/** @type {Catalogue} */
let catalogue = { language: "en", dir: "ltr", messages: {} };
/** Whether the page still speaks the language it came in: its kinds bring their words in that one. */
let original = true;
let otherwise = "de";
/** @type {string | undefined} */
let zone;
/** What Intl has made for this language: making it costs a hundred times as much as using it. @type {Map<string, any>} */
const kept = new Map();
/** Each language's name in itself: ours, which a phone shows at once, and what Intl has told. @type {Map<string, string>} */
const languageNames = new Map([["de", "Deutsch"], ["de-simple", "Leichte Sprache"], ["en", "English"], ["ar", "العربية"], ["tr", "Türkçe"], ["uk", "Українська"]]);

/**
 * Chooses the language of the page.
 * @param {Catalogue} words
 * @param {{otherwise?: string, zone?: string}} [dialogue] its default language and its time zone
 */
export function speak(words, dialogue) {
  catalogue = words;
  original = dialogue !== undefined;
  kept.clear();
  otherwise = dialogue?.otherwise ?? otherwise;
  zone = dialogue?.zone ?? zone;
}

/**
 * More words, which come with a kind (`live/web/made.py`). A language chosen since then has come with all its words.
 * @param {Record<string, Wording>} messages
 */
export function learn(messages) {
  if (original) catalogue = { ...catalogue, messages: { ...catalogue.messages, ...messages } };
}

/** @returns {string} the tag of the page's language */
export function language() {
  return catalogue.language;
}

/**
 * The sentence in the page's language; `%(name)s` is filled in.
 * @param {string} sentence
 * @param {Record<string, string | number>} [params]
 */
export function t(sentence, params) {
  const wording = catalogue.messages[sentence];
  return fill(typeof wording === "string" && wording ? wording : sentence, params);
}

/**
 * The sentence for a number of things; `%(n)s` is the number as the language writes it.
 * @param {string} one the English sentence for one
 * @param {string} many the English sentence for several
 * @param {number} n
 * @param {Record<string, string | number>} [params]
 */
export function tn(one, many, n, params = {}) {
  const wording = catalogue.messages[one];
  const forms = typeof wording === "object" ? wording : {};
  const sentence = forms[once("plural", (tag) => new Intl.PluralRules(tag)).select(n)] || forms.other || (n === 1 ? one : many);
  return fill(sentence, { n: number(n), ...params });
}

/**
 * A session's text in the page's language, else in the default language, else in whichever it has.
 * @param {Text | undefined} words
 * @returns {Said}
 */
export function text(words) {
  const has = words ?? {};
  const wished = catalogue.language;
  const lang = [wished, base(wished), otherwise, ...Object.keys(has)].find((candidate) => candidate in has) ?? wished;
  return { value: has[lang] ?? "", lang, dir: direction(lang) };
}

/**
 * @param {string} lang
 * @returns {"ltr" | "rtl"}
 */
export function direction(lang) {
  return RIGHT_TO_LEFT.has(base(lang)) ? "rtl" : "ltr";
}

/** @param {number} value a mean, always with one place so that means can be compared at a glance */
export function decimal(value) {
  return once("decimal", (tag) => new Intl.NumberFormat(tag, { minimumFractionDigits: 1, maximumFractionDigits: 1 })).format(value);
}

/** @param {number} value */
export function number(value) {
  // Written alike in all languages, and on a slow phone sooner than Intl has been asked.
  if (Number.isInteger(value) && value >= 0 && value < 1000) return String(value);
  return once("number", (tag) => new Intl.NumberFormat(tag)).format(value);
}

/**
 * @param {number} share 0 to 1
 */
export function percent(share) {
  return once("percent", (tag) => new Intl.NumberFormat(tag, { style: "percent", maximumFractionDigits: 0 })).format(share);
}

/**
 * Hours and minutes where the dialogue takes place.
 * @param {number} at milliseconds since 1970 UTC
 */
export function time(at) {
  return once("time", (tag) => new Intl.DateTimeFormat(tag, { hour: "2-digit", minute: "2-digit", hourCycle: "h23", ...place() })).format(at);
}

/**
 * The day where the dialogue takes place, written out.
 * @param {number} at milliseconds since 1970 UTC
 */
export function date(at) {
  return once("date", (tag) => new Intl.DateTimeFormat(tag, { dateStyle: "full", ...place() })).format(at);
}

/**
 * Minutes and seconds of a countdown, as on a clock: 12:34.
 * @param {number} milliseconds below zero counts as zero
 */
export function countdown(milliseconds) {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = once("two digits", (tag) => new Intl.NumberFormat(tag, { minimumIntegerDigits: 2, useGrouping: false }));
  return `${number(Math.floor(seconds / 60))}:${two.format(seconds % 60)}`;
}

/**
 * Things in a row: a, b and c; counts in a row: a, b, c.
 * @param {string[]} words
 * @param {"conjunction" | "unit"} [type]
 */
export function list(words, type = "conjunction") {
  return once(`list ${type}`, (tag) => new Intl.ListFormat(tag, { type })).format(words);
}

/** @returns {string} the comma between two things said in one line, as the script of the language has it */
export function comma() {
  return direction(catalogue.language) === "rtl" && base(catalogue.language) !== "he" ? "، " : ", ";
}

/**
 * The name of a language in itself.
 * @param {string} lang
 */
export function languageName(lang) {
  const known = languageNames.get(lang);
  if (known) return known;
  const name = new Intl.DisplayNames([lang], { type: "language" }).of(lang) ?? lang;
  languageNames.set(lang, name.charAt(0).toLocaleUpperCase(lang) + name.slice(1));
  return languageName(lang);
}

/** What stands on a button where there is no room for the name. @type {Record<string, string>} */
const SHORT = { ar: "عربي", "de-simple": "Leicht", uk: "Укр" };

/**
 * A language in a few letters, the beginning of its name in itself: no two of them are alike.
 * @param {string} lang
 */
export function languageTag(lang) {
  return SHORT[lang] ?? SHORT[base(lang)] ?? base(lang).toUpperCase();
}

/**
 * A formatter for the page's language, made once. Latin digits also in Arabic: people compare them with the wall and
 * with the code in their letter.
 * @template T
 * @param {string} name
 * @param {(tag: string) => T} make
 * @returns {T}
 */
function once(name, make) {
  if (!kept.has(name)) kept.set(name, make(writtenAs(catalogue.language)));
  return kept.get(name);
}

/**
 * By whose customs numbers and days are written: easy German as German, English as in Europe.
 * @param {string} lang
 */
export function writtenAs(lang) {
  return `${base(lang) === "en" ? "en-GB" : base(lang)}-u-nu-latn`;
}

/**
 * The language without its variant.
 * @param {string} lang
 */
function base(lang) {
  return lang.replace(/-.*/, "");
}

function place() {
  return zone ? { timeZone: zone } : {};
}

/**
 * @param {string} sentence
 * @param {Record<string, string | number>} [params]
 */
function fill(sentence, params) {
  if (!params) return sentence.replaceAll("%%", "%");
  return sentence.replace(/%\((\w+)\)s|%%/g, (found, name) => {
    if (found === "%%") return "%";
    const value = params[name];
    return value === undefined ? found : typeof value === "number" ? number(value) : apart(value);
  });
}

/**
 * A name that runs against the page, set apart so that neither mixes up the marks and numbers of the other.
 * @param {string} words
 */
function apart(words) {
  const against = catalogue.dir === "rtl" ? LEFT_TO_RIGHT_LETTERS : RIGHT_TO_LEFT_LETTERS;
  return against.test(words) && !words.startsWith("\u2068") ? `\u2068${words}\u2069` : words;
}

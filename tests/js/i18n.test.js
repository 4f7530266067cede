import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

import { countdown, direction, languageName, languageTag, list, percent, speak, t, text, time, tn } from "../../static/core/i18n.js";

const GERMAN = {
  language: "de",
  dir: /** @type {const} */ ("ltr"),
  messages: { "Hello %(name)s": "Hallo %(name)s", "%(n)s person": { one: "%(n)s Mensch", other: "%(n)s Menschen" } },
};
const ARABIC = {
  language: "ar",
  dir: /** @type {const} */ ("rtl"),
  messages: { "%(n)s person": { one: "شخص", two: "شخصان", few: "%(n)s أشخاص", many: "%(n)s شخصًا", other: "%(n)s شخص" } },
};

beforeEach(() => speak(GERMAN, { otherwise: "de", zone: "Europe/Berlin" }));

test("a sentence is looked up and filled in", () => {
  assert.equal(t("Hello %(name)s", { name: "Rosa" }), "Hallo Rosa");
});

test("a sentence without a translation is said in English", () => {
  assert.equal(t("Unknown %(n)s", { n: 1200 }), "Unknown 1.200");
});

test("what a person typed is never filled in again", () => {
  assert.equal(t("Hello %(name)s", { name: "%(name)s %%" }), "Hallo %(name)s %%");
});

test("a name that runs against the page is set apart, any other is not", () => {
  assert.equal(t("Hello %(name)s", { name: "سلمى" }), "Hallo \u2068سلمى\u2069");
  assert.equal(t("Hello %(name)s", { name: "\u2068سلمى\u2069" }), "Hallo \u2068سلمى\u2069");
  speak({ language: "ar", dir: "rtl", messages: { "Hello %(name)s": "مرحبًا %(name)s" } });
  assert.equal(t("Hello %(name)s", { name: "Олена" }), "مرحبًا \u2068Олена\u2069");
  assert.equal(t("Hello %(name)s", { name: "سلمى" }), "مرحبًا سلمى");
  assert.equal(t("Hello %(name)s", { name: "12:34" }), "مرحبًا 12:34");
});

test("plural forms follow the language", () => {
  assert.equal(tn("%(n)s person", "%(n)s people", 1), "1 Mensch");
  assert.equal(tn("%(n)s person", "%(n)s people", 0), "0 Menschen");
  speak(ARABIC);
  assert.equal(tn("%(n)s person", "%(n)s people", 2), "شخصان");
  assert.equal(tn("%(n)s person", "%(n)s people", 3), "3 أشخاص");
  assert.equal(tn("%(n)s person", "%(n)s people", 11), "11 شخصًا");
});

test("a session's text falls back to its language without variant, then to the default, then to any", () => {
  speak({ ...GERMAN, language: "de-simple" });
  assert.deepEqual(text({ de: "Frage", ar: "سؤال" }), { value: "Frage", lang: "de", dir: "ltr" });
  speak(ARABIC);
  assert.deepEqual(text({ de: "Frage" }), { value: "Frage", lang: "de", dir: "ltr" });
  assert.deepEqual(text({ tr: "Soru" }), { value: "Soru", lang: "tr", dir: "ltr" });
  assert.equal(text(undefined).value, "");
});

test("times are those of the place of the dialogue, not of the phone", () => {
  assert.equal(time(Date.UTC(2026, 6, 1, 16, 5)), "18:05");
});

test("numbers, shares and rows of names are written as the language does", () => {
  assert.equal(percent(0.55), "55\u00a0%");
  assert.equal(list(["Mira", "Bernd", "Aylin"]), "Mira, Bernd und Aylin");
});

test("a countdown holds at zero and keeps its digits in Arabic", () => {
  assert.equal(countdown(754_000), "12:34");
  assert.equal(countdown(-5), "0:00");
  speak(ARABIC);
  assert.equal(countdown(65_000), "1:05");
});

test("languages are named in themselves", () => {
  assert.equal(languageName("uk"), "Українська");
  assert.equal(languageName("de-simple"), "Leichte Sprache");
  assert.equal(direction("ar"), "rtl");
});

test("no two languages look alike on the button, and each is the beginning of its own name or its tag", () => {
  const tags = ["de", "de-simple", "en", "ar", "tr", "uk"];
  assert.deepEqual(tags.map(languageTag), ["DE", "Leicht", "EN", "عربي", "TR", "Укр"]);
});

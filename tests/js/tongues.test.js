import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { comma, decimal, number, percent, speak, time, tn, writtenAs } from "../../static/core/i18n.js";

/** @type {Record<string, {plural: Record<string, string>, number: Record<string, string>, mean: Record<string, string>, share: Record<string, string>, time: {at: number, words: string}}>} */
const TONGUES = JSON.parse(readFileSync(new URL("../fixtures/tongues.json", import.meta.url), "utf8"));
const FORMS = { zero: "zero", one: "one", two: "two", few: "few", many: "many", other: "other" };

/** @param {string} words */
const plain = (words) => words.replace(/[\u00a0\u202f]/g, " ").replaceAll("\u200e", "");

for (const [language, written] of Object.entries(TONGUES)) {
  test(`${language} counts and writes on a page as it does on paper`, () => {
    const dir = language === "ar" ? "rtl" : "ltr";
    speak({ language, dir, messages: { card: FORMS } }, { zone: "Europe/Berlin" });
    for (const [n, form] of Object.entries(written.plural)) assert.equal(tn("card", "cards", Number(n)), form, n);
    for (const [n, words] of Object.entries(written.number)) assert.equal(plain(number(Number(n))), words);
    for (const [n, words] of Object.entries(written.mean)) assert.equal(plain(decimal(Number(n))), words);
    for (const [n, words] of Object.entries(written.share)) assert.equal(plain(percent(Number(n))), words);
    assert.equal(time(written.time.at), written.time.words);
  });
}

test("a comma is that of the script", () => {
  speak({ language: "ar", dir: "rtl", messages: {} });
  assert.equal(comma(), "، ");
  speak({ language: "uk", dir: "ltr", messages: {} });
  assert.equal(comma(), ", ");
});

test("easy German is written as German, English as in Europe, and all with the digits of the code", () => {
  assert.deepEqual(["de-simple", "en", "ar"].map(writtenAs), ["de-u-nu-latn", "en-GB-u-nu-latn", "ar-u-nu-latn"]);
});

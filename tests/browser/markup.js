/**
 * Judges pages as a browser has drawn them with html-validate: `{"name": "<!DOCTYPE html>…"}` comes in, complaints go out.
 *
 * Rule: the rules stand in .htmlvalidate.json. Whoever runs it needs node_modules (`./dev setup`).
 */

import { text } from "node:stream/consumers";
import { FileSystemConfigLoader, HtmlValidate, esmResolver } from "html-validate";

/** @type {Record<string, string>} */
const pages = JSON.parse(await text(process.stdin));
const judge = new HtmlValidate(new FileSystemConfigLoader([esmResolver()]));
/** @type {Record<string, string[]>} */
const found = {};
for (const [name, drawn] of Object.entries(pages)) {
  const { results } = await judge.validateString(drawn, `${process.cwd()}/page.html`);
  for (const { messages } of results) {
    for (const { ruleId, message, offset } of messages) {
      (found[`${ruleId}: ${message}\n${drawn.slice(offset - 1, offset + 160)}`] ??= []).push(name);
    }
  }
}
process.stdout.write(JSON.stringify(found));

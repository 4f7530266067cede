// The contracts of the browser's code: the linter notices what it is there to notice.
import assert from "node:assert/strict";
import test from "node:test";

import { ESLint } from "eslint";

const linter = new ESLint({ cwd: new URL("../..", import.meta.url).pathname });

/** @param {string} filePath @param {string} text */
async function rulesBrokenBy(filePath, text) {
  const [verdict] = await linter.lintText(text, { filePath });
  return verdict?.messages.map((message) => message.ruleId ?? message.message);
}

const closed = [
  ["static/core/planted.js", "../pages/desk.js"],
  ["static/core/planted.js", "../steps/poll/poll.js"],
  ["static/steps/poll/planted.js", "../breakout/breakout.js"],
  ["static/steps/breakout/board/planted.js", "../../poll/poll.js"],
  ["static/steps/poll/planted.js", "../../pages/desk.js"],
  ["static/steps/poll/planted.js", "../../steps/breakout/breakout.js"],
  ["static/pages/planted.js", "lit-html/directives/unsafe-html.js"],
  ["static/steps/poll/planted.js", "lit-html/directives/unsafe-html.js"],
  ["static/core/planted.js", "lit-html/directives/unsafe-svg.js"],
];
for (const [from = "", target = ""] of closed) {
  test(`${from} may not import ${target}`, async () => {
    assert.deepEqual(await rulesBrokenBy(from, `import "${target}";\n`), ["no-restricted-imports"]);
  });
}

const open = [
  ["static/core/planted.js", "./patch.js"],
  ["static/steps/poll/planted.js", "../../core/i18n.js"],
  ["static/steps/poll/planted.js", "../desk.js"],
  ["static/steps/poll/planted.js", "./result.js"],
  ["static/steps/breakout/planted.js", "./board/notes.js"],
  ["static/steps/breakout/board/planted.js", "../quintessence.js"],
  ["static/steps/breakout/board/planted.js", "../../../core/i18n.js"],
  ["static/pages/planted.js", "../steps/poll/poll.js"],
  ["static/pages/planted.js", "lit-html/directives/repeat.js"],
];
for (const [from = "", target = ""] of open) {
  test(`${from} may import ${target}`, async () => {
    assert.deepEqual(await rulesBrokenBy(from, `import "${target}";\n`), []);
  });
}

for (const way of ["element.innerHTML = text", "element.outerHTML = text", 'element.insertAdjacentHTML("beforeend", text)']) {
  test(`people's words cannot become markup by ${way}`, async () => {
    const source = `/** @param {Element} element @param {string} text */\nexport function show(element, text) {\n  ${way};\n}\n`;
    const broken = await rulesBrokenBy("static/core/planted.js", source);
    assert.ok(broken?.includes("no-restricted-properties"), String(broken));
  });
}

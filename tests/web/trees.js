/** Whether pairs of scripts, as JSON of file names on the standard input, are the same program: names those that are not. */

import { readFileSync } from "node:fs";
import { Linter } from "eslint";

const WHERE = new Set(["start", "end", "range", "loc", "parent", "tokens", "comments"]);
const linter = new Linter();

/** @param {string} path */
function tree(path) {
  const problems = linter.verify(readFileSync(path, "utf8"), { linterOptions: { noInlineConfig: true }, languageOptions: { ecmaVersion: "latest", sourceType: "module" } });
  if (problems.some(({ fatal }) => fatal)) return `${path} ${problems[0].message}`;
  return JSON.stringify(linter.getSourceCode().ast, (key, value) => {
    if (WHERE.has(key)) return undefined;
    return typeof value === "bigint" ? `${value}n` : value;
  });
}

const pairs = JSON.parse(readFileSync(0, "utf8"));
process.stdout.write(JSON.stringify(pairs.filter(([one, other]) => tree(one) !== tree(other))));

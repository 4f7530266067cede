// The house rules of the browser's code: modules that point inward, no way from text to markup, no
// state that hides. static/core knows no page and no step kind; a kind knows no other kind.
import js from "@eslint/js";
import globals from "globals";

const markup = "People's words are text: render them with lit-html, never as markup.";
const unsafe = { group: ["**/unsafe-*"], message: markup };
const inward = "static/core knows no page and no step kind.";
const alone = "A step kind knows static/core, the face of all kinds and itself; no page and no other kind.";

/** @param {{group?: string[], regex?: string, message: string}[]} patterns */
const closed = (...patterns) => ({ "no-restricted-imports": ["error", { patterns: [unsafe, ...patterns] }] });

export default [
  { ignores: ["static/vendor/", "node_modules/", ".venv/", "dist/", "build/"] },
  js.configs.recommended,
  {
    linterOptions: { reportUnusedDisableDirectives: "error", reportUnusedInlineConfigs: "error" },
    languageOptions: { ecmaVersion: 2023, sourceType: "module" },
    rules: {
      "consistent-return": "error",
      "default-case-last": "error",
      eqeqeq: "error",
      "no-alert": "error",
      "no-console": ["error", { allow: ["warn", "error"] }],
      "no-else-return": "error",
      "no-eval": "error",
      "no-implicit-coercion": ["error", { boolean: false }],
      "no-implied-eval": "error",
      "no-new-func": "error",
      "no-param-reassign": "error",
      "no-restricted-properties": [
        "error",
        ...["innerHTML", "outerHTML", "insertAdjacentHTML", "setHTMLUnsafe"].map((property) => ({ property, message: markup })),
        { object: "document", property: "write", message: markup },
      ],
      ...closed(),
      "no-shadow": "error",
      "no-throw-literal": "error",
      "no-unused-vars": ["error", { args: "all", argsIgnorePattern: "^_", caughtErrors: "none" }],
      "no-use-before-define": ["error", { functions: false, variables: false }],
      "no-var": "error",
      "object-shorthand": "error",
      "prefer-const": "error",
      "prefer-template": "error",
    },
  },
  { files: ["static/**"], languageOptions: { globals: globals.browser } },
  { files: ["static/core/**"], rules: closed({ group: ["**/pages/**", "**/steps/**"], message: inward }) },
  {
    files: ["static/steps/*/*.js"],
    rules: closed({ group: ["**/pages/**", "**/steps/**"], message: alone }, { regex: "^\\.\\./[^./][^/]*/", message: alone }),
  },
  {
    files: ["static/steps/*/*/**"],
    rules: closed({ group: ["**/pages/**", "**/steps/**"], message: alone }, { regex: "^(\\.\\./){2}[^./][^/]*/", message: alone }),
  },
  { files: ["tests/**", "*.config.js"], languageOptions: { globals: globals.node } },
];

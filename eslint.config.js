// The house rules of the browser's code: modules that point inward, no way from text to markup, no
// state that hides. static/core knows no page and no step kind; a kind knows no other kind.
import js from "@eslint/js";
import globals from "globals";

const markup = "People's words are text: render them with lit-html, never as markup.";

/** @param {string[]} group @param {string} message */
const closed = (group, message) => ({
  "no-restricted-imports": ["error", { patterns: [{ group, message }] }],
});

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
      "no-restricted-imports": [
        "error",
        { patterns: [{ group: ["lit-html/directives/unsafe-*", "**/unsafe-*.js"], message: markup }] },
      ],
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
  {
    files: ["static/core/**"],
    rules: closed(["**/pages/**", "**/steps/**", "lit-html/directives/unsafe-*"], "static/core knows no page and no step kind."),
  },
  {
    files: ["static/steps/**"],
    rules: closed(
      ["**/pages/**", "../[!.]*/**", "lit-html/directives/unsafe-*"],
      "A step kind knows static/core and itself, no page and no other kind.",
    ),
  },
  { files: ["tests/**", "*.config.js"], languageOptions: { globals: globals.node } },
];

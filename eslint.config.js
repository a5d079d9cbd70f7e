/** Lint with types. The pure core (architecture.config.js) is also refused every way to reach a clock or randomness. */
import path from "node:path";
import comments from "@eslint-community/eslint-plugin-eslint-comments";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";
import { pureCore } from "./architecture.config.js";

const handedIn = "The pure core is given time and randomness as arguments, so that every run can be repeated.";

export default defineConfig(
  { ignores: ["node_modules", "dist", "coverage", ".cache", "**/node_modules", "**/.*.ts", "tests/**/fixture-*/**"] },
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.base],
    plugins: { "@eslint-community/eslint-comments": comments },
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: path.resolve(import.meta.dirname),
      },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/await-thenable": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true, requireDefaultForNonUnion: false },
      ],
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/only-throw-error": "error",
      "@typescript-eslint/ban-ts-comment": [
        "error",
        { "ts-expect-error": "allow-with-description", "ts-ignore": true, minimumDescriptionLength: 10 },
      ],
      "@eslint-community/eslint-comments/require-description": "error",
      "no-empty": "error",
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-debugger": "error",
    },
  },
  // The router's redirects are thrown by design.
  { files: ["workbench/**/*.tsx"], rules: { "@typescript-eslint/only-throw-error": "off" } },
  {
    files: pureCore.map((folder) => `${folder}/**/*.ts`),
    ignores: ["**/*.test.ts"],
    rules: {
      "no-restricted-properties": [
        "error",
        { object: "Math", property: "random", message: handedIn },
        { object: "Date", property: "now", message: handedIn },
        { object: "performance", property: "now", message: handedIn },
        { object: "crypto", property: "getRandomValues", message: handedIn },
        { object: "crypto", property: "randomUUID", message: handedIn },
      ],
      "no-restricted-globals": [
        "error",
        ...["process", "fetch", "document", "window", "setTimeout", "setInterval", "console"].map((name) => ({ name, message: handedIn })),
      ],
      "no-restricted-syntax": [
        "error",
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: handedIn },
        { selector: "CallExpression[callee.name='Date']", message: handedIn },
      ],
    },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: { eqeqeq: ["error", "always", { null: "ignore" }], "no-empty": "error", "no-unused-vars": "error" },
  },
);

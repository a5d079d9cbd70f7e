/**
 * The whole truth about a change: types, lint, format, unused code, then every test. `npm test` runs it all.
 *
 *     npm test -- types lint          only these parts
 *     npm test -- unit src/reading    only the tests whose path holds these words
 *
 * The last line is `N passed, N failed`: the tests, and among the failed also every part that failed as a whole.
 */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, readFile, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const cache = path.join(root, "node_modules", ".cache", "counterledger");
const resultFile = path.join(cache, `vitest-${process.pid}.json`);

type Outcome = { readonly part: string; readonly failed: boolean; readonly seconds: number };
type Counts = { readonly passed: number; readonly failed: number; readonly skipped: number };

/** Each part: what it says it does, and the programs it runs (a file under node_modules and its arguments). */
const checks: Readonly<Record<string, { readonly says: string; readonly runs: () => readonly (readonly [string, ...string[]])[] }>> = {
  types: {
    says: "Types (everything, the pure core alone, the workbench)",
    runs: () =>
      ["tsconfig.json", "tsconfig.core.json", "workbench/tsconfig.json", "tests/workbench/tsconfig.json"]
        .filter((project) => existsSync(path.join(root, project)))
        .map((project) => ["typescript/bin/tsc", "--noEmit", "-p", project] as const),
  },
  lint: {
    says: "Lint",
    runs: () => [["eslint/bin/eslint.js", ".", "--max-warnings", "0", "--cache", "--cache-location", path.join(cache, "eslint")]],
  },
  format: {
    says: "Format",
    runs: () => [["prettier/bin/prettier.cjs", "--check", "--log-level", "warn", "**/*.{ts,tsx,js,mjs,css}"]],
  },
  unused: { says: "Unused files, exports and dependencies", runs: () => [["knip/bin/knip.js", "--no-progress", "--no-config-hints"]] },
};

process.exitCode = await main(process.argv.slice(2));

async function main(args: readonly string[]): Promise<number> {
  const parts = [...Object.keys(checks), "unit"];
  const chosen = args.filter((arg) => parts.includes(arg));
  const filters = args.filter((arg) => !parts.includes(arg));
  const wanted = chosen.length > 0 ? chosen : filters.length > 0 ? ["unit"] : parts;
  const outcomes: Outcome[] = [];
  let counts: Counts = { passed: 0, failed: 0, skipped: 0 };
  for (const part of parts.filter((name) => wanted.includes(name))) {
    const started = performance.now();
    const check = checks[part];
    say(`\n== ${check?.says ?? "Tests"}`);
    const failed = check === undefined ? !(await runVitest(filters)) : !(await runAll(check.runs()));
    if (check === undefined) counts = await readCounts(failed);
    outcomes.push({ part, failed, seconds: (performance.now() - started) / 1000 });
    if (check !== undefined) say(failed ? "   failed" : "   in order");
  }
  return summarise(outcomes, counts);
}

/** One after the other, all of them even when one fails: a person wants the whole list. */
async function runAll(programs: readonly (readonly [string, ...string[]])[]): Promise<boolean> {
  let fine = true;
  for (const [program, ...args] of programs) if (!(await run(program, args))) fine = false;
  return fine;
}

async function runVitest(filters: readonly string[]): Promise<boolean> {
  await mkdir(cache, { recursive: true });
  return run("vitest/vitest.mjs", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${resultFile}`, ...filters]);
}

async function run(program: string, args: readonly string[]): Promise<boolean> {
  const child = spawn(process.execPath, [path.join(root, "node_modules", program), ...args], { cwd: root, stdio: "inherit" });
  return new Promise((resolve) => {
    child.on("error", (error) => {
      say(`   ${program} could not be started: ${error.message}`);
      resolve(false);
    });
    child.on("close", (code) => resolve(code === 0));
  });
}

/** A file that could not be loaded has no tests of its own and counts as one failed; so does a runner that left no result. */
async function readCounts(failed: boolean): Promise<Counts> {
  const text = await readFile(resultFile, "utf8").catch(() => null);
  await rm(resultFile, { force: true });
  if (text === null) return { passed: 0, failed: 1, skipped: 0 };
  const result = JSON.parse(text) as {
    readonly numPassedTests: number;
    readonly numFailedTests: number;
    readonly numPendingTests: number;
    readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly { readonly status: string }[] }[];
  };
  const unloadable = result.testResults.filter(
    (file) => file.status === "failed" && !file.assertionResults.some((test) => test.status === "failed"),
  ).length;
  const failures = result.numFailedTests + unloadable;
  return { passed: result.numPassedTests, failed: failed && failures === 0 ? 1 : failures, skipped: result.numPendingTests };
}

function summarise(outcomes: readonly Outcome[], counts: Counts): number {
  say("");
  for (const { part, failed, seconds } of outcomes) say(`${failed ? "FAILED" : "ok    "}  ${part.padEnd(8)} ${seconds.toFixed(1)} s`);
  const brokenChecks = outcomes.filter(({ part, failed }) => failed && part !== "unit").length;
  const failed = counts.failed + brokenChecks;
  if (counts.skipped > 0) say(`${counts.skipped} skipped`);
  say(`${counts.passed} passed, ${failed} failed`);
  return failed === 0 ? 0 : 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

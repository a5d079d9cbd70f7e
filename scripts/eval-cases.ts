/**
 * Scores the case kit on a folder of recognizer cases: `node scripts/eval-cases.ts DIR [--json] [--side dev|test|all] [--misses KIND]`.
 * A case passes only whole: every expected entity, in order, with its span, type and values, and nothing else.
 * The development side (9 of 10, by a hash of the input) is what the grammar was written against; the test side never was.
 * Percentages carry 95 % percentile-bootstrap intervals over cases (2,000 resamples, fixed seed).
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "#domain/report.ts";
import { caseKinds, readCase } from "../src/reading/cases/index.ts";
import type { CaseKind } from "../src/reading/cases/index.ts";
import { sameSpans, sameValues, sideOf } from "./cases-scoring.ts";
import type { PublishedCase } from "./cases-scoring.ts";

type Score = { passed: number; spans: number; total: number; outcomes: boolean[] };

const args = process.argv.slice(2);
const folder = args.find((arg, index) => !arg.startsWith("--") && args[index - 1] !== "--side" && args[index - 1] !== "--misses");
const side = args.includes("--side") ? (args[args.indexOf("--side") + 1] ?? "all") : "all";
const misses = args.includes("--misses") ? (args[args.indexOf("--misses") + 1] ?? "") : null;

if (folder === undefined) {
  process.stderr.write("usage: eval-cases DIR [--json] [--side dev|test|all] [--misses en.number]\n");
  process.exit(2);
}

const scores = new Map<string, Score>();
for (const file of readdirSync(folder).sort()) {
  const name = /^(en|zh|ja|ko)\.([a-z]+)\.json$/.exec(file);
  if (!name) continue;
  const language = name[1] as Language;
  const kind = name[2] as CaseKind;
  if (!caseKinds.includes(kind)) continue;
  const cases = JSON.parse(readFileSync(join(folder, file), "utf8")) as readonly PublishedCase[];
  for (const one of cases) {
    const own = sideOf(one.input);
    if (side !== "all" && own !== side) continue;
    const got = readCase(kind, language, one.input, one.ref ?? null);
    const spans = sameSpans(one, got);
    const whole =
      spans &&
      (one.ignoreResolution === true || one.results.every((expected, index) => sameValues(expected.Resolution, got[index]?.resolution)));
    for (const key of [`${language}.${kind}.${own}`, `${language}.${kind}.all`, `${language}.total.${own}`, `${language}.total.all`])
      record(key, whole, spans);
    if (misses !== null && !whole && `${language}.${kind}`.startsWith(misses)) {
      process.stdout.write(`${one.id} ${JSON.stringify(one.input)} ${one.ref ?? ""}\n`);
      for (const expected of one.results)
        process.stdout.write(
          `   want ${expected.Text} @${expected.Start ?? ""} ${expected.TypeName} ${JSON.stringify(expected.Resolution)}\n`,
        );
      for (const result of got)
        process.stdout.write(`   got  ${result.text} @${result.start} ${result.type} ${JSON.stringify(result.resolution)}\n`);
    }
  }
}

const rows = [...scores].map(([key, score]) => {
  const [language, kind, own] = key.split(".") as [string, string, string];
  const [low, high] = interval(score.outcomes);
  return {
    language,
    kind,
    side: own,
    cases: score.total,
    passed: score.passed,
    spanOnly: score.spans,
    percent: percent(score.passed, score.total),
    low,
    high,
  };
});

if (args.includes("--json")) process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
else if (misses === null) {
  process.stdout.write("language kind         side  cases  passed  spans  whole-case %  [95 % interval]\n");
  for (const row of rows) {
    if (side === "all" && row.side !== "all" && row.kind !== "total") continue;
    if (side !== "all" && row.side === "all") continue;
    process.stdout.write(
      `${row.language.padEnd(8)} ${row.kind.padEnd(12)} ${row.side.padEnd(5)} ${String(row.cases).padStart(5)}  ${String(row.passed).padStart(6)}  ${String(row.spanOnly).padStart(5)}  ${row.percent.toFixed(1).padStart(12)}  [${row.low.toFixed(1)}, ${row.high.toFixed(1)}]\n`,
    );
  }
}

function record(key: string, whole: boolean, spans: boolean): void {
  const score = scores.get(key) ?? { passed: 0, spans: 0, total: 0, outcomes: [] };
  score.total += 1;
  if (whole) score.passed += 1;
  if (spans) score.spans += 1;
  score.outcomes.push(whole);
  scores.set(key, score);
}

function percent(passed: number, total: number): number {
  return total === 0 ? 0 : (100 * passed) / total;
}

function interval(outcomes: readonly boolean[]): [number, number] {
  let state = 20261123;
  const random = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
  const means: number[] = [];
  for (let round = 0; round < 2000; round += 1) {
    let passed = 0;
    for (let draw = 0; draw < outcomes.length; draw += 1) if (outcomes[Math.floor(random() * outcomes.length)]) passed += 1;
    means.push(percent(passed, outcomes.length));
  }
  means.sort((a, b) => a - b);
  return [means[50] ?? 0, means[1949] ?? 0];
}

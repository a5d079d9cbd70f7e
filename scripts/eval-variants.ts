/**
 * Scores the case kit on variants of published cases: `node scripts/eval-variants.ts DIR [--json] [--misses PREFIX] [--side dev|all]`.
 * Each variant swaps one thing (a month, a weekday, a number, a unit, a modifier, a connector, the letter case, the sentence around it) in a
 * case that is read right, so that its answer follows from the original's: as many entities, of the same types, with the swapped words, and
 * the same values where the swap leaves values alone. A rule that quotes sentences fails here; a rule that composes parts does not.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Language } from "#domain/report.ts";
import { caseKinds, readCase } from "../src/reading/cases/index.ts";
import type { CaseKind } from "../src/reading/cases/index.ts";
import { folded, sameSpans, sameValues, sideOf } from "./cases-scoring.ts";
import type { PublishedCase } from "./cases-scoring.ts";
import { variantsOf } from "./case-variants.ts";

const args = process.argv.slice(2);
const misses = args.includes("--misses") ? (args[args.indexOf("--misses") + 1] ?? "") : null;
const side = args.includes("--side") ? (args[args.indexOf("--side") + 1] ?? "dev") : "dev";
const folder = args.find((arg, index) => !arg.startsWith("--") && args[index - 1] !== "--misses" && args[index - 1] !== "--side");
if (folder === undefined) {
  process.stderr.write("usage: eval-variants DIR [--json] [--misses en.datetime] [--side dev|all]\n");
  process.exit(2);
}

const scores = new Map<string, { total: number; held: number }>();
for (const file of readdirSync(folder).sort()) {
  const name = /^(en|zh|ja|ko)\.([a-z]+)\.json$/.exec(file);
  if (!name) continue;
  const language = name[1] as Language;
  const kind = name[2] as CaseKind;
  if (!caseKinds.includes(kind)) continue;
  for (const one of JSON.parse(readFileSync(join(folder, file), "utf8")) as readonly PublishedCase[]) {
    if (side === "dev" && sideOf(one.input) !== "dev") continue;
    const original = readCase(kind, language, one.input, one.ref ?? null);
    if (!sameSpans(one, original)) continue;
    if (
      one.ignoreResolution !== true &&
      !one.results.every((expected, index) => sameValues(expected.Resolution, original[index]?.resolution))
    )
      continue;
    for (const variant of variantsOf(one, language, kind)) {
      const got = readCase(kind, language, variant.input, one.ref ?? null);
      const holds =
        got.length === variant.texts.length &&
        got.every(
          (result, index) =>
            folded(result.text) === folded(variant.texts[index] ?? "") &&
            result.type === one.results[index]?.TypeName &&
            (!variant.sameValues || sameValues(original[index]?.resolution, result.resolution)),
        );
      for (const key of [`${language}.${kind}`, `${language}.total`, `swap.${variant.swap}`]) {
        const score = scores.get(key) ?? { total: 0, held: 0 };
        score.total += 1;
        if (holds) score.held += 1;
        scores.set(key, score);
      }
      if (!holds && misses !== null && `${language}.${kind}.${variant.swap}`.startsWith(misses)) {
        const told = (results: readonly { text: string }[]) => results.map(({ text }) => `[${text}]`).join(" ");
        process.stdout.write(
          `${language}.${kind}.${variant.swap} ${JSON.stringify(variant.input)}\n   want ${variant.texts.map((text) => `[${text}]`).join(" ")}\n   got  ${told(got)}\n`,
        );
      }
    }
  }
}

const rows = [...scores]
  .map(([key, { total, held }]) => ({ what: key, variants: total, held, percent: (100 * held) / total }))
  .sort((a, b) => (a.what < b.what ? -1 : 1));
if (args.includes("--json")) process.stdout.write(`${JSON.stringify(rows, null, 1)}\n`);
else if (misses === null)
  for (const row of rows)
    process.stdout.write(
      `${row.what.padEnd(22)} ${String(row.variants).padStart(6)} variants ${String(row.held).padStart(6)} held ${row.percent.toFixed(1).padStart(6)} %\n`,
    );

/**
 * The evaluation kit: reads every report of a folder and scores the reading against its gold.
 *
 * Usage: npm run eval -- DIR [--json] [--show] [--side dev|test]
 *        npm run eval -- DIR --tallies FILE   write the public tallies the reading's confidence comes from
 *   DIR/reports.jsonl          report_id, outlet, published, family (and side, where the folder is split)
 *   DIR/reported-claims.jsonl  one claim a row; rows with span_exact belong to retold/<report_id>.txt
 *   DIR/retold/*.txt           line 1 the date, line 2 the outlet, an empty line, the text
 *
 * What a reader would get wrong: a printed row that is missed counts against every field; `derived` rows may be missed;
 * of a `disputed` row either reading counts. Intervals are 95 % bootstrap over reports, seeded. The tallies behind the printed confidence
 * count right and wrong on the test side too (nobody looks at its misses), so its own calibration flatters; "cross-fitted" is the honest one:
 * tallies made of every second family are held against the others, and the other way round.
 */
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseEdtf, overlaps, undated } from "#domain/edtf.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { reportId } from "#domain/ids.ts";
import type { Language } from "#domain/report.ts";
import { confidenceFields, confidenceOf, jointOf, languageGroup, readReport, toContract } from "#reading/index.ts";
import type { ConfidenceField, ContractClaim, Rules, Tallies, Tally } from "#reading/index.ts";

type Gold = {
  report_id: string;
  claim_id: string;
  measure: string;
  value_low: number | null;
  value_high: number | null;
  value_kind: string;
  unit: string;
  per: string | null;
  period: string | null;
  place: string | null;
  span_exact?: string;
  polarity?: string;
  speakers?: string[];
  flags?: string[];
  conversion_of?: string;
  second_reading?: Partial<Gold>;
};
type Marks = Record<
  "interval" | "unit" | "per" | "measure" | "unitAndMeasure" | "period" | "place" | "speakers" | "polarity" | "kind",
  boolean | null
>;
type Row = { report: string; language: Language; gold: Gold; got: ContractClaim | null; marks: Marks };
type ReportScore = {
  report: string;
  language: Language;
  rows: Row[];
  extra: ContractClaim[];
  spans: { strict: number; overlap: number; gold: number; got: number };
  /** On the test side: no rule was written looking at it. */
  unseen: boolean;
  family: string;
  confidences: { stated: number; right: boolean; rules: Rules; fields: Partial<Record<ConfidenceField, boolean>> }[];
};

const args = process.argv.slice(2);
const dir = args.find((a) => !a.startsWith("--"));
if (dir === undefined || !existsSync(join(dir, "reported-claims.jsonl"))) {
  process.stderr.write("Usage: npm run eval -- DIR [--json] [--show]\nDIR holds reports.jsonl, reported-claims.jsonl and retold/*.txt.\n");
  process.exit(2);
}
const side = args.includes("--side") ? args[args.indexOf("--side") + 1] : undefined;
const reports = new Map(
  readLines<{ report_id: string; side?: string; family?: string }>(join(dir, "reports.jsonl")).map((r) => [r.report_id, r]),
);
const gold = readLines<Gold>(join(dir, "reported-claims.jsonl")).filter((g) => g.span_exact !== undefined);
const crossTables: Tallies[] = [];
const scores = readdirSync(join(dir, "retold"))
  .filter((f) => f.endsWith(".txt"))
  .sort()
  .filter((f) => side === undefined || reports.get(f.slice(0, -4))?.side === side)
  .flatMap((file) => {
    const score = scoreReport(file.slice(0, -4), readFileSync(join(dir, "retold", file), "utf8"));
    return score === null ? [] : [score];
  });
const summary = summarize(scores);
const tallyFile = args.includes("--tallies") ? args[args.indexOf("--tallies") + 1] : undefined;
if (args.includes("--tallies")) {
  if (tallyFile === undefined) throw new Error("--tallies needs the file to write");
  writeFileSync(tallyFile, `${JSON.stringify(talliesOf(scores), null, 2)}\n`);
  process.stdout.write(`tallies of ${scores.length} reports written to ${tallyFile}\n`);
} else if (args.includes("--json")) process.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
else print();

function scoreReport(id: string, text: string): ReportScore | null {
  const [dateLine = "", outlet = ""] = text.split("\n");
  const language = languageOf(text.split("\n").slice(3).join("\n"));
  if (language === null) return null;
  const published = parseEdtf(dateLine.trim()) ?? undated;
  const input = { text, language, published, outlet: outlet.trim(), report: reportId(id) };
  const reading = readReport(input);
  const claims = toContract(input, reading).claims;
  const rows = gold.filter((g) => g.report_id === id);
  const taken = new Set<ContractClaim>();
  const scored = rows.map((g) => {
    const at = occurrence(text, g, rows);
    const near = claims.filter((c) => !taken.has(c) && c.spans.some((s) => at !== -1 && s.start < at + g.span_exact!.length && s.end > at));
    const got =
      near.sort(
        (a, b) => Number(intervalRight(g, b)) - Number(intervalRight(g, a)) || Number(b.unit === g.unit) - Number(a.unit === g.unit),
      )[0] ?? null;
    const isDerived = g.flags?.includes("derived") ?? false;
    if (got !== null && !isDerived) taken.add(got);
    return { report: id, language, gold: g, got, marks: marksOf(g, got), isDerived, at };
  });
  const kept = scored.filter((r) => !r.isDerived);
  const extra = claims.filter((c) => !taken.has(c));
  const strict = kept.filter((r) => r.got?.spans.some((s) => s.exact === r.gold.span_exact && s.start === r.at)).length;
  const overlap = kept.filter((r) => r.got !== null).length;
  return {
    report: id,
    language,
    unseen: reports.get(id)?.side !== "dev",
    family: reports.get(id)?.family ?? id,
    rows: kept,
    extra,
    spans: { strict, overlap, gold: kept.length, got: claims.length },
    confidences: claims.map((c, i) => {
      const marks = kept.find((r) => r.got === c)?.marks;
      const rules = Object.fromEntries(
        (reading.claims[i]?.reasons["confidence"] ?? "").split("; ").map((part) => [part.split(" ")[0], part.slice(part.indexOf(" ") + 1)]),
      ) as Rules;
      // A claim the gold has no row for is wrong in its measure.
      const fields: Partial<Record<ConfidenceField, boolean>> =
        marks === undefined
          ? { measure: false }
          : {
              value: marks.interval === true,
              unit: marks.unit === true,
              measure: marks.measure === true,
              per: marks.per === true,
              ...(marks.period === null ? {} : { period: marks.period }),
              ...(marks.speakers === null ? {} : { speaker: marks.speakers }),
              ...(marks.polarity === null ? {} : { polarity: marks.polarity }),
            };
      const right =
        marks !== undefined &&
        marks.interval === true &&
        marks.unitAndMeasure === true &&
        marks.polarity !== false &&
        marks.speakers !== false;
      return { stated: c.confidence.claim ?? 0, right, rules, fields };
    }),
  };
}

/** Which of two halves a family is in, by the FNV-1a hash of its name. */
function halfOf(family: string): number {
  let hash = 0x811c9dc5;
  for (const unit of family) hash = Math.imul(hash ^ (unit.codePointAt(0) as number), 0x01000193) >>> 0;
  return hash % 2;
}

/** What each rule got right and wrong on the development side and the families kept apart, and what joint figures turned out to be. */
function talliesOf(all: readonly ReportScore[]): Tallies {
  const rules: Record<string, Record<string, Tally>> = {};
  const unseen: Record<string, Record<string, Tally>> = {};
  const add = (table: Record<string, Record<string, Tally>>, key: string, name: string, right: boolean) => {
    const row = (table[key] ??= {});
    const [yes, no] = row[name] ?? [0, 0];
    row[name] = right ? [yes + 1, no] : [yes, no + 1];
  };
  const kept = all.filter((s) => s.unseen);
  for (const s of all)
    for (const c of s.confidences)
      for (const field of confidenceFields) {
        const right = c.fields[field];
        if (right === undefined) continue;
        const group = languageGroup(s.language);
        add(rules, `${group}: ${field}`, c.rules[field], right);
        if (s.unseen) add(unseen, group, field, right);
      }
  const table: Tallies = { unseen: sortedRows(unseen), rules: sortedRows(rules), joint: {} };
  const joint: Record<string, { below: number; is: number }[]> = {};
  for (const group of new Set(kept.map((s) => languageGroup(s.language)))) {
    const points = kept
      .filter((s) => languageGroup(s.language) === group)
      .flatMap((s) => s.confidences.map((c) => ({ x: jointOf(confidenceOf(s.language, c.rules, table) as never), right: c.right })))
      .sort((a, b) => a.x - b.x);
    joint[group] = isotonic(points);
  }
  return { ...table, joint };
}

/** What would have been stated of each half of the unseen families by tallies of the other half. */
function crossFitted(some: readonly ReportScore[]): { stated: number; right: boolean }[] {
  const unseen = scores.filter((s) => s.unseen);
  return [0, 1].flatMap((half) => {
    const table = (crossTables[half] ??= talliesOf(unseen.filter((s) => halfOf(s.family) !== half)));
    return some
      .filter((s) => s.unseen && halfOf(s.family) === half)
      .flatMap((s) => s.confidences.map((c) => ({ stated: confidenceOf(s.language, c.rules, table).claim, right: c.right })));
  });
}

/** Steps that rise: neighbours that fall are pooled (pool adjacent violators), none holds fewer than `least` claims, each drawn to the mean. */
function isotonic(points: readonly { x: number; right: boolean }[]): { below: number; is: number }[] {
  const least = 18;
  const mean = points.filter((p) => p.right).length / Math.max(1, points.length);
  let blocks = points.map((p) => ({ from: p.x, to: p.x, right: p.right ? 1 : 0, n: 1 }));
  const rate = (b: { right: number; n: number }) => (b.right + 6 * mean) / (b.n + 6);
  for (;;) {
    const at = blocks.findIndex(
      (b, i) => i + 1 < blocks.length && (b.n < least || b.to === blocks[i + 1]!.from || rate(b) >= rate(blocks[i + 1]!)),
    );
    const i = at !== -1 ? at : blocks.length > 1 && blocks.at(-1)!.n < least ? blocks.length - 2 : -1;
    if (i === -1) break;
    const a = blocks[i]!;
    const b = blocks[i + 1]!;
    blocks = [...blocks.slice(0, i), { from: a.from, to: b.to, right: a.right + b.right, n: a.n + b.n }, ...blocks.slice(i + 2)];
  }
  return blocks.map((b, i) => ({
    below: i + 1 < blocks.length ? Math.round(500 * (b.to + blocks[i + 1]!.from)) / 1000 : 2,
    is: Math.round(1000 * rate(b)) / 1000,
  }));
}

function sortedRows(table: Record<string, Record<string, Tally>>): Record<string, Record<string, Tally>> {
  const keys = Object.keys(table).sort();
  return Object.fromEntries(keys.map((key) => [key, Object.fromEntries(Object.entries(table[key]!).sort(([a], [b]) => (a < b ? -1 : 1)))]));
}

/** Equal phrases in one report are taken in order; a phrase inside a longer gold phrase ("2,000 workers" in "about 2,000 workers") is not it. */
function occurrence(text: string, g: Gold, rows: readonly Gold[]): number {
  const phrase = g.span_exact!;
  const before = rows.filter((r) => r.span_exact === phrase && r.claim_id < g.claim_id).length;
  const longer = rows.filter((r) => r.span_exact !== phrase && r.span_exact!.includes(phrase));
  const isInside = (at: number) =>
    longer.some((r) => {
      const from = text.indexOf(r.span_exact!, Math.max(0, at + phrase.length - r.span_exact!.length));
      return from !== -1 && from <= at;
    });
  const places: number[] = [];
  for (let at = text.indexOf(phrase); at !== -1; at = text.indexOf(phrase, at + 1)) places.push(at);
  const free = places.filter((at) => !isInside(at));
  return (free.length > before ? free : places)[before] ?? places.at(-1) ?? -1;
}

function intervalRight(g: Gold, c: ContractClaim): boolean {
  const number = (text: string | null) => (text === null ? null : Number(text));
  const low = number(c.value.low);
  const high = number(c.value.high);
  // Kinds count only as bounds: an approximate number keeps both its ends.
  return low === g.value_low && high === g.value_high;
}

function marksOf(g: Gold, c: ContractClaim | null): Marks {
  if (c === null)
    return {
      interval: false,
      unit: false,
      per: false,
      measure: false,
      unitAndMeasure: false,
      period: null,
      place: null,
      speakers: false,
      polarity: false,
      kind: false,
    };
  const readings = [g, ...(g.second_reading === undefined ? [] : [{ ...g, ...g.second_reading }])];
  const any = (test: (r: Gold) => boolean) => readings.some(test);
  const unit = any((r) => r.unit === c.unit);
  const measure = any((r) => r.measure === c.measure);
  return {
    interval: any((r) => intervalRight(r, c)),
    kind: any((r) => r.value_kind === c.value.kind),
    unit,
    per: any((r) => r.per === c.per),
    measure,
    unitAndMeasure: unit && measure,
    period: any((r) => periodOverlaps(r.period, c.period)),
    place:
      g.place === null || (g.flags?.includes("place_not_in_retold") ?? false)
        ? null
        : c.place !== null && (g.place.includes(c.place) || c.place.includes(g.place.split(",")[0]!.split(" and ")[0]!)),
    speakers: g.speakers === undefined ? null : g.speakers.join(" › ").toLowerCase() === c.speakers.join(" › ").toLowerCase(),
    polarity: g.polarity === undefined ? null : any((r) => r.polarity === c.polarity),
  };
}

function periodOverlaps(a: string | null, b: string | null): boolean {
  if (a === null || b === null) return a === b;
  const x = parseEdtf(a.replace("?", "~")) as EdtfDate | null;
  const y = parseEdtf(b.replace("?", "~")) as EdtfDate | null;
  return x !== null && y !== null && overlaps(x, y);
}

/** Korean, Japanese or Chinese by script, English when mostly Latin; null for any other. A few words in another script change nothing. */
function languageOf(text: string): Language | null {
  const count = (script: RegExp) => text.match(script)?.length ?? 0;
  const latin = count(/[a-z]+/gi);
  const hangul = count(/[\uac00-\ud7a3]+/g);
  const kana = count(/[\u3040-\u30ff]/g);
  const han = count(/[\u4e00-\u9fff]/g);
  if (count(/[\u0400-\u04ff]+/g) > latin) return null;
  if (latin > 2 * (hangul + (kana + han) / 2)) return "en";
  if (hangul > kana + han) return "ko";
  if (kana > 0) return "ja";
  return han > 0 ? "zh" : "en";
}

function summarize(all: readonly ReportScore[]) {
  const groups: Record<string, readonly ReportScore[]> = { all };
  for (const language of ["en", "ko", "ja", "zh"] as const) {
    const some = all.filter((s) => s.language === language);
    if (some.length > 0 && some.length < all.length) groups[language] = some;
  }
  return Object.fromEntries(
    Object.entries(groups).map(([name, some]) => [
      name,
      { reports: some.length, claims: some.flatMap((s) => s.rows).length, ...withIntervals(some) },
    ]),
  );
}

function withIntervals(some: readonly ReportScore[]) {
  const point = measuresOf(some);
  const random = seeded(20251226);
  const draws = Array.from({ length: 400 }, () => measuresOf(some.map(() => some[Math.floor(random() * some.length)]!)));
  return Object.fromEntries(
    Object.entries(point).map(([key, value]) => {
      const sorted = draws
        .map((d) => d[key])
        .filter((v) => v !== undefined && Number.isFinite(v))
        .sort((a, b) => a! - b!) as number[];
      return [
        key,
        {
          value: round(value),
          low: round(sorted[Math.floor(sorted.length * 0.025)] ?? value),
          high: round(sorted[Math.floor(sorted.length * 0.975)] ?? value),
        },
      ];
    }),
  );
}

function measuresOf(some: readonly ReportScore[]): Record<string, number> {
  const rows = some.flatMap((s) => s.rows);
  const share = (test: (r: Row) => boolean | null, of: readonly Row[] = rows) => {
    const marked = of.filter((r) => test(r) !== null);
    return marked.length === 0 ? Number.NaN : (100 * marked.filter((r) => test(r) === true).length) / marked.length;
  };
  const total = (key: "strict" | "overlap" | "gold" | "got") => some.reduce((a, s) => a + s.spans[key], 0);
  const f1 = (hit: number) => (200 * hit) / Math.max(1, total("gold") + total("got"));
  const valued = rows.filter((r) => r.marks.interval === true);
  const classed = valued.filter((r) => r.marks.unitAndMeasure === true);
  return {
    "span F1 strict": f1(total("strict")),
    "span F1 overlap": f1(total("overlap")),
    interval: share((r) => r.marks.interval),
    kind: share((r) => r.marks.kind),
    unit: share((r) => r.marks.unit),
    per: share((r) => r.marks.per),
    "measure given value": share((r) => r.marks.measure, valued),
    "interval, unit and measure": share((r) => r.marks.interval === true && r.marks.unitAndMeasure === true),
    "period overlapping, of those": share((r) => r.marks.period, classed),
    place: share((r) => r.marks.place),
    "speaker chain": share((r) => r.marks.speakers),
    "speaker chain, depth 2 and more": share(
      (r) => r.marks.speakers,
      rows.filter((r) => (r.gold.speakers?.length ?? 0) >= 3),
    ),
    polarity: share((r) => r.marks.polarity),
    "calibration error": calibration(some.flatMap((s) => s.confidences)),
    "calibration error, cross-fitted": calibration(crossFitted(some)),
  };
}

/** Expected calibration error over ten equal bins, in percent. */
function calibration(stated: readonly { stated: number; right: boolean }[]): number {
  let error = 0;
  for (let bin = 0; bin < 10; bin += 1) {
    const some = stated.filter((c) => Math.min(9, Math.floor(c.stated * 10)) === bin);
    if (some.length === 0) continue;
    const mean = some.reduce((a, c) => a + c.stated, 0) / some.length;
    error += (some.length / stated.length) * Math.abs(mean - some.filter((c) => c.right).length / some.length);
  }
  return stated.length === 0 ? Number.NaN : 100 * error;
}

function print(): void {
  for (const [name, group] of Object.entries(summary)) {
    const {
      reports: n,
      claims,
      ...fields
    } = group as { reports: number; claims: number } & Record<string, { value: number; low: number; high: number }>;
    process.stdout.write(`${name}: ${n} reports, ${claims} claims\n`);
    for (const [key, v] of Object.entries(fields))
      process.stdout.write(`  ${key.padEnd(34)} ${String(v.value).padStart(6)}  [${v.low}, ${v.high}]\n`);
  }
  if (!args.includes("--show")) return;
  for (const s of scores) {
    for (const r of s.rows) {
      const wrong = Object.entries(r.marks)
        .filter(([, ok]) => ok === false)
        .map(([k]) => k);
      if (wrong.length === 0) continue;
      const g = r.gold;
      const c = r.got;
      process.stdout.write(
        `${g.claim_id} ${JSON.stringify(g.span_exact)} wrong: ${wrong.join(", ")}\n   gold ${g.measure} ${g.value_low} ${g.value_high} ${g.value_kind} ${g.unit}/${g.per} ${g.period} ${g.place} ${g.speakers?.slice(1).join(" › ")} ${g.polarity}\n`,
      );
      if (c !== null)
        process.stdout.write(
          `   got  ${c.measure} ${c.value.low} ${c.value.high} ${c.value.kind} ${c.unit}/${c.per} ${c.period} ${c.place} ${c.speakers.slice(1).join(" › ")} ${c.polarity}\n`,
        );
    }
    for (const c of s.extra)
      process.stdout.write(`${s.report} extra ${c.measure} ${JSON.stringify(c.spans[0]?.exact)} ${c.unit}/${c.per}\n`);
  }
}

function readLines<T>(path: string): T[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as T);
}

/** A small deterministic generator (mulberry32), enough for resampling. */
function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

function round(x: number): number {
  return Math.round(x * 10) / 10;
}

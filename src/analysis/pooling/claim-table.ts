/**
 * A case that arrives as a table: one claim a line, already labelled by people, each with the address of its report. Parsed
 * once, here; every mistake names its line. A table has no report texts: the words of its claims, one a line, stand for them,
 * so that every span still holds.
 */
import { z } from "zod";
import { bases, polarities, type Claim } from "#domain/claim.ts";
import { dayBounds, parseEdtf, undated, type EdtfDate } from "#domain/edtf.ts";
import { caseId, claimId, person, reportId, sourceId, type CaseId, type Instant } from "#domain/ids.ts";
import { parseMeasure } from "#domain/measure.ts";
import { parseCurrency, quantityOf } from "#domain/quantity.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { Report } from "#domain/report.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { consents, credibilities, reliabilities, tlps, type Source } from "#domain/source.ts";
import { spanOf } from "#domain/span.ts";
import { parseDecimalText, type DecimalText, type Value } from "#domain/value.ts";
import { familiesTold, type LabelledReport } from "./families-told.ts";

/** A report of the table; its text is the words of its claims, one a line, and nothing is known of its bytes. */
export type TableReport = Omit<Report, "sha256"> & { readonly carries: string };

export type ClaimTable = {
  readonly id: CaseId;
  readonly title: string;
  readonly about: string;
  readonly sources: readonly Source[];
  readonly reports: readonly TableReport[];
  readonly claims: readonly Claim[];
};

export type TableTexts = { readonly case: string; readonly reports: string; readonly claims: string };

/**
 * Parses `case.json`, `reports.jsonl` and `claims.jsonl` of a table.
 * Refuses broken JSON, an unknown measure, currency or unit, a reversed range, an impossible date, a report or source nobody
 * listed, a conversion of a claim that is not there, conversions or families in a circle, and an id used twice.
 */
export function readClaimTable(texts: TableTexts): Result<ClaimTable, Refusal> {
  const head = parsed("case.json", texts.case, caseSchema);
  if (!head.ok) return head;
  const reportRows = lines("reports.jsonl", texts.reports, reportSchema);
  if (!reportRows.ok) return reportRows;
  const claimRows = lines("claims.jsonl", texts.claims, claimSchema);
  if (!claimRows.ok) return claimRows;
  const wrong = whatIsWrong(head.value, reportRows.value, claimRows.value);
  if (wrong) return refuse(wrong);
  const byReport = Map.groupBy(claimRows.value, ({ row }) => row.report);
  const families = familiesTold(
    reportRows.value.map(({ row }) =>
      labelled(
        row,
        (byReport.get(row.id) ?? []).map((one) => one.row),
      ),
    ),
  );
  return ok({
    id: caseId(head.value.id),
    title: head.value.title,
    about: head.value.about,
    sources: head.value.sources,
    reports: reportRows.value.map(({ row }) =>
      reportOf({ ...row, family: families.get(row.id) ?? row.family }, (byReport.get(row.id) ?? []).map((one) => one.row.words).join("\n")),
    ),
    claims: [...byReport.values()].flatMap((rows) =>
      claimsOf(
        rows.map(({ row }) => row),
        head.value.decided,
      ),
    ),
  });
}

const words = z.string().min(1).max(4000);
const date = z.string().transform((text, context): EdtfDate => {
  const found = parseEdtf(text);
  if (found !== null && bounded(found)) return found;
  context.addIssue({ code: "custom", message: `"${text}" is not an EDTF date, or ends before it begins` });
  return undated;
});
const decimalText = z.string().transform((text, context): DecimalText => {
  const found = parseDecimalText(text);
  if (found === null) context.addIssue({ code: "custom", message: `"${text}" is not plain decimal text such as "7.0602"` });
  return found ?? ("0" as DecimalText);
});
const source = z.strictObject({
  id: words.transform(sourceId),
  pseudonym: words,
  canKnow: words,
  reliability: z.enum(reliabilities),
  tlp: z.enum(tlps),
  consent: z.enum(consents),
});
const caseSchema = z.object({
  id: words,
  title: words,
  about: words,
  decided: z.object({ by: words, at: z.string(), credibility: z.number().pipe(z.literal(credibilities)) }),
  sources: z.array(source).min(1),
});
const reportSchema = z.strictObject({
  id: words.transform(reportId),
  outlet: words,
  carries: words,
  url: z.url().nullable(),
  published: date,
  family: words,
  source: words.transform(sourceId),
  /** The report this one retells, where somebody knows. */
  repeats: words.transform(reportId).nullable().optional(),
});
const claimSchema = z.strictObject({
  id: words.transform(claimId),
  report: words.transform(reportId),
  measure: words,
  value: z.strictObject({
    low: decimalText.nullable(),
    high: decimalText.nullable(),
    kind: z.enum(["exact", "range", "at_least", "at_most", "approx"]),
    hedge: z.array(z.string()),
  }),
  unit: words,
  per: z.string().nullable(),
  period: date,
  place: z.string().nullable(),
  country: z.string().nullable(),
  subject: z.string(),
  speakers: z.tuple([words], words),
  basis: z.enum(bases).optional(),
  polarity: z.enum(polarities),
  conversion_of: words.transform(claimId).nullable(),
  flags: z.array(z.string()),
  words,
  source_kind: z.string().nullable(),
  sector: z.string().nullable(),
});

type Head = z.infer<typeof caseSchema>;
type ReportRow = z.infer<typeof reportSchema>;
type ClaimRow = z.infer<typeof claimSchema>;
type Line<T> = { readonly row: T; readonly place: string };

function parsed<T>(place: string, json: string, schema: z.ZodType<T>): Result<T, Refusal> {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    return refuse({ kind: "bad-input", place, says: `it is not JSON (${error instanceof Error ? error.message : String(error)})` });
  }
  const found = schema.safeParse(raw);
  if (found.success) return ok(found.data);
  const issue = found.error.issues[0];
  return refuse({
    kind: "bad-input",
    place: `${place}, ${issue?.path.join(".") || "top level"}`,
    says: issue?.message ?? "it cannot be read",
  });
}

function lines<T>(name: string, text: string, schema: z.ZodType<T>): Result<readonly Line<T>[], Refusal> {
  const rows: Line<T>[] = [];
  for (const [i, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const place = `${name}, line ${i + 1}`;
    const row = parsed(place, line, schema);
    if (!row.ok) return row;
    rows.push({ row: row.value, place });
  }
  return rows.length > 0 ? ok(rows) : refuse({ kind: "empty-file", name });
}

function whatIsWrong(head: Head, reports: readonly Line<ReportRow>[], claims: readonly Line<ClaimRow>[]): Refusal | null {
  const sources = new Set<string>(head.sources.map((one) => one.id));
  const known = new Set<string>();
  for (const { row, place } of reports) {
    if (known.has(row.id)) return bad(place, `report ${row.id} is listed twice`);
    if (!sources.has(row.source)) return { kind: "no-such-source", source: row.source };
    known.add(row.id);
  }
  const wrongFamily = familyFault(reports);
  if (wrongFamily) return wrongFamily;
  const byId = new Map<string, ClaimRow>();
  for (const { row, place } of claims) {
    if (byId.has(row.id)) return bad(place, `claim ${row.id} is listed twice`);
    if (!known.has(row.report)) return { kind: "no-such-report", report: row.report };
    if (parseMeasure(row.measure) === null) return bad(place, `"${row.measure}" is not a measure of the vocabulary`);
    const unit = wrongUnit(row.unit);
    if (unit) return bad(place, unit);
    const { low, high } = row.value;
    if (low === null && high === null) return bad(place, "a value needs at least one end");
    if (low !== null && high !== null && Number(low) > Number(high)) return bad(place, `the range ${low}-${high} is reversed`);
    byId.set(row.id, row);
  }
  for (const { row, place } of claims) {
    const seen = new Set<string>([row.id]);
    for (let up = row.conversion_of; up !== null; up = byId.get(up)?.conversion_of ?? null) {
      if (!byId.has(up)) return bad(place, `it restates ${up}, which is not in the table`);
      if (seen.has(up)) return bad(place, `the conversions ${[...seen].join(", ")} restate each other in a circle`);
      seen.add(up);
    }
  }
  return null;
}

/** A report that retells another is of its family; reports that retell each other in a circle have no origin. */
function familyFault(reports: readonly Line<ReportRow>[]): Refusal | null {
  const byId = new Map<string, ReportRow>(reports.map(({ row }) => [row.id, row]));
  for (const { row, place } of reports) {
    const seen = new Set<string>([row.id]);
    for (let up = row.repeats ?? null; up !== null; up = byId.get(up)?.repeats ?? null) {
      const origin = byId.get(up);
      if (!origin) return { kind: "no-such-report", report: up };
      if (seen.has(up)) return bad(place, `the reports ${[...seen].join(", ")} retell each other in a circle: a family needs an origin`);
      if (origin.family !== row.family) return bad(place, `it retells ${up} of family ${origin.family} and is listed under ${row.family}`);
      seen.add(up);
    }
  }
  return null;
}

const bad = (place: string, says: string): Refusal => ({ kind: "bad-input", place, says });

function wrongUnit(unit: string): string | null {
  if (quantityOf(unit, undated) !== null) return null;
  const codes = unit.match(/\b[A-Z]{3}\b/g) ?? [];
  const unknown = codes.find((code) => parseCurrency(code) === null);
  return unknown ? `${unknown} is not a currency this vocabulary knows` : `"${unit}" is not a unit of the vocabulary`;
}

/** Whether both parts are real dates and the first does not come after the last. */
function bounded(text: EdtfDate): boolean {
  const { first, last } = dayBounds(text);
  return first === null || last === null || first <= last;
}

function labelled(row: ReportRow, claims: readonly ClaimRow[]): LabelledReport {
  const told = claims.filter((claim) => claim.conversion_of === null && claim.polarity !== "hypothetical");
  return {
    ...row,
    figures: told.map(({ measure, country, unit, value: { low, high } }) => [measure, country, unit, low ?? high, high ?? low].join("|")),
    ratesAlone: told.length > 0 && told.every((claim) => claim.measure === "exchange_rate"),
  };
}

function reportOf(row: ReportRow, text: string): TableReport {
  return {
    id: row.id,
    title: `${row.outlet}, ${row.published === undated ? "undated" : row.published}`,
    text,
    language: "en",
    outlet: row.outlet,
    carries: row.carries,
    published: row.published,
    told: row.published,
    source: row.source,
    channel: "public web page, labelled by hand",
    url: row.url,
    family: row.family,
  };
}

function claimsOf(rows: readonly ClaimRow[], decided: Head["decided"]): readonly Claim[] {
  const text = rows.map((row) => row.words).join("\n");
  let at = 0;
  return rows.map((row): Claim => {
    const span = spanOf(text, at, at + row.words.length);
    at += row.words.length + 1;
    const [outlet, ...voices] = row.speakers;
    return {
      id: row.id,
      report: row.report,
      measure: parseMeasure(row.measure) as NonNullable<ReturnType<typeof parseMeasure>>,
      value: row.value as Value,
      quantity: quantityOf(row.unit, row.period) as NonNullable<ReturnType<typeof quantityOf>>,
      per: row.per as Claim["per"],
      period: row.period,
      place: row.place,
      country: row.country,
      subject: row.subject,
      speakers: [{ name: outlet, protect: false }, ...voices.map((name) => ({ name, protect: true }))],
      basis: row.basis ?? "not-told",
      polarity: row.polarity,
      conversionOf: row.conversion_of,
      flags: row.flags,
      spans: [span],
      confidence: { claim: 1 },
      reasons: { sourceKind: row.source_kind ?? "", sector: row.sector ?? "" },
      decision: row.flags.includes("garbled_in_source")
        ? { state: "proposed", by: decided.by }
        : { state: "accepted", by: person(decided.by), at: decided.at as Instant, credibility: decided.credibility },
    };
  });
}

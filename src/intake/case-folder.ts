/**
 * A case folder: `case.json` beside the reports it names. Parsed once, here; every mistake names its place in the file.
 */
import { z } from "zod";
import { parseEdtf, type EdtfDate } from "#domain/edtf.ts";
import { caseId, reportId, sourceId, type CaseId } from "#domain/ids.ts";
import { currencies } from "#domain/quantity.ts";
import type { Refusal } from "#domain/refusal.ts";
import { languages } from "#domain/report.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { consents, reliabilities, tlps, type Source } from "#domain/source.ts";
import { parseDecimalText, type DecimalText } from "#domain/value.ts";
import type { Rate } from "#domain/weighing.ts";
import type { Note } from "./receive.ts";

export type CaseFolder = {
  readonly id: CaseId;
  readonly title: string;
  readonly about: string;
  readonly sources: readonly Source[];
  readonly reports: readonly (Note & { readonly file: string })[];
  readonly rates: readonly Rate[];
};

/**
 * Parses the text of a `case.json`.
 * Refuses broken JSON, a missing or unknown field, a report without a publication date, a path that leaves the folder,
 * and a report whose source is not listed.
 */
export function parseCaseFolder(name: string, json: string): Result<CaseFolder, Refusal> {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    return refuse({ kind: "bad-input", place: name, says: `it is not JSON (${error instanceof Error ? error.message : String(error)})` });
  }
  const undatedReport = reportWithoutDate(raw);
  if (undatedReport !== null) return refuse({ kind: "missing-date", name: `${name}, report ${undatedReport}` });
  const parsed = schema.safeParse(raw);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    return refuse({
      kind: "bad-input",
      place: `${name}, ${issue?.path.join(".") || "top level"}`,
      says: issue?.message ?? "it cannot be read",
    });
  }
  const { sources, reports, rates, ...head } = parsed.data;
  const known = new Set(sources.map((source) => source.id));
  const orphan = reports.find((report) => !known.has(report.source));
  if (orphan) return refuse({ kind: "no-such-source", source: orphan.source });
  return ok({ ...head, id: caseId(head.id), sources, reports, rates });
}

function reportWithoutDate(raw: unknown): string | null {
  const reports = (raw as { reports?: unknown })?.reports;
  if (!Array.isArray(reports)) return null;
  const found = reports.findIndex((report: unknown) => typeof report === "object" && report !== null && !("published" in report));
  return found < 0 ? null : String((reports[found] as { id?: unknown }).id ?? found + 1);
}

const date = z.string().transform((text, context): EdtfDate => {
  const parsed = parseEdtf(text);
  if (parsed === null) context.addIssue({ code: "custom", message: `"${text}" is not an EDTF date` });
  return parsed ?? ("" as EdtfDate);
});
const decimalText = z.string().transform((text, context): DecimalText => {
  const parsed = parseDecimalText(text);
  if (parsed === null) context.addIssue({ code: "custom", message: `"${text}" is not plain decimal text such as "7.0602"` });
  return parsed ?? ("" as DecimalText);
});
const slug = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/, "use letters, digits and hyphens");
const words = z.string().min(1).max(2000);

const source = z.strictObject({
  id: slug.transform(sourceId),
  pseudonym: words,
  canKnow: words,
  reliability: z.enum(reliabilities),
  tlp: z.enum(tlps),
  consent: z.enum(consents),
});
const report = z.strictObject({
  id: slug.transform(reportId),
  file: z.string().regex(/^(?!.*\.\.)[A-Za-z0-9][A-Za-z0-9._/-]*$/, "name a file inside the case folder"),
  title: words,
  language: z.enum(languages),
  outlet: words,
  published: date,
  told: date,
  source: slug.transform(sourceId),
  channel: words,
  url: z.url().nullable().default(null),
  family: slug,
});
const rate = z.strictObject({
  id: slug,
  base: z.enum(currencies),
  quote: z.enum(currencies),
  rate: decimalText,
  on: date,
  kind: z.enum(["official", "street", "outlet"]),
  source: words,
  url: z.url().nullable(),
});
const schema = z.strictObject({
  id: slug,
  title: words,
  about: words,
  sources: z.array(source).min(1),
  reports: z.array(report).min(1),
  rates: z.array(rate).default([]),
});

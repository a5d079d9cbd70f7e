/** What weighing and checking work on: the claims of the open case, or those of an example that ships with the program. */
import { readClaimTable, type CheckReport, type ClaimTable, type WeighReport } from "#analysis/index.ts";
import type { Claim } from "#domain/claim.ts";
import type { CaseId } from "#domain/ids.ts";
import type { DecidedLink } from "#domain/link.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { Source } from "#domain/source.ts";
import type { Rate } from "#domain/weighing.ts";
import type { Casework } from "./casework.ts";
import type { Folder } from "./open-folder.ts";
import { mostCompared } from "./report-texts.ts";

export type Material = {
  readonly claims: readonly Claim[];
  readonly reports: readonly (CheckReport & WeighReport)[];
  readonly sources: readonly Source[];
  readonly rates: readonly Rate[];
  /** Links a person decided on; an example that ships has none. */
  readonly decided: readonly DecidedLink[];
};

/** Most bytes one file of a claim table may have. */
const tableLimit = 256 * 1024 * 1024;

/** The material of an example that is a table of labelled claims. Refuses what {@link readTable} refuses. */
export async function tableMaterial(read: Folder["read"]): Promise<Result<Material, Refusal>> {
  const table = await readTable(read);
  return table.ok ? ok({ ...table.value, rates: [], decided: [] }) : table;
}

/** The table of labelled claims in a folder. Refuses what {@link readClaimTable} refuses, naming the line. */
export async function readTable(read: Folder["read"]): Promise<Result<ClaimTable, Refusal>> {
  const texts: string[] = [];
  for (const file of ["case.json", "reports.jsonl", "claims.jsonl"]) {
    const bytes = await read(file, tableLimit);
    if (!bytes.ok) return bytes;
    texts.push(new TextDecoder().decode(bytes.value));
  }
  const [head = "", reports = "", claims = ""] = texts;
  return readClaimTable({ case: head, reports, claims });
}

/**
 * The material of an open case: every claim with its decision, the reports that made them, and the recorded rates; with the reports'
 * texts where words are compared, as far as {@link mostCompared} allows.
 */
export async function caseMaterial(casework: Casework, id: CaseId, texts = false): Promise<Result<Material, Refusal>> {
  const [claims, reports, sources, rates, links] = [
    await casework.claims(id),
    await casework.reports(id),
    await casework.sources(id),
    await casework.rates(id),
    await casework.decidedLinks(id),
  ];
  if (!claims.ok) return claims;
  if (!reports.ok) return reports;
  if (!sources.ok) return sources;
  if (!rates.ok) return rates;
  if (!links.ok) return links;
  const told: (CheckReport & WeighReport)[] = [];
  for (const report of reports.value) {
    const open = texts && reports.value.length <= mostCompared ? await casework.report(id, report.id) : null;
    told.push(open?.ok ? { ...report, text: open.value.report.text } : report);
  }
  return ok({ claims: claims.value, reports: told, sources: sources.value, rates: rates.value, decided: links.value });
}

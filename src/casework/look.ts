/** What a person sees of a case without changing it. */
import type { CaseId, ReportId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { Analysis, CaseSummary, OpenReport, ReleaseState, ReportSummary } from "./casework.ts";
import type { Context } from "./context.ts";

export async function summaries({ ledger }: Context): Promise<readonly CaseSummary[]> {
  const cases = await ledger.cases();
  return Promise.all(
    cases.map(async ({ id, title, about }) => {
      const [position, reports, claims] = await Promise.all([ledger.position(id), ledger.reports(id), ledger.claims(id)]);
      return {
        id,
        title,
        about,
        position,
        reports: reports.length,
        claims: claims.length,
        waiting: claims.filter((claim) => claim.decision.state === "proposed").length,
        accepted: claims.filter((claim) => claim.decision.state === "accepted" || claim.decision.state === "corrected").length,
      };
    }),
  );
}

/** The case, or a refusal that names those there are. */
export async function overview(context: Context, id: CaseId): Promise<Result<CaseSummary, Refusal>> {
  const all = await summaries(context);
  const found = all.find((summary) => summary.id === id);
  return found ? ok(found) : refuse({ kind: "no-such-case", case: id, known: all.map((summary) => summary.id) });
}

export async function reportSummaries({ ledger }: Context, id: CaseId): Promise<readonly ReportSummary[]> {
  const [reports, claims] = await Promise.all([ledger.reports(id), ledger.claims(id)]);
  return reports.map((report) => {
    const own = claims.filter((claim) => claim.report === report.id);
    return { ...report, claims: own.length, waiting: own.filter((claim) => claim.decision.state === "proposed").length };
  });
}

export async function openReport({ ledger }: Context, id: CaseId, report: ReportId): Promise<Result<OpenReport, Refusal>> {
  const found = await ledger.report(id, report);
  if (found === null) return refuse({ kind: "no-such-report", report });
  const [claims, reading] = await Promise.all([ledger.claims(id, { report }), ledger.reading(id, report)]);
  return ok({
    report: found,
    claims,
    mentions: reading?.mentions ?? [],
    zones: reading?.zones ?? [],
    unclassified: reading?.unclassified ?? [],
  });
}

export async function newestAnalysis({ ledger }: Context, id: CaseId): Promise<Analysis | null> {
  const newest = await ledger.analysis(id);
  if (newest === null) return null;
  const { estimates, findings, conversions, corroborations, fits } = newest.body;
  const rates = await ledger.rates(id);
  const whole = { estimates, findings, conversions, corroborations, rates, position: newest.seq, stale: newest.stale };
  return fits === undefined ? whole : { ...whole, fits };
}

/** Every draft and publication with what was mended in it, in the order they were drafted. */
export async function releases({ ledger }: Context, id: CaseId): Promise<readonly ReleaseState[]> {
  const all = await ledger.releases(id);
  return Promise.all(
    all.map(async (record) => {
      const [entry] = await ledger.entries(id, { from: record.drafted, limit: 1 });
      if (entry?.body.kind !== "release-drafted") return record;
      const { mends, dropped } = entry.body;
      return { ...record, ...(mends !== undefined && { mends }), ...(dropped !== undefined && { dropped }) };
    }),
  );
}

export async function release(context: Context, id: CaseId, wanted: string): Promise<Result<ReleaseState, Refusal>> {
  const all = await releases(context, id);
  const found = all.find((one) => one.id === wanted);
  return found
    ? ok(found)
    : refuse({
        kind: "bad-input",
        place: `release "${wanted}"`,
        says: `the case has ${all.length === 0 ? "no release yet" : all.map((one) => one.id).join(", ")}`,
      });
}

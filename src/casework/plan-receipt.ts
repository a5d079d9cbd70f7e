/** What taking drafts in would do to a case: read-only, so that it can be looked at first and thrown away. */
import { nearDuplicateShare, sharedRuns, wordRuns } from "#analysis/plausibility/shared-runs.ts";
import type { CaseId, ReportId } from "#domain/ids.ts";
import { planArrivals, type Defaults, type Draft, type PlannedArrival } from "#intake/index.ts";
import type { Context } from "./context.ts";

/** A report of the case whose words this one largely repeats: one of them may carry the other, and then both are one family. */
export type Likeness = { readonly report: ReportId; readonly family: string; readonly share: number };
export type PlannedReceipt = PlannedArrival & { readonly like: readonly Likeness[] };

/** A plan for each draft with the reports it is like, the likest first; the case is left as it is. */
export async function planReceipt(
  context: Context,
  id: CaseId,
  drafts: readonly Draft[],
  defaults: Defaults,
): Promise<readonly PlannedReceipt[]> {
  const { ledger, hash } = context;
  const [summaries, sources] = await Promise.all([ledger.reports(id), ledger.sources(id)]);
  const reports = [];
  for (const summary of summaries) {
    const report = await ledger.report(id, summary.id);
    if (report !== null) reports.push(report);
  }
  const plans = planArrivals(drafts, defaults, { reports, sources: sources.map((source) => source.id) }, hash);
  const held: { readonly report: ReportId; readonly family: string; readonly runs: ReadonlySet<string> }[] = reports.flatMap((report) => {
    const runs = wordRuns(report.text);
    return runs === null ? [] : [{ report: report.id, family: report.family, runs }];
  });
  return plans.map((plan) => {
    const runs = plan.state === "new" ? wordRuns(plan.text) : null;
    if (plan.state !== "new" || runs === null) return { ...plan, like: [] };
    const like = held
      .map(({ report, family, runs: other }) => ({ report, family, share: sharedRuns(runs, other) }))
      .filter(({ share, family }) => share >= nearDuplicateShare && family !== plan.note.family)
      .sort((a, b) => b.share - a.share);
    held.push({ report: plan.id, family: plan.note.family, runs });
    return { ...plan, like };
  });
}

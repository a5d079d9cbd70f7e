/** The reports of a case with their texts, for what compares words: who may be copying whom. */
import type { CaseId } from "#domain/ids.ts";
import type { Report } from "#domain/report.ts";
import type { Context } from "./context.ts";

/** Most reports whose texts are compared at once; of a larger case figures and families are compared, and words are not. */
export const mostCompared = 2_000;

/** In the order they were received; a text that can no longer be read is left out. */
export async function reportsWithTexts(
  { ledger }: Pick<Context, "ledger">,
  id: CaseId,
): Promise<readonly (Omit<Report, "text"> & { readonly text?: string })[]> {
  const heads = await ledger.reports(id);
  if (heads.length > mostCompared) return heads;
  const reports: (Omit<Report, "text"> & { readonly text?: string })[] = [];
  for (const head of heads) reports.push((await ledger.report(id, head.id)) ?? head);
  return reports;
}

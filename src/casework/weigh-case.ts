/** Weighs one question on a case, or runs one check over it, without recording anything: the newest state, as values. */
import { check as checkClaims, ecbReferenceRates, weighInDetail } from "#analysis/index.ts";
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { CheckKind, Remark, WeighedInDetail, WeighQuestion } from "#domain/weighed.ts";
import type { Context } from "./context.ts";
import { reportsWithTexts } from "./report-texts.ts";

/** The pooled answer with all that stands behind it. Refuses an unknown measure or currency, a reversed window, and a question no claim answers. */
export async function weigh({ ledger }: Context, id: CaseId, question: WeighQuestion): Promise<Result<WeighedInDetail, Refusal>> {
  const [claims, reports, sources, rates, decided] = await Promise.all([
    ledger.claims(id),
    ledger.reports(id),
    ledger.sources(id),
    ledger.rates(id),
    ledger.decidedLinks(id),
  ]);
  return weighInDetail(claims, reports, question, { sources, rates, tables: [ecbReferenceRates], decided });
}

/** The remarks of one check. */
export async function check(context: Context, id: CaseId, kind: CheckKind): Promise<Result<readonly Remark[], Refusal>> {
  const { ledger } = context;
  const [claims, reports, rates, decided] = await Promise.all([
    ledger.claims(id),
    kind === "copies" ? reportsWithTexts(context, id) : ledger.reports(id),
    ledger.rates(id),
    ledger.decidedLinks(id),
  ]);
  return ok(checkClaims(kind, claims, reports, { rates, tables: [ecbReferenceRates], decided }));
}

/** Every printed conversion of a case against the rates of its day, with all candidates, recording nothing. */
import { checkConversions, ecbReferenceRates, ratesFromClaims } from "#analysis/index.ts";
import type { CaseId } from "#domain/ids.ts";
import type { ConversionCheck } from "#domain/weighing.ts";
import type { Context } from "./context.ts";

export async function recomputeConversions({ ledger }: Context, id: CaseId): Promise<readonly ConversionCheck[]> {
  const [claims, reports, rates] = await Promise.all([ledger.claims(id), ledger.reports(id), ledger.rates(id)]);
  return checkConversions(claims, [...rates, ...ratesFromClaims(claims, reports)], reports, [ecbReferenceRates]);
}

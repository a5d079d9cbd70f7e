/** Weighs, estimates and holds the rules against what is accepted; the outcome is an entry with its seed and lineage. */
import { checkConversions, corroborate, ecbReferenceRates, findings, ratesFromClaims, withDecidedFamilies } from "#analysis/index.ts";
import { isAccepted } from "#domain/claim.ts";
import { dayBounds, undated, type EdtfDate } from "#domain/edtf.ts";
import type { DispatchFit } from "#domain/fit.ts";
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { Report } from "#domain/report.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { Analysis } from "./casework.ts";
import type { Context } from "./context.ts";
import { estimateMaterial } from "./fit-material.ts";

/** Refuses a case in which nothing was accepted. `fits` are kept with the outcome, in the same entry. */
export async function analyse({ ledger, actor }: Context, id: CaseId, fits?: readonly DispatchFit[]): Promise<Result<Analysis, Refusal>> {
  const position = await ledger.position(id);
  const [claims, told, recorded, decided] = await Promise.all([
    ledger.claims(id),
    ledger.reports(id),
    ledger.rates(id),
    ledger.decidedLinks(id),
  ]);
  if (!claims.some(isAccepted)) return refuse({ kind: "nothing-accepted", case: id });
  const reports = withDecidedFamilies(told, decided);
  const rates = [...recorded, ...ratesFromClaims(claims, reports)];
  const asOf = latestDay(reports);
  const own = fits?.find(({ asked }) => asked?.of === id);
  const conversions = checkConversions(claims, rates, reports, [ecbReferenceRates]);
  const corroborations = corroborate(claims, told, decided);
  // One way for one number: with a fit to the case's claims its estimates are these, and without one they come from the same draws.
  const estimates = own?.estimates ?? estimateMaterial(id, { claims, reports: told, sources: [], rates: recorded, decided });
  const found = findings(claims, reports, { asOf });
  const outcome = { estimates, findings: found, conversions, corroborations, ...(fits === undefined ? {} : { fits }) };
  const appended = await ledger.append(id, actor, [{ kind: "analysis-run", ...outcome }], { expect: position });
  if (!appended.ok) return appended;
  return ok({ ...outcome, rates, position: position + 1, stale: false });
}

/** The day the newest report was published: what "now" means for the case, whatever the clock says. */
function latestDay(reports: readonly Omit<Report, "text">[]): EdtfDate {
  const days = reports.flatMap((report) => dayBounds(report.published).last ?? []);
  return (days.sort().at(-1) as EdtfDate | undefined) ?? undated;
}

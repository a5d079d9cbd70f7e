/** Weighs one question on a case, or runs one check over it, without recording anything: the newest state, as values. */
import { check as checkClaims, ecbReferenceRates, weighInDetail } from "#analysis/index.ts";
import type { Claim } from "#domain/claim.ts";
import type { CaseId } from "#domain/ids.ts";
import type { DecidedLink } from "#domain/link.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { CheckKind, Remark, WeighedInDetail, WeighQuestion } from "#domain/weighed.ts";
import type { Rate } from "#domain/weighing.ts";
import type { Context } from "./context.ts";
import { reportsWithTexts } from "./report-texts.ts";

/**
 * The pooled answer with all that stands behind it; rates given beside the case's own serve for this call alone. Refuses an unknown
 * measure or currency, a reversed window, assumptions that make no sense, and a question no claim answers.
 */
export async function weigh(
  { ledger }: Context,
  id: CaseId,
  question: WeighQuestion,
  given: readonly Rate[] = [],
): Promise<Result<WeighedInDetail, Refusal>> {
  const [sources, rates, decided] = await Promise.all([ledger.sources(id), ledger.rates(id), ledger.decidedLinks(id)]);
  const { claims, reports } = await askedAbout(ledger, id, question, decided);
  return weighInDetail(claims, reports, question, { sources, rates: [...rates, ...given], tables: [ecbReferenceRates], decided });
}

/** Most reports whose rates and conversions are fetched one by one; beyond it the whole case is. */
const mostFetched = 500;

/**
 * The claims of the measure, and what is needed to weigh them, without the rest of the case: a large case would not fit in memory
 * several times over. Where all is told in one currency, or none, their reports are enough; else the rates that any report prints,
 * and the conversions of the reports concerned and of their families. A person's word on copies is about all reports.
 */
async function askedAbout(
  ledger: Context["ledger"],
  id: CaseId,
  { measure, country, currency }: WeighQuestion,
  decided: readonly DecidedLink[],
) {
  const asked = (await ledger.claims(id, { measure })).filter((claim) => country === undefined || claim.country === country);
  // Whether a stock was handed on unchanged shows in those told to have gone home since.
  const claims = measure === "workers_abroad_stock" ? [...asked, ...(await ledger.claims(id, { measure: "repatriated" }))] : asked;
  const own = new Set(claims.map((claim) => claim.report));
  const told = new Set(claims.flatMap(({ quantity }) => (quantity.kind === "money" ? [quantity.currency as string] : [])));
  const joined = decided.some((one) => one.kind === "copy-of");
  if (new Set(currency === undefined ? told : [...told, currency]).size < 2 || told.size === 0)
    return { claims, reports: await ledger.reports(id, joined ? undefined : own) };
  const reports = await ledger.reports(id);
  const families = new Set(reports.filter((report) => own.has(report.id)).map((report) => report.family));
  const printing = await ledger.claims(id, { measure: "exchange_rate" });
  const rated = new Set(printing.map((claim) => claim.report));
  const wanted = reports.filter((report) => families.has(report.family) || rated.has(report.id));
  if (wanted.length > mostFetched) return { claims: await ledger.claims(id), reports };
  const fetched: Claim[] = [];
  for (const report of wanted) fetched.push(...(await ledger.claims(id, { report: report.id })));
  return { claims: fetched, reports };
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

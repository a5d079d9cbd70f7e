/** The five checks of a case by name, as the command line and the API ask for them. */
import type { Claim } from "#domain/claim.ts";
import type { CheckKind } from "#domain/weighed.ts";
import type { Rate } from "#domain/weighing.ts";
import { withDecidedFamilies } from "../corroboration/decided-links.ts";
import { euroCrosses } from "../money/euro-crosses.ts";
import type { RateTable } from "../money/check-conversions.ts";
import { ratesFromClaims } from "../money/rates-from-claims.ts";
import { conversionRemarks } from "./conversions.ts";
import { contradictionRemarks } from "./contradictions.ts";
import { copyRemarks } from "./copies.ts";
import { currencyRemarks } from "./currencies.ts";
import { plausibilityRemarks } from "./laws.ts";
import type { CheckContext, CheckReport, Material, Remark } from "./remark.ts";

const checks = {
  conversions: conversionRemarks,
  currencies: currencyRemarks,
  plausibility: plausibilityRemarks,
  contradictions: contradictionRemarks,
  copies: copyRemarks,
} as const satisfies Readonly<Record<CheckKind, (material: Material) => readonly Remark[]>>;

/** The remarks of one check. Rates the reports print are added to those given; links a person decided on are respected. */
export function check(
  kind: CheckKind,
  claims: readonly Claim[],
  reports: readonly CheckReport[],
  { rates = [], tables = [], decided = [] }: CheckContext = {},
): readonly Remark[] {
  const judged = withDecidedFamilies(reports, decided);
  const told = [...rates, ...ratesFromClaims(claims, judged)];
  return checks[kind]({ claims, reports: judged, rates: told, tables: [...tables, euroCrosses(rates)].map(remembering), decided });
}

/** The table, answering from memory what it was asked before: a large case asks for the same days many times. */
function remembering(table: RateTable): RateTable {
  const known = new Map<string, readonly Rate[]>();
  return (a, b, window) => {
    const asked = `${a} ${b} ${window}`;
    const found = known.get(asked) ?? table(a, b, window);
    known.set(asked, found);
    return found;
  };
}

/** The five checks of a case by name, as the command line and the API ask for them. */
import type { Claim } from "#domain/claim.ts";
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
} as const satisfies Readonly<Record<string, (material: Material) => readonly Remark[]>>;

export type CheckKind = keyof typeof checks;
export const checkKinds = Object.keys(checks) as readonly CheckKind[];

/** The remarks of one check. Rates the reports print are added to those given. */
export function check(
  kind: CheckKind,
  claims: readonly Claim[],
  reports: readonly CheckReport[],
  { rates = [], tables = [] }: CheckContext = {},
): readonly Remark[] {
  return checks[kind]({ claims, reports, rates: [...rates, ...ratesFromClaims(claims, reports)], tables });
}

/** A remark on claims that do not sit well together: what was seen, every way to read it, and what it does to later figures. */
import type { Claim } from "#domain/claim.ts";
import type { ClaimId } from "#domain/ids.ts";
import type { DecidedLink } from "#domain/link.ts";
import type { Report } from "#domain/report.ts";
import type { Rate } from "#domain/weighing.ts";
export type { Remark } from "#domain/weighed.ts";
import type { CarriedReport } from "../corroboration/roots.ts";
import type { RateTable } from "../money/check-conversions.ts";

export type CheckReport = CarriedReport & Pick<Report, "told" | "url" | "source"> & { readonly text?: string };

export type CheckContext = {
  readonly rates?: readonly Rate[];
  readonly tables?: readonly RateTable[];
  /** Links a person decided on. */
  readonly decided?: readonly DecidedLink[];
};

/** What every check is given. */
export type Material = {
  readonly claims: readonly Claim[];
  readonly reports: readonly CheckReport[];
  readonly rates: readonly Rate[];
  readonly tables: readonly RateTable[];
  readonly decided: readonly DecidedLink[];
};

export const ids = (claims: readonly Claim[]): readonly ClaimId[] => claims.map((claim) => claim.id);
export const named = (claims: readonly Claim[]): string => ids(claims).join(", ");

/** A number in print: 1,200,000 without exponents, three significant digits below a thousand. */
export function shown(value: number): string {
  if (value === Infinity) return "…";
  return (Math.abs(value) >= 1000 ? Math.round(value) : Number(value.toPrecision(3))).toLocaleString("en-US", { maximumFractionDigits: 6 });
}

export const span = (low: number, high: number): string => (low === high ? shown(low) : `${shown(low)}-${shown(high)}`);

/**
 * A stock told again unchanged though many are told to have left in between: one old estimate handed on. What a reader would get wrong:
 * its later tellings are no evidence about later years, so pooling counts it once, as of its first (PL6).
 */
import { counts, type Claim } from "#domain/claim.ts";
import { dayBounds, type EdtfDate } from "#domain/edtf.ts";
import type { Report } from "#domain/report.ts";

export type RepeatedStock = {
  readonly first: Claim;
  readonly later: readonly Claim[];
  /** Years of the first and the last telling. */
  readonly toldIn: { readonly first: string; readonly last: string };
  /** The largest number told to have gone home in between. */
  readonly gone: Claim;
};

/** Least part of a stock that must have left, as told, for the same figure to be a repeat and no count. */
const leftShare = 0.05;
/** Least years between the first and the last telling. */
const yearsApart = 2;
/** Smaller stocks stay the same by chance. */
const leastStock = 1000;

/** The stocks of a case that are one old figure handed on. */
export function repeatedStocks(claims: readonly Claim[], reports: readonly Pick<Report, "id" | "published">[]): readonly RepeatedStock[] {
  const stocks = claims.filter(
    (claim) =>
      claim.measure === "workers_abroad_stock" && counts(claim) && claim.value.low !== null && Number(claim.value.low) >= leastStock,
  );
  if (stocks.length < 2) return [];
  const published = new Map<string, EdtfDate>(reports.map((report) => [report.id, report.published]));
  const day = (claim: Claim) => dayBounds(published.get(claim.report) ?? claim.period).first ?? "";
  const returned = claims.filter((claim) => claim.measure === "repatriated" && counts(claim));
  const same = Map.groupBy(stocks, (claim) => `${claim.country ?? "world"}|${claim.place ?? ""}|${claim.value.low}|${claim.value.high}`);
  return [...same.values()].flatMap((together): readonly RepeatedStock[] => {
    const told = together.filter((claim) => day(claim) !== "").sort((a, b) => (day(a) < day(b) ? -1 : 1));
    const [first, last] = [told[0], told.at(-1)];
    if (!first || !last || Number(day(last).slice(0, 4)) - Number(day(first).slice(0, 4)) < yearsApart) return [];
    const between = returned.filter(
      (claim) =>
        claim.country === first.country &&
        (dayBounds(claim.period).last ?? "") > day(first) &&
        (dayBounds(claim.period).first ?? "") < day(last),
    );
    const number = (claim: Claim) => Number(claim.value.low ?? 0);
    const gone = between.reduce<Claim | null>((most, claim) => (most === null || number(claim) > number(most) ? claim : most), null);
    if (!gone || number(gone) < leftShare * number(first)) return [];
    return [{ first, later: told.slice(1), toldIn: { first: day(first).slice(0, 4), last: day(last).slice(0, 4) }, gone }];
  });
}

/**
 * The rate a report used, as one printed conversion of it shows: 62,000 roubles printed as 730 dollars. It serves for the amounts of
 * that report where no published rate of the day is known, and for those of a report that retells the same origin at the same time.
 */
import type { Claim } from "#domain/claim.ts";
import type { Report } from "#domain/report.ts";
import type { Rate } from "#domain/weighing.ts";
import { conversionPairs } from "./check-conversions.ts";

/** Rates by printed conversion: `constant-<report>-…` for the report itself, `kin-<report>-…` for each other report of its family. */
export function printedConstants(claims: readonly Claim[], reports: readonly Pick<Report, "id" | "url" | "family">[]): readonly Rate[] {
  const pairs = conversionPairs(claims);
  if (pairs.length === 0) return [];
  const known = new Map<string, Pick<Report, "id" | "url" | "family">>(reports.map((report) => [report.id, report]));
  const families = Map.groupBy(reports, (report) => report.family);
  return pairs.flatMap(({ printed: print, restates, from, to }): readonly Rate[] => {
    const [a, b] = [restates.value.low ?? restates.value.high, print.value.low ?? print.value.high];
    if (a === null || b === null || Number(a) <= 0 || Number(b) <= 0) return [];
    const own = known.get(print.report);
    const rate: Rate = {
      id: `constant-${print.report}-${print.id}`,
      base: from,
      quote: to,
      rate: String(Number((Number(b) / Number(a)).toPrecision(6))) as Rate["rate"],
      on: restates.period,
      kind: "outlet",
      source: `implied by what ${print.speakers[0].name} printed`,
      url: own?.url ?? null,
    };
    const kin = (families.get(own?.family ?? "") ?? []).filter(({ id }) => id !== print.report);
    return [rate, ...kin.map(({ id }) => ({ ...rate, id: `kin-${id}-${print.id}`, source: `${rate.source}, of the same origin` }))];
  });
}

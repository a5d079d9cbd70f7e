/**
 * What decided links do to the counting of roots. An accepted copy makes two reports one root; a rejected one takes a report out of
 * the family it was listed under, and keeps the carrying rule from joining the two again. It is done to the families once, before
 * anything is weighed, so that weighing, checking and estimating all count the same roots.
 */
import { dayBounds } from "#domain/edtf.ts";
import type { ReportId } from "#domain/ids.ts";
import { linkId, type DecidedLink, type LinkEnds } from "#domain/link.ts";
import type { CarriedReport } from "./roots.ts";

/** The newest decision on a link, whichever way it is told; undefined when nobody decided. */
export type Decisions = (ends: LinkEnds) => DecidedLink | undefined;

export function decisionsOn(decided: readonly DecidedLink[]): Decisions {
  const known = new Map<string, DecidedLink>();
  for (const one of decided) {
    known.set(linkId(one), one);
    // Of two reports that are one root, either may be called the copy.
    if (one.kind === "copy-of") known.set(linkId({ kind: "copy-of", from: one.to, to: one.from }), one);
  }
  return (ends) => known.get(linkId(ends));
}

/**
 * The reports with the families the decisions leave. A family is its first report and those that retell it; a member set apart is
 * its own root, unless an accepted copy joins it to another. Reports nobody decided on keep their family's name.
 */
export function withDecidedFamilies<R extends CarriedReport>(reports: readonly R[], decided: readonly DecidedLink[]): readonly R[] {
  const copies = decided.filter((one) => one.kind === "copy-of");
  if (copies.length === 0) return reports;
  const decision = decisionsOn(copies);
  const byId = new Map<string, R>(reports.map((report) => [report.id, report]));
  const up = new Map<string, string>();
  const find = (id: string): string => {
    const above = up.get(id);
    return above === undefined || above === id ? id : find(above);
  };
  const origins = originsOf(reports);
  for (const report of reports) {
    const origin = origins.get(report.family) as R;
    if (origin !== report && decision({ kind: "copy-of", from: report.id, to: origin.id })?.verdict !== "rejected")
      up.set(find(report.id), find(origin.id));
  }
  for (const { from, to, verdict } of copies) if (verdict === "accepted" && byId.has(from) && byId.has(to)) up.set(find(from), find(to));
  const members = Map.groupBy(reports, (report) => find(report.id));
  const apart = Map.groupBy(
    copies.filter((one) => one.verdict === "rejected").flatMap(({ from, to }) => [[from, to] as const, [to, from] as const]),
    ([id]) => id as string,
  );
  return reports.map((report) => {
    const first = earliest(members.get(find(report.id)) as readonly R[]);
    const family = origins.get(first.family) === first ? first.family : `${first.family}, apart: ${first.id}`;
    const notCopyOf = (apart.get(report.id) ?? []).map(([, other]) => other as ReportId);
    return family === report.family && notCopyOf.length === 0 ? report : { ...report, family, notCopyOf };
  });
}

/** The report of each family that was in print first: the one its others retell. */
export function originsOf<R extends CarriedReport>(reports: readonly R[]): ReadonlyMap<string, R> {
  return new Map([...Map.groupBy(reports, (report) => report.family)].map(([family, members]) => [family, earliest(members)]));
}

function earliest<R extends CarriedReport>(members: readonly R[]): R {
  const day = (report: R) => dayBounds(report.published).first ?? dayBounds(report.published).last ?? "9999";
  return members.reduce((first, one) => (day(one) < day(first) || (day(one) === day(first) && one.id < first.id) ? one : first));
}

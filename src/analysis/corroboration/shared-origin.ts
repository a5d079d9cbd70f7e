/**
 * Who may be carrying whom though nobody said so: reports of different families that print the same figures, or long runs of the
 * same words.
 */
import { isAccepted, type Claim } from "#domain/claim.ts";
import type { ReportId } from "#domain/ids.ts";
import { nearDuplicates, wordRuns } from "../plausibility/shared-runs.ts";
import { unitKey } from "./comparable.ts";
import { printed } from "./relate.ts";
import { familyOf, type CarriedReport } from "./roots.ts";

/** Two reports that look like one origin: the claims they share (none when it is their words), and how one sees it. */
export type SharedOrigin = {
  readonly kind: "shares-figures" | "shares-sentences";
  readonly reports: readonly [ReportId, ReportId];
  readonly claims: readonly Claim[];
  readonly why: string;
};

/** Most reports that print one figure and are still compared pair by pair: a figure everybody prints tells nothing. */
const mostSharers = 50;

/** Reports of two families that print the same figures: two alike, or one with four digits that nobody rounds to. */
export function sharedFigures(claims: readonly Claim[], reports: readonly CarriedReport[]): readonly SharedOrigin[] {
  const families = new Map<string, CarriedReport>(reports.map((report) => [report.id, report]));
  const usable = claims.filter((claim) => isAccepted(claim) && claim.conversionOf === null && claim.quantity.kind !== "rate");
  const byFigure = Map.groupBy(
    usable,
    (claim) => `${claim.measure}|${claim.country}|${unitKey(claim)}|${claim.value.low}|${claim.value.high}`,
  );
  type Pair = { readonly a: Claim; readonly b: Claim; telling: boolean; readonly all: Claim[] };
  const pairs = new Map<string, Pair>();
  for (const group of byFigure.values()) {
    for (const [i, a] of group.slice(0, mostSharers).entries()) {
      for (const b of group.slice(i + 1, mostSharers)) {
        if (familyOf(a, families) === familyOf(b, families)) continue;
        const key = [a.report, b.report].sort().join("|");
        const pair = pairs.get(key) ?? { a, b, telling: false, all: [] };
        pair.all.push(a, b);
        pair.telling ||= significant(a.value.low) >= 4 || significant(a.value.high) >= 4;
        pairs.set(key, pair);
      }
    }
  }
  return [...pairs.values()]
    .filter((pair) => pair.telling || pair.all.length >= 4)
    .map(({ a, b, all }) => ({
      kind: "shares-figures",
      reports: [a.report, b.report],
      claims: [...new Set(all)],
      why: `${all.length === 2 ? "one figure too exact to be chance" : `${all.length / 2} figures alike`} (${[...new Set(all.map(printed))].join(", ")})`,
    }));
}

/** Digits of a printed number that are not its zeros at either end: 4 for 13,221's first four and more, 1 for 50,000. */
export const significant = (text: string | null): number => (text ?? "").replace(/[^\d]/g, "").replace(/^0+/, "").replace(/0+$/, "").length;

/** Reports of two families whose texts share long runs of words (containment of six-word shingles, after Broder 1997). */
export function sharedSentences(reports: readonly (CarriedReport & { readonly text?: string })[]): readonly SharedOrigin[] {
  const texts = reports.flatMap((report) => {
    const runs = wordRuns(report.text ?? "");
    return runs === null ? [] : [{ report, runs }];
  });
  return nearDuplicates(texts.map(({ runs }) => runs)).flatMap(({ a, b, share }): readonly SharedOrigin[] => {
    const [one, other] = [texts[a]?.report, texts[b]?.report];
    if (!one || !other || one.family === other.family) return [];
    return [
      {
        kind: "shares-sentences",
        reports: [one.id, other.id],
        claims: [],
        why: `${(share * 100).toFixed(0)} % of the shorter one's word runs`,
      },
    ];
  });
}

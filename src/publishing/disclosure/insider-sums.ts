/**
 * Sums that only few could know (rule DI8): what a permit costs, how many each enterprise gives. Told exactly and by one origin,
 * the sum itself points at who told it. A sum two independent origins give points at neither.
 */
import type { ReleaseContent, ReleasedClaim } from "#domain/release.ts";
import { insiderMeasures } from "../release/draft-content.ts";
import { measureWords } from "./shared-secrets.ts";
import type { RiskFacts } from "./risk.ts";

/** Wider than this (high ÷ low), a range is no longer a sum somebody could be asked about. */
const WIDE = 3;

/** One risk for each measure with an exact sum of one origin; its conversions are listed with it. */
export function insiderSums(content: ReleaseContent): readonly RiskFacts[] {
  const exact = content.claims.filter((claim) => insiderMeasures.has(claim.measure) && isNarrow(claim) && rootsOf(claim, content) < 2);
  const measures = [...new Set(exact.map(({ measure }) => measure))];
  return measures.map((measure) => {
    const told = exact.filter((claim) => claim.measure === measure);
    const sums = told.filter(({ conversionOf }) => conversionOf == null).map(({ valueText }) => valueText);
    return {
      kind: "insider-sum",
      says: `${measureWords(measure)}: ${(sums.length > 0 ? sums : told.map(({ valueText }) => valueText)).join("; ")}. One origin tells it, and few could know it.`,
      claims: told.map(({ id }) => id),
      remedy: "Give the sum as a band, or wait for a second origin.",
      canBeAccepted: true,
    };
  });
}

function isNarrow({ value }: ReleasedClaim): boolean {
  if (value === undefined) return false;
  if (value.low === null || value.high === null) return true;
  return Number(value.high) < WIDE * Number(value.low) || Number(value.low) === 0;
}

function rootsOf(claim: ReleasedClaim, { corroborations }: ReleaseContent): number {
  const told = claim.conversionOf ?? claim.id;
  return Math.max(0, ...corroborations.filter(({ claims }) => claims.includes(told)).map(({ roots }) => roots.length));
}

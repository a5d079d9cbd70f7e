/**
 * The rate an outlet must have used, from the conversions it printed. Each printed end allows a band of rates (its rounding);
 * the constant is the shortest decimal in the band that the most ends share. "39 for 300, 65 for 500, 325 for 2,500" leaves
 * 0.1298-0.1302, and the shortest decimal in it is 0.13.
 */
import type { Value } from "#domain/value.ts";
import { Exact, exact, textOf } from "./decimals.ts";
import { roundingHalfWidth } from "./printed-precision.ts";
import type { DecimalText } from "#domain/value.ts";

export type PrintedPair = { readonly printed: Value; readonly restates: Value };

export type OutletConstant = {
  /** Units of the printed currency per unit of the restated one. */
  readonly constant: DecimalText;
  /** How many printed ends this one rate explains, of how many. */
  readonly explains: number;
  readonly ends: number;
};

/** The band of rates one printed end allows; null when an end is open or zero. */
export type RateBand = { readonly low: Exact; readonly high: Exact };

/** The bands each end of one printed conversion allows: [low end, high end], one when both ends are the same. */
export function rateBands({ printed, restates }: PrintedPair): readonly RateBand[] {
  const half = roundingHalfWidth(printed);
  const pairs = [
    [printed.low, restates.low],
    [printed.high, restates.high],
  ] as const;
  const seen = new Set<string>();
  return pairs.flatMap(([to, from]): readonly RateBand[] => {
    if (to === null || from === null || exact(from).lte(0) || seen.has(`${to}/${from}`)) return [];
    seen.add(`${to}/${from}`);
    return [{ low: Exact.max(exact(to).minus(half), 0).div(exact(from)), high: exact(to).plus(half).div(exact(from)) }];
  });
}

/** The one rate that explains most of the printed ends, or null when nothing was converted. */
export function outletConstant(pairs: readonly PrintedPair[]): OutletConstant | null {
  const bands = pairs.flatMap(rateBands);
  if (bands.length === 0) return null;
  const best = busiest(bands);
  return { constant: textOf(shortestDecimalBetween(best.low, best.high)), explains: best.count, ends: bands.length };
}

/** The part of the line most bands cover; the narrowest of equals, so that one loose end never sets the rate. */
function busiest(bands: readonly RateBand[]): RateBand & { readonly count: number } {
  const candidates = bands.map(({ low }) => {
    const over = bands.filter((band) => band.low.lte(low) && band.high.gte(low));
    return { low, high: Exact.min(...over.map((band) => band.high)), count: over.length };
  });
  return candidates.reduce((best, next) =>
    next.count > best.count || (next.count === best.count && next.high.minus(next.low).lt(best.high.minus(best.low))) ? next : best,
  );
}

/** The decimal with the fewest places in a closed band; of several, the one nearest its middle. */
export function shortestDecimalBetween(low: Exact, high: Exact): Exact {
  const middle = low.plus(high).div(2);
  for (let places = -12; places <= 28; places++) {
    const step = exact(10).pow(-places);
    const nearest = middle.div(step).toDecimalPlaces(0, Exact.ROUND_HALF_EVEN).times(step);
    if (nearest.gte(low) && nearest.lte(high) && !nearest.isZero()) return nearest;
  }
  return middle;
}

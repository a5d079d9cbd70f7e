/**
 * Rates between two currencies out of what a euro costs in each on one day, told by one source: how the bank's table is meant to be used.
 * What a reader would get wrong: two prices of different days or sources make no rate.
 */
import { overlaps } from "#domain/edtf.ts";
import type { Rate } from "#domain/weighing.ts";
import type { RateTable } from "./check-conversions.ts";
import { exact, textOf } from "./decimals.ts";

/** The crosses of official euro rates among those given, as a table; none where nobody recorded any. */
export function euroCrosses(rates: readonly Rate[]): RateTable {
  const perEuro = rates.filter((rate) => rate.base === "EUR" && rate.kind === "official");
  if (perEuro.length === 0) return () => [];
  const days = [...Map.groupBy(perEuro, (rate) => `${rate.on} ${rate.source}`).values()];
  return (a, b, window) =>
    days.flatMap((together): readonly Rate[] => {
      const [x, y] = [together.find((rate) => rate.quote === a), together.find((rate) => rate.quote === b)];
      if (!x || !y || x === y || !overlaps(x.on, window)) return [];
      const rate = textOf(exact(y.rate).div(exact(x.rate)).toSignificantDigits(12));
      return [{ ...x, id: `${x.id}-${b}`, base: a, quote: b, rate, source: `${x.source}, crossed through the euro` }];
    });
}

/** How a route's figures read in a terminal: the median, the interval, and underneath what they rest on. */
import type { Lineage } from "#domain/estimate.ts";
import type { Figure } from "#domain/simulation.ts";
import { threeDigits, wrapped } from "./say.ts";

/** "945 (378 to 1,510)". */
export function sayFigure({ median, interval }: Figure): string {
  return interval.low === interval.high
    ? threeDigits(median)
    : `${threeDigits(median)} (${threeDigits(interval.low)} to ${threeDigits(interval.high)})`;
}

/** Seed, route and every figure behind the answer, with its source. */
export function sayLineage(
  {
    route,
    seed,
    lineage,
  }: { readonly route: { readonly id: string; readonly title: string }; readonly seed: number; readonly lineage: Lineage },
  how: string,
): readonly string[] {
  const places: string[] = [];
  const numbered = (source: string) =>
    source.replace(/https?:\/\/[^\s,;]+/g, (url) => {
      if (!places.includes(url)) places.push(url);
      return `(${places.indexOf(url) + 1})`;
    });
  const rests = lineage.assumptions.flatMap(({ says, source }) => wrapped("  · ", `${says} [${numbered(source)}]`));
  return [
    `Route ${route.id} (${route.title}), seed ${seed}, ${how}; in brackets the interval that holds 90 %. It rests on`,
    ...rests,
    ...places.map((url, i) => `  (${i + 1}) ${url}`),
  ];
}

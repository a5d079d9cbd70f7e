/**
 * Simulated cases whose truth is known, to see whether pooling keeps its word: the tests try a bounded number of them, `npm run bench
 * calibration` prints many. What a reader would get wrong: the reports are the copies that hide how few roots there are; they are pooled
 * only to show what counting them does.
 */
import { randomStream } from "#numeric/random.ts";
import { drawNormal } from "#numeric/samplers.ts";
import type { Prior, RootEvidence } from "./posterior.ts";

/**
 * Cases with known truth: log-uniform θ, half-normal spread, roots that are wrong with their own probability, printed as ranges,
 * roundings and bounds, each root copied by up to four reports under one family.
 */
export type Simulated = { readonly truth: number; readonly roots: readonly RootEvidence[]; readonly reports: readonly RootEvidence[] };

export function simulate(seed: number, prior: Prior): Simulated {
  const random = randomStream(seed);
  const u = () => random.uniform();
  const span = Math.log(prior.high / prior.low);
  const x = Math.log(prior.low) + u() * span;
  const tau = Math.abs(drawNormal(random)) * prior.spread;
  const outlets = [0, 1, 2, 3].map(() => drawNormal(random) * tau * Math.sqrt(prior.outletShare));
  const count = 2 + Math.floor(u() * 5);
  const roots = Array.from({ length: count }, (_, k): RootEvidence => {
    const wrong = [0.08, 0.15, 0.3][Math.floor(u() * 3)] as number;
    const outlet = Math.floor(u() * 4);
    const told =
      u() < wrong
        ? Math.log(prior.low) + u() * span
        : x + (outlets[outlet] as number) + drawNormal(random) * tau * Math.sqrt(1 - prior.outletShare);
    return { id: `r${k}`, outlet: `o${outlet}`, wrong, boxes: [printedAs(Math.exp(told), u(), u(), prior)] };
  });
  const reports = roots.flatMap((one) =>
    Array.from({ length: 1 + Math.floor(u() * 4) }, (_, copy) => ({ ...one, id: `${one.id}-${copy}`, outlet: `${one.id}-${copy}` })),
  );
  return { truth: Math.exp(x), roots, reports };
}

/** Share of the ranks inside the central 90 % interval. */
export function insideInterval(ranks: readonly number[]): number {
  return ranks.filter((rank) => rank >= 0.05 && rank <= 0.95).length / ranks.length;
}

/** Pearson's chi-squared of ranks against uniform, over so many equal cells: small when they are (Talts et al. 2018, arXiv:1804.06788). */
export function chiSquaredOfRanks(ranks: readonly number[], cells: number): number {
  const found = new Array<number>(cells).fill(0);
  for (const rank of ranks) {
    const cell = Math.min(cells - 1, Math.floor(rank * cells));
    found[cell] = (found[cell] as number) + 1;
  }
  const expected = ranks.length / cells;
  return found.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
}

/** The cell of a partition the number falls in: the way of printing is chosen before the number is known. */
function printedAs(value: number, way: number, offset: number, prior: Prior): { readonly low: number; readonly high: number } {
  if (way < 0.2) {
    const bound = prior.low * (prior.high / prior.low) ** offset;
    return value >= bound ? { low: bound, high: Infinity } : { low: 0, high: bound };
  }
  const width = way < 0.6 ? Math.log(1.05) : Math.log(1.4);
  const cell = Math.floor(Math.log(value) / width + offset);
  return { low: Math.exp((cell - offset) * width), high: Math.exp((cell + 1 - offset) * width) };
}

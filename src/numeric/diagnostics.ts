/** Checks on chains and on whole calibrations: R̂, effective size, and simulation-based calibration. */
import { gammaUpper, normalQuantile } from "./special.ts";
import { mean, variance } from "./sum.ts";

/** Rank-normalised split R̂ of several chains of one quantity (Vehtari et al. 2021, eq. 4 and section 4). */
export function rHat(chains: readonly (readonly number[])[]): number {
  const halves = chains.flatMap((chain) => [chain.slice(0, chain.length >> 1), chain.slice(chain.length - (chain.length >> 1))]);
  const all = halves.flat();
  const order = all.map((value, i) => ({ value, i })).sort((x, y) => x.value - y.value);
  const ranks = new Float64Array(all.length);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to++;
    for (let k = from; k <= to; k++) ranks[(order[k] as { i: number }).i] = (from + to) / 2 + 1;
    from = to + 1;
  }
  const scores = ranks.map((rank) => normalQuantile((rank - 3 / 8) / (all.length + 1 / 4)));
  const n = halves[0]?.length ?? 0;
  const rows = halves.map((_, c) => scores.subarray(c * n, (c + 1) * n));
  const within = mean(rows.map((row) => variance(row)));
  const between = n * variance(rows.map((row) => mean(row)));
  return Math.sqrt((n - 1) / n + between / n / within);
}

/** Effective number of independent draws in one chain, by Geyer's initial monotone sequence (1992). */
export function effectiveSize(chain: readonly number[]): number {
  const n = chain.length;
  const centre = mean(chain);
  const covariance = (lag: number) => {
    let total = 0;
    for (let i = 0; i + lag < n; i++) total += ((chain[i] as number) - centre) * ((chain[i + lag] as number) - centre);
    return total / n;
  };
  const own = covariance(0);
  if (own === 0) return n;
  let sum = -1;
  let previous = Infinity;
  for (let lag = 0; lag + 1 < n; lag += 2) {
    const pair = (covariance(lag) + covariance(lag + 1)) / own;
    if (pair < 0) break;
    previous = Math.min(previous, pair);
    sum += 2 * previous;
  }
  return Math.min(n, n / Math.max(sum, 1 / n));
}

/**
 * The chance of ranks at least this uneven if the calibration is honest (simulation-based calibration, Talts et al. 2018): chi-squared over bins.
 * `ranks` are those of the true value among `draws` posterior draws (0..draws).
 */
export function rankUniformity(ranks: readonly number[], draws: number, bins = 10): number {
  const seen = new Array<number>(bins).fill(0);
  for (const rank of ranks) {
    const bin = Math.min(bins - 1, Math.floor((rank * bins) / (draws + 1)));
    seen[bin] = (seen[bin] as number) + 1;
  }
  const expected = ranks.length / bins;
  const chi = seen.reduce((total, count) => total + (count - expected) ** 2 / expected, 0);
  return gammaUpper((bins - 1) / 2, chi / 2);
}

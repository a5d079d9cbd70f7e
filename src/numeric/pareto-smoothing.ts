/**
 * Pareto-smoothed importance sampling (Vehtari, Simpson, Gelman, Yao & Gabry 2024): replaces the greatest weights by the quantiles of a
 * generalised Pareto law fitted to them, and reports its shape k̂. Over 0.7 the weights cannot be trusted, however many there are.
 */
import { exp, expm1, log, log1p } from "./elementary.ts";
import { orderStatistic } from "./quantile.ts";

export type Smoothed = {
  /** Normalised to sum 1. */
  readonly weights: Float64Array;
  readonly khat: number;
  /** 1 ÷ Σ w². */
  readonly effective: number;
  /** Logarithm of the mean weight before normalising: with a normalised proposal, the log evidence. */
  readonly logMean: number;
};

/** The gate of the calibration ladder (CA1). */
export const mostKhat = 0.7;

/** Smooths log weights. */
export function smoothWeights(logWeights: ArrayLike<number>): Smoothed {
  const n = logWeights.length;
  let top = -Infinity;
  for (let i = 0; i < n; i++) if ((logWeights[i] as number) > top) top = logWeights[i] as number;
  if (top === -Infinity) throw new RangeError("every weight is zero: the proposal misses the density altogether");
  const weights = Float64Array.from({ length: n }, (_, i) => exp((logWeights[i] as number) - top));
  let raw = 0;
  for (let i = 0; i < n; i++) raw += weights[i] as number;
  const tail = Math.min(Math.floor(0.2 * n), Math.ceil(3 * Math.sqrt(n)));
  let khat = -Infinity;
  if (tail >= 5) {
    const { cut, greatest: order } = tailOf(weights, tail);
    const excess = Float64Array.from(order, (index) => (weights[index] as number) - cut);
    if ((excess[tail - 1] as number) > 1e-14 * cut) {
      const fit = fitGeneralisedPareto(excess);
      khat = fit.k;
      for (let i = 0; i < tail; i++) {
        const p = (i + 0.5) / tail;
        const quantile = Math.abs(fit.k) < 1e-12 ? -fit.sigma * log1p(-p) : (fit.sigma * expm1(-fit.k * log1p(-p))) / fit.k;
        weights[order[i] as number] = Math.min(1, cut + quantile);
      }
    }
  }
  let total = 0;
  for (let i = 0; i < n; i++) total += weights[i] as number;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    weights[i] = (weights[i] as number) / total;
    squares += (weights[i] as number) ** 2;
  }
  return { weights, khat, effective: 1 / squares, logMean: top + log(raw / n) };
}

/**
 * Shape k̂ of the tail of non-negative weights, without smoothing them: for weights that are known to be bounded, where it is shown but
 * cannot mean that their variance is infinite.
 */
export function tailShape(weights: Float64Array): number {
  const n = weights.length;
  const tail = Math.min(Math.floor(0.2 * n), Math.ceil(3 * Math.sqrt(n)));
  if (tail < 5) return -Infinity;
  const { cut, greatest } = tailOf(weights, tail);
  const excess = Float64Array.from(greatest, (index) => (weights[index] as number) - cut);
  return (excess[tail - 1] as number) > 1e-14 * cut ? fitGeneralisedPareto(excess).k : -Infinity;
}

/** The greatest so many weights, ascending (the later index counts as greater), and the one just under them: by selection, without a full sort. */
function tailOf(weights: Float64Array, tail: number): { readonly cut: number; readonly greatest: readonly number[] } {
  const n = weights.length;
  const cut = orderStatistic(weights, n - tail - 1);
  const above: number[] = [];
  const equal: number[] = [];
  for (let i = 0; i < n; i++) {
    const weight = weights[i] as number;
    if (weight > cut) above.push(i);
    else if (weight === cut) equal.push(i);
  }
  above.sort((a, b) => (weights[a] as number) - (weights[b] as number) || a - b);
  return { cut, greatest: [...equal.slice(equal.length - (tail - above.length), equal.length), ...above] };
}

/** Shape and scale of a generalised Pareto law by the profile-average estimator of Zhang & Stephens (2009); values over 0, ascending. */
export function fitGeneralisedPareto(values: Float64Array): { readonly k: number; readonly sigma: number } {
  const n = values.length;
  const largest = values[n - 1] as number;
  const quarter = values[Math.floor(n / 4 + 0.5) - 1] as number;
  const points = 30 + Math.floor(Math.sqrt(n));
  const theta = Float64Array.from(
    { length: points },
    (_, j) => 1 / largest + (1 - Math.sqrt(points / (j + 0.5))) / (3 * Math.max(quarter, 1e-300)),
  );
  const profile = theta.map((b) => {
    const k = meanLog(values, b);
    return n * (log(-b / k) - k - 1);
  });
  let weighted = 0;
  for (let j = 0; j < points; j++) {
    let inverse = 0;
    for (let i = 0; i < points; i++) inverse += exp((profile[i] as number) - (profile[j] as number));
    weighted += (theta[j] as number) / inverse;
  }
  const k = meanLog(values, weighted);
  // A weak prior that pulls small samples towards 0.5, as the authors of the smoothing do.
  return { k: (n * k + 10 * 0.5) / (n + 10), sigma: -k / weighted };
}

function meanLog(values: Float64Array, b: number): number {
  let total = 0;
  for (let i = 0; i < values.length; i++) total += log1p(-b * (values[i] as number));
  return total / values.length;
}

/**
 * Probability laws as data: a name and its parameters, so that a route file or a user can write any of them.
 * What a reader would get wrong: `lognormal` takes the mean and spread of the logarithm; `exponential` its mean, not its rate;
 * `pert` is the beta law with weight λ (4 unless told) on the mode.
 */
import { exp, expm1, log, log1p, power } from "./elementary.ts";
import { drawBeta, drawExponential, drawGamma, drawNormal } from "./samplers.ts";
import type { Random } from "./random.ts";
import { betaCdf, gammaCdf, gammaUpper, invertCdf, logGamma, normalCdf, normalQuantile } from "./special.ts";

export type Law =
  | { readonly law: "fixed"; readonly value: number }
  | { readonly law: "uniform"; readonly low: number; readonly high: number }
  | { readonly law: "triangular"; readonly low: number; readonly mode: number; readonly high: number }
  | { readonly law: "pert"; readonly low: number; readonly mode: number; readonly high: number; readonly lambda?: number }
  | { readonly law: "beta"; readonly a: number; readonly b: number; readonly low?: number; readonly high?: number }
  | { readonly law: "normal"; readonly mean: number; readonly sd: number }
  | { readonly law: "lognormal"; readonly mu: number; readonly sigma: number }
  | { readonly law: "exponential"; readonly mean: number }
  | { readonly law: "gamma"; readonly shape: number; readonly scale: number }
  | { readonly law: "weibull"; readonly shape: number; readonly scale: number }
  | { readonly law: "mixture"; readonly parts: readonly { readonly weight: number; readonly of: Law }[] }
  | { readonly law: "truncated"; readonly of: Law; readonly low: number; readonly high: number };

export const lawNames = [
  "fixed",
  "uniform",
  "triangular",
  "pert",
  "beta",
  "normal",
  "lognormal",
  "exponential",
  "gamma",
  "weibull",
  "mixture",
  "truncated",
] as const;

/** What is wrong with a law's parameters, in words; null when nothing is. */
export function whatIsWrong(law: Law): string | null {
  const finite = Object.entries(law).find(
    ([name, value]) =>
      typeof value === "number" && !Number.isFinite(value) && !(law.law === "truncated" && (name === "low" || name === "high")),
  );
  if (finite !== undefined) return `${finite[0]} of a ${law.law} law is not a number: ${String(finite[1])}`;
  switch (law.law) {
    case "fixed":
      return null;
    case "uniform":
      return law.low <= law.high ? null : `a uniform law from ${law.low} to ${law.high} is upside down`;
    case "triangular":
    case "pert":
      return law.low <= law.mode && law.mode <= law.high && (law.law === "triangular" || (law.lambda ?? 4) > 0)
        ? null
        : `a ${law.law} law needs low ≤ mode ≤ high, not ${law.low}, ${law.mode}, ${law.high}`;
    case "beta":
      return law.a > 0 && law.b > 0 && (law.low ?? 0) <= (law.high ?? 1) ? null : `a beta law needs a and b over 0 and low ≤ high`;
    case "normal":
      return law.sd >= 0 ? null : `a normal law's sd is not under 0`;
    case "lognormal":
      return law.sigma >= 0 ? null : `a lognormal law's sigma is not under 0`;
    case "exponential":
      return law.mean > 0 ? null : `an exponential law's mean is over 0`;
    case "gamma":
    case "weibull":
      return law.shape > 0 && law.scale > 0 ? null : `a ${law.law} law needs shape and scale over 0`;
    case "mixture": {
      if (law.parts.length === 0 || law.parts.some(({ weight }) => !(weight >= 0)) || !law.parts.some(({ weight }) => weight > 0))
        return `a mixture needs parts with weights over 0`;
      return law.parts.map(({ of }) => whatIsWrong(of)).find((wrong) => wrong !== null) ?? null;
    }
    case "truncated": {
      const inner = whatIsWrong(law.of);
      if (inner !== null) return inner;
      return law.low < law.high && cdf(law.of, law.high) - cdf(law.of, law.low) > 0
        ? null
        : `nothing of the ${law.of.law} law lies between ${law.low} and ${law.high}`;
    }
  }
}

/** P(X ≤ x). */
export function cdf(law: Law, x: number): number {
  switch (law.law) {
    case "fixed":
      return x >= law.value ? 1 : 0;
    case "uniform":
      return x >= law.high ? 1 : x <= law.low ? 0 : (x - law.low) / (law.high - law.low);
    case "triangular": {
      if (x >= law.high) return 1;
      if (x <= law.low) return 0;
      const span = law.high - law.low;
      return x < law.mode ? (x - law.low) ** 2 / (span * (law.mode - law.low)) : 1 - (law.high - x) ** 2 / (span * (law.high - law.mode));
    }
    case "pert":
    case "beta": {
      const { a, b, low, high } = asBeta(law);
      return high === low ? (x >= low ? 1 : 0) : betaCdf(a, b, (x - low) / (high - low));
    }
    case "normal":
      return law.sd === 0 ? (x >= law.mean ? 1 : 0) : normalCdf((x - law.mean) / law.sd);
    case "lognormal":
      return x <= 0 ? 0 : law.sigma === 0 ? (log(x) >= law.mu ? 1 : 0) : normalCdf((log(x) - law.mu) / law.sigma);
    case "exponential":
      return x <= 0 ? 0 : -expm1(-x / law.mean);
    case "gamma":
      return gammaCdf(law.shape, x / law.scale);
    case "weibull":
      return x <= 0 ? 0 : -expm1(-power(x / law.scale, law.shape));
    case "mixture": {
      const total = law.parts.reduce((sum, { weight }) => sum + weight, 0);
      return law.parts.reduce((sum, { weight, of }) => sum + (weight / total) * cdf(of, x), 0);
    }
    case "truncated": {
      const from = cdf(law.of, law.low);
      return x >= law.high ? 1 : x <= law.low ? 0 : (cdf(law.of, x) - from) / (cdf(law.of, law.high) - from);
    }
  }
}

/** P(X > x), exact in the tail for the laws whose tail matters. */
export function survival(law: Law, x: number): number {
  if (law.law === "exponential") return x <= 0 ? 1 : exp(-x / law.mean);
  if (law.law === "gamma") return gammaUpper(law.shape, x / law.scale);
  if (law.law === "weibull") return x <= 0 ? 1 : exp(-power(x / law.scale, law.shape));
  return 1 - cdf(law, x);
}

/** The x with P(X ≤ x) = p. */
export function quantile(law: Law, p: number): number {
  switch (law.law) {
    case "fixed":
      return law.value;
    case "uniform":
      return law.low + p * (law.high - law.low);
    case "triangular": {
      const span = law.high - law.low;
      if (span === 0) return law.low;
      const turn = (law.mode - law.low) / span;
      return p < turn ? law.low + Math.sqrt(p * span * (law.mode - law.low)) : law.high - Math.sqrt((1 - p) * span * (law.high - law.mode));
    }
    case "pert":
    case "beta": {
      const { a, b, low, high } = asBeta(law);
      return low + (high - low) * invertCdf((x) => betaCdf(a, b, x), p, 0, 1);
    }
    case "normal":
      return law.mean + law.sd * normalQuantile(p);
    case "lognormal":
      return exp(law.mu + law.sigma * normalQuantile(p));
    case "exponential":
      return -law.mean * log1p(-p);
    case "weibull":
      return law.scale * power(-log1p(-p), 1 / law.shape);
    case "gamma":
    case "mixture": {
      if (p <= 0) return support(law).low;
      if (p >= 1) return support(law).high;
      let { low, high } = support(law);
      if (low === -Infinity) for (low = -1; cdf(law, low) > p; low *= 2);
      if (high === Infinity) for (high = Math.max(1, low + 1); cdf(law, high) < p; high *= 2);
      return invertCdf((x) => cdf(law, x), p, low, high);
    }
    case "truncated": {
      const from = cdf(law.of, law.low);
      return Math.min(law.high, Math.max(law.low, quantile(law.of, from + p * (cdf(law.of, law.high) - from))));
    }
  }
}

/** The least and the greatest value the law can give. */
export function support(law: Law): { readonly low: number; readonly high: number } {
  switch (law.law) {
    case "fixed":
      return { low: law.value, high: law.value };
    case "uniform":
    case "triangular":
    case "pert":
      return { low: law.low, high: law.high };
    case "beta":
      return { low: law.low ?? 0, high: law.high ?? 1 };
    case "normal":
      return { low: -Infinity, high: Infinity };
    case "lognormal":
    case "exponential":
    case "gamma":
    case "weibull":
      return { low: 0, high: Infinity };
    case "mixture": {
      const parts = law.parts.filter(({ weight }) => weight > 0).map(({ of }) => support(of));
      return { low: Math.min(...parts.map(({ low }) => low)), high: Math.max(...parts.map(({ high }) => high)) };
    }
    case "truncated": {
      const inner = support(law.of);
      return { low: Math.max(inner.low, law.low), high: Math.min(inner.high, law.high) };
    }
  }
}

/** E[X^k] for k = 1 or 2. */
export function moment(law: Law, k: 1 | 2): number {
  switch (law.law) {
    case "fixed":
      return law.value ** k;
    case "uniform":
      return k === 1 ? (law.low + law.high) / 2 : (law.low * law.low + law.low * law.high + law.high * law.high) / 3;
    case "triangular": {
      const { low: a, mode: c, high: b } = law;
      const mean = (a + b + c) / 3;
      return k === 1 ? mean : (a * a + b * b + c * c - a * b - a * c - b * c) / 18 + mean * mean;
    }
    case "pert":
    case "beta": {
      const { a, b, low, high } = asBeta(law);
      const mean = low + ((high - low) * a) / (a + b);
      return k === 1 ? mean : mean * mean + ((high - low) ** 2 * a * b) / ((a + b) ** 2 * (a + b + 1));
    }
    case "normal":
      return k === 1 ? law.mean : law.mean * law.mean + law.sd * law.sd;
    case "lognormal":
      return exp(k * law.mu + (k * k * law.sigma * law.sigma) / 2);
    case "exponential":
      return k === 1 ? law.mean : 2 * law.mean * law.mean;
    case "gamma":
      return k === 1 ? law.shape * law.scale : law.shape * (law.shape + 1) * law.scale * law.scale;
    case "weibull":
      return law.scale ** k * exp(logGamma(1 + k / law.shape));
    case "mixture": {
      const total = law.parts.reduce((sum, { weight }) => sum + weight, 0);
      return law.parts.reduce((sum, { weight, of }) => sum + (weight / total) * moment(of, k), 0);
    }
    case "truncated": {
      const { low, high } = support(law);
      const [from, to] = [Number.isFinite(low) ? low : quantile(law, 1e-14), Number.isFinite(high) ? high : quantile(law, 1 - 1e-14)];
      // E[X^k] = to^k − ∫ k x^(k−1) F(x) dx from `from` to `to`.
      return to ** k - integrate((x) => k * x ** (k - 1) * cdf(law, x), from, to, 64);
    }
  }
}

/** The mean. */
export function meanOf(law: Law): number {
  return moment(law, 1);
}

/** The variance. */
export function varianceOf(law: Law): number {
  return Math.max(0, moment(law, 2) - moment(law, 1) ** 2);
}

/** A function that draws from the law. */
export function drawer(law: Law): (random: Random) => number {
  switch (law.law) {
    case "fixed":
      return () => law.value;
    case "normal":
      return (random) => law.mean + law.sd * drawNormal(random);
    case "lognormal":
      return (random) => exp(law.mu + law.sigma * drawNormal(random));
    case "exponential":
      return (random) => law.mean * drawExponential(random);
    case "gamma":
      return (random) => law.scale * drawGamma(random, law.shape);
    case "pert":
    case "beta": {
      const { a, b, low, high } = asBeta(law);
      return (random) => low + (high - low) * drawBeta(random, a, b);
    }
    case "mixture": {
      const parts = law.parts.map(({ of }) => drawer(of));
      const total = law.parts.reduce((sum, { weight }) => sum + weight, 0);
      return (random) => {
        let left = random.uniform() * total;
        const at = law.parts.findIndex(({ weight }) => (left -= weight) < 0);
        return (parts[at < 0 ? parts.length - 1 : at] as (random: Random) => number)(random);
      };
    }
    case "uniform":
    case "triangular":
    case "weibull":
    case "truncated":
      return (random) => quantile(law, random.uniform());
  }
}

/** Quantiles of a bounded law tabulated at evenly spread probabilities: one multiplication and one interpolation a draw. */
export type QuantileTable = { readonly cells: number; readonly at: Float64Array };

/**
 * The table of a law with finite support. Interpolating it changes the mean by about 1e-7 of the range at 4,096 cells.
 * @throws RangeError when the support is infinite: a straight line cannot stand for a tail.
 */
export function tabulate(law: Law, cells = 4096): QuantileTable {
  const { low, high } = support(law);
  if (!Number.isFinite(low) || !Number.isFinite(high))
    throw new RangeError(`a ${law.law} law has a tail and cannot be tabulated; truncate it first`);
  const at = new Float64Array(cells + 2);
  for (let i = 0; i <= cells; i++) at[i] = quantile(law, i / cells);
  at[cells + 1] = at[cells] as number;
  return { cells, at };
}

/** The tabulated quantile at u in [0, 1]. */
export function lookUp(table: QuantileTable, u: number): number {
  const position = u * table.cells;
  const cell = position | 0;
  const low = table.at[cell] as number;
  return low + (position - cell) * ((table.at[cell + 1] as number) - low);
}

/** E[min(X, t)] for X ≥ 0, which is ∫₀ᵗ P(X > v) dv: the months spent within t. Closed form where the law has one. */
export function meanWithin(law: Law, t: number): number {
  if (t <= 0) return 0;
  switch (law.law) {
    case "fixed":
      return Math.min(law.value, t);
    case "uniform": {
      if (t <= law.low) return t;
      const span = law.high - law.low;
      if (span === 0) return law.low;
      const into = Math.min(t, law.high) - law.low;
      return law.low + into - (into * into) / (2 * span);
    }
    case "exponential":
      return -law.mean * expm1(-t / law.mean);
    case "gamma":
      return law.shape * law.scale * gammaCdf(law.shape + 1, t / law.scale) + t * gammaUpper(law.shape, t / law.scale);
    case "weibull": {
      const z = power(t / law.scale, law.shape);
      return moment(law, 1) * gammaCdf(1 + 1 / law.shape, z) + t * exp(-z);
    }
    case "lognormal": {
      if (law.sigma === 0) return Math.min(exp(law.mu), t);
      const z = (log(t) - law.mu) / law.sigma;
      return moment(law, 1) * normalCdf(z - law.sigma) + t * normalCdf(-z);
    }
    case "pert":
    case "beta": {
      const { a, b, low, high } = asBeta(law);
      if (t <= low) return t;
      const x = Math.min(1, (t - low) / (high - low));
      return low + (high - low) * ((a / (a + b)) * betaCdf(a + 1, b, x) + x * (1 - betaCdf(a, b, x)));
    }
    case "mixture": {
      const total = law.parts.reduce((sum, { weight }) => sum + weight, 0);
      return law.parts.reduce((sum, { weight, of }) => sum + (weight / total) * meanWithin(of, t), 0);
    }
    case "triangular":
    case "normal":
    case "truncated":
      return integratedSurvival(law, t, 1);
  }
}

/** ∫₀ᵗ P(X > v)² dv: the months for which two of one group are both still there. */
export function squaredWithin(law: Law, t: number): number {
  if (t <= 0) return 0;
  switch (law.law) {
    case "fixed":
      return Math.min(law.value, t);
    case "uniform": {
      if (t <= law.low) return t;
      const span = law.high - law.low;
      if (span === 0) return law.low;
      const left = 1 - (Math.min(t, law.high) - law.low) / span;
      return law.low + (span * (1 - left * left * left)) / 3;
    }
    case "exponential":
      return (-law.mean / 2) * expm1((-2 * t) / law.mean);
    default:
      return integratedSurvival(law, t, 2);
  }
}

function integratedSurvival(law: Law, t: number, k: 1 | 2): number {
  const { low, high } = support(law);
  const from = Math.max(0, low);
  if (t <= from) return t;
  const to = Math.min(t, high, Number.isFinite(high) ? high : quantile(law, 1 - 1e-15));
  const kinks = kinksOf(law)
    .filter((x) => x > from && x < to)
    .sort((a, b) => a - b);
  // Halving towards the start, where a power law has no second derivative.
  const halvings = Array.from({ length: 14 }, (_, i) => from + ((kinks[0] ?? to) - from) / 2 ** (i + 1));
  const edges = [from, ...[...halvings, ...kinks].sort((a, b) => a - b), to];
  let total = from;
  for (let i = 0; i + 1 < edges.length; i++)
    total += integrate((v) => survival(law, v) ** k, edges[i] as number, edges[i + 1] as number, 4);
  return total;
}

/** Where a law's distribution function is not smooth. */
function kinksOf(law: Law): readonly number[] {
  switch (law.law) {
    case "fixed":
      return [law.value];
    case "uniform":
      return [law.low, law.high];
    case "triangular":
      return [law.low, law.mode, law.high];
    case "mixture":
      return law.parts.flatMap(({ of }) => kinksOf(of));
    case "truncated":
      return [law.low, law.high, ...kinksOf(law.of)];
    default: {
      const { low, high } = support(law);
      return [low, high].filter(Number.isFinite);
    }
  }
}

const GAUSS_X = [0.1488743389816312, 0.4333953941292472, 0.6794095682990244, 0.8650633666889845, 0.9739065285171717];
const GAUSS_W = [0.2955242247147529, 0.2692667193099963, 0.21908636251598204, 0.1494513491505806, 0.06667134430868814];

/** Gauss-Legendre quadrature of ten points on each of `panels` equal stretches (Abramowitz & Stegun 25.4.30). */
export function integrate(f: (x: number) => number, from: number, to: number, panels = 16): number {
  const half = (to - from) / panels / 2;
  let total = 0;
  for (let panel = 0; panel < panels; panel++) {
    const middle = from + (2 * panel + 1) * half;
    for (let i = 0; i < 5; i++) {
      const dx = half * (GAUSS_X[i] as number);
      total += (GAUSS_W[i] as number) * (f(middle - dx) + f(middle + dx));
    }
  }
  return total * half;
}

/** The beta law on [low, high] that a `pert` or `beta` names. */
export function asBeta(law: Extract<Law, { law: "pert" | "beta" }>): {
  readonly a: number;
  readonly b: number;
  readonly low: number;
  readonly high: number;
} {
  if (law.law === "beta") return { a: law.a, b: law.b, low: law.low ?? 0, high: law.high ?? 1 };
  const span = law.high - law.low;
  const lambda = law.lambda ?? 4;
  if (span === 0) return { a: 1, b: 1, low: law.low, high: law.high };
  return { a: 1 + (lambda * (law.mode - law.low)) / span, b: 1 + (lambda * (law.high - law.mode)) / span, low: law.low, high: law.high };
}

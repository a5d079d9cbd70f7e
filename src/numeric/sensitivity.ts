/**
 * Variance-based sensitivity: how much of the output's spread each input explains alone (S) and with all its interactions (ST).
 * What a reader would get wrong: an index is an estimate and has an interval; one whose interval holds 0 is not a finding, and a point
 * under 0 is only noise.
 */
import { randomStream } from "./random.ts";
import { sobolColumn } from "./sobol-points.ts";
import { mean, variance } from "./sum.ts";

export type SensitivityIndex = { readonly value: number; readonly low: number; readonly high: number };
export type Sensitivity = {
  readonly first: readonly SensitivityIndex[];
  readonly total: readonly SensitivityIndex[];
  readonly mean: number;
  readonly variance: number;
  readonly evaluations: number;
};

export type SensitivityOptions = {
  readonly inputs: number;
  readonly points: number;
  readonly seed: number;
  readonly level?: number;
  readonly resamples?: number;
};

/**
 * Sobol indices of f over the unit cube (turn uniforms into inputs by their quantiles): first-order after Saltelli et al. 2010,
 * total after Jansen 1999, on scrambled Sobol points; intervals by resampling the rows.
 * `points` rows cost points × (inputs + 2) evaluations.
 * @throws RangeError over 32 inputs (two columns each).
 */
export function sobolIndices(
  f: (u: Float64Array) => number,
  { inputs, points, seed, level = 0.95, resamples = 200 }: SensitivityOptions,
): Sensitivity {
  if (!(inputs >= 1 && inputs <= 32)) throw new RangeError(`from 1 to 32 inputs, not ${inputs}`);
  const a = Array.from({ length: inputs }, (_, j) => sobolColumn(points, j, seed));
  const b = Array.from({ length: inputs }, (_, j) => sobolColumn(points, inputs + j, seed));
  const u = new Float64Array(inputs);
  const run = (from: (j: number) => Float64Array) => {
    const out = new Float64Array(points);
    for (let i = 0; i < points; i++) {
      for (let j = 0; j < inputs; j++) u[j] = from(j)[i] as number;
      out[i] = f(u);
    }
    return out;
  };
  const fa = run((j) => a[j] as Float64Array);
  const fb = run((j) => b[j] as Float64Array);
  // Centring before multiplying keeps the first-order products from drowning in the mean.
  const centre = (mean(fa) + mean(fb)) / 2;
  const both = new Float64Array(2 * points);
  both.set(fa);
  both.set(fb, points);
  const spread = variance(both);
  const first: SensitivityIndex[] = [];
  const total: SensitivityIndex[] = [];
  for (let input = 0; input < inputs; input++) {
    const mixed = run((j) => (j === input ? (b[j] as Float64Array) : (a[j] as Float64Array)));
    const alone = mixed.map((y, i) => ((fb[i] as number) - centre) * (y - (fa[i] as number)));
    const all = mixed.map((y, i) => 0.5 * (y - (fa[i] as number)) ** 2);
    first.push(indexOf(alone, spread, level, resamples, seed, input));
    total.push(indexOf(all, spread, level, resamples, seed, input));
  }
  return { first, total, mean: centre, variance: spread, evaluations: points * (inputs + 2) };
}

function indexOf(terms: Float64Array, spread: number, level: number, resamples: number, seed: number, input: number): SensitivityIndex {
  const value = spread > 0 ? mean(terms) / spread : 0;
  if (resamples === 0 || spread === 0) return { value, low: value, high: value };
  const random = randomStream(seed, { entity: input, purpose: 0x5e5 });
  const means = Float64Array.from({ length: resamples }, () => {
    let total = 0;
    for (let i = 0; i < terms.length; i++) total += terms[Math.floor(random.uniform32() * terms.length)] as number;
    return total / terms.length / spread;
  }).sort();
  const tail = (1 - level) / 2;
  return {
    value,
    low: means[Math.floor(tail * (resamples - 1))] as number,
    high: means[Math.ceil((1 - tail) * (resamples - 1))] as number,
  };
}

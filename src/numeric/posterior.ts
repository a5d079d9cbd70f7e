/**
 * The calibration ladder for a posterior given as a function of a parameter vector: adaptive importance sampling on quasi-random points,
 * gated by k̂; where the gate fails, tempered sequential Monte Carlo, and the answer says that it switched.
 * What a reader would get wrong: parameters must be unbounded. Put a positive one in as its logarithm and add that logarithm to the density.
 */
import { exp, log } from "./elementary.ts";
import { choleskyFactor, inverseFromFactor, solveLower } from "./matrix.ts";
import { maximise, numericalHessian } from "./maximise.ts";
import { mostKhat, smoothWeights } from "./pareto-smoothing.ts";
import { fastQuantiles, turnIntoDraws } from "./propagate.ts";
import { weightedQuantiles } from "./quantile.ts";
import { randomStream } from "./random.ts";
import { drawNormal } from "./samplers.ts";
import { mostSobolDimensions, sobolColumn } from "./sobol-points.ts";
import { logGamma, normalQuantile } from "./special.ts";

/** Log density up to a constant; −Infinity where impossible. Must not keep the array it is given. */
export type LogDensity = (x: Float64Array) => number;

export type PosteriorOptions = {
  readonly dimensions: number;
  readonly seed: number;
  readonly draws: number;
  /** Where to start climbing; several for a density with several peaks. The origin unless told. */
  readonly starts?: readonly (readonly number[])[];
  readonly adaptations?: number;
  /** `importance` never climbs to the next rung but reports its k̂; `smc` starts there. */
  readonly rung?: "ladder" | "importance" | "smc";
  readonly onProgress?: (step: { readonly doing: string; readonly done: number; readonly total: number }) => boolean | void;
};

export type Posterior = {
  readonly dimensions: number;
  /** Draw after draw. */
  readonly draws: Float64Array;
  /** One a draw, sum 1. */
  readonly weights: Float64Array;
  readonly effective: number;
  readonly khat: number;
  readonly logEvidence: number;
  readonly rung: "importance sampling" | "tempered SMC";
  /** Why the ladder was climbed; empty when it was not. */
  readonly because: string;
};

/** Draws from the posterior. @throws RangeError when no start has a finite density, or after being cancelled. */
export function samplePosterior(density: LogDensity, options: PosteriorOptions): Posterior {
  const { dimensions: d, draws, seed, adaptations = 4, rung = "ladder" } = options;
  if (!(d >= 1 && d + 2 <= mostSobolDimensions)) throw new RangeError(`from 1 to ${mostSobolDimensions - 2} dimensions, not ${d}`);
  const guarded: LogDensity = (x) => {
    const value = density(x);
    return value === value ? value : -Infinity;
  };
  const starts = options.starts ?? [new Array<number>(d).fill(0)];
  let components = starts.flatMap((start) => laplace(guarded, start) ?? []);
  if (components.length === 0)
    throw new RangeError(
      "the density is not finite at any start: the priors or bounds contradict each other, or the start lies outside them",
    );
  const pilot = Math.min(4096, Math.max(1024, draws >> 2));
  for (let turn = 0; turn < adaptations; turn++) {
    const sample = importance(guarded, components, d, pilot, seed + turn + 1);
    components = adapt(sample, components, d);
    if (options.onProgress?.({ doing: "adapting the proposal", done: turn + 1, total: adaptations }) === false)
      throw new RangeError("cancelled");
  }
  if (rung !== "smc") {
    const sample = importance(guarded, components, d, draws, seed);
    if (sample.khat <= mostKhat || rung === "importance") return { ...sample, dimensions: d, rung: "importance sampling", because: "" };
    const smc = temperedSmc(guarded, components, options);
    return {
      ...smc,
      dimensions: d,
      rung: "tempered SMC",
      because: `k̂ of the importance weights is ${sample.khat.toFixed(2)}, over ${mostKhat}`,
    };
  }
  return { ...temperedSmc(guarded, components, options), dimensions: d, rung: "tempered SMC", because: "asked for" };
}

/** Weighted mean and standard deviation of a function of the draw, with the Monte Carlo error of the mean. */
export function expectation(
  posterior: Posterior,
  f: (x: Float64Array) => number,
): { readonly mean: number; readonly sd: number; readonly error: number } {
  const { draws, weights, dimensions: d } = posterior;
  const values = Float64Array.from(weights, (_, i) => f(draws.subarray(i * d, (i + 1) * d)));
  let mean = 0;
  for (let i = 0; i < values.length; i++) mean += (weights[i] as number) * (values[i] as number);
  let square = 0;
  let error = 0;
  for (let i = 0; i < values.length; i++) {
    const off = ((values[i] as number) - mean) ** 2;
    square += (weights[i] as number) * off;
    error += (weights[i] as number) ** 2 * off;
  }
  return { mean, sd: Math.sqrt(square), error: Math.sqrt(error) };
}

/** Weighted quantiles of a function of the draw. */
export function posteriorQuantiles(posterior: Posterior, f: (x: Float64Array) => number, probabilities: readonly number[]): number[] {
  const { draws, weights, dimensions: d } = posterior;
  return weightedQuantiles(
    Float64Array.from(weights, (_, i) => f(draws.subarray(i * d, (i + 1) * d))),
    weights,
    probabilities,
  );
}

// ---- the proposal: a mixture of Student-t laws -----------------------------------------------------------------------------------

type Component = { readonly centre: Float64Array; readonly factor: Float64Array; readonly share: number; readonly degrees: number };

/** A mixture with what does not change from point to point worked out once. */
type Prepared = { readonly parts: readonly (Component & { readonly constant: number })[]; readonly logs: Float64Array };

function prepared(components: readonly Component[], d: number): Prepared {
  const total = components.reduce((sum, { share }) => sum + share, 0);
  const parts = components.map((component) => {
    const { factor, share, degrees } = component;
    let logDet = 0;
    for (let j = 0; j < d; j++) logDet += log(factor[j * d + j] as number);
    const constant = log(share / total) + logGamma((degrees + d) / 2) - logGamma(degrees / 2) - (d / 2) * log(degrees * Math.PI) - logDet;
    return { ...component, constant };
  });
  return { parts, logs: new Float64Array(parts.length) };
}

const DEGREES = 6;

function laplace(density: LogDensity, start: readonly number[]): Component | null {
  const d = start.length;
  if (!Number.isFinite(density(Float64Array.from(start)))) return null;
  const { at } = maximise(density, start);
  const curvature = numericalHessian(density, at).map((value) => -value);
  for (let ridge = 0; ridge < 12; ridge++) {
    const factor = choleskyFactor(curvature, d);
    if (factor !== null) {
      const covariance = choleskyFactor(inverseFromFactor(factor, d), d);
      if (covariance !== null && covariance.every(Number.isFinite)) return { centre: at, factor: covariance, share: 1, degrees: DEGREES };
    }
    for (let i = 0; i < d; i++) curvature[i * d + i] = Math.max(1e-6, Math.abs(curvature[i * d + i] as number)) * 1.5 + 1e-3 * 4 ** ridge;
  }
  const factor = new Float64Array(d * d);
  for (let i = 0; i < d; i++) factor[i * d + i] = 1;
  return { centre: at, factor, share: 1, degrees: DEGREES };
}

type Sample = {
  readonly draws: Float64Array;
  readonly weights: Float64Array;
  readonly khat: number;
  readonly effective: number;
  readonly logEvidence: number;
};

/** Quasi-random draws of the mixture with a heavy-tailed wide copy of each component (one tenth), weighed by density ÷ whole mixture. */
function importance(density: LogDensity, components: readonly Component[], d: number, n: number, seed: number): Sample {
  const mixture = defended(components, d);
  const ready = prepared(mixture, d);
  const total = mixture.reduce((sum, { share }) => sum + share, 0);
  const draws = new Float64Array(n * d);
  const columns = Array.from({ length: d + 2 }, (_, j) => sobolColumn(n, j, seed));
  const chi = new Map<number, Float64Array>();
  for (const { degrees } of mixture) {
    if (chi.has(degrees)) continue;
    const column = (columns[d] as Float64Array).slice();
    turnIntoDraws(chiTable(degrees), column, n);
    chi.set(degrees, column);
  }
  const pick = columns[d + 1] as Float64Array;
  const logWeights = new Float64Array(n);
  const z = new Float64Array(d);
  for (let i = 0; i < n; i++) {
    let left = (pick[i] as number) * total;
    const component = mixture.find(({ share }) => (left -= share) < 0) ?? (mixture[mixture.length - 1] as Component);
    const stretch = Math.sqrt(component.degrees / (2 * ((chi.get(component.degrees) as Float64Array)[i] as number)));
    for (let j = 0; j < d; j++) z[j] = normalQuantile((columns[j] as Float64Array)[i] as number) * stretch;
    const x = draws.subarray(i * d, (i + 1) * d);
    for (let j = 0; j < d; j++) {
      let value = component.centre[j] as number;
      for (let k = 0; k <= j; k++) value += (component.factor[j * d + k] as number) * (z[k] as number);
      x[j] = value;
    }
    logWeights[i] = density(x) - mixtureLogDensity(ready, x, d);
  }
  const smoothed = smoothWeights(logWeights);
  return { draws, weights: smoothed.weights, khat: smoothed.khat, effective: smoothed.effective, logEvidence: smoothed.logMean };
}

function defended(components: readonly Component[], d: number): readonly Component[] {
  return components.flatMap((component) => [
    { ...component, share: component.share * 0.9 },
    { ...component, factor: component.factor.map((value) => value * (d > 6 ? 1.5 : 2)), share: component.share * 0.1, degrees: 3 },
  ]);
}

const chiTables = new Map<number, ReturnType<typeof fastQuantiles>>();
function chiTable(degrees: number): ReturnType<typeof fastQuantiles> {
  let table = chiTables.get(degrees);
  if (table === undefined) {
    table = fastQuantiles({ law: "gamma", shape: degrees / 2, scale: 1 });
    chiTables.set(degrees, table);
  }
  return table;
}

const scratch = { off: new Float64Array(mostSobolDimensions), solved: new Float64Array(mostSobolDimensions) };

function mixtureLogDensity({ parts, logs }: Prepared, x: Float64Array, d: number): number {
  let top = -Infinity;
  const { off, solved } = scratch;
  for (let c = 0; c < parts.length; c++) {
    const { centre, factor, degrees, constant } = parts[c] as Prepared["parts"][number];
    for (let j = 0; j < d; j++) off[j] = (x[j] as number) - (centre[j] as number);
    solveLower(factor, d, off, solved);
    let q = 0;
    for (let j = 0; j < d; j++) q += (solved[j] as number) * (solved[j] as number);
    const value = constant - ((degrees + d) / 2) * log(1 + q / degrees);
    logs[c] = value;
    if (value > top) top = value;
  }
  if (parts.length === 1) return top;
  let sum = 0;
  for (let c = 0; c < parts.length; c++) sum += exp((logs[c] as number) - top);
  return top + log(sum);
}

/** Moves each component to the weighted mean and covariance of the draws nearest to it. */
function adapt(sample: Sample, components: readonly Component[], d: number): Component[] {
  const n = sample.weights.length;
  if (sample.effective < 3 * d)
    return components.map((component) => ({ ...component, factor: component.factor.map((value) => value * 1.6) }));
  const each = components.map((component) => prepared([component], d));
  const nearest = Array.from({ length: n }, (_, i) => {
    if (components.length === 1) return 0;
    const x = sample.draws.subarray(i * d, (i + 1) * d);
    let best = 0;
    let bestValue = -Infinity;
    each.forEach((component, c) => {
      const value = mixtureLogDensity(component, x, d);
      if (value > bestValue) [best, bestValue] = [c, value];
    });
    return best;
  });
  return components.flatMap((component, c) => {
    let weight = 0;
    let squares = 0;
    const centre = new Float64Array(d);
    for (let i = 0; i < n; i++) {
      if (nearest[i] !== c) continue;
      const w = sample.weights[i] as number;
      weight += w;
      squares += w * w;
      for (let j = 0; j < d; j++) centre[j] = (centre[j] as number) + w * (sample.draws[i * d + j] as number);
    }
    if (weight < 1e-4 && components.length > 1) return [];
    if ((weight * weight) / squares < 2 * d + 4) return [{ ...component, share: Math.max(weight, 0.02) }];
    for (let j = 0; j < d; j++) centre[j] = (centre[j] as number) / weight;
    const covariance = new Float64Array(d * d);
    for (let i = 0; i < n; i++) {
      if (nearest[i] !== c) continue;
      const w = (sample.weights[i] as number) / weight;
      for (let j = 0; j < d; j++) {
        const offJ = (sample.draws[i * d + j] as number) - (centre[j] as number);
        for (let k = 0; k <= j; k++)
          covariance[j * d + k] =
            (covariance[j * d + k] as number) + w * offJ * ((sample.draws[i * d + k] as number) - (centre[k] as number));
      }
    }
    for (let j = 0; j < d; j++) {
      covariance[j * d + j] = (covariance[j * d + j] as number) * (1 + 1e-9) + 1e-14;
      for (let k = 0; k < j; k++) covariance[k * d + j] = covariance[j * d + k] as number;
    }
    const factor = choleskyFactor(covariance, d);
    // A t law of ν degrees has ν ÷ (ν − 2) times the covariance of its scale matrix; most of that is kept as a safety margin.
    return [
      factor === null
        ? component
        : { centre, factor: factor.map((value) => value * 0.95), share: Math.max(weight, 0.02), degrees: DEGREES },
    ];
  });
}

// ---- tempered sequential Monte Carlo ---------------------------------------------------------------------------------------------

/** From the widened proposal to the density by steps that keep half the particles effective (Del Moral, Doucet & Jasra 2006). */
function temperedSmc(density: LogDensity, components: readonly Component[], options: PosteriorOptions): Sample {
  const { dimensions: d, seed } = options;
  const n = Math.min(Math.max(2000, options.draws), 10_000);
  const wide = components.map((component) => ({ ...component, factor: component.factor.map((value) => value * 2), degrees: 3 }));
  const ready = prepared(defended(wide, d), d);
  const random = randomStream(seed, { purpose: 0x53c });
  const first = importance(() => 0, wide, d, n, seed + 77);
  const particles = first.draws.slice();
  const at = (i: number) => particles.subarray(i * d, (i + 1) * d);
  const base = Float64Array.from({ length: n }, (_, i) => mixtureLogDensity(ready, at(i), d));
  const target = Float64Array.from({ length: n }, (_, i) => density(at(i)));
  let temperature = 0;
  let logEvidence = 0;
  let scale = 2.38 / Math.sqrt(d);
  for (let stage = 0; stage < 400 && temperature < 1; stage++) {
    const gain = (next: number) =>
      Float64Array.from({ length: n }, (_, i) => (next - temperature) * ((target[i] as number) - (base[i] as number)));
    const effective = (logs: Float64Array) => {
      const top = logs.reduce((a, b) => Math.max(a, b), -Infinity);
      let s = 0;
      let q = 0;
      for (const value of logs) {
        const w = exp(value - top);
        s += w;
        q += w * w;
      }
      return (s * s) / q;
    };
    let low = temperature;
    let high = 1;
    if (effective(gain(1)) < n / 2) {
      for (let turn = 0; turn < 40; turn++) {
        const middle = (low + high) / 2;
        if (effective(gain(middle)) < n / 2) high = middle;
        else low = middle;
      }
      high = Math.max(low, temperature + 1e-9);
    }
    const logs = gain(high);
    const top = logs.reduce((a, b) => Math.max(a, b), -Infinity);
    if (top === -Infinity)
      throw new RangeError("no particle reaches the density: hard bounds contradict each other, or the starts lie far from it");
    const weights = logs.map((value) => exp(value - top));
    const mass = weights.reduce((a, b) => a + b, 0);
    logEvidence += top + log(mass / n);
    temperature = high;
    // Systematic resampling.
    const copies = new Float64Array(n * d);
    const [baseCopy, targetCopy] = [new Float64Array(n), new Float64Array(n)];
    let reached = weights[0] as number;
    let from = 0;
    const offset = random.uniform();
    for (let i = 0; i < n; i++) {
      const point = ((i + offset) / n) * mass;
      while (reached < point && from < n - 1) reached += weights[++from] as number;
      copies.set(at(from), i * d);
      baseCopy[i] = base[from] as number;
      targetCopy[i] = target[from] as number;
    }
    particles.set(copies);
    base.set(baseCopy);
    target.set(targetCopy);
    const factor = particleFactor(particles, n, d);
    const proposal = new Float64Array(d);
    const z = new Float64Array(d);
    for (let turn = 0; turn < 8; turn++) {
      let accepted = 0;
      for (let i = 0; i < n; i++) {
        for (let j = 0; j < d; j++) z[j] = scale * drawNormal(random);
        const x = at(i);
        for (let j = 0; j < d; j++) {
          let value = x[j] as number;
          for (let k = 0; k <= j; k++) value += (factor[j * d + k] as number) * (z[k] as number);
          proposal[j] = value;
        }
        const nextTarget = density(proposal);
        if (nextTarget === -Infinity) continue;
        const nextBase = mixtureLogDensity(ready, proposal, d);
        const gained = temperature * (nextTarget - (target[i] as number)) + (1 - temperature) * (nextBase - (base[i] as number));
        if (log(random.uniform()) < gained) {
          x.set(proposal);
          target[i] = nextTarget;
          base[i] = nextBase;
          accepted++;
        }
      }
      const rate = accepted / n;
      scale *= rate > 0.35 ? 1.25 : rate < 0.15 ? 0.75 : 1;
    }
    if (options.onProgress?.({ doing: "tempering", done: Math.round(temperature * 100), total: 100 }) === false)
      throw new RangeError("cancelled");
  }
  return { draws: particles, weights: new Float64Array(n).fill(1 / n), khat: NaN, effective: n, logEvidence };
}

function particleFactor(particles: Float64Array, n: number, d: number): Float64Array {
  const centre = new Float64Array(d);
  for (let i = 0; i < n; i++) for (let j = 0; j < d; j++) centre[j] = (centre[j] as number) + (particles[i * d + j] as number) / n;
  const covariance = new Float64Array(d * d);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < d; j++) {
      const off = (particles[i * d + j] as number) - (centre[j] as number);
      for (let k = 0; k < d; k++)
        covariance[j * d + k] = (covariance[j * d + k] as number) + (off * ((particles[i * d + k] as number) - (centre[k] as number))) / n;
    }
  }
  for (let j = 0; j < d; j++) covariance[j * d + j] = (covariance[j * d + j] as number) * (1 + 1e-9) + 1e-12;
  return (
    choleskyFactor(covariance, d) ??
    Float64Array.from({ length: d * d }, (_, i) => (i % (d + 1) === 0 ? Math.sqrt(covariance[i] as number) : 0))
  );
}

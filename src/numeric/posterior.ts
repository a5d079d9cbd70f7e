/**
 * The calibration ladder for a posterior given as a function of a parameter vector: adaptive importance sampling on quasi-random points,
 * gated by k̂; where the gate fails, tempered sequential Monte Carlo and slice chains from its particles, gated by R̂; the answer says
 * which rung it stands on and whether to trust it.
 * What a reader would get wrong: bounds are −∞ outside, but a positive parameter goes better as its logarithm, with that logarithm added
 * to the density.
 */
import { exp, log } from "./elementary.ts";
import { choleskyFactor, inverseFromFactor, solveLower } from "./matrix.ts";
import { maximise } from "./maximise.ts";
import { mostKhat, smoothWeights } from "./pareto-smoothing.ts";
import { fastQuantiles, turnIntoDraws } from "./propagate.ts";
import { weightedQuantiles } from "./quantile.ts";
import { randomStream } from "./random.ts";
import { drawNormal } from "./samplers.ts";
import { sliceChains } from "./slice-chains.ts";
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
  readonly rung?: "ladder" | "importance" | "smc" | "slice";
  /** Most evaluations of the density the slice chains may cost; 4,000,000 unless told. */
  readonly mostEvaluations?: number;
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
  /** R̂ of the chains on the last rung; null on the others, which have none. */
  readonly rHat: number | null;
  readonly rung: "importance sampling" | "tempered SMC" | "slice chains";
  /** Why the ladder was climbed; empty when it was not. */
  readonly because: string;
  /** False where the rung's own test failed: k̂ over 0.7, or chains that do not agree. Do not use the draws for figures then. */
  readonly reliable: boolean;
};

/** Draws from the posterior. @throws RangeError when no start has a finite density, or after being cancelled. */
export function samplePosterior(density: LogDensity, options: PosteriorOptions): Posterior {
  const { dimensions: d, draws, seed, adaptations = 4, rung = "ladder" } = options;
  if (!(d >= 1 && d + 2 <= mostSobolDimensions)) throw new RangeError(`from 1 to ${mostSobolDimensions - 2} dimensions, not ${d}`);
  const guarded: LogDensity = (x) => {
    const value = density(x);
    return value === value ? value : -Infinity;
  };
  const starts = startsFor(guarded, options);
  let components = distinct(
    starts.flatMap((start) => laplace(guarded, start) ?? []),
    d,
  );
  if (components.length === 0)
    throw new RangeError(
      "the density is not finite at any start: the priors or bounds contradict each other, or the start lies outside them",
    );
  const pilot = Math.min(4096, Math.max(1024, draws >> 2));
  for (let turn = 0; turn < adaptations; turn++) {
    const sample = importanceOrNone(guarded, components, d, pilot, seed + turn + 1);
    components =
      sample === null
        ? components.map((component) => ({ ...component, factor: component.factor.map((value) => value / 3) }))
        : adapt(sample, components, d);
    if (options.onProgress?.({ doing: "adapting the proposal", done: turn + 1, total: adaptations }) === false)
      throw new RangeError("cancelled");
  }
  let because = "asked for";
  if (rung === "ladder" || rung === "importance") {
    const sample = importanceOrNone(guarded, components, d, draws, seed);
    const good = sample !== null && sample.khat <= mostKhat && sample.effective >= Math.min(draws / 12, 2000);
    if (sample !== null && (good || rung === "importance"))
      return { ...sample, dimensions: d, rHat: null, rung: "importance sampling", because: "", reliable: sample.khat <= mostKhat };
    because =
      sample === null
        ? "no draw of the proposal reached the density"
        : sample.khat > mostKhat
          ? `k̂ of the importance weights is ${sample.khat.toFixed(2)}, over ${mostKhat}`
          : `only ${Math.round(sample.effective)} of ${draws} importance draws are effective`;
  }
  const smc = temperedSmc(guarded, components, options);
  if (rung === "smc") return { ...smc, dimensions: d, rHat: null, rung: "tempered SMC", because, reliable: true };
  const retry = (particles: Float64Array, from: string): Posterior | null => {
    if (rung !== "ladder") return null;
    let learnt = clustered(particles, d, seed);
    for (let turn = 0; turn < 3; turn++) {
      const sample = importanceOrNone(guarded, learnt, d, Math.max(pilot, 8192), seed + 100 + turn);
      if (sample !== null) learnt = adapt(sample, learnt, d);
    }
    // A proposal that never visits a tail cannot notice that it misses it: a stretched one must find the same, or teaches the next try.
    let sample = importanceOrNone(guarded, learnt, d, draws, seed + 99);
    for (let turn = 0; turn < 5; turn++) {
      const stretched = learnt.map((component) => ({ ...component, factor: component.factor.map((value) => value * 1.7) }));
      const wide = importanceOrNone(guarded, stretched, d, draws, seed + 110 + turn);
      if (sample === null || wide === null) return null;
      if (alike(sample, wide, d)) break;
      if (turn === 4) return null;
      learnt = adapt(wide, learnt, d);
      sample = importanceOrNone(guarded, learnt, d, draws, seed + 99);
    }
    if (sample === null || sample.khat > mostKhat || sample.effective < Math.min(draws / 12, 2000)) return null;
    const words = `${because}; a proposal learnt from ${from} does better`;
    return { ...sample, dimensions: d, rHat: null, rung: "importance sampling", because: words, reliable: true };
  };
  // One more try of the first rung, with a proposal that has learnt the shape: it gives the evidence, too.
  const afterParticles = retry(smc.draws, "tempered particles");
  if (afterParticles !== null) return afterParticles;
  // The particles of the tempered steps are where the chains begin, and what the chains are held against.
  const chains = sliceChains(guarded, smc.draws, {
    dimensions: d,
    seed,
    mostEvaluations: options.mostEvaluations ?? 4_000_000,
    wantedEffective: Math.min(4000, draws / 4),
    onProgress: (done, total) => options.onProgress?.({ doing: "slice chains", done, total }),
  });
  const agreed = chains.rHat <= looseRHat;
  if (!agreed && separate(smc.draws, d))
    // Peaks far apart: single chains stay on theirs, but the tempered particles know how the weight is shared.
    return {
      ...smc,
      dimensions: d,
      rHat: chains.rHat,
      rung: "tempered SMC",
      because: `${because}; the density has peaks far apart, so no chain visits all (R̂ ${chains.rHat.toFixed(2)})`,
      reliable: true,
    };
  const afterChains = agreed ? retry(chains.draws, "slice chains") : null;
  if (afterChains !== null) return afterChains;
  return {
    dimensions: d,
    draws: chains.draws,
    weights: new Float64Array(chains.count).fill(1 / chains.count),
    effective: chains.effective,
    khat: NaN,
    logEvidence: smc.logEvidence,
    rHat: chains.rHat,
    rung: "slice chains",
    because: agreed ? because : `${because}; the chains do not agree (R̂ ${chains.rHat.toFixed(2)}, over ${looseRHat})`,
    reliable: agreed && chains.effective >= 400,
  };
}

/** Over 1.01 is a remark, over this a refusal to trust (Vehtari et al. 2021, section 4). */
const looseRHat = 1.02;

/**
 * The starts given, and scouts around them at several distances: a density with a second peak, or one that is impossible at the origin,
 * is found more often than not. Where nothing near is possible the list is empty.
 */
function startsFor(density: LogDensity, { dimensions: d, seed, starts }: PosteriorOptions): readonly (readonly number[])[] {
  const given = starts ?? [new Array<number>(d).fill(0)];
  const random = randomStream(seed, { purpose: 0x5c0 });
  const scouts: number[][] = [];
  const possible = given.filter((start) => Number.isFinite(density(Float64Array.from(start))));
  const from = possible.length > 0 ? possible : given;
  for (const distance of [1, 3, 10, 10]) {
    for (let turn = 0; turn < 2; turn++) {
      const centre = from[turn % from.length] as readonly number[];
      const scout = centre.map((value) => value + distance * drawNormal(random));
      if (Number.isFinite(density(Float64Array.from(scout)))) scouts.push(scout);
    }
  }
  // Nothing yet: parameters between bounds are most often shares or positive numbers.
  for (let turn = 0; turn < 4000 && possible.length + scouts.length === 0; turn++) {
    const distance = [0.3, 1, 3, 10, 30][turn % 5] as number;
    const point = (given[turn % given.length] as readonly number[]).map(
      (value) => value + (turn % 2 === 0 ? distance * drawNormal(random) : distance * random.uniform()),
    );
    if (Number.isFinite(density(Float64Array.from(point)))) scouts.push(point);
  }
  return [...possible, ...scouts];
}

/** One component a peak: of those whose centres lie within two spreads of each other the first stays. At most eight. */
function distinct(components: readonly Component[], d: number): Component[] {
  const kept: Component[] = [];
  for (const component of components) {
    const near = kept.some((other) => {
      const off = Float64Array.from({ length: d }, (_, j) => (component.centre[j] as number) - (other.centre[j] as number));
      const solved = new Float64Array(d);
      solveLower(other.factor, d, off, solved);
      return Math.sqrt(solved.reduce((total, value) => total + value * value, 0)) < 2 * Math.sqrt(d);
    });
    if (!near && kept.length < 8) kept.push(component);
  }
  return kept;
}

/** Whether two weighted samples agree on the evidence and on the middle and spread of every coordinate, within a few hundredths. */
function alike(a: Sample, b: Sample, d: number): boolean {
  if (Math.abs(a.logEvidence - b.logEvidence) > 0.03 + 4 * Math.sqrt(1 / a.effective + 1 / b.effective)) return false;
  for (let j = 0; j < d; j++) {
    const [one, two] = [momentsOf(a, d, j), momentsOf(b, d, j)];
    const error = Math.sqrt(1 / a.effective + 1 / b.effective);
    if (Math.abs(one.mean - two.mean) > (0.02 + 4 * error) * two.sd) return false;
    if (Math.abs(one.sd / two.sd - 1) > 0.03 + 4 * error) return false;
  }
  return true;
}

function momentsOf({ draws, weights }: Sample, d: number, j: number): { readonly mean: number; readonly sd: number } {
  let mean = 0;
  for (let i = 0; i < weights.length; i++) mean += (weights[i] as number) * (draws[i * d + j] as number);
  let square = 0;
  for (let i = 0; i < weights.length; i++) square += (weights[i] as number) * ((draws[i * d + j] as number) - mean) ** 2;
  return { mean, sd: Math.sqrt(square) };
}

/** One component a cluster of particles (k-means after scaling, Lloyd 1982), for shapes no single hill has. */
function clustered(particles: Float64Array, d: number, seed: number): Component[] {
  const n = particles.length / d;
  const many = Math.max(2, Math.min(64, Math.floor(n / (20 * d * d + 40))));
  const scale = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += (particles[i * d + j] as number) / n;
    let square = 0;
    for (let i = 0; i < n; i++) square += ((particles[i * d + j] as number) - mean) ** 2 / n;
    scale[j] = square > 0 ? 1 / Math.sqrt(square) : 1;
  }
  const random = randomStream(seed, { purpose: 0xc1 });
  let centres = Array.from({ length: many }, () => {
    const i = Math.floor(random.uniform() * n);
    return particles.slice(i * d, (i + 1) * d);
  });
  const member = new Int32Array(n);
  for (let turn = 0; turn < 15; turn++) {
    for (let i = 0; i < n; i++) {
      let best = Infinity;
      for (let c = 0; c < centres.length; c++) {
        let off = 0;
        for (let j = 0; j < d; j++)
          off += (((particles[i * d + j] as number) - ((centres[c] as Float64Array)[j] as number)) * (scale[j] as number)) ** 2;
        if (off < best) {
          best = off;
          member[i] = c;
        }
      }
    }
    centres = centres.map((old, c) => {
      const centre = new Float64Array(d);
      let count = 0;
      for (let i = 0; i < n; i++) {
        if (member[i] !== c) continue;
        count++;
        for (let j = 0; j < d; j++) centre[j] = (centre[j] as number) + (particles[i * d + j] as number);
      }
      return count === 0 ? old : centre.map((value) => value / count);
    });
  }
  return centres.flatMap((centre, c) => {
    const own: number[] = [];
    for (let i = 0; i < n; i++) if (member[i] === c) for (let j = 0; j < d; j++) own.push(particles[i * d + j] as number);
    const count = own.length / d;
    return count < 2 * d + 4
      ? []
      : [{ centre, factor: particleFactor(Float64Array.from(own), count, d), share: count / n, degrees: DEGREES }];
  });
}

/** Whether particles fall into groups with a gap between them along some coordinate: wider than the spread on either side. */
function separate(particles: Float64Array, d: number): boolean {
  const n = particles.length / d;
  for (let j = 0; j < d; j++) {
    const values = Float64Array.from({ length: n }, (_, i) => particles[i * d + j] as number).sort();
    const [low, high] = [values[Math.floor(n * 0.02)] as number, values[Math.floor(n * 0.98)] as number];
    for (let i = Math.floor(n * 0.02); i < n * 0.98; i++)
      if ((values[i + 1] as number) - (values[i] as number) > 0.2 * (high - low)) return true;
  }
  return false;
}

function importanceOrNone(density: LogDensity, components: readonly Component[], d: number, n: number, seed: number): Sample | null {
  const sample = weighedDraws(density, components, d, n, seed);
  let reached = false;
  for (let i = 0; i < n && !reached; i++) reached = (sample.logWeights[i] as number) > -Infinity;
  return reached ? smoothed(sample) : null;
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
  const { at, value } = maximise(density, start);
  const scale = at.map((_, i) => reachOf(density, at, value, i));
  const inScale = (y: Float64Array) => density(y.map((yi, i) => (at[i] as number) + yi * (scale[i] as number)));
  const curvature = hessianAtOrigin(inScale, value, d);
  for (let ridge = 0; ridge < 12; ridge++) {
    const factor = choleskyFactor(curvature, d);
    if (factor !== null) {
      const covariance = choleskyFactor(inverseFromFactor(factor, d), d);
      if (covariance !== null && covariance.every(Number.isFinite))
        return { centre: at, factor: scaled(covariance, scale, d), share: 1, degrees: DEGREES };
    }
    for (let i = 0; i < d; i++) curvature[i * d + i] = Math.max(0.05, Math.abs(curvature[i * d + i] as number)) * 1.5 + 1e-3 * 4 ** ridge;
  }
  const factor = new Float64Array(d * d);
  for (let i = 0; i < d; i++) factor[i * d + i] = scale[i] as number;
  return { centre: at, factor, share: 1, degrees: DEGREES };
}

/** How far coordinate i can go until the log density has fallen by about a half, on the side where it falls more slowly. */
function reachOf(density: LogDensity, at: Float64Array, value: number, i: number): number {
  const point = at.slice();
  const fall = (h: number) => {
    point[i] = (at[i] as number) + h;
    const up = value - density(point);
    point[i] = (at[i] as number) - h;
    const down = value - density(point);
    point[i] = at[i] as number;
    return Math.min(up === up ? up : Infinity, down === down ? down : Infinity);
  };
  let h = 1e-3 * Math.max(1, Math.abs(at[i] as number));
  if (fall(h) > 0.5) {
    for (let turn = 0; turn < 60 && fall(h) > 0.5; turn++) h /= 2;
    return h;
  }
  for (let turn = 0; turn < 60; turn++) {
    if (fall(2 * h) > 0.5) break;
    h *= 2;
  }
  return Math.min(h, 1e15);
}

/** Negative second derivatives at the origin by steps of one; where a wall is met, one fall of a half a step away. */
function hessianAtOrigin(f: (y: Float64Array) => number, here: number, d: number): Float64Array {
  const curvature = new Float64Array(d * d);
  const y = new Float64Array(d);
  const value = (i: number, di: number, j: number, dj: number) => {
    y.fill(0);
    y[i] = (y[i] as number) + di;
    y[j] = (y[j] as number) + dj;
    return f(y);
  };
  for (let i = 0; i < d; i++) {
    const bend = -(value(i, 1, i, 0) - 2 * here + value(i, -1, i, 0));
    curvature[i * d + i] = Number.isFinite(bend) ? bend : 1;
    for (let j = 0; j < i; j++) {
      const mixed = -(value(i, 1, j, 1) - value(i, 1, j, -1) - value(i, -1, j, 1) + value(i, -1, j, -1)) / 4;
      curvature[i * d + j] = Number.isFinite(mixed) ? mixed : 0;
      curvature[j * d + i] = curvature[i * d + j] as number;
    }
  }
  return curvature;
}

function scaled(factor: Float64Array, scale: Float64Array, d: number): Float64Array {
  return factor.map((value, k) => value * (scale[Math.floor(k / d)] as number));
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
  return smoothed(weighedDraws(density, components, d, n, seed));
}

type WeighedDraws = { readonly draws: Float64Array; readonly logWeights: Float64Array };

function smoothed({ draws, logWeights }: WeighedDraws): Sample {
  const { weights, khat, effective, logMean } = smoothWeights(logWeights);
  return { draws, weights, khat, effective, logEvidence: logMean };
}

function weighedDraws(density: LogDensity, components: readonly Component[], d: number, n: number, seed: number): WeighedDraws {
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
  return { draws, logWeights };
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
  let missed = 0;
  for (let i = 0; i < n; i++) if (sample.weights[i] === 0) missed++;
  if (sample.effective < 3 * d && missed > 0.9 * n && components.length === 1) {
    // Mostly walls: go where the few hits are, and draw nearer together.
    const [component] = components as [Component];
    const centre = new Float64Array(d);
    for (let i = 0; i < n; i++)
      for (let j = 0; j < d; j++) centre[j] = (centre[j] as number) + (sample.weights[i] as number) * (sample.draws[i * d + j] as number);
    return [{ ...component, centre, factor: component.factor.map((value) => value * 0.6) }];
  }
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

/**
 * The posterior of one positive quantity told by several roots, exact on a grid. Each root is right with a probability set by
 * its grade: then what it saw lies around the truth, with a spread between roots that is itself unknown, shared in part by roots
 * of one outlet. Otherwise what it says has nothing to do with the truth. A report never gives a point: it gives an interval
 * (its rounding, its range, its bound), and only the probability of that interval counts. A root speaks once: several claims of
 * it are averaged, never multiplied.
 *
 * Model (a finite mixture with censored observations; the robust part after Box and Tiao 1968, "A Bayesian approach to some
 * outlier problems", Biometrika 55): x = log θ uniform on [low, high]; τ half-normal(scale), on eight equally likely nodes;
 * m = x + o + e with o ~ N(0, ρτ²) per outlet and e ~ N(0, (1-ρ)τ²) per root; P(interval) = Φ((b-m)/·) - Φ((a-m)/·).
 */
import type { Box } from "#domain/weighed.ts";
import { exp, log } from "#numeric/elementary.ts";
import { normalCdf, normalQuantile } from "#numeric/special.ts";

export type { Box };

export type RootEvidence = {
  readonly id: string;
  /** Roots of one outlet share part of their error. */
  readonly outlet: string;
  readonly boxes: readonly Box[];
  /** Probability that what it says has nothing to do with the truth. */
  readonly wrong: number;
};

export type Prior = {
  /** θ is taken as log-uniform between these. */
  readonly low: number;
  readonly high: number;
  /** Scale of the half-normal spread between roots, in logs: 0.25 is "about a quarter". */
  readonly spread: number;
  /** Share of that variance which roots of one outlet have in common. */
  readonly outletShare: number;
};

export type Posterior = {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  /** Per root, in the order given: probability that it is right, and the share by which the median moves when it is left out. */
  readonly roots: readonly { readonly id: string; readonly right: number; readonly influence: number }[];
};

const points = 400;
const spreads = 8;
const cells = spreads * points;
/** Gauss-Hermite nodes and weights for a standard normal, five points (Abramowitz and Stegun 1964, table 25.10, rescaled). */
const hermite = [
  [-2.8569700138728056, 0.011257411327720689],
  [-1.3556261799742659, 0.22207592200561266],
  [0, 0.5333333333333333],
  [1.3556261799742659, 0.22207592200561266],
  [2.8569700138728056, 0.011257411327720689],
] as const;

/** Most intervals of one root that enter; of more, so many evenly spaced ones stand for all. */
export const mostBoxes = 16;

/** The posterior with a central interval of the given level. @throws RangeError without evidence, or with an empty prior range. */
export function poolRoots(roots: readonly RootEvidence[], prior: Prior, level = 0.9): Posterior {
  const grid = gridOf(roots, prior);
  const logs = totalLogs(grid);
  const weights = normalised(logs);
  const median = quantileOf(weights, grid, 0.5);
  const effects = new Map<number, { readonly right: number; readonly influence: number }>();
  for (const members of grid.outlets) {
    const told = members.map((k) => likelihood(grid, k, members.length > 1));
    const joint = jointOf(told);
    members.forEach((k, i) => {
      const influence =
        roots.length === 1
          ? 1
          : median / quantileOf(normalised(swapped(logs, joint, jointOf(told.filter((_, j) => j !== i)))), grid, 0.5) - 1;
      effects.set(k, { right: rightness(weights, told, joint, i), influence });
    });
  }
  return {
    median,
    low: quantileOf(weights, grid, (1 - level) / 2),
    high: quantileOf(weights, grid, (1 + level) / 2),
    level,
    roots: roots.map((root, k) => ({ id: root.id, ...(effects.get(k) as { right: number; influence: number }) })),
  };
}

/** Posterior probability that the quantity is at most `value`: the rank used to test calibration. */
export function posteriorCdf(roots: readonly RootEvidence[], prior: Prior, value: number): number {
  const grid = gridOf(roots, prior);
  return cdfAt(normalised(totalLogs(grid)), grid, log(value));
}

type Grid = {
  readonly from: number;
  readonly step: number;
  readonly range: number;
  readonly taus: readonly number[];
  readonly outletShare: number;
  readonly roots: readonly RootEvidence[];
  /** Indices of the roots of each outlet. */
  readonly outlets: readonly (readonly number[])[];
};

function gridOf(roots: readonly RootEvidence[], prior: Prior): Grid {
  if (roots.length === 0) throw new RangeError("nothing to pool");
  if (!(prior.low > 0 && prior.high > prior.low)) throw new RangeError(`prior range ${prior.low}..${prior.high}`);
  const from = log(prior.low);
  const range = log(prior.high) - from;
  const taus = Array.from({ length: spreads }, (_, i) => prior.spread * normalQuantile(0.5 + (i + 0.5) / (2 * spreads)));
  const outlets = [...Map.groupBy(roots.keys(), (k) => (roots[k] as RootEvidence).outlet).values()];
  return { from, step: range / points, range, taus, outletShare: prior.outletShare, roots, outlets };
}

/** One root's likelihood at [node][spread × point], scaled to a maximum of one, and the part of it in which the root is right. */
type Told = { readonly nodes: number; readonly all: Float64Array; readonly whenRight: Float64Array };

function likelihood({ from, step, range, taus, outletShare, roots }: Grid, k: number, sharing: boolean): Told {
  const shared = sharing ? outletShare : 0;
  const nodes = shared > 0 ? hermite.length : 1;
  const { low, high, times, right, ifWrong } = edgesOf(roots[k] as RootEvidence, from, range);
  const all = new Float64Array(nodes * cells);
  const whenRight = new Float64Array(nodes * cells);
  let top = 0;
  for (let n = 0; n < nodes; n++) {
    for (let s = 0; s < spreads; s++) {
      const tau = taus[s] as number;
      const perOwn = 1 / (tau * Math.sqrt(1 - shared));
      const shift = nodes === 1 ? 0 : tau * Math.sqrt(shared) * (hermite[n] as readonly [number, number])[0];
      for (let i = 0; i < points; i++) {
        const at = from + (i + 0.5) * step + shift;
        let seen = 0;
        for (let b = 0; b < low.length; b++) {
          seen += (times[b] as number) * (phi(((high[b] as number) - at) * perOwn) - phi(((low[b] as number) - at) * perOwn));
        }
        const cell = n * cells + s * points + i;
        whenRight[cell] = right * seen;
        all[cell] = right * seen + ifWrong + 1e-300;
        if ((all[cell] as number) > top) top = all[cell] as number;
      }
    }
  }
  for (let cell = 0; cell < all.length; cell++) {
    all[cell] = (all[cell] as number) / top;
    whenRight[cell] = (whenRight[cell] as number) / top;
  }
  return { nodes, all, whenRight };
}

/** Log likelihood of an outlet's roots together over [spread × point]: what they share is summed out. Nothing told is certain. */
function jointOf(told: readonly Told[]): Float64Array {
  const logs = new Float64Array(cells);
  const nodes = told[0]?.nodes ?? 0;
  if (nodes === 0) return logs;
  for (let cell = 0; cell < cells; cell++) {
    let joint = 0;
    for (let n = 0; n < nodes; n++) {
      let product = nodes === 1 ? 1 : (hermite[n] as readonly [number, number])[1];
      for (const one of told) product *= one.all[n * cells + cell] as number;
      joint += product;
    }
    logs[cell] = log(joint + 1e-300);
  }
  return logs;
}

/** Each outlet is evaluated, added and forgotten: memory does not grow with the roots. */
function totalLogs(grid: Grid): Float64Array {
  const total = new Float64Array(cells);
  for (const members of grid.outlets) {
    const logs = jointOf(members.map((k) => likelihood(grid, k, members.length > 1)));
    for (let cell = 0; cell < cells; cell++) total[cell] = (total[cell] as number) + (logs[cell] as number);
  }
  return total;
}

function swapped(total: Float64Array, out: Float64Array, into: Float64Array): Float64Array {
  const logs = new Float64Array(cells);
  for (let cell = 0; cell < cells; cell++) logs[cell] = (total[cell] as number) - (out[cell] as number) + (into[cell] as number);
  return logs;
}

/** Weights that sum to one. */
function normalised(logs: Float64Array): Float64Array {
  let top = -Infinity;
  for (const value of logs) top = Math.max(top, value);
  const weights = new Float64Array(cells);
  let mass = 0;
  for (let cell = 0; cell < cells; cell++) mass += weights[cell] = exp((logs[cell] as number) - top);
  for (let cell = 0; cell < cells; cell++) weights[cell] = (weights[cell] as number) / mass;
  return weights;
}

/** Posterior probability that one root of an outlet is right. */
function rightness(weights: Float64Array, told: readonly Told[], joint: Float64Array, i: number): number {
  const own = told[i] as Told;
  let probability = 0;
  for (let cell = 0; cell < cells; cell++) {
    const weight = weights[cell] as number;
    if (weight < 1e-12) continue;
    let right = 0;
    for (let n = 0; n < own.nodes; n++) {
      let product = own.nodes === 1 ? 1 : (hermite[n] as readonly [number, number])[1];
      for (let k = 0; k < told.length; k++) product *= (k === i ? own.whenRight : (told[k] as Told).all)[n * cells + cell] as number;
      right += product;
    }
    probability += weight * (right / exp(joint[cell] as number));
  }
  return Math.min(1, probability);
}

function marginal(weights: Float64Array): Float64Array {
  const over = new Float64Array(points);
  for (let s = 0; s < spreads; s++) for (let i = 0; i < points; i++) over[i] = (over[i] as number) + (weights[s * points + i] as number);
  return over;
}

function quantileOf(weights: Float64Array, { from, step }: Grid, p: number): number {
  const over = marginal(weights);
  let below = 0;
  for (let i = 0; i < points; i++) {
    const mass = over[i] as number;
    if (below + mass >= p) return exp(from + (i + (mass > 0 ? (p - below) / mass : 0)) * step);
    below += mass;
  }
  return exp(from + points * step);
}

function cdfAt(weights: Float64Array, { from, step }: Grid, x: number): number {
  const over = marginal(weights);
  const at = (x - from) / step;
  let below = 0;
  for (let i = 0; i < points; i++) {
    if (at <= i) break;
    below += (over[i] as number) * Math.min(1, at - i);
  }
  return Math.min(1, below);
}

type Edges = {
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly times: Float64Array;
  readonly right: number;
  readonly ifWrong: number;
};

/**
 * The distinct intervals of a root in logs, each with its share of what the root says; the probability of being right, and of these
 * intervals when wrong: their mean share of the prior range.
 */
function edgesOf(root: RootEvidence, from: number, range: number): Edges {
  const counted = new Map<string, { readonly box: Box; times: number }>();
  for (const box of root.boxes) {
    const key = `${box.low}|${box.high}`;
    const known = counted.get(key);
    if (known) known.times++;
    else counted.set(key, { box, times: 1 });
  }
  const boxes = thinned([...counted.values()].sort((a, b) => a.box.low - b.box.low || a.box.high - b.box.high));
  const all = boxes.reduce((sum, one) => sum + one.times, 0);
  const low = Float64Array.from(boxes, ({ box }) => (box.low <= 0 ? -Infinity : log(box.low)));
  const high = Float64Array.from(boxes, ({ box }) => (box.high === Infinity ? Infinity : log(box.high)));
  const times = Float64Array.from(boxes, (one) => one.times / all);
  let covered = 0;
  for (let b = 0; b < low.length; b++) {
    covered += ((times[b] as number) * Math.max(0, Math.min(high[b] as number, from + range) - Math.max(low[b] as number, from))) / range;
  }
  return { low, high, times, right: 1 - root.wrong, ifWrong: root.wrong * covered };
}

function thinned<T>(sorted: readonly T[]): readonly T[] {
  if (sorted.length <= mostBoxes) return sorted;
  return Array.from({ length: mostBoxes }, (_, i) => sorted[Math.floor(((i + 0.5) * sorted.length) / mostBoxes)] as T);
}

/** Φ by linear interpolation of exact values every 1/512: off by less than 1e-6, and cheap enough for every grid point. */
const per = 512;
const reach = 8;
let table: Float64Array | null = null;
function phi(z: number): number {
  if (z <= -reach) return 0;
  if (z >= reach) return 1;
  table ??= Float64Array.from({ length: 2 * reach * per + 2 }, (_, i) => normalCdf(i / per - reach));
  const at = (z + reach) * per;
  const i = Math.floor(at);
  const a = table[i] as number;
  return a + ((table[i + 1] as number) - a) * (at - i);
}

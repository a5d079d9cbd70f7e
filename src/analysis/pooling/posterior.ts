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
  startAnew();
  const grid = gridOf(roots, prior);
  const seen = new Map<readonly number[], Outlet>();
  const weights = normalised(totalLogs(grid, (members, outlet) => void (roots.length <= mostHeld && seen.set(members, outlet))));
  const median = quantileOf(weights, grid, 0.5);
  const effects = new Map<number, { readonly right: number; readonly influence: number }>();
  for (const members of grid.outlets) {
    const outlet = seen.get(members) ?? outletOf(grid, members);
    for (const k of members) {
      const left = withoutRoot(outlet, grid, k, weights);
      const influence = roots.length === 1 ? 1 : median / quantileOf(left.weights, grid, 0.5) - 1;
      effects.set(k, { right: Math.max(0, Math.min(1, 1 - left.wrong)), influence });
    }
  }
  return {
    ...interval(weights, grid, level),
    roots: roots.map((root, k) => ({ id: root.id, ...(effects.get(k) as { right: number; influence: number }) })),
  };
}

/** The median and interval alone: what sensitivity asks for, without leaving each root out once. */
export function poolInterval(roots: readonly RootEvidence[], prior: Prior, level = 0.9): Omit<Posterior, "roots"> {
  startAnew();
  const grid = gridOf(roots, prior);
  return interval(normalised(totalLogs(grid)), grid, level);
}

function interval(weights: Float64Array, grid: Grid, level: number): Omit<Posterior, "roots"> {
  const at = (p: number) => quantileOf(weights, grid, p);
  return { median: at(0.5), low: at((1 - level) / 2), high: at((1 + level) / 2), level };
}

/** Posterior probability that the quantity is at most `value`: the rank used to test calibration. */
export function posteriorCdf(roots: readonly RootEvidence[], prior: Prior, value: number): number {
  startAnew();
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

/** One root's likelihood at [node][spread × point], scaled to a maximum of one, and the constant part of it in which the root is wrong. */
type Told = { readonly all: Float64Array; readonly wrong: number };

/** Every likelihood is at least this share of its best: nothing told is certain, and no product is ever zero. */
const least = 1e-12;

function likelihood({ from, step, range, taus, outletShare, roots }: Grid, k: number, nodes: number): Told {
  const shared = nodes > 1 ? outletShare : 0;
  const { edges, signs, open, right, ifWrong } = edgesOf(roots[k] as RootEvidence, from, range);
  const all = zeros(nodes * cells);
  const table = normalTable();
  const ramp = new Float64Array(points + 1);
  let top = 0;
  for (let n = 0; n < nodes; n++) {
    for (let s = 0; s < spreads; s++) {
      const tau = taus[s] as number;
      const deviation = tau * Math.sqrt(1 - shared);
      const first = from + 0.5 * step + (nodes === 1 ? 0 : tau * Math.sqrt(shared) * (hermite[n] as readonly [number, number])[0]);
      const cell = n * cells + s * points;
      // An edge is passed or not passed but for the few points around it: what lies left of them is summed as steps.
      ramp.fill(0);
      const slope = (step / deviation) * per;
      for (let e = 0; e < edges.length; e++) {
        const edge = edges[e] as number;
        const sign = signs[e] as number;
        const begin = Math.min(points, Math.max(0, Math.ceil((edge - reach * deviation - first) / step)));
        const end = Math.min(points, Math.max(begin, Math.floor((edge + reach * deviation - first) / step) + 1));
        ramp[0] = (ramp[0] as number) + sign;
        ramp[begin] = (ramp[begin] as number) - sign;
        const start = ((edge - first) / deviation + reach) * per;
        for (let i = begin; i < end; i++) {
          const at = Math.max(0, start - i * slope);
          const below = at | 0;
          const a = table[below] as number;
          all[cell + i] = (all[cell + i] as number) + sign * (a + ((table[below + 1] as number) - a) * (at - below));
        }
      }
      let passed = open;
      for (let i = 0; i < points; i++) {
        passed += ramp[i] as number;
        const seen = (all[cell + i] as number) + passed;
        const told = right * (seen > 0 ? seen : 0) + ifWrong;
        all[cell + i] = told;
        if (told > top) top = told;
      }
    }
  }
  for (let i = 0; i < all.length; i++) all[i] = (all[i] as number) / top + least;
  return { all, wrong: ifWrong / top };
}

/**
 * An outlet's roots together: the product of their likelihoods at [node][spread × point], with what they share summed out in `joint`.
 * Both are scaled cell by cell, so that any number of roots fits; the likelihoods of the first roots are kept, the others evaluated anew.
 */
type Outlet = {
  readonly nodes: number;
  readonly product: Float64Array;
  readonly joint: Float64Array;
  /** How often a cell was scaled up by {@link lift}. */
  readonly lifted: Uint16Array;
  readonly kept: ReadonlyMap<number, Told>;
};

const lift = 1e100;
/** Likelihoods of one outlet held in memory at once, some hundred kilobytes each. */
const mostKept = 64;

function outletOf(grid: Grid, members: readonly number[]): Outlet {
  const nodes = members.length > 1 && grid.outletShare > 0 ? hermite.length : 1;
  const product = zeros(nodes * cells).fill(1);
  const lifted = new Uint16Array(cells);
  const kept = new Map<number, Told>();
  for (const k of members) {
    const told = likelihood(grid, k, nodes);
    if (kept.size < mostKept) kept.set(k, told);
    for (let i = 0; i < product.length; i++) product[i] = (product[i] as number) * (told.all[i] as number);
    if (members.length > 6) liftCells(product, lifted, nodes);
  }
  const joint = zeros(cells);
  for (let n = 0; n < nodes; n++) {
    const share = nodes === 1 ? 1 : (hermite[n] as readonly [number, number])[1];
    for (let cell = 0; cell < cells; cell++) joint[cell] = (joint[cell] as number) + share * (product[n * cells + cell] as number);
  }
  return { nodes, product, joint, lifted, kept };
}

function liftCells(product: Float64Array, lifted: Uint16Array, nodes: number): void {
  for (let cell = 0; cell < cells; cell++) {
    let most = 0;
    for (let n = 0; n < nodes; n++) most = Math.max(most, product[n * cells + cell] as number);
    if (most >= 1 / lift) continue;
    for (let n = 0; n < nodes; n++) product[n * cells + cell] = (product[n * cells + cell] as number) * lift;
    lifted[cell] = (lifted[cell] as number) + 1;
  }
}

/** The weights without one root of the outlet, summing to one, and the probability that this root is wrong. */
function withoutRoot(outlet: Outlet, grid: Grid, k: number, weights: Float64Array) {
  const { nodes, product, joint } = outlet;
  const { all, wrong } = outlet.kept.get(k) ?? likelihood(grid, k, nodes);
  const left = new Float64Array(cells);
  for (let n = 0; n < nodes; n++) {
    const share = nodes === 1 ? 1 : (hermite[n] as readonly [number, number])[1];
    const at = n * cells;
    for (let cell = 0; cell < cells; cell++)
      left[cell] = (left[cell] as number) + (share * (product[at + cell] as number)) / (all[at + cell] as number);
  }
  let mass = 0;
  for (let cell = 0; cell < cells; cell++)
    mass += left[cell] = ((weights[cell] as number) * (left[cell] as number)) / (joint[cell] as number);
  for (let cell = 0; cell < cells; cell++) left[cell] = (left[cell] as number) / mass;
  return { weights: left, wrong: wrong * mass };
}

/** With so few roots every outlet is held from the first pass to the second; with more each is evaluated, added and forgotten. */
const mostHeld = 128;

/** Log likelihood of all outlets; each is shown to `keep` and otherwise forgotten, so that memory does not grow with the roots. */
function totalLogs(grid: Grid, keep: (members: readonly number[], outlet: Outlet) => void = () => undefined): Float64Array {
  const total = new Float64Array(cells);
  const perLift = log(lift);
  for (const members of grid.outlets) {
    const outlet = outletOf(grid, members);
    keep(members, outlet);
    const { joint, lifted } = outlet;
    for (let cell = 0; cell < cells; cell++)
      total[cell] = (total[cell] as number) + log(joint[cell] as number) - (lifted[cell] as number) * perLift;
  }
  return total;
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
  /** Ends of the intervals in logs, and the share of what the root says that each adds (upper ends) or takes (lower ends). */
  readonly edges: Float64Array;
  readonly signs: Float64Array;
  /** Share of what the root says that has no upper end. */
  readonly open: number;
  readonly right: number;
  readonly ifWrong: number;
};

/**
 * The distinct intervals of a root, each with its share of what the root says; the probability of being right, and of these intervals
 * when wrong: their mean share of the prior range.
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
  const changes = new Map<number, number>();
  const change = (edge: number, by: number) => changes.set(edge, (changes.get(edge) ?? 0) + by);
  let open = 0;
  let covered = 0;
  for (const { box, times } of boxes) {
    const [low, high] = [box.low <= 0 ? -Infinity : log(box.low), box.high === Infinity ? Infinity : log(box.high)];
    const share = times / all;
    if (high === Infinity) open += share;
    else change(high, share);
    if (low !== -Infinity) change(low, -share);
    covered += (share * Math.max(0, Math.min(high, from + range) - Math.max(low, from))) / range;
  }
  return {
    edges: Float64Array.from(changes.keys()),
    signs: Float64Array.from(changes.values()),
    open,
    right: 1 - root.wrong,
    ifWrong: root.wrong * covered,
  };
}

function thinned<T>(sorted: readonly T[]): readonly T[] {
  if (sorted.length <= mostBoxes) return sorted;
  return Array.from({ length: mostBoxes }, (_, i) => sorted[Math.floor(((i + 0.5) * sorted.length) / mostBoxes)] as T);
}

/**
 * Working room that is used again by the next question: fresh arrays of this size would have the collector walk a large case each time.
 * Nothing of it outlives the call that took it; what does not fit is allocated.
 */
let room = new Float64Array(0);
let taken = 0;
let wanted = 0;
/** Most numbers of working room that are kept: 32 MB. */
const mostRoom = 4_000_000;

function startAnew(): void {
  if (wanted > room.length && room.length < mostRoom) room = new Float64Array(Math.min(mostRoom, wanted));
  taken = 0;
  wanted = 0;
}

function zeros(length: number): Float64Array {
  wanted += length;
  if (taken + length > room.length) return new Float64Array(length);
  taken += length;
  return room.subarray(taken - length, taken).fill(0);
}

/** Φ every 1/512 between five deviations either side, read by linear interpolation: off by less than 1e-6 everywhere. */
const per = 512;
const reach = 5;
let table: Float64Array | null = null;
function normalTable(): Float64Array {
  table ??= Float64Array.from({ length: 2 * reach * per + 3 }, (_, i) => normalCdf(i / per - reach));
  return table;
}

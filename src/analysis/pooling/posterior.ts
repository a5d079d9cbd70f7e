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
  /**
   * What a wrong root says is log-uniform between these: the range of the quantity unless told. Told where somebody narrows the
   * quantity: a root that says what was ruled out must then be able to be wrong, not be right for want of another explanation.
   */
  readonly said?: Box;
};

export type Posterior = {
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  /** Per root, in the order given: probability that it is right, and the share by which the median moves when it is left out. */
  readonly roots: readonly { readonly id: string; readonly right: number; readonly influence: number }[];
};

/** Points of the whole prior range; of more roots than {@link fewRoots}, only those near the mass are evaluated, found by every eighth. */
const allPoints = 400;
const [fewRoots, coarse] = [8, 8];
const spreads = 8;
/**
 * What an outlet's roots share is summed out by the trapezoid rule, which is exact to rounding for a normal at this spacing (Trefethen
 * and Weideman 2014, "The exponentially convergent trapezoidal rule", SIAM Review 56): so many nodes either side, so many deviations
 * apart. Nodes lie whole points apart, so that one evaluation of a root serves them all.
 */
const [aside, spacing] = [6, 0.6];

/** Most intervals of one root that enter; of more, so many evenly spaced ones stand for all. */
export const mostBoxes = 16;

/** The posterior with a central interval of the given level. @throws RangeError without evidence, or with an empty prior range. */
export function poolRoots(roots: readonly RootEvidence[], prior: Prior, level = 0.9): Posterior {
  startAnew();
  const { grid, weights, seen } = evaluated(roots, prior, true);
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
  const { grid, weights } = evaluated(roots, prior);
  return interval(weights, grid, level);
}

/** The values below which the given shares of the posterior lie. */
export function poolQuantiles(roots: readonly RootEvidence[], prior: Prior, shares: readonly number[]): Float64Array {
  startAnew();
  const { grid, weights } = evaluated(roots, prior);
  return Float64Array.from(shares, (p) => quantileOf(weights, grid, p));
}

function interval(weights: Float64Array, grid: Grid, level: number): Omit<Posterior, "roots"> {
  const at = (p: number) => quantileOf(weights, grid, p);
  return { median: at(0.5), low: at((1 - level) / 2), high: at((1 + level) / 2), level };
}

/** Posterior probability that the quantity is at most `value`: the rank used to test calibration. */
export function posteriorCdf(roots: readonly RootEvidence[], prior: Prior, value: number): number {
  startAnew();
  const { grid, weights } = evaluated(roots, prior);
  return cdfAt(weights, grid, log(value));
}

/**
 * What lies this far below the best, in logs, is no part of the answer: leaving one root out lifts it by e^28 at most, as no
 * likelihood is below {@link least}, and it still weighs nothing.
 */
const negligible = 60;

/** The weights over the grid, summing to one; over the part of it that holds all but a negligible share of them where roots are many. */
function evaluated(roots: readonly RootEvidence[], prior: Prior, hold = false) {
  const whole = gridOf(roots, prior);
  let cut = roots.length <= fewRoots ? { first: 0, last: allPoints } : nearMass(whole);
  for (;;) {
    const grid = { ...whole, from: whole.from + cut.first * whole.step, points: cut.last - cut.first };
    const seen = new Map<readonly number[], Outlet>();
    const logs = totalLogs(grid, (members, outlet) => void (hold && roots.length <= mostHeld && seen.set(members, outlet)));
    const wider = widened(cut, logs, grid.points);
    if (wider === null) return { grid, weights: normalised(logs), seen };
    cut = wider;
  }
}

type Cut = { readonly first: number; readonly last: number };

/** The points around all of every eighth that are not negligible, two of those wider on either side. */
function nearMass(whole: Grid): Cut {
  const rough = { ...whole, step: whole.step * coarse, points: allPoints / coarse };
  const logs = totalLogs(rough);
  const least = logs.reduce((top, one) => Math.max(top, one), -Infinity) - negligible;
  let [first, last] = [rough.points, 0];
  for (let s = 0; s < spreads; s++) {
    for (let i = 0; i < rough.points; i++) {
      if ((logs[s * rough.points + i] as number) < least) continue;
      [first, last] = [Math.min(first, i), Math.max(last, i)];
    }
  }
  return { first: Math.max(0, first - 2) * coarse, last: Math.min(rough.points, last + 3) * coarse };
}

/** A wider part, where this one's ends, other than the prior's own, still weigh something; null where they do not. */
function widened({ first, last }: Cut, logs: Float64Array, width: number): Cut | null {
  const least = logs.reduce((top, one) => Math.max(top, one), -Infinity) - negligible;
  const weighs = (i: number) => Array.from({ length: spreads }, (_, s) => logs[s * width + i] as number).some((one) => one > least);
  const [left, right] = [first > 0 && weighs(0), last < allPoints && weighs(width - 1)];
  if (!left && !right) return null;
  return { first: left ? Math.max(0, first - width) : first, last: right ? Math.min(allPoints, last + width) : last };
}

type Grid = {
  readonly from: number;
  readonly step: number;
  readonly points: number;
  /** Beginning and width, in logs, of what a wrong root says. */
  readonly lowest: number;
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
  const { low, high } = prior.said ?? prior;
  const said = { lowest: log(low), range: log(high) - log(low) };
  return { from, step: range / allPoints, points: allPoints, ...said, taus, outletShare: prior.outletShare, roots, outlets };
}

/** One root's likelihood at every point of each spread, the nodes' reach either side included, and the constant part of it in which the root is wrong. */
type Told = { readonly all: Float64Array; readonly wrong: number };

/** No likelihood is less: nothing told is certain, and no product is ever zero. */
const least = 1e-12;

/** Nodes of what roots of one outlet share: how many, how many points apart at each spread, their weights, and where each spread's points begin. */
type Nodes = {
  readonly count: number;
  readonly strides: readonly number[];
  /** At [spread][node], summing to one. */
  readonly weights: readonly Float64Array[];
  readonly starts: readonly number[];
  readonly deviations: readonly number[];
};

function nodesOf({ taus, outletShare, step, points }: Grid, several: boolean): Nodes {
  const shared = several ? outletShare : 0;
  const reached = shared > 0 ? aside : 0;
  const common = taus.map((tau) => tau * Math.sqrt(shared));
  const strides = common.map((deviation) => (reached === 0 ? 0 : Math.max(1, Math.round((spacing * deviation) / step))));
  const weights = strides.map((stride, s) => {
    const at = (j: number) => (reached === 0 ? 0 : (j * stride * step) / (common[s] as number));
    const raw = Float64Array.from({ length: 2 * reached + 1 }, (_, n) => exp(-0.5 * at(n - reached) ** 2));
    const sum = raw.reduce((total, one) => total + one, 0);
    return raw.map((one) => one / sum);
  });
  const starts = [0];
  for (const stride of strides) starts.push((starts.at(-1) as number) + points + 2 * reached * stride);
  return { count: 2 * reached + 1, strides, weights, starts, deviations: taus.map((tau) => tau * Math.sqrt(1 - shared)) };
}

function likelihood({ from, step, lowest, range, roots }: Grid, k: number, { count, strides, starts, deviations }: Nodes): Told {
  const { edges, signs, open, right, ifWrong } = edgesOf(roots[k] as RootEvidence, lowest, range);
  const all = zeros(starts[spreads] as number);
  const ramp = zeros(all.length + 1);
  const table = normalTable();
  for (let s = 0; s < spreads; s++) {
    const deviation = deviations[s] as number;
    const cell = starts[s] as number;
    const width = (starts[s + 1] as number) - cell;
    const first = from + (0.5 - ((count - 1) / 2) * (strides[s] as number)) * step;
    // An edge is passed or not passed but for the few points around it: what lies left of them is summed as steps.
    ramp.fill(0, 0, width + 1);
    const slope = (step / deviation) * per;
    for (let e = 0; e < edges.length; e++) {
      const edge = edges[e] as number;
      const sign = signs[e] as number;
      const begin = Math.min(width, Math.max(0, Math.ceil((edge - reach * deviation - first) / step)));
      const end = Math.min(width, Math.max(begin, Math.floor((edge + reach * deviation - first) / step) + 1));
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
    for (let i = 0; i < width; i++) {
      passed += ramp[i] as number;
      const seen = (all[cell + i] as number) + passed;
      all[cell + i] = right * (seen > 0 ? seen : 0) + ifWrong + least;
    }
  }
  return { all, wrong: ifWrong };
}

/**
 * An outlet's roots together: the product of their likelihoods at [node][spread × point], with what they share summed out in `joint`.
 * Both are scaled cell by cell, so that any number of roots fits; the likelihoods of the first roots are kept, the others evaluated anew.
 */
type Outlet = {
  readonly nodes: Nodes;
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
  const { points } = grid;
  const nodes = nodesOf(grid, members.length > 1);
  const { count, strides, weights, starts } = nodes;
  const cells = spreads * points;
  const product = zeros(count * cells).fill(1);
  const lifted = new Uint16Array(cells);
  const kept = new Map<number, Told>();
  for (const k of members) {
    const told = likelihood(grid, k, nodes);
    if (kept.size < mostKept) kept.set(k, told);
    for (let n = 0; n < count; n++) {
      for (let s = 0; s < spreads; s++) {
        const to = n * cells + s * points;
        const at = (starts[s] as number) + n * (strides[s] as number);
        for (let i = 0; i < points; i++) product[to + i] = (product[to + i] as number) * (told.all[at + i] as number);
      }
    }
    if (members.length > 6) liftCells(product, lifted, count);
  }
  const joint = zeros(cells);
  for (let n = 0; n < count; n++) {
    for (let s = 0; s < spreads; s++) {
      const share = (weights[s] as Float64Array)[n] as number;
      const to = s * points;
      for (let i = to; i < to + points; i++) joint[i] = (joint[i] as number) + share * (product[n * cells + i] as number);
    }
  }
  return { nodes, product, joint, lifted, kept };
}

function liftCells(product: Float64Array, lifted: Uint16Array, nodes: number): void {
  const cells = lifted.length;
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
  const { count, strides, weights: shares, starts } = nodes;
  const { points } = grid;
  const cells = joint.length;
  const { all, wrong } = outlet.kept.get(k) ?? likelihood(grid, k, nodes);
  const left = new Float64Array(cells);
  for (let n = 0; n < count; n++) {
    for (let s = 0; s < spreads; s++) {
      const share = (shares[s] as Float64Array)[n] as number;
      const to = s * points;
      const [from, at] = [n * cells + to, (starts[s] as number) + n * (strides[s] as number)];
      for (let i = 0; i < points; i++)
        left[to + i] = (left[to + i] as number) + (share * (product[from + i] as number)) / (all[at + i] as number);
    }
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
  const cells = spreads * grid.points;
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
  const cells = logs.length;
  const weights = new Float64Array(cells);
  let mass = 0;
  for (let cell = 0; cell < cells; cell++) mass += weights[cell] = exp((logs[cell] as number) - top);
  for (let cell = 0; cell < cells; cell++) weights[cell] = (weights[cell] as number) / mass;
  return weights;
}

function marginal(weights: Float64Array): Float64Array {
  const points = weights.length / spreads;
  const over = new Float64Array(points);
  for (let s = 0; s < spreads; s++) for (let i = 0; i < points; i++) over[i] = (over[i] as number) + (weights[s * points + i] as number);
  return over;
}

function quantileOf(weights: Float64Array, { from, step, points }: Grid, p: number): number {
  const over = marginal(weights);
  let below = 0;
  for (let i = 0; i < points; i++) {
    const mass = over[i] as number;
    if (below + mass >= p) return exp(from + (i + (mass > 0 ? (p - below) / mass : 0)) * step);
    below += mass;
  }
  return exp(from + points * step);
}

function cdfAt(weights: Float64Array, { from, step, points }: Grid, x: number): number {
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

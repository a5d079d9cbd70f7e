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
import { exp, log } from "#numeric/elementary.ts";
import { normalCdf, normalQuantile } from "#numeric/special.ts";

/** Ends of what a claim leaves possible, in the quantity's own unit; 0 and Infinity where it is open. */
export type Box = { readonly low: number; readonly high: number };

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
/** Gauss-Hermite nodes and weights for a standard normal, five points (Abramowitz and Stegun 1964, table 25.10, rescaled). */
const hermite = [
  [-2.8569700138728056, 0.011257411327720689],
  [-1.3556261799742659, 0.22207592200561266],
  [0, 0.5333333333333333],
  [1.3556261799742659, 0.22207592200561266],
  [2.8569700138728056, 0.011257411327720689],
] as const;

/** The posterior with a central interval of the given level. @throws RangeError without evidence, or with an empty prior range. */
export function poolRoots(roots: readonly RootEvidence[], prior: Prior, level = 0.9): Posterior {
  const grid = evaluate(roots, prior);
  const full = total(grid, null);
  const median = quantileOf(full, grid, 0.5);
  return {
    median,
    low: quantileOf(full, grid, (1 - level) / 2),
    high: quantileOf(full, grid, (1 + level) / 2),
    level,
    roots: roots.map((root, k) => ({
      id: root.id,
      right: rightness(grid, full, k),
      influence: roots.length === 1 ? 1 : median / quantileOf(total(grid, k), grid, 0.5) - 1,
    })),
  };
}

/** Posterior probability that the quantity is at most `value`: the rank used to test calibration. */
export function posteriorCdf(roots: readonly RootEvidence[], prior: Prior, value: number): number {
  const grid = evaluate(roots, prior);
  return cdfAt(total(grid, null), grid, log(value));
}

type Grid = {
  readonly from: number;
  readonly step: number;
  /** log likelihood of one outlet's roots together: [outlet][spread × point]. */
  readonly outlets: readonly { readonly members: readonly number[]; readonly logs: Float64Array }[];
  /** The same outlet without one of its roots, computed when asked. */
  readonly without: (k: number) => Float64Array;
  /** Probability of being right given the point and the spread: [root][spread × point]. */
  readonly right: readonly Float64Array[];
  readonly outletOf: readonly number[];
};

function evaluate(roots: readonly RootEvidence[], prior: Prior): Grid {
  if (roots.length === 0) throw new RangeError("nothing to pool");
  if (!(prior.low > 0 && prior.high > prior.low)) throw new RangeError(`prior range ${prior.low}..${prior.high}`);
  const from = log(prior.low);
  const range = log(prior.high) - from;
  const step = range / points;
  const taus = Array.from({ length: spreads }, (_, i) => prior.spread * normalQuantile(0.5 + (i + 0.5) / (2 * spreads)));
  const byOutlet = [...Map.groupBy(roots.keys(), (k) => (roots[k] as RootEvidence).outlet).values()];
  const right = roots.map(() => new Float64Array(spreads * points));
  const outlets = byOutlet.map((members) => ({
    members,
    logs: jointLogs(
      members.map((k) => roots[k] as RootEvidence),
      members.map((k) => right[k] as Float64Array),
    ),
  }));
  const outletOf = roots.map((_, k) => byOutlet.findIndex((members) => members.includes(k)));

  function jointLogs(members: readonly RootEvidence[], rightness: readonly Float64Array[] | null): Float64Array {
    const logs = new Float64Array(spreads * points);
    const shared = members.length > 1 ? prior.outletShare : 0;
    const nodes = shared > 0 ? hermite : ([[0, 1]] as const);
    const edges = members.map((root) => edgesOf(root, from, range));
    const shares = new Float64Array(members.length);
    const rightJoint = new Float64Array(members.length);
    for (let s = 0; s < spreads; s++) {
      const perOwn = 1 / ((taus[s] as number) * Math.sqrt(1 - shared));
      const common = (taus[s] as number) * Math.sqrt(shared);
      for (let i = 0; i < points; i++) {
        const x = from + (i + 0.5) * step;
        let joint = 0;
        rightJoint.fill(0);
        for (let n = 0; n < nodes.length; n++) {
          const at = x + common * (nodes[n] as readonly [number, number])[0];
          let product = (nodes[n] as readonly [number, number])[1];
          for (let k = 0; k < members.length; k++) {
            const { low, high, ifWrong, right: prob } = edges[k] as Edges;
            let seen = 0;
            for (let b = 0; b < low.length; b++) seen += phi(((high[b] as number) - at) * perOwn) - phi(((low[b] as number) - at) * perOwn);
            const whenRight = (prob * seen) / low.length;
            const all = whenRight + ifWrong + 1e-300;
            product *= all;
            shares[k] = whenRight / all;
          }
          joint += product;
          for (let k = 0; k < members.length; k++) rightJoint[k] = (rightJoint[k] as number) + product * (shares[k] as number);
        }
        const cell = s * points + i;
        logs[cell] = log(joint + 1e-300);
        if (rightness)
          for (let k = 0; k < members.length; k++) (rightness[k] as Float64Array)[cell] = (rightJoint[k] as number) / (joint + 1e-300);
      }
    }
    return logs;
  }
  const without = (k: number) => {
    const rest = (byOutlet[outletOf[k] as number] ?? []).filter((other) => other !== k);
    return rest.length === 0
      ? new Float64Array(spreads * points)
      : jointLogs(
          rest.map((other) => roots[other] as RootEvidence),
          null,
        );
  };
  return { from, step, outlets, without, right, outletOf };
}

/** Weights over the grid, summing to one; one root may be left out. */
function total(grid: Grid, leaveOut: number | null): Float64Array {
  const sum = new Float64Array(spreads * points);
  grid.outlets.forEach(({ logs }, outlet) => {
    const used = leaveOut !== null && grid.outletOf[leaveOut] === outlet ? grid.without(leaveOut) : logs;
    for (let cell = 0; cell < sum.length; cell++) sum[cell] = (sum[cell] as number) + (used[cell] as number);
  });
  let top = -Infinity;
  for (const value of sum) top = Math.max(top, value);
  let mass = 0;
  for (let cell = 0; cell < sum.length; cell++) mass += sum[cell] = exp((sum[cell] as number) - top);
  for (let cell = 0; cell < sum.length; cell++) sum[cell] = (sum[cell] as number) / mass;
  return sum;
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

function rightness({ right }: Grid, weights: Float64Array, k: number): number {
  const cells = right[k] as Float64Array;
  let probability = 0;
  for (let cell = 0; cell < cells.length; cell++) probability += (weights[cell] as number) * (cells[cell] as number);
  return probability;
}

type Edges = { readonly low: Float64Array; readonly high: Float64Array; readonly right: number; readonly ifWrong: number };

/** Ends in logs, with the probability of being right, and of these intervals when wrong: their mean share of the prior range. */
function edgesOf(root: RootEvidence, from: number, range: number): Edges {
  const low = Float64Array.from(root.boxes, (box) => (box.low <= 0 ? -Infinity : log(box.low)));
  const high = Float64Array.from(root.boxes, (box) => (box.high === Infinity ? Infinity : log(box.high)));
  let covered = 0;
  for (let b = 0; b < low.length; b++)
    covered += Math.max(0, Math.min(high[b] as number, from + range) - Math.max(low[b] as number, from)) / range;
  return { low, high, right: 1 - root.wrong, ifWrong: (root.wrong * covered) / low.length };
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

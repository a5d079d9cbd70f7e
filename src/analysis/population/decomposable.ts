/**
 * Averages the population over all decomposable graphs of dependence between lists (Madigan & York 1997), with hyper-Dirichlet priors:
 * a second opinion that needs no maximum and so has an answer even for sparse overlaps.
 * What a reader would get wrong: the answer leans on the prior where overlaps are thin; it is beside the log-linear models, not above them.
 */
import { exp, log } from "#numeric/elementary.ts";
import { logGamma } from "#numeric/special.ts";
import type { ContingencyTable } from "./contingency-table.ts";

export type AveragedPopulation = {
  readonly mean: number;
  readonly sd: number;
  readonly median: number;
  readonly low: number;
  readonly high: number;
  readonly mode: number;
  readonly graphs: number;
};

export type DecomposableOptions = {
  /** Prior count of each cell of the full table. */
  readonly delta: number;
  /** Greatest number of unseen people considered; from 1 (or 0). */
  readonly mostUnseen: number;
  readonly leastUnseen?: number;
  /** Only every so many-th number of unseen people is looked at: for large populations. */
  readonly step?: number;
  /** Log prior of the whole population N; −log N unless told (Jeffreys). */
  readonly logPrior?: (population: number) => number;
};

/** Posterior of the whole population, averaged over graphs. @throws RangeError over 5 lists (more has over 18,000 graphs). */
export function averageOverGraphs(table: Pick<ContingencyTable, "counts" | "observed">, options: DecomposableOptions): AveragedPopulation {
  const { delta, mostUnseen, leastUnseen = 1, step = 1, logPrior = (n: number) => -log(n) } = options;
  const lists = Math.round(Math.log2(table.counts.length));
  if (lists > 5) throw new RangeError(`graphs are averaged for at most 5 lists, not ${lists}`);
  const unseen = Array.from({ length: Math.floor((mostUnseen - leastUnseen) / step) + 1 }, (_, i) => leastUnseen + i * step);
  const parts = Array.from({ length: 2 ** lists }, (_, mask) => (mask === 0 ? null : marginal(table.counts, lists, mask, delta, unseen)));
  const graphs = decomposableGraphs(lists);
  const logs: number[][] = graphs.map(({ cliques, separators }) =>
    unseen.map((n, i) => {
      let value = logGamma(table.observed + n + 1) - logGamma(n + 1) + logPrior(table.observed + n);
      for (const clique of cliques) value += (parts[clique] as Float64Array)[i] as number;
      for (const separator of separators) value -= separator === 0 ? 0 : ((parts[separator] as Float64Array)[i] as number);
      return value;
    }),
  );
  const top = logs.reduce((best, row) => Math.max(best, ...row), -Infinity);
  const chance = unseen.map((_, i) => logs.reduce((total, row) => total + exp((row[i] as number) - top), 0));
  const total = chance.reduce((sum, p) => sum + p, 0);
  const at = (p: number) => {
    let reached = 0;
    const i = chance.findIndex((one) => (reached += one / total) >= p);
    return table.observed + (unseen[i < 0 ? unseen.length - 1 : i] as number);
  };
  const mean = chance.reduce((sum, p, i) => sum + (p / total) * (table.observed + (unseen[i] as number)), 0);
  const square = chance.reduce((sum, p, i) => sum + (p / total) * (table.observed + (unseen[i] as number) - mean) ** 2, 0);
  const mode = table.observed + (unseen[chance.indexOf(Math.max(...chance))] as number);
  return { mean, sd: Math.sqrt(square), median: at(0.5), low: at(0.025), high: at(0.975), mode, graphs: graphs.length };
}

/**
 * As {@link averageOverGraphs} for any size of population: each graph's own posterior is found by its peak and spread and laid on a grid
 * of its own, so that a population of thousands of millions costs what one of hundreds does.
 */
export function averageOverGraphsAtScale(
  table: Pick<ContingencyTable, "counts" | "observed">,
  { delta, mostUnseen, logPrior = (n: number) => -log(n) }: Omit<DecomposableOptions, "step" | "leastUnseen">,
): AveragedPopulation {
  const lists = Math.round(Math.log2(table.counts.length));
  if (lists > 5) throw new RangeError(`graphs are averaged for at most 5 lists, not ${lists}`);
  const graphs = decomposableGraphs(lists);
  const points: { readonly unseen: number; readonly log: number }[] = [];
  const constants = Array.from({ length: 2 ** lists }, (_, mask) => (mask === 0 ? null : marginalParts(table.counts, lists, mask, delta)));
  for (const { cliques, separators } of graphs) {
    const part = (mask: number, n: number) => {
      const { fixed, each, cells, none, seen } = constants[mask] as MarginalParts;
      return fixed + logGamma(each + none + n) - logGamma(each * cells + seen + n);
    };
    const value = (n: number) => {
      let total = logGamma(table.observed + n + 1) - logGamma(n + 1) + logPrior(table.observed + n);
      for (const clique of cliques) total += part(clique, n);
      for (const separator of separators) if (separator !== 0) total -= part(separator, n);
      return total;
    };
    // The peak by golden section on the logarithm, then outwards until the posterior has fallen by e^-20.
    let [low, high] = [0, log(mostUnseen + 1)];
    for (let turn = 0; turn < 80; turn++) {
      const [a, b] = [low + 0.381966 * (high - low), low + 0.618034 * (high - low)];
      if (value(exp(a) - 1) < value(exp(b) - 1)) low = a;
      else high = b;
    }
    const peak = Math.max(0, exp((low + high) / 2) - 1);
    const top = value(peak);
    const reach = (side: -1 | 1) => {
      let step = Math.max(1, peak * 1e-7);
      while (peak + side * step > 0 && peak + side * step < mostUnseen && value(peak + side * step) > top - 20) step *= 1.3;
      return Math.min(mostUnseen, Math.max(0, peak + side * step));
    };
    const [from, to] = [reach(-1), reach(1)];
    const CELLS = 120;
    const width = (to - from) / CELLS;
    for (let k = 0; k < CELLS && width > 0; k++) {
      const unseen = from + (k + 0.5) * width;
      points.push({ unseen, log: value(unseen) + log(width) });
    }
  }
  points.sort((a, b) => a.unseen - b.unseen);
  const top = points.reduce((best, one) => Math.max(best, one.log), -Infinity);
  const chance = points.map((one) => exp(one.log - top));
  const total = chance.reduce((sum, p) => sum + p, 0);
  const at = (share: number) => {
    let reached = 0;
    const i = chance.findIndex((one) => (reached += one / total) >= share);
    return table.observed + Math.round((points[i < 0 ? points.length - 1 : i] as (typeof points)[number]).unseen);
  };
  const mean = points.reduce((sum, { unseen }, i) => sum + ((chance[i] as number) / total) * (table.observed + unseen), 0);
  const square = points.reduce((sum, { unseen }, i) => sum + ((chance[i] as number) / total) * (table.observed + unseen - mean) ** 2, 0);
  const likeliest = points.reduce((best, _, i) => ((chance[i] as number) > (chance[best] as number) ? i : best), 0);
  const mode = table.observed + Math.round((points[likeliest] as (typeof points)[number]).unseen);
  return { mean, sd: Math.sqrt(square), median: at(0.5), low: at(0.025), high: at(0.975), mode, graphs: graphs.length };
}

type MarginalParts = {
  readonly fixed: number;
  readonly each: number;
  readonly cells: number;
  readonly none: number;
  readonly seen: number;
};

/** Log marginal likelihood of the table summed over the lists outside the mask, for each number unseen. */
function marginal(counts: Float64Array, lists: number, mask: number, delta: number, unseen: readonly number[]): Float64Array {
  const { fixed, each, cells, none, seen } = marginalParts(counts, lists, mask, delta);
  return Float64Array.from(unseen, (n) => fixed + logGamma(each + none + n) - logGamma(each * cells + seen + n));
}

/** What of {@link marginal} does not depend on the number unseen. */
function marginalParts(counts: Float64Array, lists: number, mask: number, delta: number): MarginalParts {
  const cells = new Map<number, number>();
  for (let cell = 0; cell < counts.length; cell++)
    cells.set(cell & mask, (cells.get(cell & mask) ?? 0) + (cell === 0 ? 0 : (counts[cell] as number)));
  const each = (delta * 2 ** lists) / cells.size;
  let fixed = logGamma(each * cells.size) - cells.size * logGamma(each);
  let seen = 0;
  for (const [cell, count] of cells) {
    seen += count;
    if (cell !== 0) fixed += logGamma(each + count);
  }
  return { fixed, each, cells: cells.size, none: cells.get(0) ?? 0, seen };
}

export type Graph = { readonly cliques: readonly number[]; readonly separators: readonly number[] };

/** Every decomposable (chordal) graph on the lists, as cliques and separators (bit masks): 8 on three, 61 on four, 822 on five. */
export function decomposableGraphs(lists: number): readonly Graph[] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < lists; i++) for (let j = i + 1; j < lists; j++) pairs.push([i, j]);
  const graphs: Graph[] = [];
  for (let code = 0; code < 2 ** pairs.length; code++) {
    const near = new Array<number>(lists).fill(0);
    pairs.forEach(([i, j], bit) => {
      if ((code >> bit) & 1) {
        near[i] = (near[i] as number) | (1 << j);
        near[j] = (near[j] as number) | (1 << i);
      }
    });
    const graph = cliquesOf(near);
    if (graph !== null) graphs.push(graph);
  }
  return graphs;
}

/** Takes away, one after another, a vertex whose neighbours all know each other; null when there is none: the graph is not chordal. */
function cliquesOf(neighbours: readonly number[]): Graph | null {
  const cliques: number[] = [];
  const separators: number[] = [];
  let left = (1 << neighbours.length) - 1;
  while (left !== 0) {
    let taken = -1;
    for (let v = 0; v < neighbours.length && taken < 0; v++) {
      if (((left >> v) & 1) === 0) continue;
      const around = (neighbours[v] as number) & left;
      let complete = true;
      for (let u = 0; u < neighbours.length; u++)
        if ((around >> u) & 1 && (around & ~((neighbours[u] as number) | (1 << u))) !== 0) complete = false;
      if (complete) taken = v;
    }
    if (taken < 0) return null;
    const around = (neighbours[taken] as number) & left;
    // The vertex with its neighbours counts as a clique and the neighbours as its separator; parts inside others cancel.
    cliques.push(around | (1 << taken));
    left &= ~(1 << taken);
    if (left !== 0) separators.push(around);
  }
  return { cliques, separators };
}

/**
 * What is believed of one quantity, as a table over its scale: prior times likelihood, drawn from by the quantile of uniform numbers.
 * What a reader would get wrong: the table is exact up to its cells, so nothing is sampled until several quantities are tied together.
 */
import { exp, log } from "#numeric/elementary.ts";

export type BeliefTable = {
  readonly low: number;
  readonly step: number;
  /** Share of belief under each cell's lower end; one more entry than cells, from 0 to 1. */
  readonly cumulative: Float64Array;
  /** For each 1/4096 of probability the cell it begins in. */
  readonly guide: Int32Array;
  /** Logarithm of the sum of prior mass times likelihood: what the claims on this quantity are worth as evidence. */
  readonly logMass: number;
};

const GUIDES = 4096;

/** The table of `weights` (prior mass × likelihood) over equal cells from `low`; null when nothing is left. */
export function beliefTable(low: number, high: number, weights: Float64Array): BeliefTable | null {
  const cells = weights.length;
  const cumulative = new Float64Array(cells + 1);
  for (let cell = 0; cell < cells; cell++) cumulative[cell + 1] = (cumulative[cell] as number) + (weights[cell] as number);
  const total = cumulative[cells] as number;
  if (!(total > 0)) return null;
  for (let cell = 1; cell < cells; cell++) cumulative[cell] = (cumulative[cell] as number) / total;
  cumulative[cells] = 1;
  const guide = new Int32Array(GUIDES);
  let cell = 0;
  for (let g = 0; g < GUIDES; g++) {
    while (cell < cells - 1 && (cumulative[cell + 1] as number) <= g / GUIDES) cell++;
    guide[g] = cell;
  }
  return { low, step: (high - low) / cells, cumulative, guide, logMass: log(total) };
}

/** Point on the scale under which the share `u` of belief lies. */
export function pointAt(table: BeliefTable, u: number): number {
  const { low, step, cumulative, guide } = table;
  let cell = guide[(u * GUIDES) | 0] as number;
  while ((cumulative[cell + 1] as number) <= u) cell++;
  const from = cumulative[cell] as number;
  return low + (cell + (u - from) / ((cumulative[cell + 1] as number) - from)) * step;
}

/** Fills a column with the points at the given uniform numbers, or, on a logarithmic scale, with their exponentials. */
export function fillPoints(table: BeliefTable, uniforms: Float64Array, column: Float64Array, logarithmic: boolean): void {
  const { low, step, cumulative, guide } = table;
  const n = column.length;
  for (let i = 0; i < n; i++) {
    const u = uniforms[i] as number;
    let cell = guide[(u * GUIDES) | 0] as number;
    while ((cumulative[cell + 1] as number) <= u) cell++;
    const from = cumulative[cell] as number;
    const point = low + (cell + (u - from) / ((cumulative[cell + 1] as number) - from)) * step;
    column[i] = logarithmic ? exp(point) : point;
  }
}

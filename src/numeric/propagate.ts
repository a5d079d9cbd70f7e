/**
 * Carries uncertain inputs through a model: many draws of every input, one column each, in blocks small enough to stay in the cache.
 * Memory stays flat however many draws are asked for, but for the outputs that quantiles need (8 bytes each).
 * What a reader would get wrong: each input has its own stream, so adding an input does not change the draws of the others.
 */
import { exp, log, log1p } from "./elementary.ts";
import { asBeta, quantile, support, type Law } from "./laws.ts";
import { quantilesInPlace } from "./quantile.ts";
import { philox } from "./random.ts";
import { fillSobol } from "./sobol-points.ts";
import { logBeta } from "./special.ts";

const BLOCK = 2048;

/** Writes one output for each of the first `count` rows of the input columns. */
export type Model = (columns: readonly Float64Array[], out: Float64Array, count: number) => void;

export type Propagated = { readonly mean: number; readonly sd: number; readonly quantiles: readonly number[]; readonly draws: number };

export type PropagateOptions = {
  readonly draws: number;
  readonly seed: number;
  readonly probabilities?: readonly number[];
  /** Scrambled Sobol points instead of plain draws: take a power of two. */
  readonly points?: "plain" | "sobol";
  /** Called after each block with the share done; returning false stops, and what was drawn so far is summed up. */
  readonly onBlock?: (done: number) => boolean | void;
};

/** Mean, standard deviation and quantiles of the model's output under independent inputs. */
export function propagate(laws: readonly Law[], model: Model, options: PropagateOptions): Propagated {
  return propagateTables(laws.map(fastQuantiles), model, options);
}

/** As {@link propagate}, with the laws tabulated before: for many runs on the same inputs. */
export function propagateTables(tables: readonly FastQuantiles[], model: Model, options: PropagateOptions): Propagated {
  const { draws, seed, probabilities = [0.05, 0.5, 0.95], points = "plain" } = options;
  const outputs = probabilities.length > 0 ? new Float64Array(draws) : null;
  const inputs = tables.map((table, i) => ({
    table,
    state: Uint32Array.from(philox([i, 0, 0, 0x7072], [seed >>> 0, Math.floor(seed / 4294967296) >>> 0])),
  }));
  const columns = tables.map(() => new Float64Array(BLOCK));
  const block = new Float64Array(BLOCK);
  let done = 0;
  let mean = 0;
  let squares = 0;
  while (done < draws) {
    const count = Math.min(BLOCK, draws - done);
    inputs.forEach(({ table, state }, i) => {
      const column = columns[i] as Float64Array;
      if (points === "sobol") fillSobol(column, count, i, seed, done);
      else fillUniform(state, column, count);
      turnIntoDraws(table, column, count);
    });
    model(columns, block, count);
    // Chan's pairwise update of mean and squares, block by block.
    let blockTotal = 0;
    for (let i = 0; i < count; i++) blockTotal += block[i] as number;
    const blockMean = blockTotal / count;
    let blockSquares = 0;
    for (let i = 0; i < count; i++) {
      const off = (block[i] as number) - blockMean;
      blockSquares += off * off;
    }
    const gap = blockMean - mean;
    const both = done + count;
    mean += (gap * count) / both;
    squares += blockSquares + (gap * gap * done * count) / both;
    if (outputs !== null) outputs.set(count === BLOCK ? block : block.subarray(0, count), done);
    done = both;
    if (options.onBlock?.(done / draws) === false) break;
  }
  const drawn = outputs === null ? null : done === draws ? outputs : outputs.subarray(0, done);
  return {
    mean,
    sd: Math.sqrt(squares / Math.max(1, done - 1)),
    quantiles: drawn === null ? [] : quantilesInPlace(drawn, probabilities),
    draws: done,
  };
}

/** A law's quantile function as straight lines between 2,048 exact values; the outermost cells, where a tail may be, are computed exactly. */
export type FastQuantiles = { readonly law: Law; readonly at: Float64Array; readonly bounded: boolean };

const CELLS = 2048;

export function fastQuantiles(law: Law): FastQuantiles {
  const { low, high } = support(law);
  const bounded = Number.isFinite(low) && Number.isFinite(high);
  const at = new Float64Array(CELLS + 1);
  const beta = law.law === "pert" || law.law === "beta" ? betaQuantiles(law) : null;
  for (let i = 0; i <= CELLS; i++)
    at[i] = !bounded && (i === 0 || i === CELLS) ? NaN : beta === null ? quantile(law, i / CELLS) : (beta[i] as number);
  return { law, at, bounded };
}

/**
 * All quantiles of a beta law with bounded density at once: the density is integrated by Simpson's rule on a fine grid,
 * and each quantile found by Newton's method from the grid point under it. Null for a density that is infinite at an end.
 */
function betaQuantiles(law: Extract<Law, { law: "pert" | "beta" }>): Float64Array | null {
  const { a, b, low, high } = asBeta(law);
  if (a < 1 || b < 1 || high === low) return null;
  const scale = -logBeta(a, b);
  const density = (x: number) =>
    x <= 0 ? (a === 1 ? exp(scale) : 0) : x >= 1 ? (b === 1 ? exp(scale) : 0) : exp(scale + (a - 1) * log(x) + (b - 1) * log1p(-x));
  const steps = CELLS;
  const cumulative = new Float64Array(steps + 1);
  let left = density(0);
  for (let k = 0; k < steps; k++) {
    const right = density((k + 1) / steps);
    cumulative[k + 1] = (cumulative[k] as number) + (left + 4 * density((k + 0.5) / steps) + right) / (6 * steps);
    left = right;
  }
  const total = cumulative[steps] as number;
  const quantiles = new Float64Array(CELLS + 1);
  let k = 0;
  for (let i = 1; i < CELLS; i++) {
    const wanted = (i / CELLS) * total;
    while ((cumulative[k + 1] as number) < wanted) k++;
    const from = k / steps;
    const missing = wanted - (cumulative[k] as number);
    let x = from + missing / ((cumulative[k + 1] as number) - (cumulative[k] as number)) / steps;
    for (let turn = 0; turn < 2; turn++) {
      const here = density(x);
      const reached = ((x - from) / 6) * (density(from) + 4 * density((from + x) / 2) + here);
      if (here > 0) x = Math.min((k + 1) / steps, Math.max(from, x - (reached - missing) / here));
    }
    quantiles[i] = x;
  }
  quantiles[CELLS] = 1;
  return quantiles.map((x) => low + (high - low) * x);
}

/** Replaces uniform numbers of (0, 1) by draws of the law. */
export function turnIntoDraws({ law, at, bounded }: FastQuantiles, column: Float64Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const position = (column[i] as number) * CELLS;
    const cell = position | 0;
    const low = at[cell] as number;
    column[i] = low + (position - cell) * ((at[cell + 1] as number) - low);
    if (!bounded && (cell === 0 || cell === CELLS - 1)) column[i] = quantile(law, position / CELLS);
  }
}

/** Uniform numbers of 32 bits from xoshiro128++, the state kept in the array. */
export function fillUniform(state: Uint32Array, column: Float64Array, count: number): void {
  let a = (state[0] as number) | 0;
  let b = (state[1] as number) | 0;
  let c = (state[2] as number) | 0;
  let d = (state[3] as number) | 0;
  for (let i = 0; i < count; i++) {
    const sum = (a + d) | 0;
    column[i] = (((((sum << 7) | (sum >>> 25)) + a) >>> 0) + 0.5) * 2.3283064365386963e-10;
    const t = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= t;
    d = (d << 11) | (d >>> 21);
  }
  state[0] = a;
  state[1] = b;
  state[2] = c;
  state[3] = d;
}

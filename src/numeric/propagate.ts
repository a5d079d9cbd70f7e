/**
 * Carries uncertain inputs through a model: many draws of every input, one column each, in blocks small enough to stay in the cache.
 * Memory stays flat however many draws are asked for: over {@link MOST_HELD} outputs, quantiles come from counts instead of the values.
 * What a reader would get wrong: each input has its own stream, so adding an input does not change the draws of the others.
 */
import { exp, log, log1p } from "./elementary.ts";
import { asBeta, quantile, support, type Law } from "./laws.ts";
import { CountedQuantiles, quantilesInPlace } from "./quantile.ts";
import { philox } from "./random.ts";
import { fillSobol } from "./sobol-points.ts";
import { logBeta } from "./special.ts";

const BLOCK = 2048;
/** Up to so many outputs are held, and their quantiles are exact order statistics. */
const MOST_HELD = 65_536;

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
  const held = probabilities.length > 0 && draws <= MOST_HELD ? new Float64Array(draws) : null;
  const counted = probabilities.length > 0 && held === null ? new CountedQuantiles() : null;
  const inputs = tables.map((table, i) => ({
    table,
    state: Uint32Array.from(philox([i, 0, 0, 0x7072], [seed >>> 0, Math.floor(seed / 4294967296) >>> 0])),
  }));
  const columns = tables.map(() => new Float64Array(BLOCK));
  const block = new Float64Array(BLOCK);
  const drawn = new Int32Array(BLOCK);
  const sums = new Float64Array(2);
  if (draws > MOST_HELD) warmUp(inputs[0]?.table, block, drawn, sums);
  let done = 0;
  let mean = 0;
  let squares = 0;
  while (done < draws) {
    const count = Math.min(BLOCK, draws - done);
    inputs.forEach(({ table, state }, i) => {
      const column = columns[i] as Float64Array;
      if (points === "sobol") {
        fillSobol(column, count, i, seed, done);
        turnIntoDraws(table, column, count);
      } else {
        fillDraws(table, state, column, drawn, count);
        if (!table.bounded) fillTails(table, column, drawn, count);
      }
    });
    model(columns, block, count);
    // Then Chan's pairwise update of mean and squares, block by block.
    const pivot = done === 0 ? (block[0] as number) : mean;
    sumsAround(block, count, pivot, sums);
    const away = (sums[0] as number) / count;
    const blockSquares = Math.max(0, (sums[1] as number) - away * away * count);
    const gap = pivot + away - mean;
    const both = done + count;
    mean += (gap * count) / both;
    squares += blockSquares + (gap * gap * done * count) / both;
    if (held !== null) held.set(count === BLOCK ? block : block.subarray(0, count), done);
    else counted?.add(block, count);
    done = both;
    if (options.onBlock?.(done / draws) === false) break;
  }
  const outputs = held === null || done === draws ? held : held.subarray(0, done);
  return {
    mean,
    sd: Math.sqrt(squares / Math.max(1, done - 1)),
    quantiles: outputs === null ? (counted?.at(probabilities) ?? []) : quantilesInPlace(outputs, probabilities),
    draws: done,
  };
}

/**
 * Runs the loops to their ends on next to nothing. What a reader would get wrong: an engine that compiles a loop in the middle of its first
 * long run has never seen what comes after it, and throws the code away at the end of every block (V8: "insufficient type feedback").
 */
function warmUp(table: FastQuantiles | undefined, block: Float64Array, drawn: Int32Array, sums: Float64Array): void {
  if (table === undefined) return;
  const state = Uint32Array.of(1, 2, 3, 4);
  for (let turn = 0; turn < 300; turn++) {
    fillDraws(table, state, block, drawn, 8);
    sumsAround(block, 9, 0, sums);
  }
}

/**
 * Sum and sum of squares of what differs from the pivot. A function of its own, as is each loop over a block: one that is entered
 * anew thousands of times from within a longer function is compiled, and thrown away, each time.
 */
function sumsAround(values: Float64Array, count: number, pivot: number, sums: Float64Array): void {
  let off0 = 0;
  let off1 = 0;
  let square0 = 0;
  let square1 = 0;
  for (let i = 1; i < count; i += 2) {
    const one = (values[i - 1] as number) - pivot;
    const two = (values[i] as number) - pivot;
    off0 += one;
    off1 += two;
    square0 += one * one;
    square1 += two * two;
  }
  if (count % 2 === 1) {
    const last = (values[count - 1] as number) - pivot;
    off0 += last;
    square0 += last * last;
  }
  sums[0] = off0 + off1;
  sums[1] = square0 + square1;
}

/** A law's quantile function as straight lines between 2,048 exact values; the outermost cells, where a tail may be, are computed exactly. */
export type FastQuantiles = {
  readonly law: Law;
  readonly at: Float64Array;
  /** For each cell its value at the first of the numbers that fall into it, and how much it rises from one of them to the next. */
  readonly lines: Float64Array;
  readonly bounded: boolean;
};

const CELLS = 2048;
/** The upper 11 of 32 bits choose the cell, the others the place in it. */
const CELL_SHIFT = 21;
const CELL_REST = (1 << CELL_SHIFT) - 1;
const CELL_UNIT = 1 / (1 << CELL_SHIFT);
const LINE_MASK = 2 * CELLS - 2;

export function fastQuantiles(law: Law): FastQuantiles {
  const { low, high } = support(law);
  const bounded = Number.isFinite(low) && Number.isFinite(high);
  const at = new Float64Array(CELLS + 1);
  const beta = law.law === "pert" || law.law === "beta" ? betaQuantiles(law) : null;
  for (let i = 0; i <= CELLS; i++)
    at[i] = !bounded && (i === 0 || i === CELLS) ? NaN : beta === null ? quantile(law, i / CELLS) : (beta[i] as number);
  const lines = new Float64Array(2 * CELLS);
  for (let i = 0; i < CELLS; i++) {
    const rise = ((at[i + 1] as number) - (at[i] as number)) * CELL_UNIT;
    lines[2 * i] = (at[i] as number) + rise / 2;
    lines[2 * i + 1] = rise;
  }
  return { law, at, lines, bounded };
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
  const densities = Float64Array.from({ length: steps + 1 }, (_, k) => density(k / steps));
  for (let k = 0; k < steps; k++) {
    const ends = (densities[k] as number) + (densities[k + 1] as number);
    cumulative[k + 1] = (cumulative[k] as number) + (ends + 4 * density((k + 0.5) / steps)) / (6 * steps);
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
    // One turn squares an error of the width of a step; near the ends, where the density goes to nothing, it takes a second.
    for (let turn = i < 64 || i > CELLS - 64 ? 0 : 1; turn < 2; turn++) {
      const here = density(x);
      const reached = ((x - from) / 6) * ((densities[k] as number) + 4 * density((from + x) / 2) + here);
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

/**
 * {@link fillUniform} and {@link turnIntoDraws} in one, without the way through memory: the same numbers but for the last bit. `drawn` keeps
 * the 32 bits each came from, for {@link fillTails}.
 */
function fillDraws({ lines }: FastQuantiles, state: Uint32Array, column: Float64Array, drawn: Int32Array, count: number): void {
  let a = (state[0] as number) | 0;
  let b = (state[1] as number) | 0;
  let c = (state[2] as number) | 0;
  let d = (state[3] as number) | 0;
  for (let i = 0; i < count; i++) {
    const sum = (a + d) | 0;
    const bits = (((sum << 7) | (sum >>> 25)) + a) | 0;
    const line = (bits >>> (CELL_SHIFT - 1)) & LINE_MASK;
    column[i] = (lines[line] as number) + (bits & CELL_REST) * (lines[line | 1] as number);
    drawn[i] = bits;
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

/** The draws that fell into an outermost cell of a law without bounds, where the table has no number, computed exactly. */
function fillTails({ law }: FastQuantiles, column: Float64Array, drawn: Int32Array, count: number): void {
  for (let i = 0; i < count; i++) {
    const draw = column[i] as number;
    if (draw !== draw) column[i] = quantile(law, (((drawn[i] as number) >>> 0) + 0.5) * 2.3283064365386963e-10);
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

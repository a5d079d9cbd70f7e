/**
 * Which figure an answer hangs on when the figures come together from a fit: what knowing one would settle, the others following it.
 * What a reader would get wrong: a figure that hangs together with another is given credit for both. The share explained is that of
 * Var(E[answer | figure]) in Var(answer), from the draws themselves (Plischke, Borgonovo & Smith 2013); it needs no independence, and
 * there is no "total" beside it, since shares of figures that hang together do not add up.
 */
import type { SensitivityIndex, TornadoBar } from "#domain/simulation.ts";
import { quantiles } from "#numeric/quantile.ts";
import { randomStream } from "#numeric/random.ts";
import type { InputValues } from "./route-inputs.ts";

const classes = 24;
const resamples = 200;

export type JointInput = {
  readonly id: string;
  readonly says: string;
  readonly unit: string;
  readonly source: string;
  readonly values: Float64Array;
};

/** Bars and shares of every figure the answer depends on, the widest bar first; intervals hold `level`, by resampling the rows. */
export function jointSensitivity(
  inputs: readonly JointInput[],
  rows: readonly InputValues[],
  of: (values: InputValues) => number,
  { seed, level }: { readonly seed: number; readonly level: number },
): { readonly middle: number; readonly bars: readonly (TornadoBar & { readonly first: SensitivityIndex })[] } {
  const answers = Float64Array.from(rows, of);
  const [middle = NaN] = quantiles(answers, [0.5]);
  const bars = inputs
    .filter(({ id, values }) => spreads(values) && matters(id, values, rows, of))
    .map(({ id, says, unit, source, values }, index) => {
      const order = Int32Array.from(values.keys()).sort((a, b) => (values[a] as number) - (values[b] as number) || a - b);
      const tenth = Math.max(1, Math.floor(order.length / 10));
      const within = (places: Int32Array) =>
        quantiles(
          Float64Array.from(places, (i) => answers[i] as number),
          [0.5],
        )[0] as number;
      const [from, to] = quantiles(values, [0.05, 0.95]) as [number, number];
      return {
        ...{ input: id, says, unit, source, from, to },
        atFrom: within(order.subarray(0, tenth)),
        atTo: within(order.subarray(order.length - tenth)),
        first: shareExplained(order, answers, { seed, level, index }),
      };
    })
    .sort((a, b) => Math.abs(b.atTo - b.atFrom) - Math.abs(a.atTo - a.atFrom));
  return { middle, bars };
}

function spreads(values: Float64Array): boolean {
  return values.some((value) => value !== values[0]);
}

/** Whether the answer changes when this figure alone does. */
function matters(id: string, values: Float64Array, rows: readonly InputValues[], of: (values: InputValues) => number): boolean {
  return rows.slice(0, 16).some((row, i) => {
    const other = values[(i + 17) % values.length] as number;
    return of(new Map([...row, [id, other]])) !== of(row);
  });
}

/** Share of the answers' variance between classes of equally many draws of the figure, less what chance alone would put there. */
function shareExplained(
  order: Int32Array,
  answers: Float64Array,
  { seed, level, index }: { readonly seed: number; readonly level: number; readonly index: number },
): SensitivityIndex {
  const n = order.length;
  const own = Int32Array.from({ length: n }, (_, i) => i);
  const random = randomStream(seed, { entity: index, purpose: 0x5e6 });
  const value = between(own, order, answers);
  const drawn = Float64Array.from({ length: resamples }, () => {
    for (let i = 0; i < n; i++) own[i] = Math.floor(random.uniform32() * n);
    return between(own, order, answers);
  });
  const [low = value, high = value] = quantiles(drawn, [(1 - level) / 2, (1 + level) / 2]);
  return { value, low, high };
}

function between(places: Int32Array, order: Int32Array, answers: Float64Array): number {
  const n = places.length;
  const sums = new Float64Array(classes);
  const counts = new Float64Array(classes);
  let total = 0;
  let squares = 0;
  for (let i = 0; i < n; i++) {
    const place = places[i] as number;
    const answer = answers[order[place] as number] as number;
    const own = Math.floor((place * classes) / n);
    sums[own] = (sums[own] as number) + answer;
    counts[own] = (counts[own] as number) + 1;
    total += answer;
    squares += answer * answer;
  }
  const mean = total / n;
  const all = squares - n * mean * mean;
  if (!(all > 0)) return 0;
  let explained = 0;
  for (let own = 0; own < classes; own++) {
    const count = counts[own] as number;
    if (count > 0) explained += count * ((sums[own] as number) / count - mean) ** 2;
  }
  return 1 - ((1 - explained / all) * (n - 1)) / (n - classes);
}

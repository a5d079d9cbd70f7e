/**
 * Many chains of slice sampling (Neal 2003, stepping out and shrinking) along coordinates, principal directions and differences between
 * chains: slow, but it finds its own scale everywhere, so funnels, bananas and rings do not defeat it. The last rung of the ladder.
 * What a reader would get wrong: draws that follow one another are alike. What counts is R̂ and the effective size, which come with them.
 */
import { effectiveSize, rHat } from "./diagnostics.ts";
import { log } from "./elementary.ts";
import { randomStream } from "./random.ts";
import { drawNormal } from "./samplers.ts";

export type SliceChains = {
  /** Draw after draw, chain after chain. */
  readonly draws: Float64Array;
  readonly count: number;
  /** Greatest R̂ over coordinates and the log density. */
  readonly rHat: number;
  /** Least effective size over coordinates and the log density. */
  readonly effective: number;
  readonly evaluations: number;
};

export type SliceOptions = {
  readonly dimensions: number;
  readonly seed: number;
  readonly chains?: number;
  readonly mostEvaluations: number;
  readonly wantedEffective: number;
  readonly onProgress?: (done: number, total: number) => boolean | void;
};

/** The gate of R̂ (Vehtari et al. 2021). */
export const mostRHat = 1.01;

/** Runs chains from `starts` (draw after draw, all of finite density) until they agree or the evaluations are spent. @throws RangeError when cancelled. */
export function sliceChains(density: (x: Float64Array) => number, starts: Float64Array, options: SliceOptions): SliceChains {
  const { dimensions: d, seed, chains = 16, mostEvaluations, wantedEffective } = options;
  const random = randomStream(seed, { purpose: 0x511ce });
  const many = starts.length / d;
  const at = Array.from({ length: chains }, (_, c) => starts.slice(Math.floor(((c + 0.5) / chains) * many) * d).slice(0, d));
  const here = at.map((x) => density(x));
  const archive = starts;
  const widths = spreads(starts, d);
  const direction = new Float64Array(d);
  const probe = new Float64Array(d);
  let evaluations = 0;

  /** One slice move of chain c along `direction`, its length being a first guess of the width. */
  const move = (c: number) => {
    const x = at[c] as Float64Array;
    const level = (here[c] as number) + log(random.uniform());
    const value = (t: number) => {
      evaluations++;
      for (let j = 0; j < d; j++) probe[j] = (x[j] as number) + t * (direction[j] as number);
      return density(probe);
    };
    let left = -random.uniform();
    let right = left + 1;
    for (let out = 0; out < 40 && value(left) > level; out++) left -= 2 ** Math.min(out, 20);
    for (let out = 0; out < 40 && value(right) > level; out++) right += 2 ** Math.min(out, 20);
    for (let turn = 0; turn < 100; turn++) {
      const t = left + random.uniform() * (right - left);
      const found = value(t);
      if (found > level) {
        x.set(probe);
        here[c] = found;
        return;
      }
      if (t < 0) left = t;
      else right = t;
    }
  };
  const sweep = () => {
    for (let c = 0; c < chains; c++) {
      for (let j = 0; j < d; j++) {
        direction.fill(0);
        direction[j] = widths[j] as number;
        move(c);
      }
      // Differences of two members point along whatever shape the density has.
      for (let extra = 0; extra < Math.max(1, d >> 2); extra++) {
        const a = Math.floor(random.uniform() * many);
        const b = Math.floor(random.uniform() * many);
        let length = 0;
        for (let j = 0; j < d; j++) {
          direction[j] = (archive[a * d + j] as number) - (archive[b * d + j] as number);
          length += Math.abs(direction[j] as number);
        }
        if (length === 0) for (let j = 0; j < d; j++) direction[j] = (widths[j] as number) * drawNormal(random);
        move(c);
      }
    }
  };
  for (let warm = 0; warm < 20; warm++) sweep();
  const kept: Float64Array[][] = at.map(() => []);
  const levels: number[][] = at.map(() => []);
  let report = { rHat: Infinity, effective: 0 };
  for (let goal = 200; ; goal *= 2) {
    while ((kept[0] as Float64Array[]).length < goal && evaluations < mostEvaluations) {
      sweep();
      for (let c = 0; c < chains; c++) {
        (kept[c] as Float64Array[]).push((at[c] as Float64Array).slice());
        (levels[c] as number[]).push(here[c] as number);
      }
    }
    report = judged(kept, levels, d);
    if (options.onProgress?.(Math.min(evaluations, mostEvaluations), mostEvaluations) === false) throw new RangeError("cancelled");
    if ((report.rHat <= mostRHat && report.effective >= wantedEffective) || evaluations >= mostEvaluations) break;
  }
  const length = (kept[0] as Float64Array[]).length;
  const draws = new Float64Array(chains * length * d);
  kept.forEach((chain, c) => chain.forEach((x, i) => draws.set(x, (c * length + i) * d)));
  return { draws, count: chains * length, ...report, evaluations };
}

function judged(kept: readonly (readonly Float64Array[])[], levels: readonly (readonly number[])[], d: number) {
  let worst = 1;
  let effective = Infinity;
  for (let j = 0; j <= d; j++) {
    const chains = j === d ? levels : kept.map((chain) => chain.map((x) => x[j] as number));
    worst = Math.max(worst, rHat(chains));
    effective = Math.min(
      effective,
      chains.reduce((total, chain) => total + effectiveSize(chain), 0),
    );
  }
  return { rHat: worst, effective };
}

/** Spread of each coordinate over the starts; 1 where there is none. */
function spreads(starts: Float64Array, d: number): Float64Array {
  const n = starts.length / d;
  const widths = new Float64Array(d);
  for (let j = 0; j < d; j++) {
    let mean = 0;
    for (let i = 0; i < n; i++) mean += (starts[i * d + j] as number) / n;
    let square = 0;
    for (let i = 0; i < n; i++) square += ((starts[i * d + j] as number) - mean) ** 2 / n;
    widths[j] = square > 0 ? 2 * Math.sqrt(square) : 1;
  }
  return widths;
}

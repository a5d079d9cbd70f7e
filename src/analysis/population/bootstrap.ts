/**
 * The bootstrap that repeats the choice of model on each resample of the lists (rule PM6). Replicates depend on their own number alone, so
 * that the work can be shared out between threads and the answer is the same to the bit however it was.
 */
import { exp, log } from "#numeric/elementary.ts";
import { quantiles } from "#numeric/quantile.ts";
import { randomStream } from "#numeric/random.ts";
import { drawBinomial } from "#numeric/samplers.ts";
import { eachModel, oneModel, stepwiseTerms, type Search } from "./all-models.ts";
import type { ContingencyTable } from "./contingency-table.ts";
import { Fitter, pairsOf, type Fitted, type Terms } from "./fit.ts";

export type Bootstrap = {
  readonly replicates: number;
  /** Models fitted anew on each resample. */
  readonly models: number;
  /** Percentile intervals of estimates whose choice of model was made anew on each resample. */
  readonly averaged: { readonly low: number; readonly high: number };
  readonly stepwise: { readonly low: number; readonly high: number };
  /** Resamples on which the stepwise model had no estimate: counted as infinite. */
  readonly stepwiseWithout: number;
};

/** Plain data, to be handed to threads. */
export type ResamplePlan = {
  readonly table: ContingencyTable;
  /** The models weighed on each resample. */
  readonly models: "all" | readonly Terms[];
  readonly seed: number;
  readonly replicates: number;
};

/** Both estimates of the replicates from `from` up to, not including, `to`. */
export type ResampleSlice = {
  readonly from: number;
  readonly to: number;
  readonly averaged: Float64Array;
  readonly stepwise: Float64Array;
};

/** Over this many models only those with weight are fitted anew, unless every one is asked for. */
const MANY_MODELS = 1024;
/** A model with less than this share of the best one's weight does not come to matter on a resample. */
const SHARE_OF_BEST = 1 / 1000;

export function planResamples(
  table: ContingencyTable,
  { models, looked }: Search,
  { seed, replicates, everyModel = false }: { readonly seed: number; readonly replicates: number; readonly everyModel?: boolean },
): ResamplePlan {
  const least = everyModel || models.length <= MANY_MODELS ? 0 : (models[0]?.weight ?? 0) * SHARE_OF_BEST;
  if (least === 0 && looked === "all") return { table, models: "all", seed, replicates };
  return { table, models: models.filter(({ weight }) => weight >= least).map(({ terms }) => terms), seed, replicates };
}

/** Null when `goOn`, told after each replicate how many are done, returned false. */
export function resampleSlice(
  plan: ResamplePlan,
  { from, to }: { readonly from: number; readonly to: number },
  goOn: (done: number) => boolean = () => true,
): ResampleSlice | null {
  const averaged = new Float64Array(to - from);
  const stepwise = new Float64Array(to - from);
  for (let replicate = from; replicate < to; replicate++) {
    const resample = resampled(plan.table, plan.seed, replicate);
    averaged[replicate - from] = averagedOver(resample, plan.models);
    const chosen = oneModel(resample, stepwiseTerms(resample));
    stepwise[replicate - from] = chosen.standing === "estimated" ? chosen.estimate : Infinity;
    if (!goOn(replicate - from + 1)) return null;
  }
  return { from, to, averaged, stepwise };
}

/** The intervals, from slices in any order. @throws RangeError when a replicate is missing. */
export function joinResamples({ table, models, replicates }: ResamplePlan, slices: readonly ResampleSlice[]): Bootstrap {
  const averaged = new Float64Array(replicates).fill(NaN);
  const stepwise = new Float64Array(replicates).fill(NaN);
  for (const slice of slices) {
    averaged.set(slice.averaged, slice.from);
    stepwise.set(slice.stepwise, slice.from);
  }
  const missing = stepwise.findIndex((value) => Number.isNaN(value));
  if (missing >= 0) throw new RangeError(`replicate ${missing} of ${replicates} is missing`);
  return {
    replicates,
    models: models === "all" ? 2 ** pairsOf(table.lists.length).length : models.length,
    averaged: band(averaged),
    stepwise: band(stepwise),
    stepwiseWithout: stepwise.filter((value) => value === Infinity).length,
  };
}

/** As many people as were seen, drawn with replacement: a multinomial, cell by cell. */
function resampled(table: ContingencyTable, seed: number, replicate: number): ContingencyTable {
  const random = randomStream(seed, { replicate, purpose: 0xb007 });
  const counts = new Float64Array(table.counts.length);
  let left = table.observed;
  let leftCount = table.observed;
  for (let cell = 1; cell < counts.length && left > 0; cell++) {
    const count = table.counts[cell] as number;
    if (count === 0) continue;
    const drawn = count >= leftCount ? left : drawBinomial(random, left, count / leftCount);
    counts[cell] = drawn;
    left -= drawn;
    leftCount -= count;
  }
  return { ...table, counts };
}

/** The mean over models by weight; the weights kept relative to the best model so far, so that nothing has to be held. */
function averagedOver(table: ContingencyTable, models: "all" | readonly Terms[]): number {
  const fitter = new Fitter(table);
  const perParameter = log(table.observed);
  let least = Infinity;
  let total = 0;
  let mean = 0;
  const add = ({ settled, deviance, parameters, theta }: Fitted): true => {
    if (!settled) return true;
    const bic = deviance + parameters * perParameter;
    if (bic < least) {
      const shrink = exp((bic - least) / 2);
      total *= shrink;
      mean *= shrink;
      least = bic;
    }
    const weight = exp((least - bic) / 2);
    total += weight;
    mean += weight * exp(theta[0] as number);
    return true;
  };
  if (models === "all") eachModel(fitter, pairsOf(table.lists.length), (_, fit) => add(fit));
  else for (const terms of models) add(fitter.lean(terms));
  return total > 0 ? table.observed + mean / total : Infinity;
}

function band(values: Float64Array): { readonly low: number; readonly high: number } {
  const finite = Array.from(values, (value) => Math.min(value, Number.MAX_VALUE));
  const [low, high] = quantiles(finite, [0.025, 0.975]) as [number, number];
  return { low, high: high > 1e300 ? Infinity : high };
}

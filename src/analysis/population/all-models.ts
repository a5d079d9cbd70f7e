/**
 * Fits every model with two-list interactions, each started from its parent's answer, and weighs them by BIC.
 * What a reader would get wrong: models whose estimate does not exist keep their weight. If they hold most of it, the data prefer
 * models under which there is no number, and the tool must not print one.
 */
import { exp, log } from "#numeric/elementary.ts";
import { gammaUpper } from "#numeric/special.ts";
import type { ContingencyTable } from "./contingency-table.ts";
import { standingOf, type Standing } from "./existence.ts";
import { Fitter, pairsOf, type Fitted, type Terms } from "./fit.ts";

export type WeighedModel = {
  readonly terms: Terms;
  readonly standing: Standing;
  readonly deviance: number;
  readonly bic: number;
  /** Share of exp(−BIC ÷ 2) over all models looked at. */
  readonly weight: number;
  /** Whole population, observed and not; NaN where there is no estimate. */
  readonly estimate: number;
  /** 95 % interval, symmetric for the logarithm of the unseen part. */
  readonly low: number;
  readonly high: number;
};

export type Search = {
  readonly models: readonly WeighedModel[];
  /** All pairwise models, or those within two changes of the stepwise one where all would be too many. */
  readonly looked: "all" | "near the stepwise model";
};

const Z95 = 1.959963984540054;
/** With more pairs than this (six lists have 15), all models would take minutes. */
const MOST_PAIRS = 15;

/** All models of the table. `onModels` is told now and then how many are done; returning false stops, and the answer is null. */
export function allModels(
  table: ContingencyTable,
  around: Terms = [],
  onModels?: (done: number, total: number) => boolean | void,
): Search | null {
  const pairs = pairsOf(table.lists.length);
  const total = 2 ** pairs.length;
  const fitter = new Fitter(table);
  const found: RawModel[] = [];
  const looked = pairs.length <= MOST_PAIRS ? "all" : "near the stepwise model";
  if (looked === "all") {
    const whole = eachModel(fitter, pairs, (terms, fit) => {
      found.push(asModel(fit, table, terms));
      return (found.length & 1023) !== 0 || onModels?.(found.length, total) !== false;
    });
    if (!whole) return null;
  } else {
    for (const terms of nearby(around, pairs)) {
      found.push(asModel(fitter.lean(terms), table, terms));
      if ((found.length & 63) === 0 && onModels?.(found.length, total) === false) return null;
    }
  }
  return { models: weigh(found), looked };
}

type RawModel = Omit<WeighedModel, "weight">;

/**
 * Fits every model of these pairs, each started from its parent's answer. Stops where `visit` returns false, and says whether it went through.
 * What a reader would get wrong: the fitter's own arrays are used again for the next fit; what is to stay must be taken in `visit`.
 */
export function eachModel(fitter: Fitter, pairs: readonly number[], visit: (terms: Terms, fit: Fitted) => boolean): boolean {
  const descend = (terms: Terms, from: number, start: Float64Array | undefined): boolean => {
    const fit = fitter.lean(terms, start);
    if (!visit(terms, fit)) return false;
    for (let j = from; j < pairs.length; j++) {
      const pair = pairs[j] as number;
      if (!descend([...terms, pair], j + 1, startFrom(fit, fitter.sharedBy(pair) > 0))) return false;
    }
    return true;
  };
  return descend([], 0, undefined);
}

/** A parent's answer as a child's start: with a place for the new term, unless that has none of its own. */
function startFrom({ settled, theta }: Fitted, hasOwn: boolean): Float64Array | undefined {
  if (!settled) return undefined;
  if (!hasOwn) return theta;
  const longer = new Float64Array(theta.length + 1);
  longer.set(theta);
  return longer;
}

function asModel(fit: Fitted, table: ContingencyTable, terms: Terms): RawModel {
  const standing = fit.settled ? "estimated" : standingOf(table.counts, table.lists.length, terms);
  const unseen = standing === "estimated" ? exp(fit.theta[0] as number) : NaN;
  const se = standing === "estimated" ? Math.sqrt(fit.interceptVariance()) : NaN;
  return {
    terms,
    standing,
    deviance: fit.deviance,
    bic: fit.deviance + fit.parameters * log(table.observed),
    estimate: table.observed + unseen,
    low: table.observed + unseen * exp(-Z95 * se),
    high: table.observed + unseen * exp(Z95 * se),
  };
}

/** Adds the weights and puts the best model first. */
export function weigh(models: readonly RawModel[]): readonly WeighedModel[] {
  const least = models.reduce((best, { bic }) => Math.min(best, bic), Infinity);
  const weights = models.map(({ bic }) => exp((least - bic) / 2));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return models
    .map((model, i) => ({ ...model, weight: (weights[i] as number) / total }))
    .sort((a, b) => a.bic - b.bic || a.terms.length - b.terms.length);
}

/** The models that differ from the given one by at most two pairs. */
function nearby(centre: Terms, pairs: readonly number[]): readonly Terms[] {
  const flip = (terms: Terms, pair: number): Terms => (terms.includes(pair) ? terms.filter((term) => term !== pair) : [...terms, pair]);
  const models: Terms[] = [centre];
  pairs.forEach((first, i) => {
    const one = flip(centre, first);
    models.push(one);
    for (const second of pairs.slice(i + 1)) models.push(flip(one, second));
  });
  return models;
}

/** One model by its terms. */
export function oneModel(table: ContingencyTable, terms: Terms): RawModel {
  return asModel(new Fitter(table).lean(terms), table, terms);
}

/**
 * The stepwise model of Bales, Hesketh & Silverman (2015) as SparseMSE fits it: from the lists alone, the pair that lowers the deviance
 * most is added while that is significant at `threshold` (likelihood ratio, one degree of freedom).
 */
export function stepwiseTerms(table: ContingencyTable, threshold = 0.02): Terms {
  const pairs = pairsOf(table.lists.length);
  const fitter = new Fitter(table);
  let terms: number[] = [];
  let deviance = fitter.lean(terms).deviance;
  for (;;) {
    let best = -1;
    let least = deviance;
    for (const pair of pairs) {
      if (terms.includes(pair)) continue;
      const lowered = fitter.lean([...terms, pair]).deviance;
      if (lowered < least) {
        least = lowered;
        best = pair;
      }
    }
    if (best < 0 || gammaUpper(0.5, (deviance - least) / 2) >= threshold) return terms;
    terms = [...terms, best];
    deviance = least;
  }
}

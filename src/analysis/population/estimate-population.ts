/**
 * How many people there are in all, from lists that each saw some of them (multiple systems estimation).
 * What a reader would get wrong: the choice of model moves the answer more than chance does. So every model is fitted, the answer is the
 * spread of estimates against their weight, and there is no answer where the overlaps cannot carry one.
 */
import { ok, refuse, type Result } from "#domain/result.ts";
import { exp, log } from "#numeric/elementary.ts";
import { normalCdf, normalQuantile } from "#numeric/special.ts";
import { allModels, oneModel, stepwiseTerms, type Search, type WeighedModel } from "./all-models.ts";
import { joinResamples, planResamples, resampleSlice, type Bootstrap } from "./bootstrap.ts";
import { seenTogether, type ContingencyTable } from "./contingency-table.ts";
import { averageOverGraphs, averageOverGraphsAtScale, type AveragedPopulation } from "./decomposable.ts";
import { pairsOf, termName, type Terms } from "./fit.ts";
import { twoClasses, type LatentClassFit } from "./latent-class.ts";

/** A model in words, for the picture of estimate against weight. */
export type NamedModel = {
  readonly interactions: readonly string[];
  readonly standing: WeighedModel["standing"];
  readonly estimate: number | null;
  readonly interval: { readonly low: number; readonly high: number; readonly level: 0.95 } | null;
  readonly deviance: number;
  readonly bic: number;
  readonly weight: number;
};

export type Population = {
  readonly lists: readonly string[];
  readonly observed: number;
  /** How many were seen by at least two lists. */
  readonly seenTwice: number;
  readonly models: readonly NamedModel[];
  readonly looked: "all" | "near the stepwise model";
  /** Over all models with an estimate, by weight: its mean, and the 2.5 %, 50 % and 97.5 % points of the mixture of their intervals. */
  readonly averaged: { readonly mean: number; readonly median: number; readonly low: number; readonly high: number };
  readonly best: NamedModel;
  readonly stepwise: NamedModel;
  readonly listsAlone: NamedModel;
  /** Share of the weight on models that have no estimate. */
  readonly weightWithoutEstimate: number;
  readonly bootstrap: Bootstrap | null;
  readonly secondOpinions: { readonly latentClass: LatentClassFit | null; readonly decomposableGraphs: AveragedPopulation | null };
  readonly warnings: readonly string[];
};

export type PopulationRefusal =
  | { readonly kind: "overlap-too-thin"; readonly says: string; readonly seenTwice: number; readonly models: readonly NamedModel[] }
  | { readonly kind: "cancelled" };

export type PopulationOptions = {
  readonly seed: number;
  /** Resamples of the table, each with the whole choice of model repeated; 0 for none. */
  readonly bootstraps?: number;
  /** In the bootstrap, fit every model even where there are over a thousand; else those with at least 1/1000 of the best one's weight. */
  readonly everyModel?: boolean;
  readonly onProgress?: Progress;
  /** Of {@link surveyModels} where that was done already, and of `joinResamples` where the resamples were shared out. */
  readonly survey?: Survey;
  readonly bootstrap?: Bootstrap;
};

type Progress = (step: { readonly doing: string; readonly done: number; readonly total: number }) => boolean | void;
export type Survey = { readonly stepwise: Terms; readonly search: Search };

/** Every model fitted; null when `onProgress` returned false. */
export function surveyModels(table: ContingencyTable, onProgress?: Progress): Survey | null {
  const stepwise = stepwiseTerms(table);
  const search = allModels(table, stepwise, (done, total) => onProgress?.({ doing: "fitting models", done, total }));
  return search === null ? null : { stepwise, search };
}

/** The estimate with all it rests on, or why there is none (rules PM1-PM6 of docs/method/dispatch.md). */
export function estimatePopulation(table: ContingencyTable, options: PopulationOptions): Result<Population, PopulationRefusal> {
  const { lists } = table;
  const survey = options.survey ?? surveyModels(table, options.onProgress);
  if (survey === null) return refuse({ kind: "cancelled" });
  const { stepwise, search } = survey;
  const named = search.models.map((model) => nameModel(model, lists));
  const pairs = pairsOf(lists.length);
  let seenTwice = 0;
  for (let cell = 1; cell < table.counts.length; cell++) if ((cell & (cell - 1)) !== 0) seenTwice += table.counts[cell] as number;
  const thin = (says: string) => refuse({ kind: "overlap-too-thin" as const, says, seenTwice, models: named });
  if (lists.length < 3)
    return thin(
      "Two lists give one overlap, and nothing to check against whether being on one changes the chance to be on the other. At least three are needed.",
    );
  if (seenTwice === 0) return thin("Nobody is on two lists: any number of people could be unseen.");
  const without = search.models.filter(({ standing }) => standing !== "estimated").reduce((total, { weight }) => total + weight, 0);
  if (without >= MOST_WEIGHT_WITHOUT) {
    return thin(
      `Models that hold ${Math.round(without * 100)} % of the weight have no estimate on these counts (it does not exist, or cannot be told apart). A number from the others would come from the choice of model, not from the lists.`,
    );
  }
  const usable = search.models.filter(({ standing }) => standing === "estimated");
  const best = named.find(({ standing }) => standing === "estimated") as NamedModel;
  const bootstrap = options.bootstrap ?? bootstrapHere(table, search, options);
  if (bootstrap === "cancelled") return refuse({ kind: "cancelled" });
  const never = pairs.filter((pair) => seenTogether(table.counts, pair) === 0);
  return ok({
    lists,
    observed: table.observed,
    seenTwice,
    models: named,
    looked: search.looked,
    averaged: averageModels(usable, table.observed),
    best,
    stepwise: nameModel({ ...oneModel(table, stepwise), weight: weightOf(search.models, stepwise) }, lists),
    listsAlone: nameModel({ ...oneModel(table, []), weight: weightOf(search.models, []) }, lists),
    weightWithoutEstimate: without,
    bootstrap,
    secondOpinions: {
      latentClass: twoClasses(table, { seed: options.seed }),
      decomposableGraphs:
        lists.length <= 5
          ? overGraphs(table, Math.max(...usable.filter(({ weight }) => weight > 0.001).map(({ estimate }) => estimate)))
          : null,
    },
    warnings: [
      ...(never.length > 0 ? [`No one is on both lists of: ${never.map((pair) => termName(pair, lists)).join(", ")}.`] : []),
      ...(without > 0.05 ? [`Models without an estimate hold ${Math.round(without * 100)} % of the weight.`] : []),
      ...(connected(table)
        ? []
        : ["The lists fall into groups that share nobody: their sizes are tied only by the assumption that lists are independent."]),
      ...(spread(usable) > 1.5 ? ["Models the data find about as good differ by more than half: show the picture, not one number."] : []),
    ],
  });
}

function bootstrapHere(table: ContingencyTable, search: Search, options: PopulationOptions): Bootstrap | "cancelled" | null {
  const { seed, bootstraps: replicates = 0, everyModel = false, onProgress } = options;
  if (replicates === 0) return null;
  const plan = planResamples(table, search, { seed, replicates, everyModel });
  const slice = resampleSlice(
    plan,
    { from: 0, to: replicates },
    (done) => onProgress?.({ doing: "resampling the lists", done, total: replicates }) !== false,
  );
  return slice === null ? "cancelled" : joinResamples(plan, [slice]);
}

/** PM5: from this share of the weight on models without an estimate, there is no answer. */
const MOST_WEIGHT_WITHOUT = 0.5;

/** Looks at up to four times the greatest estimate any model with weight gives: at every number, or on each graph's own grid where many. */
function overGraphs(table: ContingencyTable, greatest: number): AveragedPopulation {
  const mostUnseen = Math.ceil(4 * greatest);
  const delta = 1 / 2 ** table.lists.length;
  return mostUnseen <= 3000
    ? averageOverGraphs(table, { delta, leastUnseen: 0, mostUnseen })
    : averageOverGraphsAtScale(table, { delta, mostUnseen });
}

function nameModel(model: WeighedModel, lists: readonly string[]): NamedModel {
  const estimated = model.standing === "estimated";
  return {
    interactions: model.terms.map((term) => termName(term, lists)),
    standing: model.standing,
    estimate: estimated ? model.estimate : null,
    interval: estimated ? { low: model.low, high: model.high, level: 0.95 } : null,
    deviance: model.deviance,
    bic: model.bic,
    weight: model.weight,
  };
}

function weightOf(models: readonly WeighedModel[], terms: readonly number[]): number {
  return models.find((model) => model.terms.length === terms.length && terms.every((term) => model.terms.includes(term)))?.weight ?? 0;
}

/** The mixture, by weight, of each model's lognormal belief about the unseen part. */
function averageModels(models: readonly WeighedModel[], observed: number): Population["averaged"] {
  const kept = models.filter(({ weight }) => weight > 1e-6);
  const total = models.reduce((sum, { weight }) => sum + weight, 0);
  const mean = models.reduce((sum, { weight, estimate }) => sum + (weight / total) * estimate, 0);
  const parts = kept.map(({ weight, estimate, high }) => ({
    weight: weight / kept.reduce((sum, model) => sum + model.weight, 0),
    centre: log(estimate - observed),
    spread: log((high - observed) / (estimate - observed)) / normalQuantile(0.975),
  }));
  const below = (y: number) =>
    parts.reduce(
      (sum, { weight, centre, spread }) => sum + weight * (spread > 0 ? normalCdf((y - centre) / spread) : y >= centre ? 1 : 0),
      0,
    );
  const at = (p: number) => {
    let low = Math.min(...parts.map(({ centre, spread }) => centre - 6 * spread)) - 1;
    let high = Math.max(...parts.map(({ centre, spread }) => centre + 6 * spread)) + 1;
    for (let turn = 0; turn < 60; turn++) {
      const middle = (low + high) / 2;
      if (below(middle) < p) low = middle;
      else high = middle;
    }
    return observed + exp(low);
  };
  return { mean, median: at(0.5), low: at(0.025), high: at(0.975) };
}

function spread(models: readonly WeighedModel[]): number {
  const good = models.filter(({ weight }) => weight > ((models[0]?.weight ?? 0) as number) / 10).map(({ estimate }) => estimate);
  return Math.max(...good) / Math.min(...good);
}

/** Whether every list shares somebody with another, directly or through others. */
function connected(table: ContingencyTable): boolean {
  let reached = 1;
  for (let turn = 0; turn < table.lists.length; turn++) {
    for (const pair of pairsOf(table.lists.length)) if ((reached & pair) !== 0 && seenTogether(table.counts, pair) > 0) reached |= pair;
  }
  return reached === (1 << table.lists.length) - 1;
}

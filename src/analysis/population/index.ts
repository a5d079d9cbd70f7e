/** Hidden populations: how many there are in all, from overlapping lists. Method: docs/method/dispatch.md, rules PM1-PM6. */
export { contingencyTable, parseContingencyTable, type ContingencyTable, type TableRefusal } from "./contingency-table.ts";
export {
  estimatePopulation,
  surveyModels,
  type NamedModel,
  type Population,
  type PopulationOptions,
  type PopulationRefusal,
  type Survey,
} from "./estimate-population.ts";
export { joinResamples, planResamples, resampleSlice, type Bootstrap, type ResamplePlan, type ResampleSlice } from "./bootstrap.ts";
export { allModels, oneModel, stepwiseTerms, type WeighedModel } from "./all-models.ts";
export { averageOverGraphs, type AveragedPopulation } from "./decomposable.ts";
export { standingOf, type Standing } from "./existence.ts";
export { twoClasses, type LatentClassFit } from "./latent-class.ts";

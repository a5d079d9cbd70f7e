/** Analysis, the fourth stage: accepted claims become conclusions, each with its reasons. */
export { corroborate, listLinks, relate, withDecidedFamilies } from "./corroboration/index.ts";
export {
  assumedFigures,
  chinaRoute,
  fitDispatch,
  referenceCases,
  shippedRoutes,
  type AssumedFigures,
  type FitOptions,
} from "./dispatch/index.ts";
export { findings } from "./findings/index.ts";
export { checkConversions, ecbCitation, ecbReferenceRates, ratesFromClaims, ratesFromCsv, tableOfEuroHistory } from "./money/index.ts";
export { check, type CheckReport } from "./plausibility/index.ts";
export { readClaimTable, type ClaimTable, weigh, weighInDetail, type WeighReport } from "./pooling/index.ts";
export { estimatePopulation, parseContingencyTable, type Population } from "./population/index.ts";

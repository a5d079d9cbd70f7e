/** Pooling: what many claims about one quantity amount to, counted by root. */
export { asEstimate } from "./as-estimate.ts";
export { readClaimTable, type ClaimTable, type TableReport, type TableTexts } from "./claim-table.ts";
export { poolRoots, posteriorCdf, type Box, type Posterior, type Prior, type RootEvidence } from "./posterior.ts";
export { wrongByGrade } from "./reliability.ts";
export { weigh, weighInDetail, type WeighContext, type WeighReport } from "./weigh.ts";

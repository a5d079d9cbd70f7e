/** Analysis, the fourth stage: accepted claims become conclusions, each with its reasons. */
export { corroborate } from "./corroboration/index.ts";
export { estimateDispatch } from "./dispatch/index.ts";
export { findings } from "./findings/index.ts";
export { checkConversions, ratesFromClaims } from "./money/index.ts";

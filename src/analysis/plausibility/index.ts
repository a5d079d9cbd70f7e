/** Plausibility: laws no true set of figures breaks, and what retelling does to figures. */
export { check } from "./check.ts";
export type { CheckContext, CheckReport } from "./remark.ts";

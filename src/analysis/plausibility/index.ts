/** Plausibility: laws no true set of figures breaks, and what retelling does to figures. */
export { check, checkKinds, type CheckKind } from "./check.ts";
export type { CheckContext, CheckReport, Remark } from "./remark.ts";

/** The door of casework: the verbs, and what a refusal says. */
export type { Analysis, Arrival, CaseSummary, Casework, ClaimFilter, OpenReport, ReleaseState, ReportSummary } from "./casework.ts";
export { refusalKinds, refusalWords, type RefusalWords } from "./refusal-words.ts";
export { createCasework } from "./create-casework.ts";
export { createSimulationDesk, type SimulationDesk, type SimulationRunner } from "./simulations.ts";
export type { Likeness, PlannedReceipt } from "./plan-receipt.ts";

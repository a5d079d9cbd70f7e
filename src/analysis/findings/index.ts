/** Findings: rules of law, as data, held against graded claims. */
export { findings, holdAgainst, weakestCredibility } from "./findings.ts";
export { rules } from "./rules.ts";
export type { Element, Requirement, Rule, Speaks, WorkedCase } from "./rule.ts";

/**
 * The door of the reading stage: a report's text in, proposed claims out, each with its exact words, who says it and why it was read so.
 * Everything is a proposal until a person decides. Rules: docs/method/reading.md.
 */
import type { Reading } from "#domain/claim.ts";
import { proposeClaims } from "./claims/propose.ts";
import type { ReportText } from "./claims/propose.ts";
import { findMentions } from "./mentions/find-mentions.ts";
import { findZones } from "./zones/find-zones.ts";

export { confidenceFields, confidenceOf, jointOf, languageGroup } from "./claims/confidence.ts";
export type { ConfidenceField, Rules, Tallies, Tally } from "./claims/confidence.ts";
export { readerVersion, toContract } from "./contract.ts";
export type { Contract, ContractClaim } from "./contract.ts";
export type { ReportText } from "./claims/propose.ts";
export { agreed, hintsOf, type Hint, type Hinted } from "./model/hints.ts";
export { answerSchema, promptOf, questionsOf, type Question } from "./model/questions.ts";

/** Reads one report. Pure: the same text, date and outlet always give the same reading. */
export function readReport(input: ReportText): Reading {
  const zones = findZones(input.text, input.outlet);
  const { claims, unclassified, places, sentences, folded } = proposeClaims(input, zones);
  const evidence = zones.filter((zone) => zone.kind !== "related" && zone.kind !== "furniture");
  const mentions = findMentions({ text: input.text, folded, evidence, sentences, places, outlet: input.outlet, report: input.report });
  return { claims, mentions, zones, unclassified };
}

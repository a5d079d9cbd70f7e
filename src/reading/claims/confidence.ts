/**
 * Confidence per field, from how often the rule that read it was right. Every field names the rule it was read by ("measure close",
 * "unit elided"); the public tallies of right and wrong by rule (`confidence-tallies.json`, written by `npm run eval -- examples/reading
 * --tallies`) give each its share, and the claim's figure is the joint of the fields, mapped to what such claims turned out to be on
 * reports no rule was written for. What a reader would get wrong: it says how often a claim like this one is read right, not how true it is.
 */
import type { Confidence } from "#domain/claim.ts";
import tallies from "./confidence-tallies.json" with { type: "json" };

export type Evidence = {
  readonly language: string;
  readonly kind: string;
  readonly unitFrom: "printed" | "settled" | "elided" | "heading";
  readonly measureScore: number;
  readonly measureLead: number;
  readonly periodTold: boolean;
  readonly speakerDepth: number;
  readonly perPrinted: boolean;
  readonly polarity: string;
};

export const confidenceFields = ["value", "unit", "measure", "per", "period", "speaker", "polarity"] as const;
export type ConfidenceField = (typeof confidenceFields)[number];
/** The rule each field was read by. */
export type Rules = Readonly<Record<ConfidenceField, string>>;

/** Right and wrong of a rule. */
export type Tally = readonly [right: number, wrong: number];
export type Tallies = {
  /** Right and wrong of each field on the reports kept apart, by group of languages. */
  readonly unseen: Readonly<Record<string, Readonly<Record<string, Tally>>>>;
  /** Right and wrong of each rule. */
  readonly rules: Readonly<Record<string, Readonly<Record<string, Tally>>>>;
  /** Joint figures, from low to high, with what claims below each turned out to be. */
  readonly joint: Readonly<Record<string, readonly { readonly below: number; readonly is: number }[]>>;
};

/** The rules of one claim, in words a person can read beside it. */
export function rulesOf(e: Evidence): Rules {
  return {
    value: e.kind === "exact" || e.kind === "approx" ? e.kind : "range or bound",
    unit: e.unitFrom,
    measure: e.measureLead >= 2 ? "clear" : e.measureLead >= 0.8 ? "likely" : "close",
    per: e.perPrinted ? "printed" : "by the measure",
    period: e.periodTold ? "told" : "of the report",
    speaker: e.speakerDepth === 0 ? "outlet alone" : e.speakerDepth === 1 ? "one voice" : "voices in voices",
    polarity: e.polarity,
  };
}

/** Confidence of a claim read by these rules. */
export function confidenceOf(language: string, rules: Rules, table: Tallies = tallies as unknown as Tallies): Confidence {
  const group = languageGroup(language);
  const fields = Object.fromEntries(confidenceFields.map((field) => [field, round(share(table, group, field, rules[field]))])) as Record<
    ConfidenceField,
    number
  >;
  const joint = jointOf(fields);
  const step = table.joint[group]?.find((s) => joint < s.below);
  return { claim: round(step?.is ?? joint), ...fields };
}

/** The joint of the fields a claim stands on before it is mapped: errors cluster, so it lies between the product and the smallest. */
export function jointOf(fields: Readonly<Record<ConfidenceField, number>>): number {
  const needed = [fields.value, fields.unit, fields.measure, fields.speaker, fields.polarity];
  return 0.5 * needed.reduce((a, b) => a * b, 1) + 0.5 * Math.min(...needed);
}

/** English has most of the tallies; the other three share theirs. */
export const languageGroup = (language: string): string => (language === "en" ? "en" : "ko, ja, zh");

/** As many claims as the general share of a field weighs against a rule's own tally. */
const weightOfField = 12;

function share(table: Tallies, group: string, field: ConfidenceField, rule: string): number {
  const [fieldRight, fieldWrong] = table.unseen[group]?.[field] ?? [0, 0];
  const general = (fieldRight + 9) / (fieldRight + fieldWrong + 10);
  const [right, wrong] = table.rules[`${group}: ${field}`]?.[rule] ?? [0, 0];
  return (right + weightOfField * general) / (right + wrong + weightOfField);
}

const round = (x: number): number => Math.round(Math.min(0.99, Math.max(0.02, x)) * 1000) / 1000;

/**
 * Confidence per field from what the reading had to go by: printed or inferred, a clear lead or a close call, told in the clause or assumed.
 * The tallies behind each figure are those of the development reports (see docs/method/reading.md); decisions replace them as they come in.
 */
import type { Confidence } from "#domain/claim.ts";

export type Evidence = {
  readonly unitPrinted: boolean;
  readonly unitSure: boolean;
  readonly measureScore: number;
  readonly measureLead: number;
  readonly periodTold: boolean;
  readonly speakerDepth: number;
  readonly perPrinted: boolean;
  readonly isConversion: boolean;
  readonly polarity: string;
  readonly mentionedTwice: boolean;
};

export function confidenceOf(e: Evidence): Confidence {
  const value = 0.98;
  const unit = e.unitSure ? (e.unitPrinted ? 0.98 : 0.9) : 0.85;
  const measure = clamp(0.72 + 0.1 * Math.min(e.measureScore, 3) + 0.08 * Math.min(Math.max(e.measureLead, 0), 2));
  const period = e.periodTold ? 0.92 : 0.93;
  const speaker = e.speakerDepth >= 2 ? 0.88 : e.speakerDepth === 1 ? 0.93 : 0.95;
  const per = e.perPrinted ? 0.96 : 0.93;
  const polarity = e.polarity === "asserted" ? 0.96 : 0.85;
  // Errors cluster: a claim is wrong mostly by its weakest field, so the joint lies between the product and the smallest.
  const fields = [value, unit, measure, period, speaker, per, polarity];
  const product = fields.reduce((a, b) => a * b, 1);
  const claim = clamp(0.25 * product + 0.75 * Math.min(...fields) + (e.mentionedTwice ? 0.03 : 0));
  return { claim: round(claim), value, unit, per, measure: round(measure), period, speaker, polarity };
}

const clamp = (x: number): number => Math.min(0.98, Math.max(0.05, x));
const round = (x: number): number => Math.round(x * 1000) / 1000;

/**
 * The decisions a person worked out for the reports of a case folder, kept beside them as `decisions.json`.
 * Each answer is found in its report by its words; the first occurrence counts unless `occurrence` says otherwise.
 */
import { z } from "zod";
import { polarities } from "#domain/claim.ts";
import type { Refusal } from "#domain/refusal.ts";
import { riskKinds } from "#domain/release.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { credibilities } from "#domain/source.ts";

const decimalText = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .nullable();
const answer = z.strictObject({
  report: z.string(),
  words: z.string().min(1),
  occurrence: z.int().min(1).default(1),
  measure: z.string(),
  low: decimalText,
  high: decimalText,
  kind: z.enum(["exact", "range", "at_least", "at_most", "approx"]),
  hedge: z.array(z.string()).default([]),
  unit: z.string(),
  per: z.string().nullable(),
  period: z.string(),
  place: z.string().nullable(),
  speakers: z.array(z.string()).min(1),
  polarity: z.enum(polarities),
  /** Words of the value this printed conversion restates. */
  restates: z.string().nullable().default(null),
  credibility: z.literal([...credibilities]),
});
const schema = z.strictObject({
  by: z.string().min(1),
  claims: z.array(answer).min(1),
  /** Reasons with which the same person accepts disclosure risks of a kind. */
  risks: z.array(z.strictObject({ kind: z.enum(riskKinds), why: z.string().min(1) })),
});

export type Answer = z.infer<typeof answer>;
export type Decisions = z.infer<typeof schema>;

/** Parses a `decisions.json`; the refusal names the place in the file. */
export function parseDecisions(name: string, json: string): Result<Decisions, Refusal> {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch (error) {
    return refuse({ kind: "bad-input", place: name, says: `it is not JSON (${error instanceof Error ? error.message : String(error)})` });
  }
  const parsed = schema.safeParse(raw);
  if (parsed.success) return ok(parsed.data);
  const issue = parsed.error.issues[0];
  return refuse({
    kind: "bad-input",
    place: `${name}, ${issue?.path.join(".") || "top level"}`,
    says: issue?.message ?? "it cannot be read",
  });
}

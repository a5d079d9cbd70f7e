/**
 * An estimate is what we believe: never a bare number, always with an interval and the claims and assumptions it rests on.
 */
import type { EdtfDate } from "./edtf.ts";
import type { ClaimId, EstimateId } from "./ids.ts";

export type Interval = { readonly low: number; readonly high: number; /** probability mass inside, 0..1 */ readonly level: number };

/** Something taken as true without a claim behind it, said aloud. */
export type Assumption = { readonly id: string; readonly says: string; readonly source: string };

/** What an estimate rests on: at least one claim or one assumption. */
export type Lineage =
  | { readonly claims: readonly [ClaimId, ...ClaimId[]]; readonly assumptions: readonly Assumption[] }
  | { readonly claims: readonly ClaimId[]; readonly assumptions: readonly [Assumption, ...Assumption[]] };

export type Estimate = {
  readonly id: EstimateId;
  /** "Workers abroad through this crossing", as a heading. */
  readonly name: string;
  readonly median: number;
  readonly interval: Interval;
  readonly unit: string;
  readonly on: EdtfDate;
  readonly method: { readonly name: string; readonly reference: string; readonly seed: number; readonly draws: number };
  readonly lineage: Lineage;
  /** For the picture: a curve over time with its band, where the estimate has one. */
  readonly curve?: readonly { readonly month: string; readonly low: number; readonly median: number; readonly high: number }[];
};

/** An estimate that could not be made, and what is missing for it. */
export type NoEstimate = { readonly id: EstimateId; readonly name: string; readonly missing: readonly string[] };

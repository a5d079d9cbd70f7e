/**
 * What weighing a question and checking a case answer: the published contracts of `weigh --json` and `check --json`, and what
 * stands behind them. They travel from analysis to the surfaces as they are.
 */
import type { EdtfDate } from "./edtf.ts";
import type { ClaimId, ReportId } from "./ids.ts";

/** What whoever asks takes as true before any claim; what is left out is the method's own (PO1-PO6). */
export type WeighAssumptions = {
  /** The quantity is taken as log-uniform between these, in the unit of the answer. */
  readonly lowest?: number;
  readonly highest?: number;
  /** Scale of the half-normal spread between roots, in logs: 0.25 is "about a quarter". */
  readonly spread?: number;
  /** Share of that variance which roots of one outlet have in common, from 0 to below 1. */
  readonly outletShare?: number;
  /** By how much the probability of being wrong that comes with a grade is multiplied. */
  readonly wrongTimes?: number;
  /** Probability of the interval. */
  readonly level?: number;
};

/** The question: one measure, where, when, in which currency. */
export type WeighQuestion = WeighAssumptions & {
  readonly measure: string;
  readonly country?: string;
  readonly from?: EdtfDate;
  readonly to?: EdtfDate;
  readonly currency?: string;
};

/** The published contract of `weigh --json`. */
export type Weighed = {
  readonly pooled: {
    readonly median: number;
    readonly low: number;
    readonly high: number;
    readonly unit: string;
    readonly level: number;
    /**
     * On which sides what is told bounds the quantity. "below": only from below, so `low` is the highest bound told, while the median
     * and `high` are the prior's alone and no answer; "above": the other way round.
     */
    readonly bounded: Bounded;
  };
  readonly roots: readonly {
    readonly family: string;
    readonly claims: readonly ClaimId[];
    /** Posterior probability that what this root says has to do with the truth. */
    readonly weight: number;
    /** Share by which the median moves because this root is there; 1 when it is the only one. */
    readonly influence: number;
  }[];
  readonly excluded: readonly { readonly claim: ClaimId; readonly why: string }[];
  readonly verdict: string;
};

export const boundedSides = ["both", "below", "above"] as const;
export type Bounded = (typeof boundedSides)[number];

/** Ends of what is possible, in the quantity's own unit; 0 and Infinity where it is open. */
export type Box = { readonly low: number; readonly high: number };

export type TrendPoint = {
  readonly claim: ClaimId;
  readonly root: string;
  readonly outlet: string;
  readonly on: EdtfDate;
  /** What the claim leaves possible; null where it is open above. */
  readonly low: number;
  readonly high: number | null;
  /** The value as printed. */
  readonly told: string;
};

export type Trend = {
  readonly direction: "falls" | "rises" | "flat" | "not to be told";
  /** Change a year as a share, with its interval; null where too little is told to fit one. */
  readonly perYear: { readonly median: number; readonly low: number; readonly high: number; readonly level: number } | null;
  readonly points: readonly TrendPoint[];
  readonly says: string;
};

/** What was taken as true of the quantity before any claim. */
export type WeighPrior = {
  /** The quantity is taken as log-uniform between these. */
  readonly low: number;
  readonly high: number;
  /** Scale of the half-normal spread between roots, in logs: 0.25 is "about a quarter". */
  readonly spread: number;
  /** Share of that variance which roots of one outlet have in common. */
  readonly outletShare: number;
};

/** Behind the contract: assumptions, sensitivity, trend, the interval each claim leaves possible, and the rates used. */
export type WeighedInDetail = {
  readonly weighed: Weighed;
  readonly prior: WeighPrior;
  readonly sensitivity: readonly { readonly assumption: string; readonly median: number; readonly low: number; readonly high: number }[];
  readonly trend: Trend;
  readonly boxes: readonly {
    readonly claim: ClaimId;
    readonly root: string;
    readonly low: number;
    /** Null where the claim leaves the upper end open. */
    readonly high: number | null;
    readonly on: EdtfDate;
    readonly rates: readonly string[];
  }[];
  /**
   * Where a flow is told in several waves: what each comes to. They add up to the pooled figure, which counts no wave that nobody
   * told of. Empty where all claims tell of one quantity.
   */
  readonly waves: readonly {
    readonly claims: readonly ClaimId[];
    /** "Hunchun, 2025-01 to 2025-03". */
    readonly of: string;
    readonly median: number;
    readonly low: number;
    readonly high: number;
    readonly bounded: Bounded;
  }[];
  /** What each claim that was kept out tells, in print: "4,000 CNY per person-month". */
  readonly keptOut: readonly { readonly claim: ClaimId; readonly told: string }[];
  readonly reports: readonly ReportId[];
  /** Why each root is one root. */
  readonly why: readonly {
    readonly family: string;
    readonly outlet: string;
    readonly why: string;
    /** Voices between the outlet and the event on the shortest way: 0 is the outlet's own word. */
    readonly depth: number;
    /** The probability of being wrong that it came with, by the grade of its source. */
    readonly wrong: number;
  }[];
};

export const checkKinds = ["conversions", "currencies", "plausibility", "contradictions", "copies"] as const;
export type CheckKind = (typeof checkKinds)[number];

/** The published contract of one row of `check --json`. A remark never changes a claim: a person does. */
export type Remark = {
  readonly claims: readonly ClaimId[];
  readonly kind: string;
  readonly says: string;
  readonly readings: readonly string[];
  readonly effect: string;
};

/**
 * A route fitted to the accepted claims of a case: what is believed of its quantities together, and how much that belief can be trusted.
 * What a reader would get wrong: the fit is as good as its checks. A surprising claim, a named tension or a wide answer without one
 * source is part of the result, not a remark on it.
 */
import type { EdtfDate } from "./edtf.ts";
import type { Assumption, Estimate, Interval, NoEstimate } from "./estimate.ts";
import type { ClaimId, EstimateId } from "./ids.ts";

/** One unknown of the fitted route: what was believed before any claim, and after all of them. */
export type FittedQuantity = {
  readonly id: string;
  readonly says: string;
  readonly unit: string;
  /** Before any claim: "every factor alike from 2.5 to 2,500,000". */
  readonly before: string;
  /** A citation, or that it was assumed. */
  readonly source: string;
  readonly median: number;
  readonly interval: Interval;
  readonly claims: readonly ClaimId[];
};

/** How the posterior was reached, and whether its weights can be trusted. */
export type FitDiagnostics = {
  readonly rung: "closed form" | "importance sampling" | "adaptive importance sampling" | "tempered SMC" | "slice chains";
  /** Why the ladder was climbed; empty when it was not. */
  readonly because: string;
  /** Pareto shape of the weights; null where there are none to judge. Over 0.7 the ladder is climbed. */
  readonly khat: number | null;
  readonly effective: number;
  readonly draws: number;
  readonly seed: number;
  readonly logEvidence: number;
};

/** What would have been expected of this claim had its root said nothing. */
export type ClaimCheck = {
  readonly claim: ClaimId;
  readonly measure: string;
  readonly root: string;
  /** What was told, and what the other claims lead to expect, in the same unit. */
  readonly told: string;
  readonly expected: Interval | null;
  readonly unit: string;
  /** Chance of a told figure at least this far off, both ways; null where no other claim speaks of the matter. */
  readonly p: number | null;
  /** Chance, after all claims, that the root is wrong here. */
  readonly wrong: number;
  readonly words: string;
};

export type FitShift = {
  /** A root or a source. */
  readonly without: string;
  readonly claims: readonly ClaimId[];
  readonly estimates: readonly { readonly id: EstimateId; readonly median: number | null; readonly interval: Interval | null }[];
};

/** A root and how far an estimate's middle or ends move without it, in widths of its interval; null where no estimate is left. */
export type Mover = {
  readonly estimate: EstimateId;
  readonly root: string;
  readonly claims: readonly ClaimId[];
  readonly median: number | null;
  readonly moved: number | null;
};

export type FitScenario = {
  readonly id: string;
  readonly says: string;
  /** Chance of the claims under it ÷ that under the fit as it stands; null when impossible. */
  readonly times: number | null;
  readonly words: string;
  readonly estimates: readonly { readonly id: EstimateId; readonly median: number; readonly interval: Interval }[];
};

/** How much an estimate's law moves when prior or likelihood is a little strengthened or weakened (Kallioinen et al. 2023). */
export type PowerSensitivity = {
  readonly estimate: EstimateId;
  readonly prior: number;
  readonly likelihood: number;
  readonly words: string;
};

/** What to ask next: the expected width of an estimate's interval after a good answer ÷ its width now. */
export type FitQuestion = {
  readonly measure: string;
  readonly ask: string;
  readonly narrows: readonly { readonly estimate: EstimateId; readonly widthAfter: number }[];
};

/** Two things said that do not sit well together. */
export type Tension = { readonly id: string; readonly claims: readonly ClaimId[]; readonly says: string; readonly p: number | null };

/** What a fit was asked besides its route, claims and seed: with these the same claims give the same draws again. */
export type FitAsked = {
  /** The case or example whose claims it was fitted to, or the reports or the two that were taken together. */
  readonly of: string;
  readonly country?: string | null;
  readonly place?: string | null;
  readonly from?: EdtfDate | null;
  readonly to?: EdtfDate | null;
  readonly assumptions?: Readonly<Record<string, unknown>>;
  readonly priors?: Readonly<Record<string, { readonly low: number; readonly high: number }>>;
  readonly draws?: number;
};

export type DispatchFit = {
  readonly route: string;
  /** Left out in fits recorded before it was kept. */
  readonly asked?: FitAsked;
  readonly scope: {
    readonly country: string | null;
    readonly place: string | null;
    readonly from: EdtfDate | null;
    readonly to: EdtfDate | null;
    readonly asOf: EdtfDate;
  };
  readonly estimates: readonly (Estimate | NoEstimate)[];
  readonly quantities: readonly FittedQuantity[];
  readonly diagnostics: FitDiagnostics;
  readonly checks: readonly ClaimCheck[];
  readonly tensions: readonly Tension[];
  readonly movers: readonly Mover[];
  readonly withoutSource: readonly FitShift[];
  readonly scenarios: readonly FitScenario[];
  readonly sensitivity: readonly PowerSensitivity[];
  readonly questions: readonly FitQuestion[];
  readonly keptOut: readonly { readonly claim: ClaimId; readonly why: string }[];
  readonly assumptions: readonly Assumption[];
};

export type FitRefusal =
  | { readonly kind: "bad-prior"; readonly quantity: string; readonly says: string }
  | { readonly kind: "contradiction"; readonly quantity: string; readonly claims: readonly ClaimId[]; readonly says: string }
  | { readonly kind: "nothing-to-fit"; readonly says: string };

/**
 * What weighing claims against rates and against each other yields. These travel from analysis to publishing and the surfaces.
 */
import type { EdtfDate } from "./edtf.ts";
import type { ClaimId, Person, ReportId } from "./ids.ts";
import type { MeasureId } from "./measure.ts";
import type { Currency } from "./quantity.ts";
import type { DecimalText } from "./value.ts";

/** One unit of `base` costs `rate` units of `quote` on that day, by that source. */
export type Rate = {
  readonly id: string;
  readonly base: Currency;
  readonly quote: Currency;
  readonly rate: DecimalText;
  readonly on: EdtfDate;
  readonly kind: "official" | "street" | "outlet";
  readonly source: string;
  readonly url: string | null;
};

/** A conversion with a rate of its own day; without one it is unknown, never a neighbour's. */
export type Converted =
  | { readonly known: true; readonly amount: DecimalText; readonly currency: Currency; readonly rate: Rate }
  | { readonly known: false; readonly why: string };

export type ConversionCheck = {
  readonly printed: ClaimId;
  readonly restates: ClaimId;
  /** Printed units of the quote currency per base unit, end by end. */
  readonly implied: readonly DecimalText[];
  readonly candidates: readonly {
    readonly rate: Rate;
    /** What the restated value is worth at this rate, end by end, unrounded. */
    readonly recomputed: readonly DecimalText[];
    /** (printed − recomputed) ÷ recomputed, in percent, of the worst end; negative = printed too low. */
    readonly missPercent: number;
  }[];
  /** Over 3 % from the official rate of the day, beyond what rounding explains. */
  readonly flagged: boolean;
  readonly says: string;
};

export type LinkKind = "same-as" | "part-of" | "adds-to" | "contradicts" | "supersedes";
export type ClaimLink = {
  readonly from: ClaimId;
  readonly to: ClaimId;
  readonly kind: LinkKind;
  readonly why: string;
  /** Who accepted it; a link nobody decided on is a proposal, a rejected one is not listed. */
  readonly acceptedBy?: Person;
};

/** One origin of knowledge, however many reports repeat it. */
export type Root = {
  readonly id: string;
  readonly claims: readonly ClaimId[];
  readonly reports: readonly ReportId[];
  readonly depth: number;
  readonly why: string;
};

export type Corroboration = {
  readonly measure: MeasureId;
  readonly place: string | null;
  readonly period: EdtfDate;
  readonly claims: readonly ClaimId[];
  readonly roots: readonly Root[];
  readonly links: readonly ClaimLink[];
  readonly verdict: string;
};

/** What a fit is asked: which claims may enter, what is assumed, and how hard to try. */
import type { Claim } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import type { Rate, Root } from "#domain/weighing.ts";
import type { AssumedFigures } from "../assumptions.ts";

/** A prior a person sets: every factor alike between two values over 0. */
export type PriorRange = { readonly low: number; readonly high: number };

export type FitOptions = {
  readonly seed: number;
  /** Points drawn, a power of two from 1,024; 131,072 unless told. */
  readonly draws?: number;
  /** What "now" means: the day the newest report was published. */
  readonly asOf: EdtfDate;
  readonly rates: readonly Rate[];
  readonly roots?: readonly Root[];
  /** ISO 3166 alpha-2 of where the work is; the country of the crossing unless told. */
  readonly country?: string | null;
  /** A word of the crossing's place; the crossing most claims speak of unless told. */
  readonly place?: string | null;
  readonly from?: EdtfDate | null;
  readonly to?: EdtfDate | null;
  readonly assumptions?: Partial<AssumedFigures>;
  /** By the id of a quantity (`paid`, `received`, `stay`, …). */
  readonly priors?: Readonly<Record<string, PriorRange>>;
  /** Whose claim it is, for the fit without each source; the report's source in a case. */
  readonly sourceOf?: (claim: Claim) => string;
  /** Exponents on the prior and the likelihood: for the power-scaling check. */
  readonly powers?: { readonly prior: number; readonly likelihood: number };
  readonly onProgress?: (step: { readonly doing: string; readonly done: number; readonly total: number }) => boolean | void;
};

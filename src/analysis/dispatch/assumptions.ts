/**
 * What the first estimates take as true without a claim behind it, each said aloud with the estimate that uses it.
 * The numbers were set by the makers of this method; where a source shaped one, it is named. Change them through `options.assumptions`.
 */
import type { Assumption } from "#domain/estimate.ts";
import type { Credibility } from "#domain/source.ts";

/** The figures behind the assumptions. */
export type AssumedFigures = {
  /** DM1: probability that a root tells the matter right, by the credibility (1..6) a person gave its claim. */
  readonly rightByCredibility: Readonly<Record<Credibility, number>>;
  /** DM3: exponent of the Pareto law of truth ÷ threshold under "more than". */
  readonly thresholdExponent: number;
  /** DM4: relative spread (one standard deviation of the logarithm) between one plain figure and the mean it stands for. */
  readonly spreadOfPlainFigure: number;
  /** DM4: as above, for a figure with "about". */
  readonly spreadOfHedgedFigure: number;
  /** DM6: share of the reported month's arrivals that comes in each later month, uniform between the two. */
  readonly goesOn: { readonly low: number; readonly high: number };
  /** DM7: probability that a group goes home together rather than each worker on her own. */
  readonly rotatesTogether: number;
  /** FT3: relative drift of a figure in a year: what it adds to the spread of a figure told for another time grows with the root of the years. */
  readonly driftPerYear: number;
  /** FT1: spread (one standard deviation of the logarithm) of what is believed of a quantity before any claim, around the route's own figure. */
  readonly spreadOfPrior: number;
  /** DM6: months the curve runs from the first reported arrival. */
  readonly horizonMonths: number;
};

export const assumedFigures: AssumedFigures = {
  rightByCredibility: { 1: 0.97, 2: 0.9, 3: 0.75, 4: 0.4, 5: 0.1, 6: 0.6 },
  thresholdExponent: 2,
  spreadOfPlainFigure: 0.1,
  spreadOfHedgedFigure: 0.15,
  goesOn: { low: 0, high: 1 },
  rotatesTogether: 0.5,
  driftPerYear: 0.1,
  spreadOfPrior: 1,
  horizonMonths: 18,
};

const ours = "docs/method/dispatch.md";

export const assumptions = {
  reliability: (f: AssumedFigures): Assumption => ({
    id: "DM1",
    says: `Each root of knowledge may be wrong. The probability that it is right goes by the credibility a person gave its claim: ${Object.entries(
      f.rightByCredibility,
    )
      .map(([grade, p]) => `${grade}: ${p}`)
      .join(", ")}. A wrong root says nothing about the figure.`,
    source: `${ours}, DM1; grades after the Admiralty scale (NATO AJP-2.1)`,
  }),
  threshold: (f: AssumedFigures): Assumption => ({
    id: "DM3",
    says: `"More than n" puts the figure above n with no upper bound: figure ÷ n follows a Pareto law with exponent ${f.thresholdExponent} (half of such figures lie under ${(2 ** (1 / f.thresholdExponent)).toFixed(2)} n, one in twenty over ${(20 ** (1 / f.thresholdExponent)).toFixed(1)} n).`,
    source: `${ours}, DM3`,
  }),
  spread: (f: AssumedFigures): Assumption => ({
    id: "DM4",
    says: `One told figure stands for the mean over many workers with a relative spread of ${percent(f.spreadOfPlainFigure)} (${percent(f.spreadOfHedgedFigure)} with "about"), besides its rounding.`,
    source: `${ours}, DM4`,
  }),
  window: (): Assumption => ({
    id: "DM5",
    says: "A count over less than a month stands for between that stretch alone and the whole month.",
    source: `${ours}, DM5`,
  }),
  goesOn: (f: AssumedFigures): Assumption => ({
    id: "DM6",
    says: `Nobody said whether arrivals go on after the reported time. Each later month brings between ${percent(f.goesOn.low)} and ${percent(f.goesOn.high)} of the reported month's arrivals, every share equally likely.`,
    source: `${ours}, DM6`,
  }),
  rotation: (f: AssumedFigures): Assumption => ({
    id: "DM7",
    says: `Groups go home together with probability ${f.rotatesTogether}; otherwise each worker's stay ends on its own.`,
    source: `${ours}, DM7`,
  }),
  onlySince: (first: string): Assumption => ({
    id: "DM8",
    says: `Counts only workers who crossed from ${first} on, through the places named; those already abroad, and other crossings, are not in it.`,
    source: `${ours}, DM8`,
  }),
  demandedStay: (text: string): Assumption => ({
    id: "DM10",
    says: `A demanded shortest stay (${text}) is known but is not a stay that happened; it does not enter.`,
    source: `${ours}, DM10`,
  }),
  payOrder: (): Assumption => ({
    id: "DM11",
    says: "What the worker receives is never more than what the employer pays.",
    source: `${ours}, DM11`,
  }),
  allToState: (): Assumption => ({
    id: "DM13",
    says: "All that the employer pays and the worker does not receive is counted as taken by the state's side: the trading company's part, brokers, board and surveillance are not told apart.",
    source: `${ours}, DM13`,
  }),
  everyMonthPaid: (): Assumption => ({
    id: "DM14",
    says: "Every month abroad is a month paid for.",
    source: `${ours}, DM14`,
  }),
} as const;

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}

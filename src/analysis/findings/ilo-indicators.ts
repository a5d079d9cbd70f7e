/**
 * Three of the ILO's eleven indicators of forced labour that the vocabulary can speak to: withheld wages, debt bondage, excessive
 * overtime. What a reader would get wrong: an indicator is a sign and no proof, it binds nobody, and what is meant by it (intent,
 * threat) no figure can show. The numbers chosen here are ours and stand in the text of the element.
 */
import type { EdtfDate } from "#domain/edtf.ts";
import { otherPeople } from "./presence.ts";
import { rule, type Rule } from "./rule.ts";
import { told } from "./told.ts";

const common = {
  instrument: "ILO Indicators of Forced Labour (2012, updated 2025)",
  url: "https://www.ilo.org/publications/ilo-indicators-forced-labour",
  binds: "nobody: an indicator is a sign, not a duty",
  dutyDue: null,
  exceptions: [],
  unverifiedParts: ["the indicator's explanatory text, paraphrased"],
} as const satisfies Partial<Rule>;
const asOf = "2025-12-26" as EdtfDate;
const money = { unit: "CNY" as const, per: "person-month", country: "CN", period: "2025" };

export const withheldWages = rule({
  ...common,
  id: "ilo-indicator-8",
  title: "Withholding of wages",
  provision: "indicator 8",
  summary: "Pay is kept back, diverted or cut by rule, not merely late.",
  elements: [
    {
      id: "paid",
      text: "somebody pays for the work",
      speaks: { measures: ["labour_cost_paid_monthly", "wage_nominal"], unless: otherPeople, moreThanZero: true },
      wouldChange: {
        met: "that nothing is paid for the work",
        "not met": "that somebody pays for the work",
        "not enough": "what the employer pays, and to whom",
      },
    },
    {
      id: "kept-back",
      text: "a share or a sum of it is kept back from every worker by rule (a state share, a levy, pay only at the end of the stay)",
      speaks: { measures: ["state_share", "state_levy", "lump_sum_settlement"], unless: otherPeople, moreThanZero: true },
      wouldChange: {
        met: "that the sum is a tax or a cost everybody there bears, or that workers get it back",
        "not met": "an accepted report of a share or a levy",
        "not enough": "what is taken from the pay, by whom, and whether from everybody",
      },
    },
  ],
  requires: ["paid", "kept-back"],
  cannotConclude:
    "that pay is kept back in order to make anyone stay, which the indicator asks for; one sign alone is no finding of forced labour",
  holds: [
    {
      name: "an employer pays 2,500 yuan a month and the state takes a fixed levy",
      asOf,
      host: "CN",
      claims: [
        told({ ...money, id: "A-01", measure: "labour_cost_paid_monthly", low: "2500" }),
        told({ ...money, id: "A-02", measure: "state_levy", low: "1000" }),
      ],
    },
  ],
  fails: [
    {
      name: "an account that nothing is taken",
      asOf,
      host: "CN",
      claims: [
        told({ ...money, id: "B-01", measure: "labour_cost_paid_monthly", low: "2500" }),
        told({ ...money, id: "B-02", measure: "state_levy", low: "0" }),
      ],
    },
  ],
});

export const debtBondage = rule({
  ...common,
  id: "ilo-indicator-9",
  title: "Debt bondage",
  provision: "indicator 9",
  summary: "A person works off a debt made to get the work: a fee, a bribe, the journey.",
  elements: [
    {
      id: "fee",
      text: "a fee or a bribe is paid to be sent",
      speaks: { measures: ["permit_fee", "bribe"], unless: otherPeople, moreThanZero: true },
      wouldChange: {
        met: "that the sums are given back, or paid by the employer",
        "not met": "an accepted report of a fee or a bribe",
        "not enough": "what it costs to be chosen and sent",
      },
    },
    {
      id: "borrowed",
      text: "it is borrowed, or set against later pay, in the report's own words",
      speaks: {
        measures: ["permit_fee", "bribe", "state_levy", "lump_sum_settlement"],
        unless: otherPeople,
        moreThanZero: true,
        saying: /\b(?:borrow\w*|loans?|lent|debts?|indebted|owed?|owing|on credit|against (?:later|future) (?:pay|wages))\b/i,
      },
      wouldChange: {
        met: "that the money was the worker's own",
        "not met": "an accepted report that the fee was borrowed",
        "not enough": "where the money for the fee comes from, and how it is paid back",
      },
    },
  ],
  requires: ["fee", "borrowed"],
  cannotConclude: "that the debt grows or binds anyone to stay; one sign alone is no finding of forced labour",
  holds: [
    {
      name: "a permit fee borrowed from lenders",
      asOf,
      host: "CN",
      claims: [
        told({
          ...money,
          id: "A-01",
          per: "person",
          measure: "permit_fee",
          low: "1500",
          subject: "fee borrowed from money lenders before leaving",
        }),
      ],
    },
  ],
  fails: [
    {
      name: "an account that no fee is asked",
      asOf,
      host: "CN",
      claims: [told({ ...money, id: "B-01", per: "person", measure: "permit_fee", low: "0", subject: "no fee, nothing borrowed" })],
    },
  ],
});

/** Hours a day that no week of six days keeps within 48 hours by half again: our reading of "excessive", not the ILO's number. */
export const excessiveHours = 12;

export const excessiveOvertime = rule({
  ...common,
  id: "ilo-indicator-11",
  title: "Excessive overtime",
  provision: "indicator 11",
  summary: "Hours far beyond law or agreement, imposed or needed to earn the least.",
  elements: [
    {
      id: "hours",
      text: `the working day is ${excessiveHours} hours or more`,
      speaks: { measures: ["daily_hours"], unless: otherPeople, atLeast: excessiveHours },
      wouldChange: {
        met: "that the hours are of a few days, or count waiting and rest",
        "not met": `an accepted report of a day of ${excessiveHours} hours or more`,
        "not enough": "when the working day begins and ends, and its breaks",
      },
    },
  ],
  requires: ["hours"],
  cannotConclude:
    "that the hours are imposed by a threat or needed to earn the least, which the indicator asks for; one sign alone is no finding of forced labour",
  holds: [
    {
      name: "days of 12 to 14 hours",
      asOf,
      host: "CN",
      claims: [
        told({ id: "A-01", measure: "daily_hours", low: "12", high: "14", unit: "hour", per: "person-day", period: "2025", country: "CN" }),
      ],
    },
  ],
  fails: [
    {
      name: "days of eight hours",
      asOf,
      host: "CN",
      claims: [told({ id: "B-01", measure: "daily_hours", low: "8", unit: "hour", per: "person-day", period: "2025", country: "CN" })],
    },
  ],
});

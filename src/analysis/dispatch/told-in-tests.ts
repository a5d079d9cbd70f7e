/** Builders for the tests of this folder: a claim in one line, with everything else set to something harmless. Not used by the product. */
import type { Claim, Polarity } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { claimId, person, reportId, type Instant } from "#domain/ids.ts";
import { measure } from "#domain/measure.ts";
import type { CountUnit, Currency, Per } from "#domain/quantity.ts";
import type { Credibility } from "#domain/source.ts";
import { decimal, type ValueKind } from "#domain/value.ts";
import type { Rate } from "#domain/weighing.ts";

export type ToldRow = {
  readonly id: string;
  readonly measure: string;
  readonly low?: string;
  readonly high?: string;
  readonly kind: ValueKind;
  readonly unit: CountUnit | Currency;
  readonly per?: Per | null;
  readonly period: string;
  readonly place?: string | null;
  readonly country?: string | null;
  readonly polarity?: Polarity;
  readonly conversionOf?: string;
  readonly credibility?: Credibility;
  readonly proposed?: boolean;
};

const COUNTED = new Set<string>(["person", "group", "year", "month", "day", "kg", "percent", "times", "hour"]);

export function told(row: ToldRow): Claim {
  return {
    id: claimId(row.id),
    report: reportId(row.id.split("-")[0] as string),
    measure: measure(row.measure),
    value: {
      low: row.low === undefined ? null : decimal(row.low),
      high: row.high === undefined ? null : decimal(row.high),
      kind: row.kind,
      hedge: row.kind === "at_least" ? ["more than"] : [],
    },
    quantity: COUNTED.has(row.unit)
      ? { kind: "count", unit: row.unit as CountUnit }
      : { kind: "money", currency: row.unit as Currency, on: row.period as EdtfDate },
    per: row.per ?? null,
    period: row.period as EdtfDate,
    place: row.place ?? null,
    country: row.country === undefined ? "CN" : row.country,
    subject: "",
    speakers: [{ name: "outlet", protect: false }],
    basis: "heard",
    polarity: row.polarity ?? "asserted",
    conversionOf: row.conversionOf === undefined ? null : claimId(row.conversionOf),
    flags: [],
    spans: [{ start: 0, end: 1, exact: "x" }],
    confidence: { claim: 1 },
    reasons: {},
    decision: row.proposed
      ? { state: "proposed", by: "reader" }
      : { state: "accepted", by: person("analyst"), at: "2025-12-27T00:00:00.000Z" as Instant, credibility: row.credibility ?? 2 },
  };
}

/** The figures of the founding report (asiapress.org/rimjin-gang/2025/12/news/dispached_workers), as claims. */
export const foundingClaims: readonly Claim[] = [
  told({ id: "R1-01", measure: "group_size", low: "30", high: "40", kind: "range", unit: "person", per: "group", period: "2025-12~" }),
  told({
    id: "R1-02",
    measure: "workers_arrived",
    low: "100",
    kind: "at_least",
    unit: "person",
    period: "2025-12-01~/2025-12-15~",
    place: "Changbai County, Jilin",
  }),
  told({
    id: "R1-03",
    measure: "workers_arrived",
    low: "100",
    kind: "at_least",
    unit: "person",
    period: "2025-12",
    place: "China via Changbai",
  }),
  told({ id: "R1-07", measure: "permit_fee", low: "300", high: "300", kind: "exact", unit: "CNY", per: "person", period: "2025-12~" }),
  told({
    id: "R1-08",
    measure: "permit_fee",
    low: "39",
    high: "39",
    kind: "approx",
    unit: "USD",
    per: "person",
    period: "2025-12~",
    conversionOf: "R1-07",
  }),
  told({
    id: "R1-09",
    measure: "wage_received_monthly",
    low: "500",
    high: "500",
    kind: "exact",
    unit: "CNY",
    per: "person-month",
    period: "2024~",
    credibility: 3,
  }),
  told({
    id: "R1-10",
    measure: "wage_received_monthly",
    low: "65",
    high: "65",
    kind: "approx",
    unit: "USD",
    per: "person-month",
    period: "2024~",
    conversionOf: "R1-09",
  }),
  told({
    id: "R1-11",
    measure: "home_wage_monthly",
    low: "35000",
    high: "50000",
    kind: "range",
    unit: "KPW",
    per: "person-month",
    period: "2025-12~",
    country: "KP",
  }),
  told({
    id: "R1-13",
    measure: "labour_cost_paid_monthly",
    low: "2500",
    high: "2500",
    kind: "approx",
    unit: "CNY",
    per: "person-month",
    period: "2025-12~",
  }),
  told({ id: "R1-18", measure: "tenure", low: "6", high: "12", kind: "range", unit: "month", period: "2025-12~", place: "Shenyang" }),
  told({ id: "R1-19", measure: "tenure", low: "6", kind: "at_least", unit: "month", period: "2025-12~", polarity: "demanded" }),
];

export const foundingRoots = [
  {
    id: "wave",
    claims: [claimId("R1-02"), claimId("R1-03")],
    reports: [reportId("R1")],
    depth: 2,
    why: "the official has it from the broker",
  },
];

export const foundingRates: readonly Rate[] = [
  rate("USD", "CNY", "7.0602", "2025-12-16", "official"),
  { ...rate("KPW", "USD", "0.0000263", "2025-12~", "outlet") },
];

export function rate(base: Currency, quote: Currency, amount: string, on: string, kind: Rate["kind"]): Rate {
  return { id: `${base}-${quote}-${on}`, base, quote, rate: decimal(amount), on: on as EdtfDate, kind, source: "test table", url: null };
}

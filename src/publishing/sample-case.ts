/** A small case for the tests of this folder: one public page, one source of our own, figures, a finding. Facts as reported at the cited address. */
import type { AcceptedClaim } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import type { Estimate } from "#domain/estimate.ts";
import type { Finding } from "#domain/finding.ts";
import { claimId, estimateId, findingId, person, releaseId, reportId, sourceId, type Instant } from "#domain/ids.ts";
import { measure } from "#domain/measure.ts";
import type { Currency, Per, Quantity } from "#domain/quantity.ts";
import type { Report } from "#domain/report.ts";
import type { Source } from "#domain/source.ts";
import { decimal, type ValueKind } from "#domain/value.ts";
import type { ConversionCheck, Corroboration, Rate } from "#domain/weighing.ts";
import type { DraftInput } from "./release/draft-content.ts";

export const page = "https://www.asiapress.org/rimjin-gang/2025/12/news/dispached_workers";

export const publicReport: Omit<Report, "text"> = {
  id: reportId("D001"),
  sha256: "a".repeat(64) as Report["sha256"],
  title: "Women sent to work in China",
  language: "en",
  outlet: "ASIAPRESS",
  published: "2025-12-26" as EdtfDate,
  told: "2025-12-15" as EdtfDate,
  source: sourceId("s-page"),
  channel: "public web page",
  url: page,
  family: "D001",
};

export const ownReport: Omit<Report, "text"> = {
  ...publicReport,
  id: reportId("own-1"),
  title: "Call notes",
  outlet: "call notes of the desk",
  source: sourceId("s-own"),
  channel: "reporting partner",
  url: null,
  family: "own-1",
};

export const pageSource: Source = {
  id: sourceId("s-page"),
  pseudonym: "ASIAPRESS",
  canKnow: "publishes reports from partners inside",
  reliability: "B",
  tlp: "TLP:CLEAR",
  consent: "publish-quoted",
};
export const ownSource: Source = {
  id: sourceId("s-own"),
  pseudonym: "Magnolia",
  canKnow: "works at the crossing",
  reliability: "C",
  tlp: "TLP:GREEN",
  consent: "publish-quoted",
};

type Told = {
  readonly id: string;
  readonly measure: string;
  readonly low: string | null;
  readonly high: string | null;
  readonly kind?: ValueKind;
  readonly unit: string;
  readonly per?: string;
  readonly period?: string;
  readonly place?: string | null;
  readonly country?: string;
  readonly speakers?: readonly string[];
  readonly words: string;
  readonly conversionOf?: string;
  readonly credibility?: 1 | 2 | 3 | 4 | 5 | 6;
};

const CURRENCIES = new Set(["CNY", "USD", "KPW"]);

/** An accepted claim of a report, its speakers protected but for the outlet. */
export function told(report: Omit<Report, "text">, facts: Told): AcceptedClaim {
  const { low, high, unit, speakers = ["reporting partner A"], words } = facts;
  const quantity: Quantity = CURRENCIES.has(unit)
    ? { kind: "money", currency: unit as Currency, on: report.published }
    : { kind: "count", unit: unit as "person" };
  return {
    id: claimId(facts.id),
    report: report.id,
    measure: measure(facts.measure),
    value: { low: low === null ? null : decimal(low), high: high === null ? null : decimal(high), kind: facts.kind ?? "exact", hedge: [] },
    quantity,
    per: (facts.per ?? null) as Per | null,
    period: (facts.period ?? "2025-12~") as EdtfDate,
    place: facts.place === undefined ? "Ryanggang Province" : facts.place,
    country: facts.country ?? "CN",
    subject: "women",
    speakers: [{ name: report.outlet, protect: false }, ...speakers.map((name) => ({ name, protect: true }))],
    basis: "saw",
    polarity: "asserted",
    conversionOf: facts.conversionOf === undefined ? null : claimId(facts.conversionOf),
    flags: [],
    spans: [{ start: 10, end: 10 + words.length, exact: words }],
    confidence: { claim: 0.9 },
    reasons: {},
    decision: { state: "accepted", by: person("editor"), at: "2026-01-05T09:00:00.000Z" as Instant, credibility: facts.credibility ?? 3 },
  };
}

const official = ["trade official"];
export const claims: readonly AcceptedClaim[] = [
  told(publicReport, {
    id: "D001-01",
    measure: "group_size",
    low: "30",
    high: "40",
    kind: "range",
    unit: "person",
    per: "group",
    words: "groups of 30-40 women",
  }),
  told(publicReport, {
    id: "D001-02",
    measure: "workers_arrived",
    low: "100",
    high: null,
    kind: "at_least",
    unit: "person",
    period: "2025-12-01~/2025-12-15~",
    place: "Changbai County, Jilin Province",
    speakers: official,
    words: "more than 100 have come",
  }),
  told(publicReport, {
    id: "D001-03",
    measure: "workers_arrived",
    low: "100",
    high: null,
    kind: "at_least",
    unit: "person",
    period: "2025-12",
    place: "Changbai County, Jilin Province",
    speakers: [...official, "broker"],
    words: "over 100",
  }),
  told(publicReport, {
    id: "D001-04",
    measure: "workers_per_enterprise",
    low: "5",
    high: "7",
    kind: "range",
    unit: "person",
    per: "enterprise",
    place: "Hyesan",
    words: "5-7 people each",
  }),
  told(publicReport, {
    id: "D001-06",
    measure: "ration_monthly",
    low: "10",
    high: "10",
    unit: "kg",
    per: "person-month",
    words: "10kg of food rations",
  }),
  told(publicReport, { id: "D001-07", measure: "permit_fee", low: "300", high: "300", unit: "CNY", per: "person", words: "300 yuan" }),
  told(publicReport, {
    id: "D001-08",
    measure: "permit_fee",
    low: "39",
    high: "39",
    kind: "approx",
    unit: "USD",
    per: "person",
    words: "about $39 USD",
    conversionOf: "D001-07",
  }),
  told(publicReport, {
    id: "D001-09",
    measure: "wage_received_monthly",
    low: "500",
    high: "500",
    unit: "CNY",
    per: "person-month",
    period: "2024~",
    speakers: ["reporting partner A", "returnee"],
    words: "500 yuan per month",
    credibility: 4,
  }),
  told(publicReport, {
    id: "D001-10",
    measure: "wage_received_monthly",
    low: "65",
    high: "65",
    kind: "approx",
    unit: "USD",
    per: "person-month",
    period: "2024~",
    speakers: ["reporting partner A", "returnee"],
    words: "about $65 USD",
    conversionOf: "D001-09",
  }),
  told(publicReport, {
    id: "D001-13",
    measure: "labour_cost_paid_monthly",
    low: "2500",
    high: "2500",
    kind: "approx",
    unit: "CNY",
    per: "person-month",
    place: "China",
    speakers: [],
    words: "about 2,500 yuan",
    credibility: 2,
  }),
  told(publicReport, {
    id: "D001-14",
    measure: "labour_cost_paid_monthly",
    low: "325",
    high: "325",
    kind: "approx",
    unit: "USD",
    per: "person-month",
    place: "China",
    speakers: [],
    words: "about $325 USD",
    conversionOf: "D001-13",
  }),
  told(publicReport, {
    id: "D001-16",
    measure: "lead_time",
    low: "6",
    high: "12",
    kind: "range",
    unit: "month",
    period: "../2025-08",
    words: "six months to a year",
  }),
  told(publicReport, {
    id: "D001-18",
    measure: "tenure",
    low: "6",
    high: "12",
    kind: "range",
    unit: "month",
    place: "Shenyang and Changchun areas",
    words: "6 months to a year",
  }),
];

export const ownClaim = told(ownReport, {
  id: "own-1-01",
  measure: "workers_arrived",
  low: "60",
  high: "80",
  kind: "approx",
  unit: "person",
  place: "Changbai County",
  speakers: ["acquaintance who makes wigs"],
  words: "two buses, sixty to eighty of them",
});

const rate = (facts: Omit<Rate, "id" | "base" | "quote">): Rate => ({ id: `${facts.kind}-cny-usd`, base: "CNY", quote: "USD", ...facts });
export const rates: readonly Rate[] = [
  rate({
    rate: decimal("0.141639"),
    on: "2025-12-16" as EdtfDate,
    kind: "official",
    source: "central parity of 16 December 2025, 7.0602 CNY per USD",
    url: "https://www.chinamoney.com.cn/english/bmkcpr/",
  }),
  rate({
    rate: decimal("0.1385"),
    on: "2025-12" as EdtfDate,
    kind: "street",
    source: "cross of market rates for won, mid-December",
    url: null,
  }),
  rate({
    rate: decimal("0.13"),
    on: "2025-12-26" as EdtfDate,
    kind: "outlet",
    source: "constant shared by the page's own conversions",
    url: page,
  }),
];

function check(printed: string, restates: string, cny: number, usd: number): ConversionCheck {
  const miss = (value: number) => ((usd - value) / value) * 100;
  return {
    printed: claimId(printed),
    restates: claimId(restates),
    implied: [decimal("0.13")],
    candidates: rates.map((one) => {
      const value = Number((cny * Number(one.rate)).toFixed(6));
      return { rate: one, recomputed: [decimal(String(value))], missPercent: miss(value) };
    }),
    flagged: true,
    says: `${printed} prints ${usd} USD for ${cny} CNY; the official rate of the day gives ${(cny * 0.141639).toFixed(2)} USD.`,
  };
}
export const conversions: readonly ConversionCheck[] = [
  check("D001-08", "D001-07", 300, 39),
  check("D001-10", "D001-09", 500, 65),
  check("D001-14", "D001-13", 2500, 325),
];

const ids = (...numbers: readonly string[]) => numbers.map(claimId);
export const corroborations: readonly Corroboration[] = [
  {
    measure: measure("workers_arrived"),
    place: "Changbai County",
    period: "2025-12-01~/2025-12-31" as EdtfDate,
    claims: ids("D001-02", "D001-03"),
    roots: [
      {
        id: "root-1",
        claims: ids("D001-02", "D001-03"),
        reports: [publicReport.id],
        depth: 3,
        why: "The trade official has it from the broker: one wave told twice.",
      },
    ],
    links: [{ from: claimId("D001-03"), to: claimId("D001-02"), kind: "same-as", why: "same crossing, same month, same number" }],
    verdict: "Two tellings, one origin: not corroborated.",
  },
  {
    measure: measure("permit_fee"),
    place: "Ryanggang Province",
    period: "2025-12~" as EdtfDate,
    claims: ids("D001-07"),
    roots: [{ id: "root-2", claims: ids("D001-07"), reports: [publicReport.id], depth: 2, why: "told once" }],
    links: [],
    verdict: "Told once.",
  },
];

const months = [
  "2025-10",
  "2025-11",
  "2025-12",
  "2026-01",
  "2026-02",
  "2026-03",
  "2026-04",
  "2026-05",
  "2026-06",
  "2026-07",
  "2026-08",
  "2026-09",
];
const assumption = { id: "stay", says: "Stays last 6 to 12 months, every length as likely.", source: "D001-18, read as uniform" };
export const estimates: readonly Estimate[] = [
  {
    id: estimateId("stock"),
    name: "Workers abroad through this crossing",
    median: 431.7,
    interval: { low: 188.2, high: 902.4, level: 0.9 },
    unit: "people",
    on: "2026-03-31" as EdtfDate,
    method: {
      name: "batch arrivals with a stay law, closed form",
      reference: "batch M/G/∞: mean and variance as two integrals",
      seed: 20251226,
      draws: 4096,
    },
    lineage: { claims: [claimId("D001-01"), claimId("D001-02"), claimId("D001-18")], assumptions: [assumption] },
    curve: months.map((month, place) => {
      const median = 40 + 430 * (1 - Math.exp(-place / 3)) - (place > 7 ? (place - 7) * 18 : 0);
      return { month, low: median * 0.44, median, high: median * 2.05 };
    }),
  },
  {
    id: estimateId("share"),
    name: "Share of the pay that is withheld",
    median: 79.6,
    interval: { low: 68.9, high: 86.3, level: 0.9 },
    unit: "percent",
    on: "2025-12" as EdtfDate,
    method: { name: "ratio of two pooled sums", reference: "robust likelihood over roots", seed: 20251226, draws: 4096 },
    lineage: {
      claims: [claimId("D001-09"), claimId("D001-13")],
      assumptions: [{ id: "years", says: "Pay told of 2024 holds for 2025.", source: "no later telling" }],
    },
  },
  {
    id: estimateId("take"),
    name: "Taken by the state and its agents",
    median: 1_254_300,
    interval: { low: 512_000, high: 2_871_000, level: 0.9 },
    unit: "CNY per month",
    on: "2026-03" as EdtfDate,
    method: {
      name: "stock times labour cost less wage",
      reference: "product of the two estimates above, joint draws",
      seed: 20251226,
      draws: 4096,
    },
    lineage: {
      claims: [claimId("D001-01"), claimId("D001-02"), claimId("D001-09"), claimId("D001-13"), claimId("own-1-01")],
      assumptions: [assumption],
    },
  },
];

export const findings: readonly Finding[] = [
  {
    id: findingId("f-2397-8"),
    rule: "unsc-2397-8",
    title: "Workers who earn income abroad after the deadline for their return",
    instrument: "UN Security Council resolution 2397 (2017), paragraph 8",
    url: "https://undocs.org/S/RES/2397(2017)",
    boundParty: "China (as a UN Member State)",
    elements: [
      {
        element: "worker",
        text: "a national of North Korea",
        verdict: "met",
        because: "Workers from Ryanggang are reported to have crossed (D001-02).",
        claims: ids("D001-01", "D001-02"),
        wouldChange: "A report that those who crossed were not nationals.",
      },
      {
        element: "income",
        text: "earning income in that State’s jurisdiction",
        verdict: "met",
        because: "An employer there pays for each worker (D001-13).",
        claims: ids("D001-13"),
        wouldChange: "A report that no pay is owed.",
      },
      {
        element: "not-repatriated",
        text: "still present after 22 December 2019",
        verdict: "not enough",
        because: "Arrivals are told; presence at work is inferred from the length of stay.",
        claims: ids("D001-18"),
        wouldChange: "A second origin that saw them at work.",
      },
    ],
    exceptions: [
      {
        element: "own-national",
        text: "the State determines that the person is its own national",
        verdict: "not met",
        because: "Nothing reported speaks for it.",
        claims: [],
        wouldChange: "A determination by the State.",
      },
    ],
    verdict: "not enough",
    says: "The reported facts meet two of three elements of the rule; presence at work is not shown by enough origins.",
    unverified: true,
  },
];

/** Everything a draft is made of; the source of our own is marked and asked. */
export const sampleInput: DraftInput = {
  release: releaseId("release-1"),
  title: "Women sent from Ryanggang to factories in China",
  summary:
    "Since December 2025 groups of women have left Ryanggang Province for factory work in China. More than a hundred are said to have crossed in the first weeks. The employer pays about five times what a worker is said to keep.\n\nThe dollar figures in the public account use one fixed rate and are too low. The two voices behind the number of arrivals go back to one origin.",
  claims: [...claims, ownClaim],
  reports: [publicReport, ownReport],
  sources: [pageSource, ownSource],
  estimates,
  findings,
  conversions,
  corroborations,
  rates,
};

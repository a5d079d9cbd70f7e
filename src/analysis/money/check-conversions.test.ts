import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import type { Report } from "#domain/report.ts";
import { decimal } from "#domain/value.ts";
import type { Rate } from "#domain/weighing.ts";
import { told } from "../findings/told.ts";
import { checkConversions } from "./check-conversions.ts";
import { ratesFromClaims } from "./rates-from-claims.ts";

const conversion = {
  ...{ kind: "approx" as const, hedge: ["about"] },
  unit: "USD" as const,
  measure: "permit_fee",
  period: "2025-12",
  speakers: ["ASIAPRESS"],
};
const yuan = { unit: "CNY" as const, measure: "permit_fee", period: "2025-12", speakers: ["ASIAPRESS"] };
const ryanggang = [
  told({ ...yuan, id: "R1-01", low: "300" }),
  told({ ...conversion, id: "R1-02", low: "39", conversionOf: "R1-01" }),
  told({ ...yuan, id: "R1-03", low: "500" }),
  told({ ...conversion, id: "R1-04", low: "65", conversionOf: "R1-03" }),
  told({ ...yuan, id: "R3-01", low: "2500" }),
  told({ ...conversion, id: "R3-02", low: "325", conversionOf: "R3-01" }),
];
const reports = [report("R1", "2025-12-15~"), report("R3", "2025-12-26")];

test("MO5 the founding article's dollars are yuan × 0.13, 8.2 % under the fixing, and are flagged with both", () => {
  const checks = checkConversions(ryanggang, [fixing()], reports);
  expect(checks.map((check) => check.candidates.map(({ rate, missPercent }) => [rate.kind, Number(missPercent.toFixed(1))]))).toEqual([
    [
      ["official", -8.2],
      ["outlet", 0],
    ],
    [
      ["official", -8.2],
      ["outlet", 0],
    ],
    [
      ["official", -8.2],
      ["outlet", 0],
    ],
  ]);
  expect(checks.map((check) => Number(check.candidates[0]?.recomputed[0]).toFixed(2))).toEqual(["42.49", "70.82", "354.10"]);
  expect(checks.map((check) => check.candidates[1]?.rate.rate)).toEqual(["0.13", "0.13", "0.13"]);
  expect(checks.every((check) => check.flagged)).toBe(true);
  expect(checks[0]?.says).toContain("printed 8.2 % too low");
});

test("MO6 won at the rate the report itself prints are consistent with it", () => {
  const claims = [
    told({
      id: "R3-03",
      measure: "home_wage_monthly",
      low: "35000",
      high: "50000",
      unit: "KPW",
      period: "2025-12",
      speakers: ["ASIAPRESS"],
    }),
    told({
      id: "R3-04",
      measure: "home_wage_monthly",
      low: "0.92",
      high: "1.32",
      kind: "approx",
      hedge: ["about"],
      unit: "USD",
      period: "2025-12",
      speakers: ["ASIAPRESS"],
      conversionOf: "R3-03",
    }),
    told({
      id: "R3-05",
      measure: "exchange_rate",
      low: "0.263",
      quantity: { kind: "rate", of: "USD", base: { amount: decimal("10000"), currency: "KPW" } },
      period: "2025-12",
      speakers: ["ASIAPRESS"],
    }),
  ];
  const [check] = checkConversions(claims, ratesFromClaims(claims, reports), reports);
  expect(check?.flagged).toBe(false);
  expect(check?.candidates.find(({ rate }) => rate.id === "rate-R3-05")?.recomputed).toEqual(["0.9205", "1.315"]);
  expect(check?.says).toContain("the same within rounding");
});

test("MO5 a conversion within three percent of the day's fixing is not flagged", () => {
  const claims = [told({ ...yuan, id: "R1-01", low: "300" }), told({ ...conversion, id: "R1-02", low: "42", conversionOf: "R1-01" })];
  expect(checkConversions(claims, [fixing()], reports)[0]?.flagged).toBe(false);
});

test("MO7 one upper end computed apart from the others is flagged against the outlet's own constant when no rate is dated", () => {
  const claims = [
    told({ ...yuan, id: "R9-01", low: "50", period: "XXXX" }),
    told({ ...conversion, id: "R9-02", low: "7.26", kind: "exact", hedge: [], conversionOf: "R9-01" }),
    told({ ...yuan, id: "R9-03", low: "8000", high: "12000", period: "XXXX" }),
    told({ ...conversion, id: "R9-04", low: "1161", high: "1451", conversionOf: "R9-03" }),
  ];
  const checks = checkConversions(claims, [fixing()], [{ ...report("R9", "XXXX"), published: "XXXX" as EdtfDate }]);
  expect(checks.map((check) => check.flagged)).toEqual([false, true]);
  expect(checks[1]?.candidates.map(({ missPercent }) => missPercent.toFixed(1))).toEqual(["-16.7"]);
  expect(checks[1]?.says).toContain("no date");
});

test("MO4 two ends that imply different rates are explained when one rate prints both by rounding", () => {
  const claims = [
    told({ id: "R1-01", measure: "home_wage_monthly", low: "5000", high: "10000", unit: "KPW", period: "2022-02" }),
    told({
      id: "R1-02",
      measure: "home_wage_monthly",
      low: "1",
      high: "3",
      kind: "approx",
      hedge: ["about"],
      unit: "USD",
      period: "2022-02",
      conversionOf: "R1-01",
    }),
  ];
  const [check] = checkConversions(claims, [], reports);
  expect(check?.flagged).toBe(false);
  expect(check?.says).toContain("rounding alone explains");
});

test("MO1 a rate of another month is no candidate", () => {
  const [check] = checkConversions(ryanggang, [{ ...fixing(), on: "2024-11-25" as EdtfDate }], reports);
  expect(check?.candidates.map(({ rate }) => rate.kind)).toEqual(["outlet"]);
  expect(check?.says).toContain("No published rate");
});

test("MO8 a rate table is asked when the case has no official rate of the time, and the case's own goes first", () => {
  const table = () => [{ ...fixing(), id: "table", rate: decimal("7.7") }];
  const own = checkConversions(ryanggang, [fixing()], reports, [table]);
  expect(own[0]?.candidates.map(({ rate }) => rate.id)).toEqual(["cfets-2025-12-16", "constant-R1-CNY-USD"]);
  const bare = checkConversions(ryanggang, [], reports, [table]);
  expect(bare[0]?.candidates.map(({ rate }) => rate.id)).toEqual(["table", "constant-R1-CNY-USD"]);
  expect(bare[0]?.flagged).toBe(false);
});

test("MO10 a Japanese paper's dollars can be two conversions in a row, and the check says which", () => {
  const claims = [
    told({ id: "R1-01", measure: "wage_received_monthly", low: "1000", unit: "CNY", period: "2012", speakers: ["Asahi"] }),
    told({
      id: "R1-02",
      measure: "wage_received_monthly",
      low: "147",
      unit: "USD",
      period: "2012",
      speakers: ["Asahi"],
      conversionOf: "R1-01",
    }),
  ];
  const price: Readonly<Record<string, string>> = { "CNY>USD": "0.159", "CNY>JPY": "12.9", "JPY>USD": "0.012255" };
  const table = (a: string, b: string) => [
    { ...fixing(), base: a as "CNY", quote: b as "USD", rate: decimal(price[`${a}>${b}`] ?? "1"), on: "2012-04-02" as EdtfDate },
  ];
  const [check] = checkConversions(claims, [], [], [table]);
  expect(check?.flagged).toBe(true);
  expect(check?.says).toContain("12 JPY per CNY, then 81.6 JPY per USD");
});

test("MO3 a conversion a person has not accepted, or has withdrawn, is not checked", () => {
  const proposed = ryanggang.map((claim) => ({ ...claim, decision: { state: "proposed" as const, by: "reader" } }));
  expect(checkConversions(proposed, [fixing()], reports)).toEqual([]);
});

function fixing(): Rate {
  return {
    id: "cfets-2025-12-16",
    base: "USD",
    quote: "CNY",
    rate: decimal("7.0602"),
    on: "2025-12-16" as EdtfDate,
    kind: "official",
    source: "China Foreign Exchange Trade System",
    url: "https://menafn.com/1110485531/Chinas-Yuan-Gains-Ground-Against-US-Dollar",
  };
}

function report(id: string, toldOn: string): Report {
  return {
    id,
    outlet: "ASIAPRESS",
    published: "2025-12-26",
    told: toldOn,
    family: "asiapress-ryanggang",
    url: null,
    text: "",
    title: id,
    language: "en",
    source: "larch",
    channel: "web",
    sha256: "",
  } as unknown as Report;
}

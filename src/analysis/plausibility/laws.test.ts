import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import { reportId, sourceId } from "#domain/ids.ts";
import { told } from "../findings/told.ts";
import { check } from "./check.ts";
import { clockHours } from "./laws.ts";
import type { CheckReport } from "./remark.ts";

const money = { unit: "USD" as const, per: "person-month", period: "2017", country: "KW" };

test("PL2 what is kept and taken must be the gross: 1,000 less half less 300 leaves 200, and not 600", () => {
  const base = [
    told({ ...money, id: "R1-01", measure: "wage_nominal", low: "1000" }),
    told({ ...money, id: "R1-02", measure: "state_share", low: "50", unit: "percent", per: "earnings" }),
    told({ ...money, id: "R1-03", measure: "state_levy", low: "300" }),
  ];
  const kept = (low: string) => told({ ...money, id: "R1-04", measure: "wage_received_monthly", low });
  expect(check("plausibility", [...base, kept("200")], reports)).toEqual([]);
  expect(check("plausibility", [...base, kept("600")], reports)).toMatchObject([
    { kind: "kept-and-taken-miss-gross", claims: ["R1-01", "R1-02", "R1-03", "R1-04"] },
  ]);
});

test("PL1 a levy below some pay is no violation, a yearly one is held against a month", () => {
  const pay = told({ ...money, id: "R1-01", measure: "wage_nominal", low: "300", high: "900" });
  const levy = (low: string, per: string) => told({ ...money, id: "R1-02", measure: "state_levy", low, per });
  expect(check("plausibility", [pay, levy("800", "person-month")], reports)).toEqual([]);
  expect(check("plausibility", [pay, levy("1000", "person-month")], reports)).toMatchObject([{ kind: "levy-over-pay" }]);
  expect(check("plausibility", [pay, levy("7200", "person-year")], reports)).toEqual([]);
});

test("PL4 parts may not be more than the whole", () => {
  const stock = { measure: "workers_abroad_stock", period: "2017-07" };
  const whole = told({ ...stock, id: "R1-01", low: "6000", place: "China", country: "CN" });
  const part = (id: string, low: string, place: string) => told({ ...stock, id, low, place, country: "CN" });
  expect(check("plausibility", [whole, part("R1-02", "2500", "Dandong"), part("R1-03", "3000", "Tumen")], reports)).toEqual([]);
  expect(check("plausibility", [whole, part("R1-02", "4500", "Dandong"), part("R1-03", "3000", "Tumen")], reports)).toMatchObject([
    { kind: "parts-over-whole", claims: ["R1-01", "R1-02", "R1-03"] },
  ]);
});

test("PL5 a share over 100 percent is named", () => {
  expect(
    check("plausibility", [told({ id: "R1-01", measure: "state_share", low: "120", unit: "percent", per: "earnings" })], reports),
  ).toMatchObject([{ kind: "share-out-of-range" }]);
});

test.each([
  ["from 6 a.m. to 10 p.m.", 16],
  ["8:00 to 22:00", 14],
  ["11 a.m. until midnight", 13],
  ["10 p.m. to 6 a.m.", 8],
  ["30 to 40 women", null],
])("PL7 %s is %s hours", (text, hours) => {
  expect(clockHours(text)).toBe(hours);
});

test("PL7 fifteen hours beside clock times eighteen hours apart are named", () => {
  const day = (low: string) =>
    told({ id: "R1-01", measure: "daily_hours", low, unit: "hour", per: "person-day", words: "from 6 a.m. to midnight" });
  expect(check("plausibility", [day("15")], reports)).toMatchObject([{ kind: "hours-miss-clock" }]);
  expect(check("plausibility", [day("16")], reports)).toEqual([]);
});

test("CO12 two families that share a quarter of their sentences are proposed as one", () => {
  const words = Array.from({ length: 120 }, (_, i) => `word${i}`).join(" ");
  const other = Array.from({ length: 120 }, (_, i) => `other${i}`).join(" ");
  const pair = (text: string) => [
    { ...report("R1", "a"), text: words },
    { ...report("R2", "b"), text },
  ];
  expect(check("copies", [], pair(`A new beginning. ${words} And an end.`))).toMatchObject([{ kind: "shares-sentences" }]);
  expect(check("copies", [], pair(other))).toEqual([]);
});

const reports = [report("R1", "a")];

function report(id: string, family: string): CheckReport {
  return {
    id: reportId(id),
    family,
    outlet: id,
    published: "2017" as EdtfDate,
    told: "2017" as EdtfDate,
    url: null,
    source: sourceId("s"),
  };
}

import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import { reportId, sourceId } from "#domain/ids.ts";
import { told } from "../findings/told.ts";
import { check } from "./check.ts";
import { clockHours } from "./clock-times.ts";
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
  expect(check("plausibility", [pay, levy("500", "person-month")], reports)).toEqual([]);
  expect(check("plausibility", [pay, levy("800", "person-month")], reports)).toMatchObject([{ kind: "levy-leaves-little" }]);
  expect(check("plausibility", [pay, levy("1000", "person-month")], reports)).toMatchObject([{ kind: "levy-over-pay" }]);
  expect(check("plausibility", [pay, levy("7200", "person-year")], reports)).toEqual([]);
});

test("PL1 a levy in another currency is held against pay at the rate its own report prints, else a report of its origin", () => {
  const pay = told({ ...money, id: "P1-01", measure: "wage_nominal", low: "800" });
  const levy = told({ ...money, id: "R1-01", measure: "state_levy", low: "124000", unit: "RUB" });
  const half = told({ ...money, id: "R2-01", measure: "state_levy", low: "62000", unit: "RUB" });
  const print = told({ ...money, id: "R2-02", measure: "state_levy", low: "730", conversionOf: "R2-01" });
  const kin = [report("P1", "p"), report("R1", "r"), report("R2", "r")];
  const strangers = [report("P1", "p"), report("R1", "r"), report("R2", "s")];
  const remarks = (told: readonly CheckReport[], ...given: Parameters<typeof check>[1]) => check("plausibility", given, told);
  expect(remarks(kin, pay, levy, half, print).map((one) => [one.kind, one.claims[0]])).toEqual([
    ["levy-over-pay", "R1-01"],
    ["levy-leaves-little", "R2-01"],
  ]);
  expect(remarks(kin, pay, levy, half, print)[0]?.says).toContain(
    "124,000 RUB, 1,460 USD a month at the rate implied by what Outlet printed",
  );
  expect(remarks(strangers, pay, levy, half, print).map((one) => one.claims[0])).toEqual(["R2-01"]);
  expect(remarks(kin, pay, levy)).toEqual([]);
});

test("PL10 a stock cannot have grown by more than came in between", () => {
  const person = { unit: "person" as const, country: "RU" };
  const before = told({ ...person, id: "R1-01", measure: "workers_abroad_stock", low: "4000", period: "2023-12" });
  const came = (period: string) => told({ ...person, id: "R2-01", measure: "workers_arrived", low: "13000", period });
  const after = (low: string) => told({ ...person, id: "R3-01", measure: "workers_abroad_stock", low, period: "2024-12" });
  const all = [report("R1", "a"), report("R2", "b"), report("R3", "c")];
  expect(check("plausibility", [before, came("2024"), after("17000")], all)).toEqual([]);
  expect(check("plausibility", [before, came("2023-12/2024"), after("20000")], all)).toMatchObject([
    { kind: "stock-over-entries", claims: ["R3-01", "R1-01", "R2-01"], says: expect.stringContaining("17,000 at most can be there") },
  ]);
  // Entries of half the time leave the other half open: nothing can be said.
  expect(check("plausibility", [before, came("2024-01/2024-06"), after("20000")], all)).toEqual([]);
});

test("PL10 all who ever came bound a stock that has no count before it", () => {
  const person = { unit: "person" as const, country: "MN" };
  const ever = told({ ...person, id: "R1-01", measure: "workers_arrived", low: "900", period: "../2019-12" });
  const stock = (low: string) => told({ ...person, id: "R2-01", measure: "workers_abroad_stock", low, period: "2019-06" });
  const both = [report("R1", "a"), report("R2", "b")];
  expect(check("plausibility", [ever, stock("900")], both)).toEqual([]);
  expect(check("plausibility", [ever, stock("1200")], both)).toMatchObject([{ kind: "stock-over-entries" }]);
});

test("CO11 midnight for two in the morning: one clock time changed in a copy is named, whole shifts are not", () => {
  const day = (id: string, words: string, period = "2019") =>
    told({ id, measure: "daily_hours", low: "16", unit: "hour", per: "person-day", period, words });
  const origin = { ...report("R1", "f"), published: "2019-03-01" as EdtfDate };
  const copy = { ...report("R2", "f"), published: "2019-03-09" as EdtfDate };
  const moved = (words: string) => check("copies", [day("R1-01", "from 8 a.m. to 2 a.m."), day("R2-01", words)], [origin, copy]);
  expect(moved("from 8 a.m. to midnight")).toMatchObject([
    { kind: "clock-moved", claims: ["R2-01", "R1-01"], says: expect.stringContaining("one clock time was changed in the copy") },
  ]);
  expect(moved("8 a.m. until 2 a.m.")).toEqual([]);
  expect(moved("from 10 a.m. to 6 p.m.")).toEqual([]);
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

test("PL7 clock times read by whoever labelled the claim count like printed ones, at their printed ends", () => {
  const day = (low: string, subject: string) =>
    told({ id: "R1-01", measure: "daily_hours", low, kind: "approx", unit: "hour", per: "person-day", subject });
  expect(check("plausibility", [day("15", "a mean; the clock times given add to 16-18")], reports)).toMatchObject([
    { kind: "hours-miss-clock", says: "R1-01 tells of about 15 hours a day, but the clock times beside it are 16-18 hours apart." },
  ]);
  expect(check("plausibility", [day("16", "a mean; the clock times given add to 16-18")], reports)).toEqual([]);
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

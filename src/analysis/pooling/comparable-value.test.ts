import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import { claimId } from "#domain/ids.ts";
import { decimal } from "#domain/value.ts";
import type { Rate } from "#domain/weighing.ts";
import { told } from "../findings/told.ts";
import { boxOf, bringTo } from "./comparable-value.ts";
import { trendOf, type Point } from "./trend.ts";

const none = { rates: [], tables: [] };

test.each([
  ["2300", "2300", "exact", 2250, 2350],
  ["2500", "2500", "approx", 2250, 2750],
  ["2000", "3000", "range", 2000, 3000],
  ["2000", "3000", "approx", 1800, 3300],
  ["100", null, "at_least", 100, Infinity],
  [null, "100", "at_most", 0, 100],
  ["1200", "2300", "at_least", 1200, 2300],
  ["2.5", "2.5", "exact", 2.45, 2.55],
  ["13221", "13221", "exact", 13220.5, 13221.5],
] as const)("PO3 %s-%s printed as %s leaves %s-%s possible", (low, high, kind, from, to) => {
  const box = boxOf(told({ measure: "wage_nominal", low, high, kind, unit: "CNY" }));
  expect([box.low, box.high]).toEqual([expect.closeTo(from, 6), to === Infinity ? Infinity : expect.closeTo(to, 6)]);
});

test("PO3 a year's levy is brought to a month, sixty days to two months, and persons never to money", () => {
  const levy = told({ measure: "state_levy", low: "7200", unit: "USD", per: "person-year" });
  expect(bringTo(levy, { unit: "USD", per: "person-month" }, none)).toMatchObject({ ok: true, box: { low: expect.closeTo(595.83, 2) } });
  const days = told({ measure: "lead_time", low: "60", high: "61", unit: "day" });
  expect(bringTo(days, { unit: "month", per: null }, none)).toMatchObject({ ok: true, box: { low: expect.closeTo(1.97, 2) } });
  expect(bringTo(told({ measure: "group_size", low: "30" }), { unit: "USD", per: null }, none)).toMatchObject({ ok: false });
  expect(
    bringTo(told({ measure: "wage_nominal", low: "2.5", unit: "USD", per: "person-hour" }), { unit: "USD", per: "person-month" }, none),
  ).toMatchObject({ ok: false });
});

test("MO12 an amount takes the published rate of its day, else the one its own report prints, and no other report's", () => {
  const levy = told({
    id: "R1-01",
    measure: "state_levy",
    low: "45000",
    high: "46000",
    unit: "RUB",
    per: "person-month",
    period: "2023-03",
  });
  const rate = (id: string, kind: Rate["kind"], price: string, on: string): Rate => ({
    id,
    base: "RUB",
    quote: "USD",
    rate: decimal(price),
    on: on as EdtfDate,
    kind,
    source: "Outlet",
    url: null,
  });
  const asked = { unit: "USD", per: "person-month" };
  const own = rate("rate-R1-05", "outlet", "0.0125", "2023-05-03");
  expect(bringTo(levy, asked, { rates: [own], tables: [] })).toMatchObject({ ok: true, box: { low: 562.5 } });
  expect(bringTo(levy, asked, { rates: [own, rate("bank", "official", "0.013", "2023-03-10")], tables: [] })).toMatchObject({
    ok: true,
    box: { low: 585 },
  });
  expect(bringTo(levy, asked, { rates: [rate("rate-R2-05", "outlet", "0.0125", "2023-03")], tables: [] })).toMatchObject({ ok: false });
  const timeless = { ...levy, period: "XXXX" as EdtfDate };
  expect(bringTo(timeless, asked, { rates: [own], tables: [] })).toMatchObject({ ok: true, box: { low: 562.5 } });
  for (const other of [rate("rate-R2-05", "official", "0.0125", "2023-05-03"), rate("kin-R1-R2-05", "outlet", "0.0125", "2023-05-03")])
    expect(bringTo(timeless, asked, { rates: [other], tables: [] })).toMatchObject({ ok: false, why: expect.stringContaining("undated") });
});

const at = (i: number, on: string, low: number, high: number, outlet = `o${i}`): Point => ({
  claim: claimId(`R${i}-01`),
  root: `r${i}`,
  outlet,
  on: on as EdtfDate,
  box: { low, high },
  wrong: 0.1,
  told: `${low}-${high}`,
});

test("PO11 three points from two outlets are a sequence, not a trend", () => {
  const trend = trendOf([at(1, "2023", 6, 12), at(2, "2024", 3, 5), at(3, "2025", 2, 3, "o1")]);
  expect(trend).toMatchObject({ direction: "falls", perYear: null });
  expect(trend.says).toContain("3 dated points from 2 outlets");
  expect(trendOf([at(1, "2023", 6, 12), at(2, "2024", 13, 15), at(3, "2025", 2, 3)])).toMatchObject({
    direction: "not to be told",
    perYear: null,
  });
});

test("PO11 eight steady points are flat, eight doubling ones rise, and order of telling does not matter", () => {
  const steady = Array.from({ length: 8 }, (_, i) => at(i, String(2015 + i), 2400, 2600));
  const doubling = Array.from({ length: 8 }, (_, i) => at(i, String(2015 + i), 100 * 2 ** i, 110 * 2 ** i));
  expect(trendOf(steady).direction).toBe("flat");
  expect(trendOf(doubling)).toMatchObject({ direction: "rises", perYear: { low: expect.any(Number) } });
  expect(trendOf([...doubling].reverse())).toEqual(trendOf(doubling));
  expect(trendOf(doubling).perYear?.median).toBeGreaterThan(0.8);
});

test("PO11 one root telling every year fits no line of its own", () => {
  const told8 = Array.from({ length: 8 }, (_, i) => ({
    ...at(i, String(2015 + i), 100 * 2 ** i, 110 * 2 ** i),
    outlet: "one",
    root: "one",
  }));
  expect(trendOf(told8).perYear).toBeNull();
});

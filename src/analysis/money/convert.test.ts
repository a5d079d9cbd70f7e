import fc from "fast-check";
import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import type { Money } from "#domain/quantity.ts";
import { decimal } from "#domain/value.ts";
import type { Rate } from "#domain/weighing.ts";
import { convert, convertInterval } from "./convert.ts";
import { exact } from "./decimals.ts";
import { outletConstant, shortestDecimalBetween } from "./outlet-constant.ts";
import { roundingHalfWidth } from "./printed-precision.ts";

const day = (on: string, rate = "7.0602"): Rate => ({
  id: on + rate,
  base: "USD",
  quote: "CNY",
  rate: decimal(rate),
  on: on as EdtfDate,
  kind: "official",
  source: "fixing",
  url: null,
});
const cny = (amount: string, on: string): Money => ({ amount: decimal(amount), currency: "CNY", on: on as EdtfDate });

test("MO1 an amount takes the rate of its own day, never a neighbour's", () => {
  expect(convert(cny("706.02", "2025-12-16"), "USD", [day("2025-12-16")])).toMatchObject({ known: true, amount: "100" });
  expect(convert(cny("706.02", "2025-12-17"), "USD", [day("2025-12-16")])).toEqual({
    known: false,
    why: "no rate between CNY and USD published for 2025-12-17",
  });
});

test("MO1 a month matches a rate dated within it", () => {
  expect(convert(cny("706.02", "2025-12~"), "USD", [day("2025-12-16")])).toMatchObject({ known: true, amount: "100" });
});

test("MO2 several rates of one date are an interval, and no single amount", () => {
  const rates = [day("2025-12-16", "7"), day("2025-12-22", "8")];
  expect(convert(cny("560", "2025-12"), "USD", rates)).toMatchObject({ known: false });
  const value = { low: decimal("560"), high: decimal("560"), kind: "exact" as const, hedge: [] };
  expect(convertInterval(value, "CNY", "2025-12" as EdtfDate, "USD", rates)).toMatchObject({ known: true, low: "70", high: "80" });
});

test("MO2 an open end stays open", () => {
  const atLeast = { low: decimal("70"), high: null, kind: "at_least" as const, hedge: ["at least"] };
  expect(convertInterval(atLeast, "CNY", "2025-12" as EdtfDate, "USD", [day("2025-12-16", "7")])).toMatchObject({ low: "10", high: null });
});

test("MO2 an official rate goes before a street rate of the same day", () => {
  const street = { ...day("2025-12-16", "9"), kind: "street" as const };
  expect(convert(cny("70", "2025-12-16"), "USD", [street, day("2025-12-16", "7")])).toMatchObject({ amount: "10" });
});

test("a conversion there and back at one rate returns the amount", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (cents) => {
      const amount = exact(cents).div(100);
      const there = convert({ amount: decimal(amount.toFixed()), currency: "USD", on: "2025-12-16" as EdtfDate }, "CNY", [
        day("2025-12-16"),
      ]);
      if (!there.known) throw new Error(there.why);
      const back = convert({ amount: there.amount, currency: "CNY", on: "2025-12-16" as EdtfDate }, "USD", [day("2025-12-16")]);
      expect(back).toMatchObject({ known: true, amount: amount.toFixed() });
    }),
  );
});

test("MO3 the shortest decimal that explains 39, 65 and 325 for 300, 500 and 2,500 is 0.13", () => {
  const pair = (printed: string, restates: string) => ({ printed: exactly(printed), restates: exactly(restates) });
  expect(outletConstant([pair("39", "300"), pair("65", "500"), pair("325", "2500")])).toEqual({ constant: "0.13", explains: 3, ends: 3 });
});

test("the shortest decimal lies in its band and no shorter one does", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000 }), fc.integer({ min: 1, max: 10_000 }), (a, width) => {
      const [low, high] = [exact(a).div(7), exact(a).div(7).plus(exact(width).div(1000))];
      const found = shortestDecimalBetween(low, high);
      expect(found.gte(low) && found.lte(high)).toBe(true);
      const step = exact(10).pow(-(found.decimalPlaces() - 1));
      if (found.decimalPlaces() > 0) expect(low.div(step).ceil().times(step).lte(high)).toBe(false);
    }),
  );
});

test.each([
  ["325", "325", "exact", "0.5"],
  ["0.92", "1.32", "approx", "0.005"],
  ["1450", "1450", "approx", "5"],
  ["1161", "1451", "approx", "0.5"],
  ["0.9", "1.32", "range", "0.005"],
] as const)("MO4 %s-%s printed as %s may lie %s from what it was rounded from", (low, high, kind, half) => {
  expect(roundingHalfWidth({ low: decimal(low), high: decimal(high), kind, hedge: [] }).toFixed()).toBe(half);
});

function exactly(text: string) {
  return { low: decimal(text), high: decimal(text), kind: "exact" as const, hedge: [] };
}

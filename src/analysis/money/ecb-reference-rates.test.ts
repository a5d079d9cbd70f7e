import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import { ecbCitation, ecbReferenceRates } from "./ecb-reference-rates.ts";

const on = (day: string) => day as EdtfDate;

test("MO9 the table begins with the euro: 1.1789 dollars on 4 January 1999", () => {
  expect(ecbReferenceRates("EUR", "USD", on("1999-01-04"))).toMatchObject([{ rate: "1.1789", on: "1999-01-04", kind: "official" }]);
  expect(ecbCitation.first).toBe("1999-01-04");
});

test("MO9 a cross goes through the euro of the same day: yuan per dollar in mid-December 2025 near the fixing of 7.0602", () => {
  const [rate] = ecbReferenceRates("USD", "CNY", on("2025-12-16"));
  expect(Math.abs(Number(rate?.rate) / 7.0602 - 1)).toBeLessThan(0.01);
});

test("MO9 a Sunday has no rate, and a week has five", () => {
  expect(ecbReferenceRates("USD", "CNY", on("2025-12-14"))).toEqual([]);
  expect(ecbReferenceRates("USD", "CNY", on("2025-12-08/2025-12-14")).map((rate) => rate.on)).toEqual([
    "2025-12-08",
    "2025-12-09",
    "2025-12-10",
    "2025-12-11",
    "2025-12-12",
  ]);
});

test("MO9 the rouble ends with 1 March 2022, and North Korea's won was never quoted", () => {
  expect(ecbReferenceRates("EUR", "RUB", on("2022-03")).map((rate) => rate.on)).toEqual(["2022-03-01"]);
  expect(ecbReferenceRates("EUR", "KPW", on("2020"))).toEqual([]);
});

test("MO9 there and back is one", () => {
  const [there] = ecbReferenceRates("USD", "KRW", on("2011-03-15"));
  const [back] = ecbReferenceRates("KRW", "USD", on("2011-03-15"));
  expect(Number(there?.rate) * Number(back?.rate)).toBeCloseTo(1, 9);
});

test("MO9 an open window has no rate", () => {
  expect(ecbReferenceRates("USD", "CNY", on("../2025"))).toEqual([]);
});

import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import { decimal } from "#domain/value.ts";
import type { Rate } from "#domain/weighing.ts";
import { told } from "../findings/told.ts";
import { ratesFromClaims } from "./rates-from-claims.ts";
import { ratesFromCsv } from "./rates-from-csv.ts";
import { streetCrosses } from "./street-cross.ts";

const heading = "base,quote,rate,on,kind,source,url";

test("MO9 a table of rates is read with its quotes, dates and sources", () => {
  expect(
    ratesFromCsv("rates.csv", `${heading}\nUSD,CNY,7.0602,2025-12-16,official,"Trade System, Beijing",https://example.org/a\n`),
  ).toEqual({
    ok: true,
    value: [
      {
        id: "rate-rates.csv-1",
        base: "USD",
        quote: "CNY",
        rate: "7.0602",
        on: "2025-12-16",
        kind: "official",
        source: "Trade System, Beijing",
        url: "https://example.org/a",
      },
    ],
  });
});

test.each([
  ["USD,VND,7,2025-12-16,official,a,", ", column quote", "VND"],
  ["XYZ,USD,7,2025-12-16,official,a,", ", column base", '"XYZ" is not a currency'],
  ["USD,USD,7,2025-12-16,official,a,", ", column quote", "two currencies"],
  ["USD,CNY,0,2025-12-16,official,a,", ", column rate", "not a price"],
  ['USD,CNY,"7,06",2025-12-16,official,a,', ", column rate", "not a price"],
  ["USD,CNY,7,,official,a,", ", column on", "without its day"],
  ["USD,CNY,7,2025-13-16,official,a,", ", column on", "without its day"],
  ["USD,CNY,7,2025-12/2025-11,official,a,", ", column on", "without its day"],
  ["USD,CNY,7,2025-12-16,rumour,a,", ", column kind", "not one of"],
  ["USD,CNY,7,2025-12-16,official,,", ", column source", "needs its source"],
  ["USD,CNY,7", "", "3 fields"],
])("MO9 %s is refused with its line and column", (line, column, says) => {
  expect(ratesFromCsv("rates.csv", `${heading}\n${line}`)).toMatchObject({
    ok: false,
    refusal: { kind: "bad-input", place: `rates.csv, line 2${column}`, says: expect.stringContaining(says) },
  });
});

test("MO9 a price printed with trailing zeros is that price", () => {
  const read = (rate: string) => ratesFromCsv("rates.csv", `${heading}\nUSD,CNY,${rate},2025-12-16,official,a,`);
  expect(["7.0600", "86.0", "100"].map(read).map((one) => one.ok && one.value[0]?.rate)).toEqual(["7.06", "86", "100"]);
});

test("MO6 a printed rate becomes a rate of one unit of its base, and only when accepted", () => {
  const printed = told({
    id: "R3-05",
    measure: "exchange_rate",
    low: "0.263",
    quantity: { kind: "rate", of: "USD", base: { amount: decimal("10000"), currency: "KPW" } },
    period: "2025-12",
    speakers: ["ASIAPRESS"],
  });
  expect(ratesFromClaims([printed])).toMatchObject([
    { id: "rate-R3-05", base: "KPW", quote: "USD", rate: "0.0000263", on: "2025-12", kind: "street" },
  ]);
  expect(ratesFromClaims([{ ...printed, decision: { state: "proposed", by: "reader" } }])).toEqual([]);
});

test.each([
  ["official midpoint of the day", "official"],
  ["market price in Hyesan", "street"],
  ["rate the outlet used", "outlet"],
])("MO6 %s makes it %s", (subject, kind) => {
  const printed = told({
    id: "R3-05",
    measure: "exchange_rate",
    low: "7",
    quantity: { kind: "rate", of: "CNY", base: { amount: decimal("1"), currency: "USD" } },
    period: "2025-12",
    subject,
  });
  expect(ratesFromClaims([printed])[0]?.kind).toBe(kind);
});

test("MO5 two street rates of one source and day cross, of two days they do not", () => {
  const street = (base: "USD" | "CNY", rate: string, on: string): Rate => ({
    id: base + on,
    base,
    quote: "KPW",
    rate: decimal(rate),
    on: on as EdtfDate,
    kind: "street",
    source: "survey, Pyongyang",
    url: null,
  });
  expect(streetCrosses([street("USD", "21000", "2025-02-02"), street("CNY", "3000", "2025-02-02")])).toMatchObject([
    { base: "USD", quote: "CNY", rate: "7", kind: "street" },
  ]);
  expect(streetCrosses([street("USD", "21000", "2025-02-02"), street("CNY", "3000", "2025-01-18")])).toEqual([]);
});

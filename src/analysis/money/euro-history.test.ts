import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import { euroCrosses } from "./euro-crosses.ts";
import { tableOfEuroHistory } from "./euro-history.ts";
import { ratesFromCsv } from "./rates-from-csv.ts";

const history =
  "Date,USD,JPY,BGN,CNY,RUB,\n2026-11-03,1.1500,177.10,1.9558,8.1880,N/A,\n2026-11-02,1.1520,177.50,1.9558,8.2000,N/A,\n2026-10-30,1.1400,176.00,1.9558,8.1000,N/A,\n";
const from = (text: string, since = "2026-11-01") =>
  tableOfEuroHistory({
    name: "history",
    text,
    since: since as EdtfDate,
    source: "A bank, its rates",
    url: "https://bank.example/history.zip",
  });

test("MO13 the bank's history becomes a rate table of ours: the days wanted, oldest first, in the vocabulary's currencies, without gaps filled", () => {
  const table = from(history);
  if (!table.ok) throw new Error(JSON.stringify(table.refusal));
  const rates = ratesFromCsv("history", table.value);
  if (!rates.ok) throw new Error(JSON.stringify(rates.refusal));
  expect(rates.value.map((rate) => [rate.on, rate.base, rate.quote, rate.rate, rate.kind])).toEqual([
    ["2026-11-02", "EUR", "USD", "1.152", "official"],
    ["2026-11-02", "EUR", "JPY", "177.5", "official"],
    ["2026-11-02", "EUR", "CNY", "8.2", "official"],
    ["2026-11-03", "EUR", "USD", "1.15", "official"],
    ["2026-11-03", "EUR", "JPY", "177.1", "official"],
    ["2026-11-03", "EUR", "CNY", "8.188", "official"],
  ]);
  expect(rates.value[0]).toMatchObject({ source: "A bank, its rates", url: "https://bank.example/history.zip" });
});

test.each([
  ["<html>Sorry</html>", "history, line 1", "not the bank's history file"],
  ["Date,USD,\nsoon,1.15,\n", "history, line 2, column Date", '"soon" is not a day'],
  ["Date,USD,\n2026-13-40,1.15,\n", "history, line 2, column Date", '"2026-13-40" is not a day'],
  ["Date,USD,\n2026-11-02,about 1,\n", "history, line 2, column USD", '"about 1" is not a price'],
])("MO13 %j is refused at its place", (text, place, says) => {
  expect(from(text)).toMatchObject({ ok: false, refusal: { kind: "bad-input", place, says: expect.stringContaining(says) } });
});

test("MO13 two euro rates of one day and source make a rate between two other currencies, worked by hand; of two days they make none", () => {
  const table = from(history);
  const rates = table.ok ? ratesFromCsv("history", table.value) : table;
  if (!rates.ok) throw new Error("refused");
  const crossed = euroCrosses(rates.value)("USD", "CNY", "2026-11-02" as EdtfDate);
  expect(crossed.map((rate) => [rate.on, Number(rate.rate)])).toEqual([["2026-11-02", expect.closeTo(8.2 / 1.152, 9)]]);
  expect(crossed[0]?.source).toBe("A bank, its rates, crossed through the euro");
  const apart = rates.value.filter((rate) => (rate.on === "2026-11-02") === (rate.quote === "USD"));
  expect(euroCrosses(apart)("USD", "CNY", "2026-11" as EdtfDate)).toEqual([]);
});

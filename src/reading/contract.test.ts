/** The published JSON: real output against the schema in docs/reference. */
import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { expect, test } from "vitest";
import { undated } from "#domain/edtf.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { reportId } from "#domain/ids.ts";
import { readReport, toContract } from "./index.ts";

const schema = JSON.parse(readFileSync(new URL("../../docs/reference/read.schema.json", import.meta.url), "utf8")) as object;
const validate = new Ajv2020({ allErrors: true }).compile(schema);

const text = `Wages at a garment plant
A source in Jilin told the station on May 4 that more than 100 North Korean women have come to Hunchun since early April.
The plant pays 2,500 yuan (about $350) per person per month, and the workers keep some 500 yuan after deductions.
※ 1 yuan = 0.14 USD.`;
const input = { text, language: "en" as const, published: "2024-05-10" as EdtfDate, outlet: "Border Notes", report: reportId("T1") };

test("the JSON of a reading is what the schema promises", () => {
  const contract = toContract(input, readReport(input));
  expect(contract.claims.length).toBeGreaterThanOrEqual(5);
  expect(validate(JSON.parse(JSON.stringify(contract))), JSON.stringify(validate.errors)).toBe(true);
});

test("a claim has exactly the twelve published keys", () => {
  const contract = toContract(input, readReport(input));
  expect(Object.keys(contract.claims[0] ?? {})).toEqual([
    "id",
    "measure",
    "value",
    "unit",
    "per",
    "period",
    "place",
    "speakers",
    "polarity",
    "conversion_of",
    "spans",
    "confidence",
  ]);
});

test("the schema refuses a number where decimal text is promised", () => {
  const contract = JSON.parse(JSON.stringify(toContract(input, readReport(input)))) as { claims: { value: { low: unknown } }[] };
  (contract.claims[0] as { value: { low: unknown } }).value.low = 100;
  expect(validate(contract)).toBe(false);
});

test("every span is the very substring of the text as given", () => {
  const contract = toContract(input, readReport(input));
  for (const span of [...contract.claims, ...contract.entities].flatMap((row) => row.spans))
    expect(text.slice(span.start, span.end)).toBe(span.exact);
});

test("an undated report has no date in the contract, and relative times stay undated", () => {
  const told = { ...input, text: "Some 40 workers arrived in Dandong last month.", published: undated };
  const contract = toContract(told, readReport(told));
  expect(contract.report.published).toBeNull();
  expect(contract.claims.map((c) => c.period)).toEqual([null]);
});

/** English units, shares and ages made of their parts. */
import { describe, expect, test } from "vitest";
import { readAges, readDimensions } from "./measured.ts";
import { readPercents } from "./percent.ts";

const found = (results: readonly { readonly text: string; readonly resolution: Readonly<Record<string, unknown>> }[]): string[] =>
  results.map(({ text, resolution }) => `${text} = ${String(resolution["value"])} ${String(resolution["unit"] ?? "")}`.trim());

describe("English measures", () => {
  test("any length over any time is a speed", () => {
    expect(found(readDimensions("5 km per hour", "en"))).toEqual(["5 km per hour = 5 Kilometer per hour"]);
    expect(found(readDimensions("60 miles / hr", "en"))).toEqual(["60 miles / hr = 60 Mile per hour"]);
    expect(found(readDimensions("3 inches per minute", "en"))).toEqual(["3 inches per minute = 3 Inch per minute"]);
  });

  test("a hyphen or an article may stand before percent", () => {
    expect(found(readPercents("a 20-percent rise", "en"))).toEqual(["20-percent = 20%"]);
    expect(found(readPercents("half a percent", "en"))).toEqual(["half a percent = 0.5%"]);
  });

  test("short words for years and months make ages", () => {
    expect(found(readAges("30 yr old", "en"))).toEqual(["30 yr old = 30 Year"]);
    expect(found(readAges("6 mo old", "en"))).toEqual(["6 mo old = 6 Month"]);
  });
});

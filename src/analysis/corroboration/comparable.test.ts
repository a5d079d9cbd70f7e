import { expect, test } from "vitest";
import { decimal, type Value } from "#domain/value.ts";
import { compatible } from "./comparable.ts";

const value = (low: string, high = low, kind: Value["kind"] = low === high ? "exact" : "range"): Value => ({
  low: decimal(low),
  high: decimal(high),
  kind,
  hedge: [],
});

test.each([
  ["50000", value("52000", "54000"), true],
  ["50000", value("56000", "58000"), false],
  ["11490", value("30000"), false],
  ["30023", value("30000"), true],
  ["15", value("16"), false],
  ["2.5", value("2.52"), false],
  ["1500", value("2000"), true],
  ["1500", value("2100"), false],
] as const)("CO5 %s printed alone and %o agree as their rounding does: %s", (low, other, agree) => {
  expect(compatible(value(low), other)).toBe(agree);
});

import { expect, test } from "vitest";
import type { Claim } from "#domain/claim.ts";
import { periodText, valueText } from "./value-text.ts";

const claim = (value: object, quantity: object, per: string | null) => ({ value, quantity, per }) as unknown as Claim;
const people = { kind: "count", unit: "person" };
const yuan = { kind: "money", currency: "CNY", on: "2025-12" };

test.each([
  [claim({ low: "30", high: "40", kind: "range", hedge: [] }, people, "group"), "30–40 people per group"],
  [claim({ low: "100", high: null, kind: "at_least", hedge: ["more than"] }, people, null), "more than 100 people"],
  [claim({ low: "100", high: null, kind: "at_least", hedge: [] }, people, null), "at least 100 people"],
  [claim({ low: "2500", high: "2500", kind: "approx", hedge: ["about"] }, yuan, "person-month"), "about 2,500 CNY per person-month"],
  [claim({ low: "1", high: "1", kind: "exact", hedge: [] }, people, null), "1 person"],
  [claim({ low: "0.92", high: "1.32", kind: "range", hedge: [] }, { ...yuan, currency: "USD" }, null), "0.92–1.32 USD"],
  [claim({ low: "1234567.25", high: "1234567.25", kind: "exact", hedge: [] }, yuan, null), "1,234,567.25 CNY"],
])("%# a value keeps its hedge, ends, unit and per: %s", (given, shown) => {
  expect(valueText(given)).toBe(shown);
});

test.each([
  ["2025-12~", "about 2025-12"],
  ["2025-12-01~/2025-12-15~", "about 2025-12-01 to about 2025-12-15"],
  ["../2025-12", "until 2025-12"],
  ["2025-09/..", "from 2025-09 on"],
  ["2024?", "2024 (uncertain)"],
  ["XXXX", "date not known"],
])("the period %s is shown as %s", (period, shown) => {
  expect(periodText(period)).toBe(shown);
});

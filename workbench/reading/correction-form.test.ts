import { expect, test } from "vitest";
import type { Claim } from "#domain/claim.ts";
import { correctionOf, fieldsOf } from "./correction-form.ts";

const claim = {
  id: "R1-07",
  measure: "wage_received_monthly",
  value: { low: "500", high: "500", kind: "exact", hedge: [] },
  quantity: { kind: "money", currency: "CNY", on: "2024" },
  per: "month",
  period: "2024",
  place: null,
  country: "CN",
  subject: "",
  basis: "heard",
  polarity: "asserted",
} as unknown as Claim;

test("fields left as they were correct nothing", () => {
  expect(correctionOf(claim, fieldsOf(claim))).toEqual({ correction: {}, errors: {} });
});

test("only the changed fields are corrected, and money keeps its day", () => {
  expect(correctionOf(claim, { ...fieldsOf(claim), kind: "approx", hedge: "about", unit: "USD", per: "person-month" })).toEqual({
    correction: {
      value: { low: "500", high: "500", kind: "approx", hedge: ["about"] },
      quantity: { kind: "money", currency: "USD", on: "2024" },
      per: "person-month",
    },
    errors: {},
  });
});

test.each([
  ["a number with letters", { low: "5oo" }, { low: "A plain number, such as 2500 or 0.263" }],
  ["ends the wrong way round", { low: "900" }, { high: "The first must not be greater than the second" }],
  ["no end at all", { low: "", high: "" }, { low: "At least one end is needed" }],
  ["a date nobody can read", { period: "next week" }, { period: "Not a date: write 2025-12-26, 2025-12 or 2025-12-01~/.." }],
  ["a country in words", { country: "China" }, { country: "Two capital letters, such as CN" }],
])("%s is named at its field", (_, change, errors) => {
  expect(correctionOf(claim, { ...fieldsOf(claim), ...change }).errors).toEqual(errors);
});

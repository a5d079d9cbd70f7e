import { expect, test } from "vitest";
import type { ProposedClaim } from "./claim.ts";
import type { Estimate, Lineage } from "./estimate.ts";
import { spanHolds, spanOf, type Spans } from "./span.ts";

test("a claim without its words does not compile", () => {
  // @ts-expect-error a claim has at least one span
  const wordless: Spans = [];
  // @ts-expect-error a claim row cannot leave its spans out
  const claim: Pick<ProposedClaim, "id" | "spans"> = { id: "R1-01" as ProposedClaim["id"] };
  expect([wordless, claim]).toHaveLength(2);
});

test("an estimate without lineage or interval does not compile", () => {
  // @ts-expect-error neither a claim nor an assumption behind it
  const rootless: Lineage = { claims: [], assumptions: [] };
  // @ts-expect-error a median alone is a bare number
  const bare: Pick<Estimate, "median" | "interval"> = { median: 900 };
  expect([rootless, bare]).toHaveLength(2);
});

test("a span says what the text says at its place, in UTF-16 units", () => {
  const text = "약 500위안 😀 매달";
  const span = spanOf(text, 2, 7);
  expect(span).toEqual({ start: 2, end: 7, exact: "500위안" });
  expect(spanHolds(span, text)).toBe(true);
  expect(spanHolds({ ...span, exact: "600위안" }, text)).toBe(false);
});

test.each([
  [3, 3],
  [4, 2],
  [-1, 2],
  [0, 99],
])("there is no span from %i to %i in a text of 5", (start, end) => {
  expect(() => spanOf("hello", start, end)).toThrow(RangeError);
});

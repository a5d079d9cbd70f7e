import { expect, test } from "vitest";
import { referenceCases } from "./index.ts";

test("every reference case lies within its tolerance", () => {
  const cases = referenceCases();
  expect(cases.length).toBeGreaterThan(50);
  expect(cases.filter(({ holds }) => !holds)).toEqual([]);
}, 60_000);

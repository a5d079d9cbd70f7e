import { expect, test } from "vitest";
import { stockAt, uniformGroup } from "./stock.ts";

// Exact values of the compound Poisson system: 3 groups a month of 30..40, stays uniform on 6..12 months, empty at the start.
test.each([
  [1, 105, 3705, 3705],
  [3, 315, 11115, 11115],
  [6, 630, 22230, 22230],
  [9, 866.25, 28766.25, 30566.25],
  [12, 945, 29745, 33345],
  [24, 945, 29745, 33345],
])("DM18 after %d months the number abroad has mean %d and variance %d (singly) or %d (together)", (t, mean, singly, together) => {
  const stretches = [{ from: 0, to: Infinity, groupsPerMonth: 3 }];
  const group = uniformGroup(30, 40);
  const stay = { from: 6, to: 12 };
  expect(stockAt(t, stretches, group, stay, "singly").mean).toBeCloseTo(mean, 8);
  expect(stockAt(t, stretches, group, stay, "singly").variance).toBeCloseTo(singly, 7);
  expect(stockAt(t, stretches, group, stay, "together").variance).toBeCloseTo(together, 7);
});

test("arrivals that stop leave nobody abroad after the longest stay", () => {
  const { mean, variance } = stockAt(13.0001, [{ from: 0, to: 1, groupsPerMonth: 3 }], uniformGroup(30, 40), { from: 6, to: 12 }, "singly");
  expect(mean).toBeCloseTo(0, 9);
  expect(variance).toBeCloseTo(0, 9);
});

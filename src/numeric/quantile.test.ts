import fc from "fast-check";
import { expect, test } from "vitest";
import { quantiles, weightedQuantiles } from "./quantile.ts";
import { sum, variance } from "./sum.ts";

test("quantiles by selection equal those of the sorted list", () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 1, maxLength: 2000 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (values, p) => {
        const sorted = [...values].sort((a, b) => a - b);
        const at = (sorted.length - 1) * p;
        const low = sorted[Math.floor(at)] as number;
        const high = sorted[Math.ceil(at)] as number;
        expect(quantiles(values, [p])[0]).toBeCloseTo(low + (at - Math.floor(at)) * (high - low), 9);
      },
    ),
  );
});

test("several quantiles of many values, and the values stay in place", () => {
  const values = Float64Array.from({ length: 100_001 }, (_, i) => (i * 7919) % 100_001);
  const before = values.slice();
  expect(quantiles(values, [0.05, 0.5, 0.95, 0, 1])).toEqual([5000, 50_000, 95_000, 0, 100_000]);
  expect(values).toEqual(before);
});

test("equal weights change nothing, a zero weight takes a value out", () => {
  expect(weightedQuantiles([3, 1, 2], [1, 1, 1], [0.5])).toEqual([2]);
  expect(weightedQuantiles([3, 1, 2, 99], [1, 1, 1, 0], [0.5])).toEqual([2]);
  expect(weightedQuantiles([1, 10], [3, 1], [0.9])).toEqual([10]);
});

test("the compensated sum keeps what a plain one loses", () => {
  expect(sum([1, 1e100, 1, -1e100])).toBe(2);
  expect(variance([1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16])).toBe(30);
});

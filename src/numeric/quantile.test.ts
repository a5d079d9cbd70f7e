import fc from "fast-check";
import { expect, test } from "vitest";
import { CountedQuantiles, quantiles, weightedQuantiles } from "./quantile.ts";
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

test("counted quantiles lie within one bin of the order statistic, on either side of zero", () => {
  const value = fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.integer({ min: -40, max: 40 }).map(Number));
  fc.assert(
    fc.property(
      fc.array(value, { minLength: 1, maxLength: 300 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
      (values, probabilities) => {
        const counted = new CountedQuantiles();
        counted.add(Float64Array.from(values), values.length);
        const sorted = values.toSorted((a, b) => a - b);
        counted.at(probabilities).forEach((got, i) => {
          const exact = sorted[Math.floor((values.length - 1) * (probabilities[i] as number))] as number;
          expect(Math.abs(got - exact)).toBeLessThanOrEqual(Math.abs(exact) / 255 + 1e-300);
        });
      },
    ),
  );
});

test("counted quantiles of a smooth law are those of its order statistics to a ten-thousandth", () => {
  const values = Float64Array.from({ length: 200_000 }, (_, i) => Math.exp(Math.sin(i) * 2) - 2);
  const counted = new CountedQuantiles();
  for (let start = 0; start < values.length; start += 2048)
    counted.add(values.slice(start, start + 2048), Math.min(2048, values.length - start));
  const probabilities = [0.95, 0.05, 0.5, 0.25];
  const exact = quantiles(values, probabilities);
  counted.at(probabilities).forEach((got, i) => expect(Math.abs(got / (exact[i] as number) - 1)).toBeLessThan(3e-4));
});

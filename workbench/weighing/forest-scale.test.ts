import fc from "fast-check";
import { expect, test } from "vitest";
import { scaleOf } from "./forest-scale.ts";

test("values of one size stand on an even scale from round number to round number", () => {
  const scale = scaleOf([2000, 3000, 2250, 2570]);
  expect(scale.kind).toBe("linear");
  expect(scale.ticks).toEqual([2000, 2250, 2500, 2750, 3000]);
  expect(scale.at(2500) - scale.at(2250)).toBeCloseTo(scale.at(2250) - scale.at(2000));
});

test("values hundreds of times apart stand by their size, so that the small ones can be told apart", () => {
  const scale = scaleOf([100, 200, 100_000]);
  expect(scale.kind).toBe("log");
  expect(scale.ticks).toEqual([100, 1000, 10_000, 100_000]);
  expect(scale.at(200) - scale.at(100)).toBeGreaterThan(5);
});

test("whatever is told, every end stands inside, in order, and there are ticks to read it by", () => {
  const end = fc.integer({ min: 0, max: 1e11 }).map((hundredths) => hundredths / 100);
  fc.assert(
    fc.property(fc.array(end, { minLength: 1, maxLength: 20 }), (ends) => {
      const scale = scaleOf([...ends, Infinity]);
      const sorted = [...ends].sort((a, b) => a - b).map(scale.at);
      expect(sorted.every((at) => at >= 0 && at <= 100)).toBe(true);
      expect(sorted).toEqual([...sorted].sort((a, b) => a - b));
      expect(scale.ticks.length).toBeGreaterThan(0);
      expect(scale.ticks.length).toBeLessThan(16);
    }),
  );
});

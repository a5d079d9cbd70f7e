import fc from "fast-check";
import { expect, test } from "vitest";
import { cosineOfTurn, exp, expm1, log, log1p, logAdd, power, sineOfTurn } from "./elementary.ts";

const close = (got: number, want: number, relative: number) => Math.abs(got - want) <= relative * Math.abs(want);

test("exp and log agree with the engine's own to a unit or two in the last place", () => {
  fc.assert(fc.property(fc.double({ min: -700, max: 700, noNaN: true }), (x) => close(exp(x), Math.exp(x), 4.5e-16)));
  fc.assert(fc.property(fc.double({ min: 1e-300, max: 1e300, noNaN: true }), (x) => close(log(x), Math.log(x), 4.5e-16)));
});

test.each([
  [0, 1],
  [-745.2, 0],
  [710, Infinity],
  [-Infinity, 0],
])("exp(%d) is %d", (x, want) => expect(exp(x)).toBe(want));

test.each([
  [0, -Infinity],
  [1, 0],
  [Infinity, Infinity],
  [-1, NaN],
  [5e-324, Math.log(5e-324)],
])("log(%d) is %d", (x, want) => expect(log(x)).toBe(want));

test("the relatives keep accuracy where the plain formulas lose it", () => {
  fc.assert(fc.property(fc.double({ min: -0.9, max: 5, noNaN: true }), (x) => close(log1p(x), Math.log1p(x), 1e-15)));
  fc.assert(fc.property(fc.double({ min: -20, max: 20, noNaN: true }), (x) => close(expm1(x), Math.expm1(x), 2e-15)));
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 50, noNaN: true }), fc.double({ min: -9, max: 9, noNaN: true }), (x, y) =>
      close(power(x, y), Math.pow(x, y), 2e-14),
    ),
  );
  expect(logAdd(-1000, -1000)).toBeCloseTo(-1000 + Math.LN2, 12);
});

test("sine and cosine of a turn", () => {
  fc.assert(
    fc.property(
      fc.double({ min: 0, max: 1, noNaN: true }),
      (u) => Math.abs(sineOfTurn(u) - Math.sin(2 * Math.PI * u)) < 1e-15 && Math.abs(cosineOfTurn(u) - Math.cos(2 * Math.PI * u)) < 1e-15,
    ),
  );
});

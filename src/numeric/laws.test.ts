import { expect, test, vi } from "vitest";
import {
  cdf,
  drawer,
  integrate,
  lookUp,
  meanOf,
  meanWithin,
  quantile,
  squaredWithin,
  support,
  survival,
  tabulate,
  varianceOf,
  whatIsWrong,
  type Law,
} from "./laws.ts";
import { randomStream } from "./random.ts";
import { mean, variance } from "./sum.ts";

// Many draws: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const laws: readonly Law[] = [
  { law: "uniform", low: 6, high: 12 },
  { law: "triangular", low: 2, mode: 3, high: 9 },
  { law: "pert", low: 6, mode: 8, high: 12 },
  { law: "beta", a: 0.7, b: 2, low: 1, high: 4 },
  { law: "lognormal", mu: 2, sigma: 0.4 },
  { law: "exponential", mean: 9 },
  { law: "gamma", shape: 2.5, scale: 3 },
  { law: "weibull", shape: 1.7, scale: 8 },
  {
    law: "mixture",
    parts: [
      { weight: 1, of: { law: "uniform", low: 6, high: 12 } },
      { weight: 3, of: { law: "exponential", mean: 2 } },
    ],
  },
  { law: "truncated", of: { law: "normal", mean: 9, sd: 4 }, low: 1, high: 14 },
];

test.each(laws.map((law) => [law.law, law] as const))("%s: the quantile undoes the distribution function", (_, law) => {
  for (const p of [0.001, 0.1, 0.5, 0.77, 0.999]) expect(cdf(law, quantile(law, p))).toBeCloseTo(p, 10);
});

test.each(laws.map((law) => [law.law, law] as const))("%s: mean and variance are those of its draws", (_, law) => {
  const random = randomStream(11);
  const draw = drawer(law);
  const draws = Float64Array.from({ length: 60_000 }, () => draw(random));
  expect(Math.abs(mean(draws) - meanOf(law))).toBeLessThan(4.5 * Math.sqrt(varianceOf(law) / draws.length));
  expect(Math.abs(variance(draws) / varianceOf(law) - 1)).toBeLessThan(0.06);
});

test.each(laws.map((law) => [law.law, law] as const))("%s: the time spent within t is the integral of the survival function", (_, law) => {
  for (const t of [0.5, 3, 7.3, 11, 40]) {
    const edges = [...new Set([0, 1, 2, 3, 4, 6, 9, 12, 14].filter((x) => x < t)), t];
    const direct = (k: number) =>
      edges.slice(1).reduce((total, to, i) => total + integrate((v) => survival(law, v) ** k, edges[i] as number, to, 400), 0);
    expect(meanWithin(law, t)).toBeCloseTo(direct(1), law.law === "beta" ? 4 : 8);
    expect(squaredWithin(law, t)).toBeCloseTo(direct(2), law.law === "beta" ? 4 : 8);
  }
  expect(meanWithin(law, 1e4)).toBeCloseTo(meanOf(law), 8);
});

test("a table gives the quantiles of a bounded law and refuses a tail", () => {
  const law: Law = { law: "pert", low: 2000, mode: 2500, high: 3200 };
  const table = tabulate(law);
  for (const p of [0.01, 0.3, 0.5, 0.99]) expect(lookUp(table, p)).toBeCloseTo(quantile(law, p), 1);
  expect(() => tabulate({ law: "lognormal", mu: 0, sigma: 1 })).toThrow(/tail/);
  expect(support(law)).toEqual({ low: 2000, high: 3200 });
});

test.each<[Law, RegExp]>([
  [{ law: "uniform", low: 3, high: 2 }, /upside down/],
  [{ law: "pert", low: 1, mode: 9, high: 5 }, /low ≤ mode ≤ high/],
  [{ law: "exponential", mean: 0 }, /over 0/],
  [{ law: "mixture", parts: [] }, /weights/],
  [{ law: "truncated", of: { law: "uniform", low: 0, high: 1 }, low: 2, high: 3 }, /nothing of the uniform law/],
  [{ law: "gamma", shape: NaN, scale: 1 }, /not a number/],
])("%j is refused with the reason", (law, reason) => expect(whatIsWrong(law)).toMatch(reason));

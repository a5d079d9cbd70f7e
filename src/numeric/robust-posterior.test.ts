import { expect, test, vi } from "vitest";
import { expectation, samplePosterior, type LogDensity, type PosteriorOptions } from "./posterior.ts";

vi.setConfig({ testTimeout: 120_000 });

type Shape = {
  readonly name: string;
  readonly density: LogDensity;
  readonly options: Partial<PosteriorOptions> & { readonly dimensions: number };
  /** Exact mean and standard deviation of the first coordinate. */
  readonly mean: number;
  readonly sd: number;
};

const at = (x: Float64Array, i: number) => x[i] as number;
const shapes: readonly Shape[] = [
  {
    name: "twenty coordinates, each with correlation 0.95 to the next",
    density: (x) => {
      let total = -0.5 * at(x, 0) ** 2;
      for (let i = 1; i < 20; i++) total -= (0.5 * (at(x, i) - 0.95 * at(x, i - 1)) ** 2) / (1 - 0.95 ** 2);
      return total;
    },
    options: { dimensions: 20 },
    mean: 0,
    sd: 1,
  },
  {
    name: "scales from a thousandth to ten thousand, the peak a thousand away",
    density: (x) => -0.5 * (at(x, 0) - 1000) ** 2 - 0.5 * ((at(x, 1) + 5) / 1e-3) ** 2 - 0.5 * (at(x, 2) / 1e4) ** 2,
    options: { dimensions: 3 },
    mean: 1000,
    sd: 1,
  },
  {
    name: "a banana (Haario et al. 1999, b = 0.1)",
    density: (x) => -0.5 * (at(x, 0) ** 2 / 100) - 0.5 * (at(x, 1) + 0.1 * at(x, 0) ** 2 - 10) ** 2,
    options: { dimensions: 2 },
    mean: 0,
    sd: 10,
  },
  {
    name: "a funnel (Neal 2003), two coordinates",
    density: (x) => -0.5 * (at(x, 0) / 3) ** 2 - 0.5 * at(x, 1) ** 2 * Math.exp(-at(x, 0)) - at(x, 0) / 2,
    options: { dimensions: 2 },
    mean: 0,
    sd: 3,
  },
  {
    name: "heavy tails: Student's t with three degrees in five coordinates",
    density: (x) => -4 * Math.log(1 + x.reduce((total, value) => total + value * value, 0) / 3),
    options: { dimensions: 5 },
    mean: 0,
    sd: Math.sqrt(3),
  },
  {
    name: "a cube with hard walls, started in its corner",
    density: (x) => (x.some((value) => value < 0 || value > 1) ? -Infinity : 0),
    options: { dimensions: 5 },
    mean: 0.5,
    sd: Math.sqrt(1 / 12),
  },
  {
    name: "a beta law (2, 5) that is impossible at the origin, where the search begins",
    density: (x) => (at(x, 0) <= 0 || at(x, 0) >= 1 ? -Infinity : Math.log(at(x, 0)) + 4 * Math.log(1 - at(x, 0))),
    options: { dimensions: 1 },
    mean: 2 / 7,
    sd: Math.sqrt(10 / (49 * 8)),
  },
  {
    name: "two peaks sixteen apart, weights 0.3 and 0.7, with one start between",
    density: (x) => Math.log(0.3 * Math.exp(-0.5 * (at(x, 0) + 8) ** 2) + 0.7 * Math.exp(-0.5 * (at(x, 0) - 8) ** 2)) - 0.5 * at(x, 1) ** 2,
    options: { dimensions: 2 },
    mean: 3.2,
    sd: Math.sqrt(1 + 64 - 3.2 ** 2),
  },
];

test.each(shapes)("CA1 $name: the mean within a twentieth of its spread, the spread within a tenth", ({ density, options, mean, sd }) => {
  const posterior = samplePosterior(density, { seed: 11, draws: 20_000, ...options });
  const got = expectation(posterior, (x) => x[0] as number);
  expect(posterior.reliable).toBe(true);
  expect(Math.abs(got.mean - mean) / sd).toBeLessThan(0.05);
  expect(Math.abs(got.sd / sd - 1)).toBeLessThan(0.1);
});

test("CA5 slice chains report R̂ and an effective size, and too few evaluations for a hard density are not trusted", () => {
  const funnel: LogDensity = (x) => {
    let total = -0.5 * (at(x, 0) / 3) ** 2;
    for (let i = 1; i < 10; i++) total += -0.5 * at(x, i) ** 2 * Math.exp(-at(x, 0)) - at(x, 0) / 2;
    return total;
  };
  const posterior = samplePosterior(funnel, { dimensions: 10, seed: 11, draws: 8000, mostEvaluations: 300_000 });
  if (posterior.rung === "slice chains") {
    expect(posterior.rHat).toBeGreaterThan(1);
    expect(posterior.effective).toBeLessThan(posterior.weights.length);
  }
  const v = expectation(posterior, (x) => x[0] as number);
  // Either it is right, or it says that it may not be.
  expect(!posterior.reliable || Math.abs(v.mean) < 0.5).toBe(true);
});

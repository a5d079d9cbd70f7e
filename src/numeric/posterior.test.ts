import { expect, test, vi } from "vitest";
import { rHat, effectiveSize, rankUniformity } from "./diagnostics.ts";
import { fitGeneralisedPareto } from "./pareto-smoothing.ts";
import { expectation, posteriorQuantiles, samplePosterior, type LogDensity } from "./posterior.ts";
import { randomStream } from "./random.ts";
import { drawNormal } from "./samplers.ts";
import { logGamma } from "./special.ts";
import { sobolIndices } from "./sensitivity.ts";
import { quantile } from "./laws.ts";
import { revenueLaws } from "./revenue-example.ts";
import { fastQuantiles, turnIntoDraws } from "./propagate.ts";

// Many draws: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

const four = ({ mean, error }: { mean: number; error: number }, want: number, theirError = 0) =>
  expect(Math.abs(mean - want), `${mean} against ${want}`).toBeLessThan(4 * Math.hypot(error, theirError) + 1e-12);

test("CA1 eight schools (Rubin 1981): the means are those of the quadrature", () => {
  const y = [28, 8, -3, 7, -1, 1, 18, 12];
  const sigma = [15, 10, 16, 11, 9, 11, 10, 18];
  // Unknowns: mu, log tau, and the schools' standardised effects.
  const density: LogDensity = (x) => {
    const mu = x[0] as number;
    const tau = Math.exp(x[1] as number);
    let total = (-mu * mu) / 50 - Math.log(1 + (tau * tau) / 25) + (x[1] as number);
    y.forEach((yi, i) => {
      const z = x[i + 2] as number;
      const theta = mu + tau * z;
      total += -0.5 * z * z - 0.5 * ((yi - theta) / (sigma[i] as number)) ** 2;
    });
    return total;
  };
  const posterior = samplePosterior(density, { dimensions: 10, seed: 1, draws: 60_000, starts: [[4, 1, 0, 0, 0, 0, 0, 0, 0, 0]] });
  expect(posterior.rung).toBe("importance sampling");
  expect(posterior.effective).toBeGreaterThan(10_000);
  four(
    expectation(posterior, (x) => x[0] as number),
    4.396820713833002,
  );
  four(
    expectation(posterior, (x) => Math.exp(x[1] as number)),
    3.5977054840976623,
  );
  expect(expectation(posterior, (x) => x[0] as number).sd).toBeCloseTo(3.317704463139564, 1);
  expect(posteriorQuantiles(posterior, (x) => Math.exp(x[1] as number), [0.5])[0]).toBeCloseTo(2.74873107622807, 1);
  [6.211884204056289, 4.94017841951087, 3.9270044025271726].forEach((want, i) =>
    four(
      expectation(posterior, (x) => (x[0] as number) + Math.exp(x[1] as number) * (x[i + 2] as number)),
      want,
    ),
  );
});

test("CA1 the hare and the lynx (Howard 2009; posteriordb's 10,000 reference draws): every mean within the errors of both", () => {
  const posterior = samplePosterior(lotkaVolterra, {
    dimensions: 8,
    seed: 2,
    draws: 16_384,
    starts: [[Math.log(0.55), Math.log(0.028), Math.log(0.8), Math.log(0.024), Math.log(30), Math.log(6), -1.4, -1.4]],
  });
  expect(posterior.khat).toBeLessThan(0.7);
  // theta[1], theta[2], theta[3], theta[4], z_init, sigma: mean and sd of the reference draws.
  const reference = [
    [0.5468645, 0.06305479],
    [0.02774729, 0.004154718],
    [0.8000954, 0.08937018],
    [0.02408592, 0.00352809],
    [34.03522, 2.916899],
    [5.935897, 0.530552],
    [0.2480569, 0.04326268],
    [0.2510169, 0.04359034],
  ] as const;
  reference.forEach(([mean, sd], i) =>
    four(
      expectation(posterior, (x) => Math.exp(x[i] as number)),
      mean,
      sd / 100,
    ),
  );
});

test("CA2 two far peaks make importance sampling from one of them fail; the ladder climbs, says so, and finds the evidence", () => {
  const peak = (x: number, at: number) => -0.5 * ((x - at) / 0.3) ** 2;
  const density: LogDensity = (x) =>
    Math.log(Math.exp(peak(x[0] as number, -2)) + Math.exp(peak(x[0] as number, 2))) - 0.5 * (x[1] as number) ** 2;
  const smc = samplePosterior(density, {
    dimensions: 2,
    seed: 3,
    draws: 4000,
    rung: "smc",
    starts: [
      [-2, 0],
      [2, 0],
    ],
  });
  expect(smc.rung).toBe("tempered SMC");
  expect(smc.logEvidence).toBeCloseTo(Math.log(2 * 0.3 * 2 * Math.PI), 1);
  expect(Math.abs(expectation(smc, (x) => x[0] as number).mean)).toBeLessThan(0.25);
  const ladder = samplePosterior(density, {
    dimensions: 2,
    seed: 3,
    draws: 8192,
    starts: [
      [-2, 0],
      [2, 0],
    ],
  });
  expect(ladder.rung).toBe("importance sampling");
  expect(ladder.logEvidence).toBeCloseTo(Math.log(2 * 0.3 * 2 * Math.PI), 2);
});

test("CA3 bounds that contradict each other are refused, not sampled", () => {
  const impossible: LogDensity = (x) => ((x[0] as number) > 1 && (x[0] as number) < 0 ? 0 : -Infinity);
  expect(() => samplePosterior(impossible, { dimensions: 1, seed: 1, draws: 1000 })).toThrow(/contradict/);
});

test("CA4 the ranks of the truth among posterior draws are uniform", () => {
  const random = randomStream(8);
  const ranks: number[] = [];
  for (let trial = 0; trial < 300; trial++) {
    const truth = drawNormal(random);
    const seen = [1, 2, 3].map(() => truth + 2 * drawNormal(random));
    const posterior = samplePosterior(
      (x) => -0.5 * (x[0] as number) ** 2 - seen.reduce((total, y) => total + ((y - (x[0] as number)) / 2) ** 2 / 2, 0),
      { dimensions: 1, seed: trial, draws: 1024, adaptations: 1 },
    );
    let below = 0;
    posterior.weights.forEach((w, i) => {
      if ((posterior.draws[i] as number) < truth) below += w;
    });
    ranks.push(Math.min(999, Math.floor(below * 1000)));
  }
  expect(rankUniformity(ranks, 999)).toBeGreaterThan(0.001);
});

test("M0 (Kéry & Schaub 2011): the posterior of the population in closed form", () => {
  let total = 0;
  let mean = 0;
  for (let n = 87; n <= 237; n++) {
    const p = Math.exp(logGamma(n + 1) - logGamma(n - 86) + logGamma(150) + logGamma(3 * n - 148) - logGamma(3 * n + 2) + 200);
    total += p;
    mean += n * p;
  }
  expect(Math.abs(mean / total / 100.20721371789969 - 1)).toBeLessThan(1e-9);
});

test("same seed, same bits", () => {
  const run = () => samplePosterior((x) => -0.5 * (x[0] as number) ** 2, { dimensions: 1, seed: 4, draws: 2048 });
  expect(run()).toEqual(run());
});

test("the shape of a Pareto tail is found", () => {
  const random = randomStream(6);
  const values = Float64Array.from({ length: 4000 }, () => ((1 - random.uniform()) ** -0.5 - 1) / 0.5).sort();
  expect(fitGeneralisedPareto(values).k).toBeCloseTo(0.5, 1);
});

test("R̂ and effective size tell mixed chains from stuck ones", () => {
  const random = randomStream(7);
  const chain = (at: number) => Array.from({ length: 500 }, () => at + drawNormal(random));
  expect(rHat([chain(0), chain(0), chain(0)])).toBeLessThan(1.01);
  expect(rHat([chain(0), chain(0), chain(2)])).toBeGreaterThan(1.2);
  expect(effectiveSize(chain(0))).toBeGreaterThan(350);
  let last = 0;
  const slow = Array.from({ length: 4000 }, () => (last = 0.9 * last + drawNormal(random)));
  expect(effectiveSize(slow) / (4000 * (0.1 / 1.9))).toBeGreaterThan(0.6);
  expect(effectiveSize(slow) / (4000 * (0.1 / 1.9))).toBeLessThan(1.6);
});

test("SE1 Ishigami (a = 7, b = 0.1): first-order and total indices", () => {
  const f = (u: Float64Array) => {
    const [x1, x2, x3] = Array.from(u, (v) => (2 * v - 1) * Math.PI) as [number, number, number];
    return Math.sin(x1) + 7 * Math.sin(x2) ** 2 + 0.1 * x3 ** 4 * Math.sin(x1);
  };
  const got = sobolIndices(f, { inputs: 3, points: 16_384, seed: 1, resamples: 100 });
  expect(got.mean).toBeCloseTo(3.5, 2);
  expect(got.variance).toBeCloseTo(13.844587940719254, 1);
  [0.31390519114781146, 0.4424111447900409, 0].forEach((want, i) =>
    expect(Math.abs((got.first[i]?.value as number) - want)).toBeLessThan(0.01),
  );
  [0.5575888552099592, 0.4424111447900409, 0.2436836640621477].forEach((want, i) => {
    expect(Math.abs((got.total[i]?.value as number) - want)).toBeLessThan(0.01);
    expect(got.total[i]?.low as number).toBeLessThan(want + 0.01);
    expect(got.total[i]?.high as number).toBeGreaterThan(want - 0.01);
  });
});

test("SE1 Sobol's g function of eight inputs", () => {
  const a = [0, 1, 4.5, 9, 99, 99, 99, 99];
  const got = sobolIndices(
    (u) => u.reduce((product, v, i) => (product * (Math.abs(4 * v - 2) + (a[i] as number))) / (1 + (a[i] as number)), 1),
    { inputs: 8, points: 8192, seed: 2, resamples: 0 },
  );
  [0.7161921688790338, 0.17904804221975845, 0.0236757741778193, 0.00716192168879034, 7.16e-5].forEach((want, i) =>
    expect(Math.abs((got.first[i]?.value as number) - want)).toBeLessThan(0.01),
  );
  [0.7871441266592755, 0.24219819281823862, 0.03431691015408285, 0.01046038706523954, 0.000105].forEach((want, i) =>
    expect(Math.abs((got.total[i]?.value as number) - want)).toBeLessThan(0.01),
  );
});

test("SE1 the revenue product: the workers explain three quarters, the rate almost nothing", () => {
  const tables = revenueLaws.map(fastQuantiles);
  const one = new Float64Array(1);
  const input = (i: number, u: number) => {
    one[0] = u;
    turnIntoDraws(tables[i] as (typeof tables)[number], one, 1);
    return one[0] as number;
  };
  const got = sobolIndices(
    (u) =>
      input(0, u[0] as number) *
      (input(1, u[1] as number) - input(2, u[2] as number)) *
      input(3, u[3] as number) *
      input(4, u[4] as number) *
      input(5, u[5] as number),
    { inputs: 6, points: 8192, seed: 3, resamples: 0 },
  );
  [0.7538893669687069, 0.08111755884632835, 0.019518912597397752, 0.04345583509624733, 0.0005584800198280387, 0.07311975582792082].forEach(
    (want, i) => expect(Math.abs((got.first[i]?.value as number) - want)).toBeLessThan(0.01),
  );
  [0.7798684851307048, 0.09236092053472963, 0.02222434650366931, 0.049918971345597, 0.0006458498770071618, 0.08360914130723447].forEach(
    (want, i) => expect(Math.abs((got.total[i]?.value as number) - want)).toBeLessThan(0.01),
  );
  expect(quantile({ law: "uniform", low: 9, high: 12 }, 0.5)).toBe(10.5);
});

const hares = [47.2, 70.2, 77.4, 36.3, 20.6, 18.1, 21.4, 22, 25.4, 27.1, 40.3, 57, 76.6, 52.3, 19.5, 11.2, 7.6, 14.6, 16.2, 24.7];
const lynxes = [6.1, 9.8, 35.2, 59.4, 41.7, 19, 13, 8.3, 9.1, 7.4, 8, 12.3, 19.5, 45.7, 51.1, 29.7, 15.8, 9.7, 10.1, 8.6];

/** All eight positive unknowns as logarithms; each adds its logarithm to the density. */
function lotkaVolterra(x: Float64Array): number {
  const [a, b, g, d, u0, v0, s1, s2] = Array.from(x, Math.exp) as [number, number, number, number, number, number, number, number];
  let total = x.reduce((sum, value) => sum + value, 0);
  total += -0.5 * (((a - 1) / 0.5) ** 2 + ((g - 1) / 0.5) ** 2 + ((b - 0.05) / 0.05) ** 2 + ((d - 0.05) / 0.05) ** 2);
  const logNormal = (value: number, mu: number, sigma: number) =>
    -Math.log(value) - Math.log(sigma) - 0.5 * ((Math.log(value) - mu) / sigma) ** 2;
  total += logNormal(s1, -1, 1) + logNormal(s2, -1, 1) + logNormal(u0, Math.log(10), 1) + logNormal(v0, Math.log(10), 1);
  total += logNormal(30, Math.log(u0), s1) + logNormal(4, Math.log(v0), s2);
  let [u, v] = [u0, v0];
  const h = 1 / 16;
  for (let year = 0; year < 20; year++) {
    for (let k = 0; k < 16; k++) {
      const du = (p: number, q: number) => (a - b * q) * p;
      const dv = (p: number, q: number) => (-g + d * p) * q;
      const [k1, l1] = [du(u, v), dv(u, v)];
      const [k2, l2] = [du(u + (h * k1) / 2, v + (h * l1) / 2), dv(u + (h * k1) / 2, v + (h * l1) / 2)];
      const [k3, l3] = [du(u + (h * k2) / 2, v + (h * l2) / 2), dv(u + (h * k2) / 2, v + (h * l2) / 2)];
      const [k4, l4] = [du(u + h * k3, v + h * l3), dv(u + h * k3, v + h * l3)];
      u += (h * (k1 + 2 * k2 + 2 * k3 + k4)) / 6;
      v += (h * (l1 + 2 * l2 + 2 * l3 + l4)) / 6;
    }
    if (!(u > 0 && v > 0)) return -Infinity;
    total += logNormal(hares[year] as number, Math.log(u), s1) + logNormal(lynxes[year] as number, Math.log(v), s2);
  }
  return total;
}

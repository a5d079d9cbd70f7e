import { expect, test, vi } from "vitest";
import { randomStream, type Random } from "./random.ts";
import { drawBeta, drawBinomial, drawExponential, drawGamma, drawNormal, drawPert, drawPoisson } from "./samplers.ts";
import { betaCdf, gammaCdf, logGamma, normalCdf } from "./special.ts";

// Many draws: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

// Kolmogorov-Smirnov distance of 40,000 draws; 1.95/√n is passed by a right sampler with probability 0.999.
test.each<[string, (random: Random) => number, (x: number) => number]>([
  ["normal", drawNormal, normalCdf],
  ["exponential", drawExponential, (x) => 1 - Math.exp(-x)],
  ["gamma of shape 2.5", (r) => drawGamma(r, 2.5), (x) => gammaCdf(2.5, x)],
  ["gamma of shape 0.4", (r) => drawGamma(r, 0.4), (x) => gammaCdf(0.4, x)],
  ["beta(2, 5)", (r) => drawBeta(r, 2, 5), (x) => betaCdf(2, 5, x)],
  [
    "PERT(2000, 2500, 3200)",
    (r) => drawPert(r, 2000, 2500, 3200),
    (x) => betaCdf(1 + (4 * 500) / 1200, 1 + (4 * 700) / 1200, (x - 2000) / 1200),
  ],
])("%s draws follow their law", (_, draw, cdf) => {
  const n = 40_000;
  const random = randomStream(3);
  const draws = Float64Array.from({ length: n }, () => draw(random)).sort();
  let distance = 0;
  draws.forEach((x, i) => (distance = Math.max(distance, Math.abs(cdf(x) - i / n), Math.abs((i + 1) / n - cdf(x)))));
  expect(distance).toBeLessThan(1.95 / Math.sqrt(n));
});

test("the normal's tail beyond the ziggurat's edge is as heavy as it should be", () => {
  const random = randomStream(4);
  let beyond = 0;
  const n = 2_000_000;
  for (let i = 0; i < n; i++) if (Math.abs(drawNormal(random)) > 3.5) beyond++;
  const p = 2 * normalCdf(-3.5);
  expect(Math.abs(beyond - n * p)).toBeLessThan(4 * Math.sqrt(n * p));
});

// Chi-squared over the cells with at least 10 expected; the bound is the 99.9 % point by Wilson & Hilferty.
test.each<[string, (random: Random) => number, (k: number) => number]>([
  ["Poisson of mean 3", (r) => drawPoisson(r, 3), (k) => Math.exp(-3 + k * Math.log(3) - logGamma(k + 1))],
  ["Poisson of mean 40", (r) => drawPoisson(r, 40), (k) => Math.exp(-40 + k * Math.log(40) - logGamma(k + 1))],
  ["binomial of 20 at 0.3", (r) => drawBinomial(r, 20, 0.3), (k) => binomial(20, 0.3, k)],
  ["binomial of 100 at 0.4", (r) => drawBinomial(r, 100, 0.4), (k) => binomial(100, 0.4, k)],
  ["binomial of 90 at 0.8", (r) => drawBinomial(r, 90, 0.8), (k) => binomial(90, 0.8, k)],
])("%s draws follow their law", (_, draw, chance) => {
  const n = 50_000;
  const random = randomStream(5);
  const seen = new Float64Array(200);
  for (let i = 0; i < n; i++) {
    const k = draw(random);
    seen[k] = (seen[k] as number) + 1;
  }
  let chi = 0;
  let cells = -1;
  for (let k = 0; k < 200; k++) {
    const expected = n * chance(k);
    if (!(expected >= 10)) continue;
    chi += ((seen[k] as number) - expected) ** 2 / expected;
    cells++;
  }
  expect(chi).toBeLessThan(cells * (1 - 2 / (9 * cells) + 3.09 * Math.sqrt(2 / (9 * cells))) ** 3);
});

function binomial(n: number, p: number, k: number): number {
  if (k > n) return 0;
  return Math.exp(logGamma(n + 1) - logGamma(k + 1) - logGamma(n - k + 1) + k * Math.log(p) + (n - k) * Math.log(1 - p));
}

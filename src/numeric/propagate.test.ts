import { expect, test, vi } from "vitest";
import { propagate } from "./propagate.ts";
import { revenueExact, revenueLaws, revenueModel } from "./revenue-example.ts";

// Many draws: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

test("plain draws give the exact mean, spread and the published quantiles of the revenue product", () => {
  const draws = 400_000;
  const got = propagate(revenueLaws, revenueModel, { draws, seed: 1 });
  expect(Math.abs(got.mean - revenueExact.mean)).toBeLessThan((4 * revenueExact.sd) / Math.sqrt(draws));
  expect(Math.abs(got.sd / revenueExact.sd - 1)).toBeLessThan(0.01);
  [76.5e6, 144.3e6, 269.6e6].forEach((want, i) => expect(Math.abs((got.quantiles[i] as number) / want - 1)).toBeLessThan(0.006));
});

test("4,096 scrambled Sobol points give the mean to about 1e-4", () => {
  const errors = Array.from(
    { length: 12 },
    (_, seed) =>
      propagate(revenueLaws, revenueModel, { draws: 4096, seed, points: "sobol", probabilities: [] }).mean / revenueExact.mean - 1,
  );
  expect(Math.sqrt(errors.reduce((total, e) => total + e * e, 0) / errors.length)).toBeLessThan(1.5e-4);
});

test("same seed, same bits; a run can be stopped", () => {
  const options = { draws: 10_000, seed: 5 };
  expect(propagate(revenueLaws, revenueModel, options)).toEqual(propagate(revenueLaws, revenueModel, options));
  expect(propagate(revenueLaws, revenueModel, { ...options, onBlock: (done) => done < 0.3 }).draws).toBe(4096);
});

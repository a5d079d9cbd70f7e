import { expect, test } from "vitest";
import { betaCdf, gammaCdf, invertCdf, logGamma, logNormalCdf, normalCdf, normalQuantile } from "./special.ts";

const near = (got: number, want: number, relative = 1e-12) =>
  expect(Math.abs(got - want)).toBeLessThanOrEqual(relative * Math.abs(want) + 1e-300);

// Values of R 4.2: pnorm, qnorm, lgamma, pgamma, pbeta.
test.each([
  [0, 0.5],
  [1, 0.8413447460685429],
  [-1.959963984540054, 0.025],
  [-10, 7.61985302416047e-24],
  [-37, 5.72557122252458e-300],
])("Φ(%d) is %d", (x, p) => near(normalCdf(x), p, 2e-13));

test.each([
  [0.975, 1.959963984540054],
  [0.5, 0],
  [1e-10, -6.361340902404056],
  [0.05, -1.6448536269514729],
])("Φ⁻¹(%d) is %d", (p, x) => near(normalQuantile(p), x, 1e-14));

test.each([
  [0.5, 0.5723649429247001],
  [1, 0],
  [10, 12.801827480081469],
  [100.5, 361.4355404677806],
])("log Γ(%d) is %d", (x, want) => expect(Math.abs(logGamma(x) - want)).toBeLessThan(1e-12 * (1 + want)));

test("incomplete gamma and beta integrals have their closed forms where there are any", () => {
  near(gammaCdf(1, 2), 1 - Math.exp(-2));
  near(gammaCdf(3, 2.5), 1 - Math.exp(-2.5) * (1 + 2.5 + 2.5 ** 2 / 2));
  near(betaCdf(2, 3, 0.4), 12 * (0.4 ** 2 / 2 - (2 * 0.4 ** 3) / 3 + 0.4 ** 4 / 4));
  near(betaCdf(0.5, 0.5, 0.3), (2 / Math.PI) * Math.asin(Math.sqrt(0.3)));
});

test("far in the tail log Φ follows its asymptotic series", () => {
  near(logNormalCdf(-36.999), Math.log(normalCdf(-36.999)), 1e-12);
  near(logNormalCdf(-37.001), -0.5 * 37.001 ** 2 - Math.log(37.001) - 0.5 * Math.log(2 * Math.PI) + Math.log(1 - 1 / 37.001 ** 2), 1e-8);
});

test("inverting a distribution function gives its quantile", () => {
  near(
    invertCdf((x) => betaCdf(2, 3, x), 0.25, 0, 1),
    0.24302208375607628,
    1e-12,
  );
});

import { expect, test, vi } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import { randomStream } from "#numeric/random.ts";
import { drawNormal } from "#numeric/samplers.ts";
import { decimal, type Value } from "#domain/value.ts";
import { assumedFigures } from "./assumptions.ts";
import { whatMovesEstimates } from "./index.ts";
import { reportedQuantity } from "./reported-quantity.ts";
import { foundingClaims, foundingRates, foundingRoots } from "./told-in-tests.ts";

// Many draws: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

test("DM22 the share withheld falls with either of its claims, and asking what reaches the hand narrows it most", () => {
  const share = moved().find(({ estimate }) => estimate === "share-withheld");
  expect(share?.without.map(({ claims, median }) => [...claims, median])).toEqual([
    ["R1-09", null],
    ["R1-13", null],
  ]);
  expect(share?.questions[0]?.measure).toBe("wage_received_monthly");
  expect(share?.questions[0]?.widthAfter).toBeLessThan(0.8);
});

test("DM22 the stock does not fall with one claim of a root told twice, but with the root", () => {
  const stock = moved().find(({ estimate }) => estimate === "workers-abroad");
  expect(stock?.without.find(({ root }) => root === "wave")).toMatchObject({ claims: ["R1-02", "R1-03"], median: null });
  expect(stock?.questions.map(({ measure }) => measure)).toContain("workers_arrived");
});

test("DM22 more doubt never narrows, no doubt never widens", () => {
  for (const { interval, doubted } of moved()) {
    expect(doubted.more.high - doubted.more.low).toBeGreaterThanOrEqual((interval.high - interval.low) * 0.999);
    expect(doubted.none.high - doubted.none.low).toBeLessThanOrEqual((interval.high - interval.low) * 1.001);
  }
});

test("DM1-DM4 the 90 % interval covers the truth 88-92 times in a hundred when roots tell plainly, round, censor and are sometimes wrong", () => {
  const random = randomStream(20251226);
  const figures = assumedFigures;
  let covered = 0;
  const trials = 3000;
  for (let trial = 0; trial < trials; trial++) {
    const truth = 100 * 10 ** (2 * random.uniform());
    const grades = [1, 2, 3] as const;
    const told = [0, 1].slice(0, 1 + Math.floor(2 * random.uniform())).map(() => {
      const right = figures.rightByCredibility[grades[Math.floor(3 * random.uniform())] as 1 | 2 | 3];
      const isRight = random.uniform() < right;
      const centre = isRight ? truth : truth * 10 ** (2 * random.uniform() - 1);
      const kind = (["exact", "approx", "at_least"] as const)[Math.floor(3 * random.uniform())] as "exact" | "approx" | "at_least";
      const spread = kind === "approx" ? figures.spreadOfHedgedFigure : figures.spreadOfPlainFigure;
      // A wrong root's threshold is no better placed than its figure.
      const said =
        kind === "at_least"
          ? isRight
            ? centre * random.uniform() ** (1 / figures.thresholdExponent)
            : centre
          : centre * Math.exp(isRight ? spread * drawNormal(random) : 0);
      const printed = String(Number(said.toPrecision(4)));
      const value: Value = { low: decimal(printed), high: kind === "at_least" ? null : decimal(printed), kind, hedge: [] };
      return { value, right };
    });
    const belief = reportedQuantity(told, figures);
    if (belief.quantile(0.05) <= truth && truth <= belief.quantile(0.95)) covered++;
  }
  expect(covered / trials).toBeGreaterThan(0.88);
  expect(covered / trials).toBeLessThan(0.92);
}, 60_000);

function moved() {
  return whatMovesEstimates(foundingClaims, {
    seed: 7,
    draws: 1024,
    asOf: "2025-12-26" as EdtfDate,
    rates: foundingRates,
    roots: foundingRoots,
  });
}

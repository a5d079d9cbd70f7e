import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import { quantiles, weightedQuantiles } from "#numeric/quantile.ts";
import { routeAnswers } from "../route-answers.ts";
import { routeSensitivity } from "../route-sensitivity.ts";
import { chinaRoute } from "../routes.ts";
import { joinSlices, runRoute, simulateSlice } from "../run-route.ts";
import { foundingClaims, foundingRates, foundingRoots } from "../told-in-tests.ts";
import { figuresOf, bandOf } from "./fit-estimates.ts";
import type { FitPosterior } from "./fit-session.ts";
import { FitSession } from "./fit-session.ts";
import { fittedInputs } from "./fitted-inputs.ts";

const posterior = founding();
const joint = fittedInputs(chinaRoute, posterior, { rows: 4096, seed: 3, fit: "the fit of entry 12" });

test("FI1 rows are draws of the posterior: their quantiles are its own, and a wage is never over what is paid for it", () => {
  for (const [input, unknown] of [
    ["flow:labour-cost", "paid"],
    ["flow:wage", "received"],
    ["stay", "stay"],
    ["homeWage", "home"],
  ] as const) {
    const probabilities = [0.25, 0.5, 0.75];
    const drawn = quantiles(Float64Array.from(joint.columns[input] ?? []), probabilities);
    const whole = weightedQuantiles(posterior.columns.get(unknown) as Float64Array, posterior.weights, probabilities);
    for (const [i, value] of drawn.entries()) expect(value / (whole[i] as number), `${input} ${i}`).toBeCloseTo(1, 1);
  }
  const [paid = [], wage = []] = [joint.columns["flow:labour-cost"], joint.columns["flow:wage"]];
  expect(paid).toHaveLength(4096);
  expect(paid.every((value, row) => value > (wage[row] as number))).toBe(true);
});

test("FI2 the accounts from the fit give the figures of the fit, and name it and the claims behind each", () => {
  const { answers, lineage } = routeAnswers(chinaRoute, { seed: 3, draws: 4096, joint });
  const figures = figuresOf(posterior);
  for (const [answer, figure, times] of [
    ["share-withheld", "share-withheld", 0.01],
    ["take-worker-month", "take-per-worker-year-usd", 1 / 12],
    ["fees-in-months", "exit-fee-months", 1],
    ["pay-in-home-wages", "pay-against-home-wage", 1],
  ] as const) {
    const own = figures.find(({ id }) => id === figure);
    const band = bandOf(own?.values as Float64Array, posterior.weights);
    const found = answers.find(({ id }) => id === answer);
    expect((found?.median ?? 0) / (band.median * times), answer).toBeCloseTo(1, 1);
    expect((found?.interval.high ?? 0) / (band.high * times), answer).toBeCloseTo(1, 1);
  }
  expect(lineage.claims).toEqual(expect.arrayContaining(["R1-02", "R1-09", "R1-13", "R1-18"]));
  const line = (id: string) => lineage.assumptions.find((one) => one.id === id);
  expect(line("flow:wage")?.source).toBe("the fit of entry 12, from claims R1-09");
  expect(line("stage:work")?.source).toBe("the fit of entry 12, from claims R1-18");
  // What no claim tells stays as the file has it.
  expect(line("flow:remittance")?.source).toContain("sum not told, assumed");
  expect(line("FT1")).toBeDefined();
});

test("FI3 a run takes one row a replicate: shared out it gives the same bits, Little's law holds, and the band is wider than the file's", () => {
  const request = { route: chinaRoute, scenarios: [{ name: "as-reported" }], months: 24, replicates: 60, seed: 3, joint };
  const whole = runRoute(request);
  const shared = joinSlices(
    request,
    [
      [40, 60],
      [0, 40],
    ].map(
      ([from, to]) => simulateSlice(request, { from: from as number, to: to as number }) as NonNullable<ReturnType<typeof simulateSlice>>,
    ),
  );
  expect(shared).toEqual(whole);
  expect(whole.littleGap).toBeLessThan(1e-9);
  expect(whole.lineage.claims).toContain("R1-02");
  const first = simulateSlice(request, { from: 0, to: 1 });
  const longer = { ...joint, columns: { ...joint.columns, stay: (joint.columns["stay"] ?? []).map((stay) => stay * 3) } };
  const later = simulateSlice({ ...request, joint: longer }, { from: 0, to: 1 });
  // The same groups with three times the stay: more worker-months, so the drawn stay is what runs.
  expect(later?.parts[0]?.workerMonths[1]).toBeGreaterThan((first?.parts[0]?.workerMonths[1] ?? 0) * 1.2);
});

test("FI4 what one figure settles: a sum of two that hang together is explained by either, and by each its own part when they do not", () => {
  // paid − received in dollars, with hand-made columns.
  const n = 4096;
  const even = (i: number, k: number) => ((i * k) % n) / n;
  const columns = (tied: boolean) => ({
    "flow:labour-cost": Array.from({ length: n }, (_, i) => 2000 + 300 * even(i, 1)),
    "flow:wage": Array.from({ length: n }, (_, i) => 400 + 100 * even(i, tied ? 1 : 1237)),
  });
  const ask = (tied: boolean) => {
    const found = routeSensitivity(chinaRoute, {
      answer: "share-withheld",
      seed: 1,
      points: n,
      joint: { rows: n, columns: columns(tied), rests: {}, claims: [], assumptions: [] },
    });
    if (!found.ok) throw new Error("refused");
    return found.value;
  };
  const apart = ask(false).indices;
  // d(share) ≈ received/paid² dp − dr/paid: 450/2150² × 300 against 100/2150, squared 1 to 0.55.
  const wage = apart.find(({ input }) => input === "flow:wage");
  const cost = apart.find(({ input }) => input === "flow:labour-cost");
  expect((wage?.first.value ?? 0) + (cost?.first.value ?? 0)).toBeCloseTo(1, 1);
  expect(wage?.total).toBeNull();
  expect(wage?.first.low).toBeLessThan(wage?.first.value ?? 0);
  for (const { first } of ask(true).indices) expect(first.value).toBeGreaterThan(0.95);
});

function founding(): FitPosterior {
  const options = { seed: 7, draws: 65_536, asOf: "2025-12-26" as EdtfDate, rates: foundingRates, roots: foundingRoots };
  const fitted = new FitSession(chinaRoute, options).posterior(foundingClaims);
  if (!fitted.ok) throw new Error(fitted.refusal.says);
  return fitted.value;
}

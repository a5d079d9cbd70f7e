import { expect, test } from "vitest";
import { chinaRoute, russiaRoute, shippedRoutes } from "./routes.ts";
import { parseRoute, type Route } from "./route.ts";
import { questionsOf, rateOf, routeAnswers } from "./route-answers.ts";
import { meanInputs, routeInputs } from "./route-inputs.ts";
import { routeSensitivity } from "./route-sensitivity.ts";

/** Every figure told alike: one value, so that each answer can be worked out by hand. */
const plain: Route = {
  ...chinaRoute,
  groupsPerMonth: { law: "fixed", value: 3 },
  stages: chinaRoute.stages.map((stage) =>
    stage.abroad === true
      ? { ...stage, takes: { law: "fixed", value: 9 } }
      : { ...stage, takes: { law: "fixed", value: stage.id === "selection" ? 3 : 0 } },
  ),
  flows: chinaRoute.flows.map((flow) => ({
    ...flow,
    amount: {
      law: "fixed",
      value: { "labour-cost": 2500, wage: 500, remittance: 150, "permit-fee": 300, bribe: 400, ration: 10 }[flow.id] as number,
    },
  })),
  rates: [
    { from: "CNY", to: "USD", rate: { law: "fixed", value: 0.125 }, on: "2025-12", source: "test" },
    { from: "KPW", to: "USD", rate: { law: "fixed", value: 0.00002 }, on: "2025-12", source: "test" },
  ],
  homeWage: { amount: { law: "fixed", value: 50_000 }, unit: "KPW", source: "test" },
  commuting: {
    board: { law: "fixed", value: 600 },
    paidCommuting: { law: "fixed", value: 2500 },
    workDays: { law: "fixed", value: 25 },
    unit: "CNY",
    source: "test",
  },
};

test.each([
  ["abroad", 3 * 35 * 9],
  ["departures-a-year", 3 * 35 * 12],
  ["preparing", 3 * 35 * 3],
  ["renewals", 12 / 9],
  ["share-withheld", 0.8],
  ["take-worker-month", 2000 * 0.125],
  ["take-a-year", 2000 * 0.125 * 12 * 945],
  // 105 a month from nobody: worker-months of the first year are 105 × (9²/2 + 3 × 9).
  ["take-first-year", 2000 * 0.125 * 105 * (40.5 + 27)],
  ["fees-in-months", 300 / 500],
  ["bribes-in-months", 400 / 500],
  // A home wage of 50,000 won is a dollar.
  ["pay-in-home-wages", 500 * 0.125],
  ["household-gain", (62.5 - 1) * 9 - (300 + 400) * 0.125],
  ["sent-home-in-home-wages", 150 * 0.125],
  ["commuting-break-even", 600 / 25],
])("RO8 %s is what a pencil gives", (id, expected) => {
  const answer = routeAnswers(plain, { seed: 1, draws: 16 }).answers.find((one) => one.id === id);
  expect(answer?.median).toBeCloseTo(expected, 6);
  expect(answer?.interval.low).toBeCloseTo(expected, 6);
});

test("RO5 the accounts of a worker-month and of a year add up to nothing in every unit, interval or not", () => {
  const { accounts } = routeAnswers(plain, { seed: 1, draws: 16 });
  for (const unit of ["CNY", "KPW", "USD", "kg"]) {
    const own = accounts.filter((line) => line.unit === unit);
    for (const period of ["workerMonth", "firstYear", "settledYear"] as const)
      expect(Math.abs(own.reduce((total, line) => total + line[period].median, 0))).toBeLessThan(
        1e-6 * Math.abs(own[0]?.[period].median ?? 1),
      );
  }
  const worker = accounts.find(({ actor, unit }) => actor === "worker" && unit === "CNY");
  // 500 − 150 sent home − (300 + 400) spread over nine months.
  expect(worker?.workerMonth.median).toBeCloseTo(350 - 700 / 9, 9);
  expect(worker?.settledYear.median).toBeCloseTo(945 * 12 * (350 - 700 / 9), 4);
});

test("RO8 an interval widens with what is not known, and names the currency no rate reaches", () => {
  const china = routeAnswers(chinaRoute, { seed: 1 });
  const share = china.answers.find(({ id }) => id === "share-withheld");
  expect(share?.interval.low).toBeLessThan(0.77);
  expect(share?.interval.high).toBeGreaterThan(0.82);
  expect(china.withoutRate).toEqual([]);
  expect(routeAnswers(russiaRoute, { seed: 1, draws: 64 }).withoutRate).toEqual(["CNY", "KPW"]);
  expect(china.lineage.assumptions.length).toBeGreaterThan(15);
});

test("RO8 a rate is found straight, upside down, or through one other currency", () => {
  const values = meanInputs(plain);
  expect(rateOf(plain, "CNY", "USD", values)).toBe(0.125);
  expect(rateOf(plain, "USD", "CNY", values)).toBe(8);
  expect(rateOf(plain, "CNY", "KPW", values)).toBeCloseTo(6250, 9);
  expect(rateOf(plain, "CNY", "EUR", values)).toBeNull();
});

test("SE1 a product of three uniform figures has the Sobol indices of its closed form, and the tornado its ends", () => {
  // take-worker-month = (paid − received) with paid U(2000, 3000), received U(400, 600): variances 1,000²/12 and 200²/12.
  const route: Route = {
    ...plain,
    flows: plain.flows.map((flow) =>
      flow.id === "labour-cost"
        ? { ...flow, amount: { law: "uniform", low: 2000, high: 3000 } }
        : flow.id === "wage"
          ? { ...flow, amount: { law: "uniform", low: 400, high: 600 } }
          : flow,
    ),
  };
  const found = routeSensitivity(route, { answer: "take-worker-month", seed: 3 });
  if (!found.ok) throw new Error("refused");
  const { indices, tornado, middle } = found.value;
  expect(middle).toBeCloseTo(250, 9);
  expect(tornado.map(({ input }) => input)).toEqual(["flow:labour-cost", "flow:wage"]);
  expect(tornado[0]?.atFrom).toBeCloseTo((2050 - 500) * 0.125, 6);
  const share = 1000 ** 2 / (1000 ** 2 + 200 ** 2);
  expect(indices[0]?.first.value).toBeCloseTo(share, 2);
  expect(indices[1]?.total?.value).toBeCloseTo(1 - share, 2);
  expect(indices[0]?.first.low).toBeLessThan(share);
  expect(indices[0]?.first.high).toBeGreaterThan(share);
});

test("an answer the route cannot give is refused with those it can", () => {
  expect(routeSensitivity(russiaRoute, { answer: "bribes-in-months", seed: 1 })).toMatchObject({
    ok: false,
    refusal: { kind: "no-such-answer", known: expect.arrayContaining(["abroad", "share-withheld"]) },
  });
});

test("RO9 every figure of a shipped route has a source: an address, or the word that it is assumed", () => {
  for (const route of shippedRoutes) {
    for (const { id, source } of routeInputs(route)) expect(`${id}: ${source}`).toMatch(/https:\/\/|assumed/);
    for (const stage of route.stages) expect(`${stage.id}: ${stage.source}`).toMatch(/https:\/\/|assumed/);
    expect(questionsOf(route).length).toBeGreaterThan(6);
    expect(parseRoute(JSON.parse(JSON.stringify(route)))).toMatchObject({ ok: true });
  }
});

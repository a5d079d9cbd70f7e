import { expect, test, vi } from "vitest";
import { EventQueue } from "#numeric/event-queue.ts";
import { integrate, meanOf, survival, type Law } from "#numeric/laws.ts";
import { randomStream } from "#numeric/random.ts";
import { mean, variance } from "#numeric/sum.ts";
import { parseRoute, stayOf, type Route } from "./route.ts";
import { abroadAt, accounts, balances, commutingBreakEven, oneWorkerMonth, routeAbroadAt, turnover } from "./route-moments.ts";
import { chinaRoute, russiaRoute, shippedRoutes } from "./routes.ts";
import { compareScenarios, simulateRoute } from "./simulate.ts";
import { uniformGroup } from "./group-moments.ts";

// Many draws: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

test("RO1 both shipped routes are read, and the reported one has its ten stages in order", () => {
  expect(shippedRoutes).toHaveLength(2);
  expect(chinaRoute.stages.map(({ id }) => id)).toEqual([
    "call",
    "selection",
    "permit",
    "procedures",
    "matching",
    "departure",
    "crossing",
    "bus",
    "work",
    "home",
  ]);
});

test.each<[string, (route: Record<string, unknown>) => void, string, RegExp]>([
  ["a cycle", (r) => (stage(r, "home")["next"] = "work"), "stages.work", /cycle: .*work → home → work/],
  ["a ring without beginning", (r) => (stage(r, "home")["next"] = "call"), "stages", /cycle/],
  ["a missing law", (r) => delete stage(r, "work")["takes"], "stages.work.takes", /law is missing/],
  ["an unknown law", (r) => (stage(r, "work")["takes"] = { law: "zipf", s: 2 }), "stages.work.takes", /no law "zipf"/],
  ["a law without its parameter", (r) => (stage(r, "work")["takes"] = { law: "gamma", shape: 2 }), "stages.work.takes", /needs scale/],
  ["a law upside down", (r) => (stage(r, "work")["takes"] = { law: "uniform", low: 12, high: 6 }), "stages.work.takes", /upside down/],
  [
    "a length that can be negative",
    (r) => (stage(r, "work")["takes"] = { law: "normal", mean: 9, sd: 3 }),
    "stages.work.takes",
    /negative/,
  ],
  ["an unknown actor", (r) => (stage(r, "work")["by"] = "nobody"), "stages.work.by", /no actor/],
  ["an unknown next stage", (r) => (stage(r, "bus")["next"] = "moon"), "stages.bus.next", /no stage/],
  ["no stay abroad", (r) => delete stage(r, "work")["abroad"], "stages", /stay abroad/],
  ["a mixture without parts", (r) => (stage(r, "work")["takes"] = { law: "mixture" }), "stages.work.takes", /needs parts/],
  [
    "a law within a law that is missing",
    (r) => (stage(r, "work")["takes"] = { law: "truncated", low: 1, high: 2 }),
    "stages.work.takes.of",
    /law is missing/,
  ],
  ["a stage that is not one", (r) => ((r["stages"] as unknown[])[2] = null), "stages.2", /object with an id/],
  ["a figure without a source", (r) => delete stage(r, "work")["source"], "stages.work.source", /where the figure was told/],
  ["rates that are no list", (r) => (r["rates"] = { CNY: 7 }), "rates", /a list/],
  [
    "a scenario upside down",
    (r) => ((r["switches"] as Record<string, unknown>[])[0]!["does"] = { shut: [{ from: 3, to: 1 }] }),
    "switches.border-shut.does",
    /from < to/,
  ],
  ["another format", (r) => (r["format"] = 2), "format", /format 1/],
])("RO2 %s is refused with its place", (_, spoil, place, says) => {
  const route = structuredClone(chinaRoute) as unknown as Record<string, unknown>;
  spoil(route);
  expect(parseRoute(route)).toMatchObject({ ok: false, refusal: { kind: "bad-route", place, says: expect.stringMatching(says) } });
});

test("DM18 any stay law: three groups a month of 30-40 who stay exponentially nine months settle at Little's 945", () => {
  const arrivals = [{ from: 0, to: Infinity, groupsPerMonth: 3 }];
  const late = abroadAt(400, arrivals, uniformGroup(30, 40), { law: "exponential", mean: 9 }, "singly");
  expect(late.mean).toBeCloseTo(945, 6);
  // λ (E[B] (m − m/2) + E[B²] m/2)
  expect(late.variance).toBeCloseTo(3 * (35 * 4.5 + 1235 * 4.5), 6);
  expect(turnover(chinaRoute).abroad).toBeCloseTo(945, 9);
});

test.each<Law>([
  { law: "fixed", value: 9 },
  { law: "uniform", low: 6, high: 12 },
  { law: "triangular", low: 6, mode: 8, high: 12 },
  { law: "pert", low: 6, mode: 8, high: 12 },
  { law: "beta", a: 2, b: 3, low: 6, high: 12 },
  { law: "lognormal", mu: 2, sigma: 0.4 },
  { law: "exponential", mean: 9 },
  { law: "gamma", shape: 3, scale: 3 },
  { law: "weibull", shape: 2, scale: 9 },
  { law: "truncated", of: { law: "normal", mean: 9, sd: 2 }, low: 3, high: 15 },
  {
    law: "mixture",
    parts: [
      { weight: 1, of: { law: "fixed", value: 6 } },
      { weight: 1, of: { law: "fixed", value: 12 } },
    ],
  },
])("DM18 a stay of the named law $law is read and settles at arrivals × mean stay", (takes) => {
  const given = structuredClone(chinaRoute) as unknown as Record<string, unknown>;
  stage(given, "work")["takes"] = takes;
  const read = parseRoute(given);
  if (!read.ok) throw new Error(JSON.stringify(read.refusal));
  const arrivals = [{ from: 0, to: Infinity, groupsPerMonth: 3 }];
  const late = abroadAt(400, arrivals, uniformGroup(30, 40), stayOf(read.value).takes, "singly");
  expect(late.mean / (105 * meanOf(takes))).toBeCloseTo(1, 5);
});

test("RO3 Little's law holds to rounding in every run, with capacity, closures and both ways of rotating", () => {
  for (let seed = 0; seed < 12; seed++) {
    const scenario = {
      name: "trouble",
      capacity: 60 + 20 * seed,
      shut: [{ from: 5, to: 8 }],
      demand: [{ from: 12, factor: 0.4 }],
      rotation: seed % 2 === 0 ? ("singly" as const) : ("together" as const),
    };
    const run = simulateRoute(chinaRoute, { months: 36, seed, scenario });
    expect(Math.abs(run.little.area / run.little.times - 1)).toBeLessThan(1e-9);
    expect(run.left.reduce((a, b) => a + b, 0) - run.returned.reduce((a, b) => a + b, 0)).toBe(run.abroad[35]);
    expect(run.left[6]).toBe(0);
    expect(run.returned[6]).toBe(0);
  }
});

test("RO4 over 200 random routes the simulated mean and variance lie within 4 standard errors of the closed form", () => {
  const random = randomStream(2026);
  let inside = 0;
  for (let trial = 0; trial < 200; trial++) {
    const route = randomRoute(random.uniform(), random.uniform(), random.uniform(), random.uniform(), trial);
    const t = 3 + Math.floor(random.uniform() * 15);
    const runs = Float64Array.from(
      { length: 120 },
      (_, replicate) => simulateRoute(route, { months: t, seed: trial, replicate }).abroad[t - 1] as number,
    );
    const exact = routeAbroadAt(route, t);
    const meanOff = (mean(runs) - exact.mean) / Math.sqrt(exact.variance / runs.length);
    // The sampling variance of a variance: (κ₄ + 2σ⁴) ÷ n, with the fourth cumulant of the compound Poisson law.
    const varianceError = Math.sqrt((fourthCumulant(route, t) + 2 * exact.variance ** 2) / runs.length);
    const varianceOff = (variance(runs) - exact.variance) / varianceError;
    if (Math.abs(meanOff) < 4 && Math.abs(varianceOff) < 4) inside++;
    else expect.soft({ route: route.stages[0]?.takes, t, meanOff, varianceOff }).toBe("within 4 standard errors");
  }
  expect(inside).toBe(200);
}, 60_000);

test("RO5 the accounts lose nothing: what one actor gets, others gave", () => {
  for (const route of shippedRoutes) {
    const totals = new Map<string, number>();
    for (const own of balances(accounts(route, 24)).values())
      for (const [unit, amount] of own) totals.set(unit, (totals.get(unit) ?? 0) + amount);
    for (const total of totals.values()) expect(Math.abs(total)).toBeLessThan(1e-6);
  }
  const month = oneWorkerMonth(chinaRoute);
  expect(month.get("employer")?.get("CNY")).toBeCloseTo(-2500, 6);
  expect(month.get("trading-company")?.get("CNY")).toBeCloseTo(2500 - meanOf({ law: "pert", low: 350, mode: 500, high: 700 }), 6);
  expect(month.get("family")?.get("kg")).toBe(10);
});

test("RO5 worker-months of the accounts agree with the simulation", () => {
  const flow = accounts(chinaRoute, 12).filter(({ flow: id }) => id === "ration");
  const exact = flow.reduce((total, { amount }) => total + amount / 10, 0);
  const runs = Float64Array.from({ length: 300 }, (_, replicate) =>
    simulateRoute(chinaRoute, { months: 12, seed: 1, replicate }).workerMonths.reduce((a, b) => a + b, 0),
  );
  expect(Math.abs(mean(runs) - exact)).toBeLessThan(4 * Math.sqrt(variance(runs) / runs.length));
});

test("RO6 common random numbers: a scenario that changes nothing differs by nothing, one that bites differs surely", () => {
  const [base, same, closed] = compareScenarios(
    chinaRoute,
    [{ name: "as reported" }, { name: "again" }, { name: "shut", shut: [{ from: 6, to: 12 }] }],
    { months: 18, seed: 4, replicates: 40 },
  );
  expect(Math.max(...(same?.difference ?? []).map(Math.abs))).toBe(0);
  expect(closed?.difference[4]).toBe(0);
  const gap = closed?.difference[11] as number;
  expect(gap).toBeLessThan(0);
  expect(Math.abs(gap)).toBeGreaterThan(4 * (closed?.error[11] as number));
  expect(base?.mean[17]).toBeGreaterThan(500);
});

test("a narrow crossing makes groups wait and keeps the flow under its capacity", () => {
  const narrow = simulateRoute(chinaRoute, { months: 60, seed: 2, scenario: { name: "narrow", capacity: 70 } });
  expect(narrow.left.reduce((a, b) => a + b, 0) / 60).toBeLessThan(72);
  expect(narrow.wait.mean).toBeGreaterThan(1);
  expect(simulateRoute(russiaRoute, { months: 60, seed: 2 }).wait.mean).toBe(0);
});

test("commuting pays for the employer while carrying a worker costs less than the break-even a day", () => {
  expect(commutingBreakEven({ paidLivingIn: 2500, board: 600, paidCommuting: 2500, workDays: 25 })).toBe(24);
});

test("events come out by time, and in the order they went in at the same moment", () => {
  const queue = new EventQueue(2);
  const times = [5, 1, 3, 1, 9, 1, 3];
  times.forEach((time, i) => queue.add(time, i));
  const out: number[] = [];
  while (queue.take()) out.push(queue.item);
  expect(out).toEqual([1, 3, 5, 2, 6, 0, 4]);
});

function stage(route: Record<string, unknown>, id: string): Record<string, unknown> {
  return (route["stages"] as Record<string, unknown>[]).find((one) => one["id"] === id) as Record<string, unknown>;
}

/** λ ∫ E[K⁴], K being how many of one group are still there: by factorial moments of the binomial, or the whole group at once. */
function fourthCumulant(route: Route, t: number): number {
  const stay = stayOf(route).takes;
  const { from, to } = route.groupSize;
  const sizes = Array.from({ length: to - from + 1 }, (_, i) => from + i);
  const meanOver = (f: (b: number) => number) => sizes.reduce((total, b) => total + f(b), 0) / sizes.length;
  const powerWithin = (j: number) => integrate((v) => survival(stay, v) ** j, 0, t, 400);
  const rate = meanOf(route.groupsPerMonth);
  if (route.rotation === "together") return rate * meanOver((b) => b ** 4) * powerWithin(1);
  const falling = (b: number, j: number): number => (j === 0 ? 1 : falling(b, j - 1) * (b - j + 1));
  return rate * [1, 7, 6, 1].reduce((total, stirling, i) => total + stirling * meanOver((b) => falling(b, i + 1)) * powerWithin(i + 1), 0);
}

function randomRoute(a: number, b: number, c: number, d: number, trial: number): Route {
  const laws: readonly Law[] = [
    { law: "uniform", low: 1 + 6 * a, high: 8 + 6 * b },
    { law: "exponential", mean: 1 + 10 * a },
    { law: "gamma", shape: 0.6 + 3 * a, scale: 1 + 3 * b },
    { law: "pert", low: a, mode: 2 + a, high: 6 + 8 * b },
    { law: "lognormal", mu: 1 + a, sigma: 0.2 + b },
    { law: "weibull", shape: 0.8 + 2 * a, scale: 3 + 6 * b },
    { law: "fixed", value: 2 + 9 * a },
  ];
  const from = 1 + Math.floor(30 * c);
  return {
    ...chinaRoute,
    stages: [
      { id: "work", name: "work", by: "employer", takes: laws[trial % laws.length] as Law, next: null, abroad: true, source: "test" },
    ],
    groupsPerMonth: { law: "fixed", value: 0.5 + 5 * d },
    groupSize: { from, to: from + Math.floor(20 * a) },
    rotation: trial % 3 === 0 ? "together" : "singly",
  };
}

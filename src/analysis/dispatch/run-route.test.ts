import { expect, test } from "vitest";
import { chinaRoute, russiaRoute } from "./routes.ts";
import { routeAbroadAt } from "./route-moments.ts";
import { arrivalsPicture, differencePicture, runPicture } from "./route-pictures.ts";
import { checkRun, joinSlices, runRoute, scenariosOf, simulateSlice, type RunRequest } from "./run-route.ts";
import { simulateRoute } from "./simulate.ts";
import type { Route } from "./route.ts";

const request: RunRequest = { route: chinaRoute, scenarios: scenariosOf(chinaRoute), months: 24, replicates: 40, seed: 5 };

test("RO10 a run shared out in slices is the same to the bit, in whatever order they come back", () => {
  const parts = [
    [25, 40],
    [0, 7],
    [7, 25],
  ].map(([from = 0, to = 0]) => simulateSlice(request, { from, to }));
  expect(joinSlices(request, parts as never)).toEqual(runRoute(request));
  expect(() => joinSlices(request, parts.slice(1) as never)).toThrow(/25 of 40/);
});

test("RO10 a run that is told to stop gives nothing", () => {
  const seen: number[] = [];
  const stopped = simulateSlice(request, { from: 0, to: 40 }, (done) => {
    seen.push(done);
    return done < 3;
  });
  expect(stopped).toBeNull();
  expect(seen).toEqual([1, 2, 3]);
});

test("RO6 every scenario of the route runs on the same groups; what it does shows where it should", () => {
  const run = runRoute(request);
  const of = (name: string) => run.scenarios.find(({ scenario }) => scenario.name === name);
  expect(run.littleGap).toBeLessThan(1e-12);
  expect(of("as-reported")?.difference.high).toEqual(Array.from({ length: 24 }, () => 0));
  // Shut from month 12 to 18: nobody arrives and nobody goes home within.
  expect(of("border-shut")?.bands.left.high.slice(13, 18)).toEqual([0, 0, 0, 0, 0]);
  expect(of("border-shut")?.bands.returned.high.slice(12, 18)).toEqual([0, 0, 0, 0, 0, 0]);
  expect(Math.max(...(of("workplaces-limited")?.bands.abroad.high ?? []))).toBeLessThanOrEqual(500);
  // A cut at the call is felt abroad a lead time later than one at the crossing.
  expect(of("permits-enforced")?.bands.abroad.median[14]).toBeGreaterThan(of("turned-back")?.bands.abroad.median[14] as number);
  // Paying a fifth less takes 0.2 × 2,500 yuan of each worker-month, and moves nobody.
  const [less, base] = [of("pay-down"), of("as-reported")];
  expect(less?.difference.low).toEqual(base?.difference.low);
  expect(less?.stateTakeDifference?.[1]?.interval.high).toBeLessThan(0);
});

test("RO4 the preparation before the crossing leaves the stock abroad as the closed form has it, and can start empty", () => {
  const fixed: Route = { ...chinaRoute, groupsPerMonth: { law: "fixed", value: 3 } };
  const runs = 400;
  const at = (preparation: "running" | "empty") =>
    Array.from({ length: runs }, (_, replicate) =>
      simulateRoute(fixed, { months: 24, seed: 8, replicate, scenario: { name: "x", preparation } }),
    );
  const running = at("running");
  for (const month of [3, 9, 20]) {
    const exact = routeAbroadAt(fixed, month);
    const mean = running.reduce((total, run) => total + (run.abroad[month - 1] as number), 0) / runs;
    expect(Math.abs(mean - exact.mean)).toBeLessThan(4 * Math.sqrt(exact.variance / runs));
  }
  // 3 groups of 35 a month through a lead of 0.375 + 2.75 + 3 × 0.375 months and a day on the bus (Little's law).
  const preparing = running.reduce((total, run) => total + (run.preparing[20] as number), 0) / runs;
  expect(preparing / (105 * (4.083 + 0.03))).toBeCloseTo(1, 1);
  const empty = at("empty");
  // The first selected leave after two months at the earliest.
  expect(empty.every((run) => run.abroad[1] === 0)).toBe(true);
  expect(empty.some((run) => (run.abroad[7] as number) > 0)).toBe(true);
});

test("RO7 an event is a state change at its own moment: calls, stages passed, crossings, the bus, returns", () => {
  const fixed: Route = { ...chinaRoute, groupsPerMonth: { law: "fixed", value: 3 }, groupSize: { from: 10, to: 10 } };
  const run = simulateRoute(fixed, { months: 60, seed: 2 });
  const groups = run.left.reduce((a, b) => a + b, 0) / 10;
  const returns = run.returned.reduce((a, b) => a + b, 0);
  // A group: called, six stages passed, crossed; then the crossing and the bus passed. Ends at both sides of the window differ a little.
  expect((run.events - returns) / groups).toBeGreaterThan(9.5);
  expect((run.events - returns) / groups).toBeLessThan(10.8);
  const together = simulateRoute(fixed, { months: 60, seed: 2, scenario: { name: "t", rotation: "together" } });
  expect(together.events).toBeLessThan(run.events - returns + groups + 1);
});

test("places for training hold the groups back: never more inside, first come first served", () => {
  const trained: Route = {
    ...russiaRoute,
    groupsPerMonth: { law: "fixed", value: 10 },
    stages: russiaRoute.stages.map((stage) =>
      stage.id === "papers" ? { ...stage, takes: { law: "fixed", value: 2 }, places: 600 } : stage,
    ),
  };
  const run = simulateRoute(trained, { months: 60, seed: 2 });
  // 600 places turned over in two months pass 300 a month, of a thousand who are called.
  const left = run.left.slice(12).reduce((a, b) => a + b, 0) / 48;
  expect(left).toBeGreaterThan(240);
  expect(left).toBeLessThan(301);
  expect(run.preparing[59]).toBeGreaterThan(run.preparing[11] as number);
});

test.each([
  ["months", { months: 0 }, /1 to 600/],
  ["replicates", { replicates: 0.5 }, /whole number/],
  ["seed", { seed: -1 }, /whole number/],
  ["scenarios", { scenarios: [] }, /from 1/],
  ["scenarios", { scenarios: [{ name: "a" }, { name: "a" }] }, /two are called "a"/],
  ["scenarios.a", { scenarios: [{ name: "a", shut: [{ from: 8, to: 4 }] }] }, /from < to/],
  ["scenarios.a", { scenarios: [{ name: "a", shoot: 1 }] }, /nothing is called "shoot"/],
  ["months", { months: 600, route: { ...chinaRoute, groupsPerMonth: { law: "fixed", value: 1e6 } } }, /fewer months/],
] as const)("a run with impossible %s is refused", (place, change, says) => {
  expect(checkRun({ ...request, ...change } as RunRequest)).toMatchObject({
    ok: false,
    refusal: { place, says: expect.stringMatching(says) },
  });
});

test("pictures stand alone: titled, described, with axes, a band and where it comes from; no words slip out as marks", () => {
  const run = runRoute({ ...request, route: { ...chinaRoute, title: 'Workers & "<b>"' }, replicates: 8 });
  for (const svg of [runPicture(run), runPicture(run, "returned"), arrivalsPicture(run), differencePicture(run)]) {
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    for (const part of ["<title", "<desc", "<polygon", "<polyline", "months from nobody abroad", "seed 5"]) expect(svg).toContain(part);
    expect(svg).not.toMatch(/NaN|undefined|Infinity|<b>/);
    expect(svg.match(/href|url\(|<script|<style/)).toBeNull();
  }
});

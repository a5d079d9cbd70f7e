import { expect, test } from "vitest";
import { erlangB, queueMG1, queueMG1Law, queueMMc, queueMMcK } from "./queueing.ts";

const near = (got: number, want: number) => expect(Math.abs(got / want - 1)).toBeLessThan(1e-9);

// Exact values of the Erlang C formula.
test.each([
  [0.5, 1, 1, 0.5, 0.5, 1.0, 1.0],
  [3, 1, 4, 0.5094339622641509, 1.5283018867924527, 0.5094339622641509, 4.528301886792453],
  [9, 1, 10, 0.6687315241076971, 6.018583716969275, 0.6687315241076972, 15.018583716969275],
  [27, 1, 30, 0.4714083699469892, 4.242675329522904, 0.15713612331566312, 31.242675329522903],
  [95, 1, 100, 0.5064568539130204, 9.622680224347379, 0.10129137078260399, 104.62268022434738],
])("M/M/c with λ=%d, μ=%d, c=%d", (arrivals, service, servers, probabilityOfWait, waiting, wait, inSystem) => {
  const queue = queueMMc(arrivals, service, servers);
  near(queue.probabilityOfWait, probabilityOfWait);
  near(queue.waiting, waiting);
  near(queue.wait, wait);
  near(queue.inSystem, inSystem);
});

test.each([
  [5, 10, 0.01838457033664814],
  [20, 25, 0.0502217778907946],
  [100, 110, 0.027463448449822916],
])("Erlang B at %d on %d", (load, servers, blocking) => near(erlangB(load, servers), blocking));

test.each([
  ["deterministic", 0, 2],
  ["uniform 0..2", 1 / 3, 8 / 3],
  ["exponential", 1, 4],
])("M/G/1 with %s service", (_, variance, wait) => near(queueMG1(0.8, 1, variance).wait, wait));

test("a queue that never settles is refused", () => {
  expect(() => queueMMc(4, 1, 4)).toThrow(/never settles/);
  expect(() => queueMG1(1, 1, 0)).toThrow(/never settles/);
});

test("M/M/c/K: one server and room for one is Erlang's loss; room without end is M/M/c; M/M/1/3 at load one is even over its states", () => {
  expect(queueMMcK(5, 1, 10, 10).lost).toBeCloseTo(erlangB(5, 10), 12);
  const wide = queueMMcK(3, 1, 4, 400);
  expect(wide.wait).toBeCloseTo(queueMMc(3, 1, 4).wait, 9);
  expect(wide.probabilityOfWait).toBeCloseTo(queueMMc(3, 1, 4).probabilityOfWait, 9);
  expect(queueMMcK(2, 2, 1, 3)).toMatchObject({ lost: 0.25, inSystem: 1.5 });
  expect(() => queueMMcK(1, 1, 3, 2)).toThrow(/room/);
});

test("M/D/1 waits half as long as M/M/1, and any service law enters by its name", () => {
  const exponential = queueMG1Law(0.8, { law: "exponential", mean: 1 });
  expect(exponential.wait).toBeCloseTo(queueMMc(0.8, 1, 1).wait, 12);
  expect(queueMG1Law(0.8, { law: "fixed", value: 1 }).wait).toBeCloseTo(exponential.wait / 2, 12);
  expect(exponential.probabilityOfWait).toBeCloseTo(0.8, 12);
});

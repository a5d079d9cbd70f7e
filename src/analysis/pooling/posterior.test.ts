import fc from "fast-check";
import { expect, test } from "vitest";
import { poolRoots, posteriorCdf, type Prior, type RootEvidence } from "./posterior.ts";
import { chiSquaredOfRanks, insideInterval, simulate, type Simulated } from "./simulated-roots.ts";

const prior: Prior = { low: 100, high: 10_000, spread: 0.25, outletShare: 0.5 };
const root = (id: string, low: number, high: number, more: Partial<RootEvidence> = {}): RootEvidence => ({
  id,
  outlet: id,
  boxes: [{ low, high }],
  wrong: 0.15,
  ...more,
});

test("PO1 roots that agree narrow the interval around what they say", () => {
  const one = poolRoots([root("a", 2300, 2500)], prior);
  const three = poolRoots([root("a", 2300, 2500), root("b", 2400, 2600), root("c", 2250, 2350)], prior);
  expect(three.median).toBeGreaterThan(2250);
  expect(three.median).toBeLessThan(2550);
  expect(three.high - three.low).toBeLessThan((one.high - one.low) / 2);
});

test("PO2 one root far from the others is taken as probably wrong and hardly moves the median", () => {
  const agreed = [root("a", 2300, 2500), root("b", 2400, 2600), root("c", 2250, 2350)];
  const without = poolRoots(agreed, prior);
  const withStray = poolRoots([...agreed, root("stray", 7900, 8100)], prior);
  expect(withStray.roots[3]?.right).toBeLessThan(0.1);
  expect(withStray.roots[0]?.right).toBeGreaterThan(0.9);
  expect(Math.abs(withStray.median / without.median - 1)).toBeLessThan(0.03);
});

test("PO3 a bound pushes one way only", () => {
  const at = poolRoots([root("a", 1000, 1200)], prior);
  const agreeing = poolRoots([root("a", 1000, 1200), root("b", 500, Infinity)], prior);
  const pushing = poolRoots([root("a", 1000, 1200), root("b", 1500, Infinity)], prior);
  expect(Math.abs(agreeing.median / at.median - 1)).toBeLessThan(0.1);
  expect(pushing.median).toBeGreaterThan(at.median * 1.02);
});

test("PO4 two claims of one root weigh as one: telling it again narrows nothing", () => {
  const once = poolRoots([root("a", 2300, 2500)], prior);
  const twice = poolRoots(
    [
      root("a", 2300, 2500, {
        boxes: [
          { low: 2300, high: 2500 },
          { low: 2300, high: 2500 },
        ],
      }),
    ],
    prior,
  );
  expect(twice).toEqual(once);
});

test("PO5 two roots of one outlet narrow less than two of two outlets", () => {
  const apart = poolRoots([root("a", 2300, 2500), root("b", 2300, 2500)], prior);
  const together = poolRoots([root("a", 2300, 2500, { outlet: "x" }), root("b", 2300, 2500, { outlet: "x" })], prior);
  expect(together.high / together.low).toBeGreaterThan(apart.high / apart.low);
});

test("PO6 scaling every interval and the prior scales the answer", () => {
  fc.assert(
    fc.property(fc.double({ min: 0.01, max: 100, noNaN: true }), fc.double({ min: 300, max: 3000, noNaN: true }), (by, at) => {
      const plain = poolRoots([root("a", at, at * 1.1), root("b", at * 0.9, at * 1.3)], prior);
      const scaled = poolRoots([root("a", at * by, at * 1.1 * by), root("b", at * 0.9 * by, at * 1.3 * by)], {
        ...prior,
        low: prior.low * by,
        high: prior.high * by,
      });
      expect(scaled.median / by).toBeCloseTo(plain.median, 3);
    }),
    { numRuns: 20 },
  );
});

let simulated: readonly Simulated[] | null = null;
/** 1,200 cases hold the interval's coverage to within a percent and a half; COUNTERLEDGER_CALIBRATION=20000 is the full run. */
const howMany = Math.max(1200, Number(process.env["COUNTERLEDGER_CALIBRATION"] ?? 1200));
const cases = () => (simulated ??= Array.from({ length: howMany }, (_, i) => simulate(7000 + i, prior)));
let ranked: readonly number[] | null = null;
/** Where the truth stands in its own posterior; inside the central 90 % interval when between 0.05 and 0.95. */
const ranks = () => (ranked ??= cases().map((one) => posteriorCdf(one.roots, prior, one.truth)));

test("PO7 over simulated cases with known truth, unreliable roots and hidden copying, 90 % intervals cover 88-92 %", () => {
  const coverage = insideInterval(ranks());
  expect(coverage).toBeGreaterThan(0.88);
  expect(coverage).toBeLessThan(0.92);
}, 600_000);

test("PO7 counting reports instead of roots covers too little on the same cases", () => {
  expect(insideInterval(cases().map((one) => posteriorCdf(one.reports, prior, one.truth)))).toBeLessThan(0.85);
}, 600_000);

test("PO7 an outlet's hundred roots fit as well as two: nothing underflows, and the answer stays with them", () => {
  const many = Array.from({ length: 400 }, (_, k) => root(`r${k}`, 2000 + k, 2600 + k, { outlet: `o${k % 2}`, wrong: 0.3 }));
  const pooled = poolRoots(many, prior);
  expect(pooled.median).toBeGreaterThan(2200);
  expect(pooled.median).toBeLessThan(2800);
  expect(pooled.roots.every((one) => one.right > 0.5 && Math.abs(one.influence) < 0.02)).toBe(true);
});

test.each<readonly [string, readonly RootEvidence[]]>([
  ["agree", Array.from({ length: 8 }, (_, k) => root(`r${k}`, 2000 + 50 * k, 2100 + 50 * k))],
  ["are two camps far apart", Array.from({ length: 8 }, (_, k) => root(`r${k}`, k < 4 ? 200 : 7000, k < 4 ? 204 : 7010))],
  ["say the same to the digit", Array.from({ length: 8 }, (_, k) => root(`r${k}`, 2499, 2501, { outlet: `o${k % 3}` }))],
])("PO14 of more than eight roots only the part that holds the mass is evaluated, and nothing is lost: roots that %s", (_, roots) => {
  const whole = poolRoots(roots, prior);
  // A ninth root that tells nothing changes nothing, but for the part of the prior that is evaluated.
  const part = poolRoots([...roots, root("silent", 0, Infinity)], prior);
  for (const end of ["median", "low", "high"] as const) expect(part[end] / whole[end]).toBeCloseTo(1, 9);
  roots.forEach((_one, k) => expect(part.roots[k]?.right).toBeCloseTo(whole.roots[k]?.right as number, 9));
  roots.forEach((_one, k) => expect(part.roots[k]?.influence).toBeCloseTo(whole.roots[k]?.influence as number, 9));
});

test("PO5 what an outlet's roots share is summed out: many exact roots of one outlet say no more than the outlet's own error allows", () => {
  const wide = { ...prior, outletShare: 0.9 };
  const many = poolRoots(
    Array.from({ length: 6 }, (_, k) => root(`r${k}`, 2400 + 60 * k, 2500 + 60 * k, { outlet: "x", wrong: 0.03 })),
    wide,
  );
  const apart = poolRoots(
    Array.from({ length: 6 }, (_, k) => root(`r${k}`, 2400 + 60 * k, 2500 + 60 * k, { wrong: 0.03 })),
    wide,
  );
  expect(Math.log(many.high / many.low)).toBeGreaterThan(1.5 * Math.log(apart.high / apart.low));
});

test("PO13 a root's influence is what leaving it out does, for roots that stand alone and for those that share an outlet", () => {
  const roots = [
    root("a", 2300, 2500),
    root("b", 2400, 2600, { outlet: "x" }),
    root("c", 2900, 3100, { outlet: "x" }),
    root("d", 800, 900),
  ];
  const pooled = poolRoots(roots, prior);
  for (const [k, one] of pooled.roots.entries()) {
    const left = poolRoots(
      roots.filter((_, j) => j !== k),
      prior,
    ).median;
    // An outlet of one root left shares nothing; its single root is then told apart by five nodes or one, the same within a percent.
    expect(Math.abs(one.influence - (pooled.median / left - 1))).toBeLessThan(0.01);
  }
});

test("PO7 the interval of a pool is the one its ranks are measured by", () => {
  const { roots } = simulate(7000, prior);
  const pooled = poolRoots(roots, prior);
  expect(posteriorCdf(roots, prior, pooled.low)).toBeCloseTo(0.05, 2);
  expect(posteriorCdf(roots, prior, pooled.high)).toBeCloseTo(0.95, 2);
});

test("PO8 the truth's rank in the posterior is uniform (simulation-based calibration, Talts et al. 2018)", () => {
  expect(chiSquaredOfRanks(ranks(), 12)).toBeLessThan(26.76); // 0.995 quantile of chi-squared with 11 degrees of freedom
}, 600_000);

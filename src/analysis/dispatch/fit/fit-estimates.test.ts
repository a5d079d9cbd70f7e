import { expect, test, vi } from "vitest";
import type { Claim } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import type { Estimate, NoEstimate } from "#domain/estimate.ts";
import { decimal } from "#domain/value.ts";
import { chinaRoute } from "../routes.ts";
import { foundingClaims, foundingRates, foundingRoots, rate, told } from "../told-in-tests.ts";
import { estimatesOf, figuresOf, unfitted } from "./fit-estimates.ts";
import type { FitOptions } from "./fit-options.ts";
import { FitSession } from "./fit-session.ts";

// Many draws: a busy machine takes its time.
vi.setConfig({ testTimeout: 60_000 });

test("DM18 the stock, the take, the share, the fee and the home wage are estimated from the founding claims, each with an interval around its median", () => {
  const estimates = run(foundingClaims);
  const ids = [
    "workers-abroad",
    "workers-abroad-in-a-year",
    "take-per-worker-month",
    "take-per-year",
    "share-withheld",
    "exit-fee-months",
    "pay-against-home-wage",
  ];
  for (const id of ids) {
    const estimate = estimated(estimates, id);
    expect(estimate.interval.level).toBe(0.9);
    expect(estimate.interval.low).toBeLessThan(estimate.median);
    expect(estimate.interval.high).toBeGreaterThan(estimate.median);
    expect(estimate.method).toMatchObject({ seed: 7, draws: 8192 });
  }
});

test("the medians sit at the figures a reader works out by hand", () => {
  const estimates = run(foundingClaims);
  // 2,500 − 500 yuan; 1 − 500/2,500; 300/500; 500 yuan at 7.0602 and 0.263 dollars per 10,000 won against 35,000-50,000 won.
  expect(estimated(estimates, "take-per-worker-month").median).toBeCloseTo(2000, -2);
  expect(estimated(estimates, "share-withheld").median).toBeGreaterThan(78);
  expect(estimated(estimates, "share-withheld").median).toBeLessThan(82);
  expect(estimated(estimates, "exit-fee-months").median).toBeCloseTo(0.6, 1);
  const times = estimated(estimates, "pay-against-home-wage");
  expect(times.median).toBeGreaterThan(500 / 7.0602 / 1.315);
  expect(times.median).toBeLessThan(500 / 7.0602 / 0.9205);
  // More than 100 a month going on at half that for a year, staying nine months: some hundreds, certainly not the hundred thousands.
  expect(estimated(estimates, "workers-abroad-in-a-year").median).toBeGreaterThan(300);
  expect(estimated(estimates, "workers-abroad-in-a-year").median).toBeLessThan(2000);
});

test("lineage names the very claims used: no conversion and no demanded stay", () => {
  const all = run(foundingClaims).flatMap((one) => ("lineage" in one ? one.lineage.claims : []));
  expect([...new Set(all)].sort()).toEqual(["R1-01", "R1-02", "R1-07", "R1-09", "R1-11", "R1-13", "R1-18"]);
  const stock = estimated(run(foundingClaims), "workers-abroad");
  expect(stock.lineage.assumptions.find(({ id }) => id === "DM10")?.says).toContain("R1-19");
});

test("DM2 one wave told twice by one root moves nothing; told by two roots it narrows the interval", () => {
  const once = estimated(run(foundingClaims.filter(({ id }) => id !== "R1-03")), "workers-abroad");
  const sameRoot = estimated(run(foundingClaims), "workers-abroad");
  const twoRoots = estimated(run(foundingClaims, []), "workers-abroad");
  expect(sameRoot.interval).toEqual(once.interval);
  expect(twoRoots.lineage.claims).toContain("R1-03");
  expect(twoRoots.interval.high / twoRoots.interval.low).toBeLessThan(once.interval.high / once.interval.low);
});

test("DM1 a claim graded worse widens what is believed", () => {
  const graded = (credibility: 1 | 3 | 5) =>
    estimated(
      run([
        told({
          id: "R1-13",
          measure: "labour_cost_paid_monthly",
          low: "2500",
          high: "2500",
          kind: "exact",
          unit: "CNY",
          per: "person-month",
          period: "2025-12",
          credibility,
        }),
        ...foundingClaims.filter(({ id }) => id !== "R1-13"),
      ]),
      "take-per-worker-month",
    ).interval;
  const width = ({ low, high }: { low: number; high: number }) => high - low;
  expect(width(graded(1))).toBeLessThan(width(graded(3)));
  expect(width(graded(3))).toBeLessThan(width(graded(5)));
});

test.each(["denied", "hypothetical", "demanded", "formerly", "unknown"] as const)("a %s arrival never enters", (polarity) => {
  const claims = [
    told({
      id: "R2-01",
      measure: "workers_arrived",
      low: "5000",
      high: "5000",
      kind: "exact",
      unit: "person",
      period: "2025-12",
      place: "Changbai",
      polarity,
    }),
    ...foundingClaims,
  ];
  expect(run(claims)).toEqual(run(foundingClaims));
});

test("a proposal nobody accepted never enters", () => {
  const proposal = told({
    id: "R2-01",
    measure: "labour_cost_paid_monthly",
    low: "9000",
    high: "9000",
    kind: "exact",
    unit: "CNY",
    per: "person-month",
    period: "2025-12",
    proposed: true,
  });
  expect(run([proposal, ...foundingClaims])).toEqual(run(foundingClaims));
});

test.each([
  ["workers_arrived", "workers-abroad", "workers_arrived"],
  ["tenure", "workers-abroad", "tenure"],
  ["labour_cost_paid_monthly", "take-per-worker-month", "labour_cost_paid_monthly"],
  ["wage_received_monthly", "share-withheld", "wage_received_monthly"],
  ["home_wage_monthly", "pay-against-home-wage", "home_wage_monthly"],
  ["permit_fee", "exit-fee-months", "permit_fee"],
])("without a claim on %s there is no estimate of %s, and what to ask is named", (without, id, named) => {
  const none = run(foundingClaims.filter(({ measure }) => measure !== without)).find((one) => one.id === id);
  expect(none).toHaveProperty("missing");
  expect((none as NoEstimate).missing.join(" ")).toContain(named);
});

test("DM15 without a rate of the day nothing is converted, not even by the rate of another year", () => {
  const claims = foundingClaims;
  const estimates = run(claims, foundingRoots, { rates: [rate("USD", "CNY", "7.2", "2024-10-16", "official")] });
  expect(estimates.some(({ id }) => id.endsWith("-usd"))).toBe(false);
  expect((estimates.find(({ id }) => id === "pay-against-home-wage") as NoEstimate).missing.join()).toContain("rate between CNY and KPW");
});

test("reports without a date give no estimate, and say why", () => {
  expect(session({ asOf: "XXXX" as EdtfDate }).posterior(foundingClaims)).toMatchObject({
    ok: false,
    refusal: { kind: "nothing-to-fit", says: expect.stringMatching(/not known/) },
  });
});

test("where nothing could be fitted there is no number, only why and what to ask", () => {
  const none = unfitted("nobody told");
  expect(none.map(({ id }) => id)).toContain("workers-abroad");
  expect(none.every(({ missing }) => missing[0] === "nobody told" && missing.length > 1)).toBe(true);
});

test("a second crossing is another stock: kept out by name, and estimated where its place is asked for", () => {
  const elsewhere = told({
    id: "R3-01",
    measure: "workers_arrived",
    low: "5000",
    high: "5000",
    kind: "approx",
    unit: "person",
    period: "2025-11",
    place: "Dandong",
  });
  const both = [...foundingClaims, elsewhere];
  const first = estimated(run(both), "workers-abroad");
  expect(first.lineage.claims).not.toContain("R3-01");
  expect(first.median).toBeLessThan(1000);
  const there = estimated(run(both, foundingRoots, { place: "Dandong" }), "workers-abroad");
  expect(there.lineage.claims).toContain("R3-01");
  expect(there.median).toBeGreaterThan(3000);
});

test("the same seed gives the same bits, another seed nearly the same figures", () => {
  expect(run(foundingClaims)).toEqual(run(foundingClaims));
  const one = estimated(run(foundingClaims), "share-withheld").median;
  const other = estimated(run(foundingClaims, foundingRoots, { seed: 8 }), "share-withheld").median;
  expect(other).not.toBe(one);
  expect(Math.abs(other - one)).toBeLessThan(0.5);
});

test("FT12 after an edit of a warm session the estimates are those of a cold one, whatever was kept from before", () => {
  const warm = session();
  const graded = (id: string) => foundingClaims.map((claim) => (claim.id === id ? { ...claim, ...moved(claim) } : claim));
  const moved = (claim: Claim) => ({ value: { ...claim.value, low: decimal(String(Number(claim.value.low) + 7)) } });
  for (const claims of [foundingClaims, graded("R1-02"), graded("R1-11"), graded("R1-18"), foundingClaims]) {
    const fitted = warm.posterior(claims);
    if (!fitted.ok) throw new Error(fitted.refusal.says);
    expect(estimatesOf(fitted.value, figuresOf(fitted.value))).toEqual(run(claims));
  }
});

test("the curve falls to nothing after the longest stay when arrivals are assumed to stop", () => {
  const estimates = run(foundingClaims, foundingRoots, {
    assumptions: { goesOn: { low: 0, high: 1e-9 }, rightByCredibility: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1 } },
  });
  const curve = estimated(estimates, "workers-abroad").curve ?? [];
  expect(curve[2]?.median).toBeGreaterThan(100);
  expect(curve[16]?.high).toBeLessThan(0.001);
});

const asOf = "2025-12-26" as EdtfDate;
const options: FitOptions = { seed: 7, draws: 8192, asOf, rates: foundingRates, roots: foundingRoots };

function session(more: Partial<FitOptions> = {}): FitSession {
  return new FitSession(chinaRoute, { ...options, ...more });
}

function run(claims: readonly Claim[], roots: FitOptions["roots"] = foundingRoots, more: Partial<FitOptions> = {}) {
  const fitted = session({ ...more, ...(roots === undefined ? {} : { roots }) }).posterior(claims);
  if (!fitted.ok) throw new Error(fitted.refusal.says);
  return estimatesOf(fitted.value, figuresOf(fitted.value));
}

function estimated(estimates: readonly (Estimate | NoEstimate)[], id: string): Estimate {
  const found = estimates.find((one) => one.id === id);
  if (found === undefined || "missing" in found) throw new Error(`no estimate ${id}: ${JSON.stringify(found)}`);
  return found;
}

import { readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import type { Claim } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import type { DispatchFit } from "#domain/fit.ts";
import { decimal } from "#domain/value.ts";
import { weightedQuantiles } from "#numeric/quantile.ts";
import { corroborate } from "../../corroboration/index.ts";
import { ratesFromClaims } from "../../money/index.ts";
import { readClaimTable } from "../../pooling/index.ts";
import { chinaRoute } from "../routes.ts";
import { foundingClaims, foundingRates, foundingRoots, told } from "../told-in-tests.ts";
import { fitDispatch } from "./fit-dispatch.ts";
import { figuresOf } from "./fit-estimates.ts";
import type { FitOptions } from "./fit-options.ts";
import { FitSession } from "./fit-session.ts";

vi.setConfig({ testTimeout: 120_000 });

const asOf = "2025-12-26" as EdtfDate;
const founding: FitOptions = { seed: 7, draws: 8192, asOf, rates: foundingRates, roots: foundingRoots };

test("FT1 the founding case alone: workers abroad, the yearly take and the share withheld, each with an interval around what a reader works out", () => {
  const fit = fitted(foundingClaims, founding);
  expect(fit.scope).toMatchObject({ country: "CN", place: "Changbai County, Jilin" });
  const share = estimate(fit, "share-withheld");
  // 1 − 500 / 2,500.
  expect(share.median).toBeGreaterThan(77);
  expect(share.median).toBeLessThan(83);
  // More than 100 came in two weeks: none can have gone home after six to twelve months.
  const abroad = estimate(fit, "workers-abroad");
  expect(abroad.median).toBeGreaterThan(100);
  expect(abroad.interval.high).toBeLessThan(1000);
  // 2,000 yuan × 12 at 7.06 is 3,399 dollars a worker-year; 2,500 × 12 is 4,249.
  expect(estimate(fit, "take-per-worker-year-usd").median).toBeCloseTo(3400, -2);
  expect(estimate(fit, "paid-per-worker-year-usd").median).toBeCloseTo(4250, -2);
  expect(estimate(fit, "take-per-year").lineage.claims).toEqual(expect.arrayContaining(["R1-02", "R1-09", "R1-13", "R1-18"]));
  for (const one of fit.estimates) {
    if ("missing" in one) continue;
    expect(one.interval.low).toBeLessThan(one.median);
    expect(one.interval.high).toBeGreaterThan(one.median);
    expect(one.method).toMatchObject({ seed: 7, draws: 8192 });
  }
});

test("with the published claims for China of 2024 to 2026 the pay narrows, the claims that move it are named, and so are the tensions", () => {
  const { claims, options } = published();
  const alone = fitted(
    claims.filter(({ report }) => report === "D001"),
    options,
  );
  const all = fitted(claims, options);
  const width = (fit: DispatchFit, id: string) => estimate(fit, id).interval.high - estimate(fit, id).interval.low;
  expect(width(all, "share-withheld")).toBeLessThan(width(alone, "share-withheld") / 2);
  // The clothing maker who told of 600-700 yuan in the hand moves the share more than anybody but the returnee of the founding report.
  const movers = all.movers.filter((one) => one.estimate === "share-withheld").map(({ claims: ids }) => ids);
  expect(movers.slice(0, 2).flat()).toEqual(expect.arrayContaining(["D005-03", "D001-09"]));
  expect(all.movers.find((one) => one.estimate === "workers-abroad-country")).toMatchObject({ claims: ["D049-05"], moved: null });
  // 500 million dollars ÷ 100,000 workers against about 3,900 gross at the outlet's own 325 dollars a month.
  const tension = all.tensions.find(({ id }) => id === "TE1");
  expect(tension?.claims).toEqual(expect.arrayContaining(["D049-01", "D049-02"]));
  expect(tension?.says).toContain("imply 5,000 dollars a worker-year");
  expect(tension?.says).toContain("3,900 at the 325 dollars a month printed in D001-14");
  expect(tension?.p).toBeLessThan(0.1);
  const gross = estimate(all, "paid-per-worker-year-usd");
  expect(gross.interval.high).toBeLessThan(5000);
  expect(gross.interval.low).toBeGreaterThan(3500);
  // The whole world, other countries and old claims are kept out by name.
  expect(all.keptOut.find(({ claim }) => claim === "D049-01")?.why).toBe("it speaks of the whole world");
  expect(all.withoutSource.length).toBeGreaterThan(1);
});

test("FT6 a claim far from the others is surprising, its root is doubted, and one in their midst is not", () => {
  const pay = (id: string, yuan: string) =>
    told({
      id,
      measure: "labour_cost_paid_monthly",
      low: yuan,
      high: yuan,
      kind: "exact",
      unit: "CNY",
      per: "person-month",
      period: "2025-12",
      credibility: 3,
    });
  const claims = [pay("A1-01", "2500"), pay("B1-01", "2400"), pay("C1-01", "2600"), pay("D1-01", "6000")];
  const { checks } = fitted(claims, { ...founding, roots: [], country: "CN" });
  const far = checks.find(({ claim }) => claim === "D1-01");
  const near = checks.find(({ claim }) => claim === "A1-01");
  expect(far?.p).toBeLessThan(0.01);
  expect(far?.words).toContain("very surprising");
  expect(far?.wrong).toBeGreaterThan(0.95);
  expect(near?.p).toBeGreaterThan(0.2);
  expect(near?.wrong).toBeLessThan(0.2);
  expect(checks[0]?.claim).toBe("D1-01");
});

test("FT2 a second outlet that repeats one root narrows nothing; a second root does", () => {
  const pay = (id: string) =>
    told({
      id,
      measure: "labour_cost_paid_monthly",
      low: "2500",
      high: "2500",
      kind: "exact",
      unit: "CNY",
      per: "person-month",
      period: "2025-12",
    });
  const roots = [{ id: "one", claims: [pay("A1-01").id, pay("B1-01").id], reports: [], depth: 1, why: "copy" }];
  const options = { ...founding, country: "CN" };
  const once = paid(fitted([pay("A1-01")], { ...options, roots: [] }));
  const copied = paid(fitted([pay("A1-01"), pay("B1-01")], { ...options, roots }));
  const twice = paid(fitted([pay("A1-01"), pay("B1-01")], { ...options, roots: [] }));
  expect(copied.interval).toEqual(once.interval);
  expect(twice.interval.high - twice.interval.low).toBeLessThan(0.85 * (once.interval.high - once.interval.low));
});

test("FT3 a figure told years ago weighs less than the same told now", () => {
  const pay = (period: string) =>
    told({
      id: "A1-01",
      measure: "labour_cost_paid_monthly",
      low: "2500",
      high: "2500",
      kind: "exact",
      unit: "CNY",
      per: "person-month",
      period,
    });
  const now = paid(fitted([pay("2025-12")], { ...founding, roots: [], country: "CN" }));
  const then = paid(fitted([pay("2023-06")], { ...founding, roots: [], country: "CN" }));
  expect(then.interval.high / then.interval.low).toBeGreaterThan(1.1 * (now.interval.high / now.interval.low));
});

test("an edited claim in a warm session gives the bits of a cold one, with at least 100,000 effective draws", () => {
  const { claims, options } = published();
  const { draws: _, ...full } = options;
  const edited = claims.map((claim) =>
    claim.id === "D001-13" ? { ...claim, value: { ...claim.value, low: decimal("2700"), high: decimal("2700") } } : claim,
  );
  const warm = new FitSession(chinaRoute, full);
  expect(warm.posterior(claims).ok).toBe(true);
  const [one, two] = [warm.posterior(edited), new FitSession(chinaRoute, full).posterior(edited)];
  if (!one.ok || !two.ok) throw new Error("the edited claims do not fit");
  expect(one.value.diagnostics).toEqual(two.value.diagnostics);
  expect(one.value.diagnostics.effective).toBeGreaterThan(100_000);
  expect(one.value.columns.get("paid")).toEqual(two.value.columns.get("paid"));
  expect(one.value.weights).toEqual(two.value.weights);
  expect(figuresOf(one.value).map(({ id }) => id)).toContain("take-per-year-country-usd");
});

test("the ladder is climbed where what ties quantities together lies far from what each was told, and the answer says so", () => {
  const row = (id: string, measure: string, low: string, unit: "CNY" | "percent") =>
    told({
      id,
      measure,
      low,
      high: low,
      kind: "exact",
      unit,
      per: unit === "CNY" ? "person-month" : null,
      period: "2025-12",
      credibility: 1,
    });
  const claims = [
    row("A1-01", "labour_cost_paid_monthly", "2500", "CNY"),
    row("B1-01", "wage_received_monthly", "2300", "CNY"),
    ...["C1", "D1", "E1", "F1"].map((report) => row(`${report}-01`, "state_share", "70", "percent")),
  ];
  const result = new FitSession(chinaRoute, { ...founding, roots: [], country: "CN" }).posterior(claims);
  if (!result.ok) throw new Error(result.refusal.says);
  const { diagnostics, weights } = result.value;
  expect(["adaptive importance sampling", "tempered SMC"]).toContain(diagnostics.rung);
  expect(diagnostics.because).toContain("k̂");
  // Four roots say 70 %; the share cannot stay at the 8 % that payment and wage alone imply.
  const share = figuresOf(result.value).find(({ id }) => id === "share-withheld");
  expect(weightedQuantiles(share?.values ?? [], weights, [0.5])[0]).toBeGreaterThan(60);
});

test("FT9 scenarios: where roots contradict each other, none being wrong is less likely; without a later claim, whether arrivals go on cannot be told", () => {
  const pay = (id: string, yuan: string) =>
    told({
      id,
      measure: "labour_cost_paid_monthly",
      low: yuan,
      high: yuan,
      kind: "exact",
      unit: "CNY",
      per: "person-month",
      period: "2025-12",
    });
  const { scenarios } = fitted([...foundingClaims, pay("X1-01", "9000"), pay("Y1-01", "900")], founding);
  const times = (id: string) => scenarios.find((one) => one.id === id)?.times ?? null;
  expect(times("none-wrong") ?? 0).toBeLessThan(0.01);
  expect(times("goes-on")).toBeCloseTo(1, 6);
  expect(scenarios.find(({ id }) => id === "goes-on")?.words).toBe("the claims cannot tell it from the fit as it stands");
});

test("FT10 power scaling: with one graded claim the claims decide; when claims are hardly believed what was believed before shows", () => {
  const pay = told({
    id: "A1-01",
    measure: "labour_cost_paid_monthly",
    low: "2500",
    high: "2500",
    kind: "exact",
    unit: "CNY",
    per: "person-month",
    period: "2025-12",
  });
  const wage = told({
    id: "B1-01",
    measure: "wage_received_monthly",
    low: "500",
    high: "500",
    kind: "exact",
    unit: "CNY",
    per: "person-month",
    period: "2025-12",
  });
  const options = { ...founding, roots: [], country: "CN" };
  const firm = fitted([pay, wage], options).sensitivity.find(({ estimate: id }) => id === "share-withheld");
  expect(firm?.words).toBe("the claims decide");
  const grades = { 1: 0.05, 2: 0.05, 3: 0.05, 4: 0.05, 5: 0.05, 6: 0.05 };
  const doubted = fitted([pay, wage], { ...options, assumptions: { rightByCredibility: grades } }).sensitivity.find(
    ({ estimate: id }) => id === "share-withheld",
  );
  const lean = (one: typeof firm) => (one?.prior ?? NaN) / (one?.likelihood ?? NaN);
  expect(lean(doubted)).toBeGreaterThan(1.5 * lean(firm));
  expect(doubted?.words).not.toBe("the claims decide");
});

test("FT11 the next question is about the quantity that is known least: the arrivals for the stock, the wage or the payment for the share", () => {
  const { questions } = fitted(foundingClaims, founding);
  const best = (id: string) =>
    questions
      .flatMap(({ measure, narrows }) => narrows.filter((one) => one.estimate === id).map(({ widthAfter }) => ({ measure, widthAfter })))
      .sort((a, b) => a.widthAfter - b.widthAfter)[0];
  expect(best("workers-abroad")?.measure).toBe("workers_arrived");
  expect(["wage_received_monthly", "labour_cost_paid_monthly"]).toContain(best("share-withheld")?.measure);
  expect(best("workers-abroad")?.widthAfter).toBeLessThan(0.9);
});

test("refusals: an impossible prior, one that leaves nothing of the claims, an unknown quantity, contradicting bounds nobody may have wrong, and nothing to fit", () => {
  const refusal = (claims: readonly Claim[], more: Partial<FitOptions>) => {
    const result = fitDispatch(chinaRoute, claims, { ...founding, ...more });
    return result.ok ? null : result.refusal;
  };
  expect(refusal(foundingClaims, { priors: { paid: { low: 3000, high: 2000 } } })).toMatchObject({ kind: "bad-prior", quantity: "paid" });
  expect(refusal(foundingClaims, { priors: { paid: { low: -5, high: 2000 } } })).toMatchObject({ kind: "bad-prior", quantity: "paid" });
  expect(refusal(foundingClaims, { priors: { paid: { low: 1, high: 2 } } })).toMatchObject({ kind: "contradiction", claims: ["R1-13"] });
  expect(refusal(foundingClaims, { priors: { weather: { low: 1, high: 2 } } })).toMatchObject({ kind: "bad-prior", quantity: "weather" });
  expect(refusal([], {})).toMatchObject({ kind: "nothing-to-fit" });
  const certain = { rightByCredibility: { 1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 6: 1 } };
  const bound = (id: string, value: { readonly low?: string; readonly high?: string }, kind: "at_least" | "at_most") =>
    told({ id, measure: "labour_cost_paid_monthly", ...value, kind, unit: "CNY", per: "person-month", period: "2025-12" });
  const bounds = [bound("A1-01", { low: "3000" }, "at_least"), bound("B1-01", { high: "2000" }, "at_most")];
  expect(refusal(bounds, { roots: [], country: "CN", assumptions: certain })).toMatchObject({
    kind: "contradiction",
    quantity: "paid",
    claims: ["A1-01", "B1-01"],
  });
  // Where a root may be wrong, the same bounds are a tension, not a refusal.
  expect(refusal(bounds, { roots: [], country: "CN" })).toBeNull();
});

// ---- shared by the tests -----------------------------------------------------------------------------------------------------------

function fitted(claims: readonly Claim[], options: FitOptions): DispatchFit {
  const result = fitDispatch(chinaRoute, claims, options);
  if (!result.ok) throw new Error(result.refusal.says);
  return result.value;
}

function estimate(fit: DispatchFit, id: string) {
  const one = fit.estimates.find((each) => each.id === id);
  if (one === undefined || "missing" in one) throw new Error(`no estimate ${id}`);
  return one;
}

function paid(fit: DispatchFit) {
  const one = fit.quantities.find(({ id }) => id === "paid");
  if (one === undefined) throw new Error("nothing is paid");
  return one;
}

/** The published table that ships, held to China and the crossing of the founding report. */
function published(): { readonly claims: readonly Claim[]; readonly options: FitOptions } {
  const file = (name: string) => readFileSync(new URL(`../../../../examples/dprk-overseas-labour/${name}`, import.meta.url), "utf8");
  const table = readClaimTable({ case: file("case.json"), reports: file("reports.jsonl"), claims: file("claims.jsonl") });
  if (!table.ok) throw new Error("the shipped table cannot be read");
  const { claims, reports } = table.value;
  return {
    claims,
    options: {
      seed: 7,
      draws: 8192,
      asOf: "2026-02-28" as EdtfDate,
      rates: ratesFromClaims(claims, reports),
      roots: corroborate(claims, reports).flatMap((group) => group.roots),
      country: "CN",
      place: "changbai",
      sourceOf: (claim) => reports.find(({ id }) => id === claim.report)?.source ?? "",
    },
  };
}

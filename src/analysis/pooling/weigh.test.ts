/** Pooling small worked cases: what an answer may say, and what it must not. */
import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import type { Claim } from "#domain/claim.ts";
import type { WeighQuestion } from "#domain/weighed.ts";
import { told } from "../findings/told.ts";
import { asEstimate } from "./as-estimate.ts";
import { quantileOfSpread, spreadAt, sumOf } from "./sum-of-waves.ts";
import { weighInDetail, type WeighReport } from "./weigh.ts";

test("PO15 a lone bound is told as a bound, whatever the prior makes of its open side", () => {
  const claims = [stock("A-01", { low: "100000", high: null, kind: "at_least" })];
  for (const assumed of [{}, { highest: 200_000 }, { highest: 10_000_000 }]) {
    const { weighed } = answered(claims, { measure: "workers_abroad_stock", ...assumed });
    expect(weighed.pooled).toMatchObject({ bounded: "below", low: 100_000 });
    expect(weighed.verdict).toContain("at least 100,000 people (A-01); nothing told bounds it above, so no middle figure can be given");
  }
});

test("PO15 of several bounds from above the lowest is told; one two-sided claim makes it an interval", () => {
  const [wide, tight] = [
    stock("A-01", { low: null, high: "900", kind: "at_most" }),
    stock("B-01", { low: null, high: "500", kind: "at_most" }),
  ];
  const { pooled, verdict } = answered([wide, tight], { measure: "workers_abroad_stock" }).weighed;
  expect(pooled).toMatchObject({ bounded: "above", high: 500 });
  expect(verdict).toContain("at most 500 people (B-01, the lowest of 2 bounds told); nothing told bounds it below");
  const both = answered([wide, stock("C-01", { low: "300", high: "300" })], { measure: "workers_abroad_stock" }).weighed;
  expect(both.pooled.bounded).toBe("both");
  expect(both.verdict).not.toContain("bounds it");
});

test("PO15 an estimate made of a bound says which end is assumed", () => {
  const question = { measure: "workers_abroad_stock" };
  const detail = answered([stock("A-01", { low: "100000", high: null, kind: "at_least" })], question);
  const assumptions = asEstimate("Workers abroad", question, detail).lineage.assumptions;
  expect(assumptions.map((one) => one.says).join()).toContain("nothing told bounds it above: the median and the upper end are assumed");
});

test("PO16 an undated claim counts up to its report's date, beside dated ones and never alone", () => {
  const [dated, timeless] = [stock("A-01", { low: "500", period: "2011" }), stock("B-01", { low: "520", period: "XXXX" })];
  const reports = [...reportsOf([dated], "2012"), ...reportsOf([timeless], "2013-05")];
  const ask = (from: string, to: string) =>
    weighInDetail([dated, timeless], reports, { ...inChina, from: from as EdtfDate, to: to as EdtfDate });
  const beside = ask("2011", "2012");
  if (!beside.ok) throw new Error(JSON.stringify(beside.refusal));
  expect(beside.value.weighed.verdict).toContain("two independent roots (one of them undated)");
  expect(beside.value.weighed.verdict).toContain("undated and taken as of the time asked: B-01 (report of 2013-05)");
  expect(beside.value.why.find((one) => one.family === "family-B")?.why).toContain("undated, report of 2013-05");
  for (const [from, to] of [
    ["1999", "2000"],
    ["2013", "2013"],
  ] as const)
    expect(ask(from, to)).toMatchObject({
      ok: false,
      refusal: { kind: "no-answer", says: expect.stringContaining("only undated claims") },
    });
  const later = weighInDetail([dated, stock("C-01", { low: "600", period: "2014" }), timeless], reports, {
    ...inChina,
    from: "2014" as EdtfDate,
  });
  if (!later.ok) throw new Error(JSON.stringify(later.refusal));
  expect(later.value.weighed.excluded).toEqual([
    { claim: "B-01", why: "undated, and its report of 2013-05 is from before the time asked about" },
  ]);
  expect(answered([timeless], inChina).weighed.roots).toHaveLength(1);
});

test("PO17 bounds that leave nothing of any claim are refused; those that leave one root take the others as wrong", () => {
  const claims = [
    stock("A-01", { low: "2000", high: "2500" }),
    stock("B-01", { low: "2400", high: "2600" }),
    stock("C-01", { low: "5200", high: "5400" }),
  ];
  expect(weighInDetail(claims, reportsOf(claims), { ...inChina, lowest: 6000 })).toMatchObject({
    ok: false,
    refusal: {
      kind: "bad-input",
      place: "lowest, highest",
      says: expect.stringContaining("contradicts everything told (2,000-5,400 people; A-01, B-01, C-01)"),
    },
  });
  const { roots, verdict } = answered(claims, { ...inChina, lowest: 5000 }).weighed;
  expect(verdict).toContain("it lies against the least assumed (5,000)");
  expect(answered(claims, { ...inChina, lowest: 50 }).weighed.verdict).not.toContain("assumed");
  expect(roots.map((root) => [root.family, root.weight > 0.5])).toEqual([
    ["family-A", false],
    ["family-B", false],
    ["family-C", true],
  ]);
});

test("PO17 the sensitivity shows what the ends of the prior do", () => {
  const { sensitivity, weighed } = answered([stock("A-01", { low: "100", kind: "at_least" })], inChina);
  expect(sensitivity.find((one) => one.assumption === "possible up to ten times as much")?.median).toBeGreaterThan(
    2 * weighed.pooled.median,
  );
});

test("PO4 a bound that its own root tells closer leaves nothing more open; one it does not, does", () => {
  const both = [stock("A-01", { low: "23000", kind: "at_least" }), stock("A-02", { low: "23267" })];
  const alone = answered([both[1] as Claim], inChina).weighed.pooled;
  expect(answered(both, inChina).weighed.pooled.high / alone.high).toBeCloseTo(1, 2);
  const higher = answered([stock("A-01", { low: "60000", kind: "at_least" }), both[1] as Claim], inChina).weighed.pooled;
  expect(higher.high).toBeGreaterThan(2 * alone.high);
});

const came = (id: string, low: string, period: string, place: string | null, given: Partial<Told> = {}): Claim =>
  told({ id, measure: "workers_arrived", low, period, place, country: "CN", report: id.slice(0, 1), ...given });
const arrivals = { measure: "workers_arrived", country: "CN" };

test("PO18 waves of different times and places add up, one wave told twice counts once, and nobody is called wrong for another wave", () => {
  const claims = [
    came("A-01", "500", "2024-08", "Hunchun"),
    came("B-01", "3000", "2025-01/2025-03", "Hunchun"),
    came("C-01", "3000", "2025-02", "Hunchun"),
    came("D-01", "150", "2025-02", "Dandong"),
  ];
  const { weighed, waves, trend } = answered(claims, arrivals);
  expect(waves.map((wave) => wave.claims)).toEqual([["A-01"], ["B-01", "C-01"], ["D-01"]]);
  expect(weighed.pooled.median).toBeGreaterThan(3400);
  expect(weighed.pooled.median).toBeLessThan(3900);
  expect(weighed.verdict).toContain("three waves of different times or places, which add up to");
  expect(weighed.verdict).toContain("a wave nobody tells of is not in it");
  expect(weighed.verdict).not.toContain("probably wrong");
  expect(trend).toMatchObject({ direction: "not to be told", points: [] });
  expect(weighInDetail(claims, reportsOf(claims), { ...arrivals, lowest: 2000 })).toMatchObject({
    ok: false,
    refusal: { kind: "bad-input", says: expect.stringContaining("3 waves are told") },
  });
});

test("PO18 a wave within a wider one is a part of it and kept out by name; a bound adds as a bound", () => {
  const claims = [
    came("A-01", "80000", "2012", "China"),
    came("B-01", "29", "2012-05", "Tumen"),
    came("C-01", "100", "2013", "Dandong", { kind: "at_least" }),
    came("D-01", "70", "XXXX", "Tumen"),
  ];
  const { weighed } = answered(claims, arrivals);
  expect(Object.fromEntries(weighed.excluded.map((one) => [one.claim, one.why]))).toEqual({
    "B-01": expect.stringContaining("a part of A-01"),
    "D-01": expect.stringContaining("undated"),
  });
  expect(weighed.pooled.bounded).toBe("below");
  expect(weighed.verdict).toContain("nothing told bounds the wave of C-01 above");
});

test("PO18 a person's word that two tellings are of different people makes them two waves", () => {
  const claims = [came("A-01", "500", "2024-08", "Hunchun"), came("B-01", "500", "2024-08", "Hunchun")];
  const rejected = { kind: "same-as", from: claims[0]?.id, to: claims[1]?.id, verdict: "rejected", by: "editor", at: "2026-01-01T00:00:00.000Z", why: "two groups" } as never; // prettier-ignore
  const answer = weighInDetail(claims, reportsOf(claims), arrivals, { decided: [rejected] });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  expect(answered(claims, arrivals).waves).toEqual([]);
  expect(answer.value.waves).toHaveLength(2);
});

test("PL6 a stock repeated unchanged counts once, as of its first telling, and is kept out of later years by name", () => {
  const claims = [
    stock("A-01", { low: "100000", period: "2017", kind: "approx" }),
    stock("B-01", { low: "100000", period: "2023", kind: "approx" }),
    stock("C-01", { low: "60000", period: "2023" }),
    told({ id: "D-01", measure: "repatriated", low: "23000", period: "2018/2019", report: "D" }),
  ];
  const [a, b, ...rest] = reportsOf(claims, "2023");
  const reports = [{ ...a, published: "2017" as EdtfDate }, b, ...rest] as WeighReport[];
  const { roots, excluded } = answered(claims, { measure: "workers_abroad_stock", from: "2022" as EdtfDate }, reports).weighed;
  expect(roots.map((root) => root.claims)).toEqual([["C-01"]]);
  expect(excluded).toEqual([
    { claim: "B-01", why: expect.stringContaining("repeats A-01 of 2017 unchanged although D-01 tells of 23,000 people sent home since") },
  ]);
  const stayed = claims.slice(0, 3);
  expect(answered(stayed, { measure: "workers_abroad_stock", from: "2022" as EdtfDate }, reports).weighed.roots).toHaveLength(2);
});

test("PO19 stocks of different places are no readings of one number; of one place alone the verdict names it", () => {
  const [dandong, hunchun] = [
    stock("A-01", { low: "9000", country: "CN", place: "Dandong" }),
    stock("B-01", { low: "500", country: "CN", place: "Hunchun" }),
  ];
  expect(weighInDetail([dandong, hunchun], reportsOf([dandong, hunchun]), { ...inChina, country: "CN" })).toMatchObject({
    ok: false,
    refusal: { kind: "no-answer", says: expect.stringContaining("Dandong (A-01), Hunchun (B-01)") },
  });
  expect(answered([dandong], { ...inChina, country: "CN" }).weighed.verdict).toContain("it is of Dandong alone: nobody tells of more");
});

test("PO19 another country's pay and another site's size are unlike the others and not wrong", () => {
  const pay = (id: string, low: string, country: string) => told({ id, measure: "wage_nominal", low, unit: "USD", per: "person-month", period: "2024", country, report: id.slice(0, 1) }); // prettier-ignore
  const claims = [pay("A-01", "300", "CN"), pay("B-01", "310", "CN"), pay("C-01", "305", "CN"), pay("D-01", "9000", "RU")];
  const { verdict } = answered(claims, { measure: "wage_nominal" }).weighed;
  expect(verdict).toContain("claims of 2 countries (CN, RU) are pooled as one: ask for one of them; unlike the others: family-D");
  expect(verdict).not.toContain("probably wrong");
});

test("PO18 sums of spreads are those of independent parts: means and variances add", () => {
  const uniform = (low: number, high: number) => Float64Array.from(spreadAt, (p) => low + p * (high - low));
  const sum = sumOf([uniform(0, 6), uniform(10, 22), uniform(0, 1)]);
  const mean = sum.reduce((all, one) => all + one, 0) / sum.length;
  const variance = sum.reduce((all, one) => all + (one - mean) ** 2, 0) / sum.length;
  expect(mean).toBeCloseTo(3 + 16 + 0.5, 1);
  expect(variance / ((36 + 144 + 1) / 12)).toBeCloseTo(1, 1);
  expect(quantileOfSpread(sum, 0.5)).toBeCloseTo(19.5, 1);
});

const inChina = { measure: "workers_abroad_stock" };
type Told = Parameters<typeof told>[0];
const stock = (id: string, given: Partial<Told> = {}): Claim =>
  told({ id, measure: "workers_abroad_stock", period: "2023", report: id.slice(0, 1), ...given });

function answered(claims: readonly Claim[], question: WeighQuestion, reports = reportsOf(claims)) {
  const answer = weighInDetail(claims, reports, question);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  return answer.value;
}

/** Each report its own family and outlet, in print at the end of 2025. */
function reportsOf(claims: readonly Claim[], published = "2025-12"): readonly WeighReport[] {
  return [...new Set(claims.map((claim) => claim.report))].map((id) => ({
    id,
    family: `family-${id}`,
    outlet: `Outlet ${id}`,
    published: published as EdtfDate,
    source: "x" as never,
    url: null,
  }));
}

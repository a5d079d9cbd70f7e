/** Pooling small worked cases: what an answer may say, and what it must not. */
import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import type { Claim } from "#domain/claim.ts";
import type { WeighQuestion } from "#domain/weighed.ts";
import { told } from "../findings/told.ts";
import { asEstimate } from "./as-estimate.ts";
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

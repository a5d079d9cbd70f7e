/** What the shipped case must show about pooling: the answers a person worked out from the reports, never a snapshot. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import type { WeighQuestion } from "#domain/weighed.ts";
import { ecbReferenceRates } from "../money/ecb-reference-rates.ts";
import { checkConversions } from "../money/check-conversions.ts";
import { ratesFromClaims } from "../money/rates-from-claims.ts";
import { asEstimate } from "./as-estimate.ts";
import { readClaimTable } from "./claim-table.ts";
import { weigh, weighInDetail } from "./weigh.ts";

const { claims, reports, sources } = shippedCase();
const context = { sources, tables: [ecbReferenceRates] };
const asked = (request: WeighQuestion) => weighInDetail(claims, reports, request, context);

test("PO10 labour cost in China 2023-25 pools to an interval inside 2,000-3,000 yuan on five roots, the 4,000 of one plant and the unpaid demand kept out by name", () => {
  const answer = asked({ measure: "labour_cost_paid_monthly", country: "CN", from: "2023" as EdtfDate, to: "2025" as EdtfDate });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  const { pooled, roots, excluded, verdict } = answer.value.weighed;
  expect(pooled.unit).toBe("CNY per person-month");
  expect(pooled.low).toBeGreaterThan(2000);
  expect(pooled.high).toBeLessThan(3000);
  expect(roots.map((root) => [root.family, root.claims])).toEqual([
    ["asiapress-ryanggang", ["D001-13"]],
    ["dnk-contributions", ["D004-08"]],
    ["asahi-2024", ["D005-02"]],
    ["rfa-wage-demand-2024", ["D011-01"]],
    ["dnk-dandong-2025", ["D017-06"]],
  ]);
  const why = Object.fromEntries(excluded.map((one) => [one.claim, one.why]));
  expect(why["D011-05"]).toContain("single site");
  expect(why["D011-05"]).toContain("umbrella factory");
  expect(why["D011-03"]).toContain("demanded, not yet paid");
  expect(why["D001-14"]).toBe("a printed conversion of D001-13");
  expect(verdict).toContain(
    "five reports, five independent roots (two of them Daily NK's own, so only partly independent; one of them undated)",
  );
  expect(verdict).toContain("undated and taken as of the time asked: D004-08");
});

test("PO6 what whoever asks assumes replaces the method's own, and is stated with the answer", () => {
  const question = { measure: "labour_cost_paid_monthly", country: "CN", from: "2023" as EdtfDate, to: "2025" as EdtfDate };
  const answer = asked({ ...question, lowest: 500, highest: 20_000, spread: 0.5, outletShare: 0.2, wrongTimes: 2, level: 0.8 });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  expect(answer.value.prior).toEqual({ low: 500, high: 20_000, spread: 0.5, outletShare: 0.2 });
  expect(answer.value.weighed.pooled.level).toBe(0.8);
  expect(answer.value.why.map((one) => one.wrong)).toEqual([0.3, 0.3, 0.3, 0.3, 0.3]);
  expect(asked({ ...question, lowest: 3000, highest: 2000 })).toMatchObject({ ok: false, refusal: { place: "lowest, highest" } });
  expect(asked({ ...question, outletShare: 1 })).toMatchObject({ ok: false, refusal: { place: "outlet share" } });
});

test("PO16 a window nobody dated a claim in has no answer, and dollars keep the five roots through what the undated report printed", () => {
  for (const [from, to] of [
    ["1999", "2000"],
    ["2030", "2031"],
  ])
    expect(weigh(claims, reports, { measure: "labour_cost_paid_monthly", country: "CN", from: from as EdtfDate, to: to as EdtfDate }, context)).toMatchObject({ ok: false, refusal: { kind: "no-answer", says: expect.stringContaining("D004-08") } }); // prettier-ignore
  const dollars = asked({
    measure: "labour_cost_paid_monthly",
    country: "CN",
    from: "2023" as EdtfDate,
    to: "2025" as EdtfDate,
    currency: "USD",
  });
  if (!dollars.ok) throw new Error(JSON.stringify(dollars.refusal));
  expect(dollars.value.weighed.roots).toHaveLength(5);
  expect(dollars.value.boxes.find((box) => box.claim === "D004-08")?.rates.join()).toContain("constant-D004-D004-09");
});

test("CO7 an answer tells how many voices stand behind each root's nearest word", () => {
  const answer = asked({ measure: "labour_cost_paid_monthly", country: "CN", from: "2023" as EdtfDate, to: "2025" as EdtfDate });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  expect(answer.value.why.find((one) => one.family === "asahi-2024")?.depth).toBe(1);
});

test("PO10 the Russian levy of four families pools as one consistent series in dollars, extra payments kept apart", () => {
  const answer = asked({ measure: "state_levy", country: "RU", currency: "USD" });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  const { pooled, roots, excluded } = answer.value.weighed;
  expect(roots.map((root) => root.family)).toEqual(["rfa-levy-2019", "dnk-russia-levy", "dnk-quota-2025", "dnk-russia-2023"]);
  expect(roots.filter((root) => root.weight < 0.9)).toEqual([]);
  expect(pooled.low).toBeGreaterThan(500);
  expect(pooled.high).toBeLessThan(1100);
  expect(excluded.filter((one) => one.why.includes("extra payment")).map((one) => one.claim)).toEqual(["D029-01", "D030-01", "D031-01"]);
});

test("PO11 lead time falls from 6-12 months to about 4 to 2-3.5; application to approval and training stand apart", () => {
  const answer = asked({ measure: "lead_time", country: "CN" });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  const { trend, weighed } = answer.value;
  expect(trend.points.map((point) => point.claim)).toEqual(["D001-16", "D013-01", "D001-17"]);
  expect(trend.direction).toBe("falls");
  expect(trend.perYear).toBeNull();
  expect(trend.says).toContain("3 dated points from 2 outlets");
  expect(trend.says).toContain("too little for a rate of change");
  const why = Object.fromEntries(weighed.excluded.map((one) => [one.claim, one.why]));
  expect(why["D002-01"]).toContain("application to approval");
  expect(why["D014-03"]).toContain("training alone");
});

test("PO10 revenue: four roots agree on about half a billion, and the rapporteur's 1.2-2.3 billion is taken as probably wrong", () => {
  const answer = asked({ measure: "annual_state_revenue" });
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  expect(answer.value.weighed.verdict).toContain("probably wrong: un-rapporteur-2015");
  const rapporteur = answer.value.weighed.roots.find((root) => root.family === "un-rapporteur-2015");
  expect(rapporteur?.claims).toEqual(["D065-02", "D066-04", "D067-06", "D068-05", "D069-02"]);
});

test("MO5 the printed conversions of the case: which are flagged, by how much, and which are sound", () => {
  const checks = checkConversions(claims, ratesFromClaims(claims, reports), reports, [ecbReferenceRates]);
  const byId = new Map<string, (typeof checks)[number]>(checks.map((check) => [check.printed, check]));
  const official = (id: string) => byId.get(id)?.candidates.find(({ rate }) => rate.kind === "official");
  expect(checks.filter((check) => check.flagged).map((check) => check.printed)).toEqual([
    "D001-08",
    "D001-10",
    "D001-14",
    "D004-07",
    "D009-03",
  ]);
  for (const id of ["D001-08", "D001-10", "D001-14"]) {
    expect(official(id)).toMatchObject({ rate: { rate: "7.0602", on: "2025-12-16" } });
    expect(official(id)?.missPercent).toBeCloseTo(-8.2, 1);
  }
  expect(byId.get("D002-03")?.candidates.at(-1)?.rate.rate).toBe("0.14");
  expect(byId.get("D004-07")?.candidates.map(({ missPercent }) => missPercent.toFixed(1))).toEqual(["-16.7"]);
  expect(byId.get("D009-03")?.says).toContain("two conversions in a row: 12 JPY per CNY");
  expect(byId.get("D087-02")?.says).toContain("rounding alone explains");
  const sound = ["D011-02", "D011-04", "D036-02", "D036-04", "D041-03", "D067-03", "D077-02"];
  expect(sound.filter((id) => byId.get(id)?.flagged !== false)).toEqual([]);
});

test("PO6 a pooled answer becomes an estimate with its claims and its assumptions said aloud", () => {
  const request = { measure: "labour_cost_paid_monthly", country: "CN", from: "2023" as EdtfDate, to: "2025" as EdtfDate };
  const answer = asked(request);
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  const estimate = asEstimate("Paid for one worker a month", request, answer.value);
  expect(estimate).toMatchObject({
    id: "pooled-labour_cost_paid_monthly-CN-2023-2025",
    on: "2023/2025",
    unit: "CNY per person-month",
    interval: { level: 0.9 },
  });
  expect(estimate.lineage.claims).toEqual(["D001-13", "D004-08", "D005-02", "D011-01", "D017-06"]);
  expect(estimate.lineage.assumptions.map((one) => one.id)).toEqual(["PO2", "PO5", "PO6"]);
});

test.each([
  [{ measure: "happiness" }, "not a measure"],
  [{ measure: "wage_nominal", currency: "VND" }, "not a currency"],
  [{ measure: "wage_nominal", from: "2025" as EdtfDate, to: "2024" as EdtfDate }, "ends before it begins"],
])("PO12 %o is refused with the reason", (request, says) => {
  expect(weigh(claims, reports, request, context)).toMatchObject({
    ok: false,
    refusal: { kind: "bad-input", says: expect.stringContaining(says) },
  });
});

test.each([
  [{ measure: "escapes", country: "FR" }, 'nobody tells of it in "FR"; it is told of '],
  [{ measure: "escapes", from: "1950" as EdtfDate, to: "1951" as EdtfDate }, "none of the time asked about"],
  [
    { measure: "home_wage_monthly", country: "KP", from: "2022" as EdtfDate, to: "2022" as EdtfDate, currency: "EUR" },
    "no rate between KPW and EUR",
  ],
])("PO12 %o has no answer, and why", (request, says) => {
  expect(weigh(claims, reports, request, context)).toMatchObject({
    ok: false,
    refusal: { kind: "no-answer", what: request.measure, says: expect.stringContaining(says) },
  });
});

test("PO9 withdrawing a root's claims drops the root and names the claim", () => {
  const without = claims.map((claim) =>
    claim.id === "D005-02"
      ? {
          ...claim,
          decision: { state: "withdrawn" as const, by: "editor" as never, at: "2026-01-01T00:00:00.000Z" as never, why: "asked" },
        }
      : claim,
  );
  const answer = weigh(
    without,
    reports,
    { measure: "labour_cost_paid_monthly", country: "CN", from: "2023" as EdtfDate, to: "2025" as EdtfDate },
    context,
  );
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal));
  expect(answer.value.roots.map((root) => root.family)).not.toContain("asahi-2024");
  expect(answer.value.excluded).toContainEqual({ claim: "D005-02", why: "withdrawn, not accepted by a person" });
});

function shippedCase() {
  const read = (name: string) => readFileSync(new URL(`../../../examples/dprk-overseas-labour/${name}`, import.meta.url), "utf8");
  const table = readClaimTable({ case: read("case.json"), reports: read("reports.jsonl"), claims: read("claims.jsonl") });
  if (!table.ok) throw new Error(JSON.stringify(table.refusal));
  return table.value;
}

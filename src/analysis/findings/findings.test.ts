import { describe, expect, test } from "vitest";
import type { Claim } from "#domain/claim.ts";
import type { EdtfDate } from "#domain/edtf.ts";
import { person, type Instant } from "#domain/ids.ts";
import { parseMeasure } from "#domain/measure.ts";
import { findings, holdAgainst } from "./findings.ts";
import { stateName } from "./host-states.ts";
import { debtBondage, excessiveOvertime } from "./ilo-indicators.ts";
import { noNewAuthorizations } from "./resolution-2375-paragraph-17.ts";
import { repatriationOfWorkers } from "./resolution-2397-paragraph-8.ts";
import { rule } from "./rule.ts";
import { rules } from "./rules.ts";
import { told } from "./told.ts";

const asOf = "2025-12-26" as EdtfDate;
const arrived = told({
  id: "R2-01",
  measure: "workers_arrived",
  low: "100",
  kind: "at_least",
  hedge: ["more than"],
  period: "2025-12-01~/2025-12-15~",
  country: "CN",
});
const paid = told({
  id: "R3-01",
  measure: "labour_cost_paid_monthly",
  low: "2500",
  kind: "approx",
  unit: "CNY",
  per: "person-month",
  period: "2025-12~",
  country: "CN",
});

describe.each(rules.map((one) => [one.id, one] as const))("FI2 %s", (_, one) => {
  test.each(one.holds.map((given) => [given.name, given] as const))("holds: %s", (_name, given) => {
    expect(holdAgainst(one, given.host, given.claims, given.asOf).verdict).toBe("met");
  });
  test.each(one.fails.map((given) => [given.name, given] as const))("fails: %s", (_name, given) => {
    expect(holdAgainst(one, given.host, given.claims, given.asOf).verdict).toBe("not met");
  });
  test("FI3 asks only for measures the vocabulary has", () => {
    const named = one.elements.flatMap((element) => element.speaks?.measures ?? []);
    expect(named.filter((name) => parseMeasure(name) === null)).toEqual([]);
  });
});

test("FI2 a rule without a case that holds, or without one that fails, is refused", () => {
  expect(() => rule({ ...repatriationOfWorkers, holds: [] })).toThrow("needs a case that holds");
  expect(() => rule({ ...repatriationOfWorkers, fails: [] })).toThrow("and one that fails");
});

test("FI2 a rule that requires an element it does not have, or has one it never asks for, is refused", () => {
  expect(() => rule({ ...repatriationOfWorkers, requires: ["addressee", "phantom"] })).toThrow("phantom");
  expect(() => rule({ ...repatriationOfWorkers, requires: ["addressee"] })).toThrow("overseer");
});

test("FI1 the December wave with pay meets the elements for China, each element with the claims it rests on", () => {
  const [found] = findings([arrived, paid], reports(arrived, paid), { asOf });
  expect(found).toMatchObject({ id: "unsc-2397-8:CN", verdict: "met", boundParty: "China (as a UN Member State)", unverified: false });
  expect(found?.says).toContain("meets the elements of UN Security Council resolution 2397 (2017), paragraph 8");
  expect(Object.fromEntries((found?.elements ?? []).map((one) => [one.element, [one.verdict, one.claims]]))).toEqual({
    addressee: ["met", ["R2-01"]],
    worker: ["met", ["R2-01"]],
    income: ["met", ["R3-01"]],
    overseer: ["not enough", []],
    "not-repatriated": ["met", ["R2-01"]],
  });
  expect(found?.elements.every((one) => one.because !== "" && one.wouldChange !== "")).toBe(true);
  expect(found?.exceptions.map((one) => one.verdict)).toEqual(["not enough", "not enough"]);
});

const decided = (decision: Claim["decision"]): Claim => ({ ...paid, decision });
const by = { by: person("editor"), at: "2026-01-01T00:00:00.000Z" as Instant };
test.each([
  ["withdrawn", decided({ state: "withdrawn", ...by, why: "the source asked" })],
  ["rejected", decided({ state: "rejected", ...by, why: "misread" })],
  ["only proposed", decided({ state: "proposed", by: "reader" })],
  ["denied", { ...paid, polarity: "denied" as const }],
  ["hypothetical", { ...paid, polarity: "hypothetical" as const }],
  ["demanded", { ...paid, polarity: "demanded" as const }],
  ["a printed conversion", { ...paid, conversionOf: paid.id }],
  ["about other nationals", { ...paid, flags: ["not_north_korean"] }],
  ["doubtful", decided({ state: "accepted", ...by, credibility: 4 })],
])("FI4 a claim that is %s never carries an element", (_, claim) => {
  const [found] = findings([arrived, claim], reports(arrived, claim), { asOf });
  expect(found?.verdict).toBe("not enough");
  expect(found?.elements.find((one) => one.element === "income")?.verdict).toBe("not enough");
  expect(found?.says).toContain("open is income");
});

test("FI5 what is told of the time before the deadline does not show that anybody stayed", () => {
  const before = { ...arrived, period: "2019-06" as EdtfDate };
  const straddling = { ...arrived, period: "2019/2020" as EdtfDate };
  for (const claim of [before, straddling]) {
    const [found] = findings([claim, paid], reports(claim, paid), { asOf });
    expect(found?.verdict).toBe("not enough");
    expect(found?.elements.find((one) => one.element === "not-repatriated")?.because).toContain("not wholly after 2019-12-22");
  }
});

test("FI6 each host State is found for alone, and home is no host", () => {
  const elsewhere = { ...arrived, id: told({ id: "R4-01", measure: "workers_arrived" }).id, country: "RU" };
  const home = { ...paid, country: "KP" };
  const found = findings([arrived, paid, elsewhere, home], reports(arrived, paid, elsewhere), { asOf });
  expect(found.map((one) => [one.id, one.verdict])).toEqual([
    ["unsc-2397-8:CN", "met"],
    ["unsc-2397-8:RU", "not enough"],
    // Pay is told for China, and nothing of a share; people at work for both, and nothing of what they make. Nobody tells of permits or hours.
    ["ilo-indicator-8:CN", "not enough"],
    ["caatsa-321b:CN", "not enough"],
    ["caatsa-321b:RU", "not enough"],
  ]);
});

test("FI10 a study visa is no work authorization, and the finding says which claim may be one but does not say so", () => {
  const visas = (subject: string) =>
    told({ id: "R5-01", measure: "work_permits_issued", low: "7887", unit: "document", period: "2024", country: "RU", subject });
  const held = (subject: string) => holdAgainst(noNewAuthorizations, "RU", [visas(subject)], asOf);
  expect(held("permits for builders").verdict).toBe("met");
  expect(held("student visas").verdict).toBe("not enough");
  expect(held("student visas").elements[1]?.because).toContain("R5-01 may, but does not say so");
});

test("FI10 hours below the line speak against it, and beside longer ones they are named", () => {
  const hours = (id: string, low: string) =>
    told({ id, measure: "daily_hours", low, unit: "hour", per: "person-day", period: "2025", country: "CN" });
  const held = (...claims: readonly Claim[]) => holdAgainst(excessiveOvertime, "CN", claims, asOf);
  expect(held(hours("R6-01", "8"))).toMatchObject({ verdict: "not met" });
  expect(held(hours("R6-01", "8"), hours("R7-01", "14"))).toMatchObject({ verdict: "met" });
  expect(held(hours("R6-01", "8"), hours("R7-01", "14")).elements[0]?.because).toContain("R6-01 tells of less than 12");
  expect(held({ ...hours("R7-01", "14"), flags: ["not_north_korean"] }).verdict).toBe("not enough");
});

test("FI10 a fee is a debt only where the report says that it was borrowed", () => {
  const fee = (subject: string) =>
    told({ id: "R8-01", measure: "permit_fee", low: "1500", unit: "CNY", per: "person", period: "2025", country: "CN", subject });
  expect(holdAgainst(debtBondage, "CN", [fee("fee borrowed from lenders")], asOf).verdict).toBe("met");
  expect(holdAgainst(debtBondage, "CN", [fee("fee for the passport")], asOf).verdict).toBe("not enough");
});

test("FI11 every met finding says what it does not show, and an indicator binds nobody", () => {
  for (const one of rules) {
    const given = one.holds[0];
    if (!given) expect.fail(one.id);
    const found = holdAgainst(one, given.host, given.claims, given.asOf);
    expect(found.says).toContain(`It does not show ${one.cannotConclude}.`);
    expect(found.boundParty).toBe(one.binds === "host State" ? `${stateName(given.host)} (as a UN Member State)` : one.binds);
  }
  expect(rules.filter((one) => one.id.startsWith("ilo")).every((one) => one.binds.startsWith("nobody"))).toBe(true);
});

test("FI6 a host that is no UN Member State leaves the addressee open", () => {
  const [found] = findings(
    [
      { ...arrived, country: "TW" },
      { ...paid, country: "TW" },
    ],
    reports(arrived, paid),
    { asOf },
  );
  expect(found?.elements[0]).toMatchObject({ element: "addressee", verdict: "not enough" });
});

test("FI7 a rule with an unconfirmed text says so in the finding", () => {
  const shaky = { ...repatriationOfWorkers, unverifiedParts: ["paragraph number"] };
  const found = holdAgainst(shaky, "CN", [arrived, paid], asOf);
  expect(found.unverified).toBe(true);
  expect(found.says).toContain("not confirmed in a primary source: paragraph number");
});

test("FI8 a denial does not undo what others tell, and is named beside it", () => {
  const denial = told({ id: "R9-01", measure: "workers_arrived", low: "100", period: "2025-12", country: "CN", polarity: "denied" });
  const [found] = findings([arrived, paid, denial], reports(arrived, paid, denial), { asOf });
  expect(found?.verdict).toBe("met");
  expect(found?.elements.find((one) => one.element === "worker")?.because).toContain("It is denied in R9-01");
});

function reports(...claims: readonly Claim[]) {
  return claims.map((claim) => ({ id: claim.report }));
}

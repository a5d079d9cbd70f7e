/** What the shipped case must show about its own figures: answers a person worked out from the reports, never a snapshot. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { ecbReferenceRates } from "../money/ecb-reference-rates.ts";
import { readClaimTable } from "../pooling/claim-table.ts";
import type { CheckKind } from "#domain/weighed.ts";
import { check } from "./check.ts";

const { claims, reports } = shippedCase();
const remarks = (kind: CheckKind) => check(kind, claims, reports, { tables: [ecbReferenceRates] });
const about = (kind: CheckKind, ...ids: readonly string[]) =>
  remarks(kind).find((remark) => ids.every((id) => remark.claims.some((claim) => claim === id)));

test("PL9 every remark names its claims, at least two readings and what it does to later figures", () => {
  const known = new Set<string>(claims.map((claim) => claim.id));
  for (const kind of ["conversions", "currencies", "plausibility", "contradictions", "copies"] as const) {
    for (const remark of remarks(kind)) {
      expect(remark.claims.length, remark.says).toBeGreaterThan(0);
      expect(remark.claims.filter((id) => !known.has(id))).toEqual([]);
      expect(remark.readings.length, remark.says).toBeGreaterThan(0);
      expect([remark.says, remark.effect].every((text) => text !== "")).toBe(true);
    }
  }
});

test("PL8 won is South Korean in D026, D058 and D077, North Korean in D001 and D085, each with what decides it", () => {
  const read = Object.fromEntries(remarks("currencies").map((remark) => [remark.claims[0]?.slice(0, 4), remark]));
  expect(
    ["D026", "D058", "D077", "D001", "D085"].map((report) => [read[report]?.kind, /\((KRW|KPW)\)/.exec(read[report]?.says ?? "")?.[1]]),
  ).toEqual([
    ["currency-read", "KRW"],
    ["currency-read", "KRW"],
    ["currency-read", "KRW"],
    ["currency-read", "KPW"],
    ["currency-read", "KPW"],
  ]);
  expect(read["D026"]?.says).toContain("D026-04 prints it as 256 dollars, 1,094 won each");
  expect(read["D058"]?.says).toContain("D058-05 prints 1,123 won a dollar");
  expect(read["D085"]?.says).toContain("paid inside North Korea");
});

test("PL8 the reason is a price of its time: no market price of another year, and no outlet's own rate as the market's", () => {
  const won = Object.fromEntries(remarks("currencies").map((remark) => [remark.claims[0]?.slice(0, 4), remark]));
  expect(won["D087"]?.says).not.toContain("8,380");
  expect(won["D087"]?.says).toContain("no market price of North Korean won is known within half a year");
  expect(won["D077"]?.readings.join()).not.toContain("2013");
  expect(won["D001"]?.says).not.toContain("38,023");
  expect(won["D026"]?.readings.join()).toContain("7,000 a dollar on the market (2013-11), more than 15 % off");
  expect(about("conversions", "D001-15", "D088-01")?.says).toContain("38,023 (what ASIAPRESS, North Korea converts at, no market price)");
});

test("PL8 a won read as the wrong country's is named as misread", () => {
  const swapped = claims.map((claim) =>
    claim.id === "D077-01" && claim.quantity.kind === "money"
      ? { ...claim, quantity: { ...claim.quantity, currency: "KPW" as const } }
      : claim,
  );
  expect(
    check("currencies", swapped, reports, { tables: [ecbReferenceRates] }).find((remark) => remark.claims[0] === "D077-01")?.kind,
  ).toBe("currency-misread");
});

test.each([["D035-02"], ["D035-05"], ["D036-03"]])("PL1 the levy of %s is larger than the pay it is taken from", (levy) => {
  const remark = remarks("plausibility").find((one) => one.kind === "levy-over-pay" && one.claims[0] === levy);
  expect(remark?.claims).toContain("D017-06");
  expect(remark?.says).toContain("more than any gross pay told for CN");
  expect(remark?.readings.length).toBeGreaterThan(1);
});

test("PL1 the doubled rouble levy is larger than any Russian pay at the rate its own origin prints; the former one leaves 70 dollars", () => {
  const levy = (kind: string, id: string) => remarks("plausibility").find((one) => one.kind === kind && one.claims[0] === id);
  expect(levy("levy-over-pay", "D035-04")?.says).toContain(
    "124,000 RUB, 1,460 USD a month at the rate implied by what HNGN (Daily NK) printed",
  );
  for (const id of ["D035-01", "D036-01"]) {
    expect(levy("levy-leaves-little", id)?.says).toContain("730 USD a month");
    expect(levy("levy-leaves-little", id)?.says).toContain("91 % of the highest gross pay told for RU");
  }
});

test("PL7 D037's fifteen hours are fewer than its clock times", () => {
  expect(about("plausibility", "D037-03")).toMatchObject({ kind: "hours-miss-clock", says: expect.stringContaining("16-18 hours apart") });
});

test("PL3 1.2-2.3 billion over 50,000 people is 2-4 times any gross pay, and D067 is named as the reason", () => {
  const remark = remarks("plausibility").find((one) => one.kind === "revenue-over-pay");
  expect([...new Set(remark?.claims.map((id) => id.slice(0, 4)))]).toEqual(["D065", "D066", "D067", "D068", "D069"]);
  expect(remark?.says).toContain("2,000-3,833 USD a month for each, 2.0-3.8 times the highest gross pay reported anywhere");
  expect(remark?.says).toContain("D067-06 gives the reason: the sum is of 2012");
});

test("PL6 the 100,000 of 2017 is recognised as repeated unchanged after many went home", () => {
  const remark = about("plausibility", "D070-02");
  expect(remark?.kind).toBe("repeated-unchanged");
  for (const id of ["D052-02", "D054-01", "D049-01", "D050-01", "D051-01"]) expect(remark?.claims).toContain(id);
  expect(remark?.says).toContain("23,267 sent home in between");
});

test("CO10 a first group since the pandemic four months after one or two thousand is a contradiction", () => {
  expect(about("contradictions", "D012-01", "D016-01")).toMatchObject({
    kind: "not-the-first",
    readings: expect.arrayContaining(["D012-01 was not the first"]),
  });
});

test("CO11 D040's and D044's figures are shown as corruptions of D042's", () => {
  expect(about("copies", "D040-01", "D042-03")?.kind).toBe("thousands-lost");
  expect(about("copies", "D040-02", "D042-04")?.kind).toBe("figure-garbled");
  expect(about("copies", "D044-02", "D042-04", "D042-03")?.kind).toBe("part-for-whole");
});

test("CO11 a dropped bound, a maximum turned mean and a moved date are named", () => {
  expect(about("copies", "D065-03", "D066-02")?.kind).toBe("bound-dropped");
  expect(about("copies", "D068-03", "D066-02")?.kind).toBe("bound-turned-mean");
  expect(about("copies", "D066-04", "D067-06")?.kind).toBe("date-moved");
});

test("CO12 reports of two families that print one exact figure are proposed as one", () => {
  expect(about("copies", "D037-01", "D057-01")?.kind).toBe("shares-figures");
});

test("MO11 a 7.7 % rise that is only the rate, and a home wage that halves through the won alone", () => {
  expect(about("conversions", "D001-14", "D002-03")?.says).toContain("a rise of 7.7 % in its USD figures between them is only the rate");
  expect(about("conversions", "D001-15", "D088-01")?.says).toContain("(it halves)");
});

test("MO4 D087 is explained by rounding alone, and the sound conversions say so", () => {
  expect(about("conversions", "D087-02")?.kind).toBe("conversion-explained-by-rounding");
  for (const id of ["D011-02", "D036-04", "D041-03", "D067-03", "D077-02"]) expect(about("conversions", id)?.kind).toBe("conversion-sound");
});

test("CO5 what rounding or a dropped bound leaves room for is no contradiction, and no reading says that both are right", () => {
  const found = remarks("contradictions");
  const pairs = found.map((one) => [...one.claims].sort().join(" "));
  for (const copy of ["D066-01", "D068-01"]) for (const other of ["D095-02", "D095-03"]) expect(pairs).not.toContain(`${copy} ${other}`);
  expect(pairs).toContain("D058-01 D095-03");
  expect(found.flatMap((one) => one.readings).filter((text) => text.includes("both are right"))).toEqual([]);
});

test("MO7 what only the outlet's own prints could be held against is unchecked, not sound", () => {
  for (const id of ["D036-02", "D004-02", "D004-05", "D004-09"]) {
    expect(about("conversions", id)?.kind).toBe("conversion-unchecked");
    expect(about("conversions", id)?.says).toContain("Unchecked: nothing but the outlet's own prints");
  }
  const kinds = remarks("conversions").map((one) => one.kind);
  expect(kinds.lastIndexOf("conversion-missed")).toBeLessThan(kinds.indexOf("conversion-sound"));
});

test("MO5 of a range, only the end that misses is called wrong, and whose figure it is", () => {
  const effect = about("conversions", "D004-07")?.effect;
  expect(effect).toContain("its upper end 1,451 is 16.7 % too low, and is what D004-05 prints for 10,000 CNY");
  expect(effect).toContain("its lower end 1,161 is as recomputed");
  expect(about("conversions", "D001-14")?.effect).toContain("every figure taken from this print is 8.2 % too low");
});

function shippedCase() {
  const read = (name: string) => readFileSync(new URL(`../../../examples/dprk-overseas-labour/${name}`, import.meta.url), "utf8");
  const table = readClaimTable({ case: read("case.json"), reports: read("reports.jsonl"), claims: read("claims.jsonl") });
  if (!table.ok) throw new Error(JSON.stringify(table.refusal));
  return table.value;
}

import fc from "fast-check";
import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import { reportId } from "#domain/ids.ts";
import { told } from "../findings/told.ts";
import { corroborate } from "./corroborate.ts";
import { placeRelation } from "./place.ts";
import { relate } from "./relate.ts";
import { hearsayDepth, type CarriedReport } from "./roots.ts";

const official = told({
  id: "R2-01",
  measure: "workers_arrived",
  low: "100",
  kind: "at_least",
  hedge: ["more than"],
  period: "2025-12-01~/2025-12-15~",
  place: "Changbai",
  country: "CN",
  speakers: ["ASIAPRESS", "trade official"],
});
const broker = told({
  id: "R2-02",
  measure: "workers_arrived",
  low: "100",
  kind: "at_least",
  hedge: ["over"],
  period: "2025-12",
  place: "China",
  country: "CN",
  speakers: ["ASIAPRESS", "trade official", "broker"],
});
const ryanggang = [report("R1", "asiapress"), report("R2", "asiapress")];

test("CO1 a trade official and the broker behind him are two voices and one root", () => {
  const [group, ...rest] = corroborate([official, broker], ryanggang);
  expect(rest).toEqual([]);
  expect(group).toMatchObject({
    place: "China",
    claims: ["R2-01", "R2-02"],
    roots: [{ id: "asiapress", claims: ["R2-01", "R2-02"], reports: ["R2"], depth: 1 }],
  });
  expect(group?.verdict).toBe("two voices, one root: the broker is heard only through the trade official");
  expect(group?.links).toMatchObject([{ kind: "same-as" }]);
});

test("CO2 another report of the same family adds no root", () => {
  const again = { ...official, id: told({ id: "R1-01", measure: "workers_arrived" }).id, report: reportId("R1") };
  const [group] = corroborate([official, again], ryanggang);
  expect(group?.roots).toHaveLength(1);
  expect(group?.verdict).toContain("R1, R2 repeat one origin (family asiapress)");
});

test("CO2 two families that tell of it are two roots", () => {
  const other = told({
    id: "R5-01",
    measure: "workers_arrived",
    low: "150",
    period: "2025-12",
    place: "Changbai",
    country: "CN",
    speakers: ["Daily", "resident"],
  });
  const [group] = corroborate([official, other], [...ryanggang, report("R5", "daily")]);
  expect(group?.roots.map((root) => root.id)).toEqual(["asiapress", "daily"]);
  expect(group?.verdict).toContain("two voices, two roots: they can be about the same thing");
});

test("CO3 an outlet that names another and prints its figure carries it: one root", () => {
  const origin = told({
    id: "R6-01",
    measure: "workers_arrived",
    low: "500",
    period: "2024-08",
    country: "CN",
    speakers: ["RFA", "resident"],
  });
  const copy = told({
    id: "R7-01",
    measure: "workers_arrived",
    low: "500",
    period: "2024-08",
    country: "CN",
    speakers: ["Korea Daily", "RFA"],
  });
  const differs = told({
    id: "R7-01",
    measure: "workers_arrived",
    low: "700",
    period: "2024-08",
    country: "CN",
    speakers: ["Korea Daily", "RFA"],
  });
  const reports = [
    { ...report("R6", "rfa"), outlet: "RFA" },
    { ...report("R7", "korea-daily"), outlet: "Korea Daily" },
  ];
  expect(corroborate([origin, copy], reports)[0]?.roots).toMatchObject([{ claims: ["R6-01", "R7-01"], why: "one origin: R7 carries RFA" }]);
  expect(corroborate([origin, differs], reports)[0]?.roots).toHaveLength(2);
});

test("CO4 groups make up the wave they travelled with", () => {
  const group = told({
    id: "R1-02",
    measure: "group_size",
    low: "30",
    high: "40",
    per: "group",
    period: "2025-12~",
    place: "Ryanggang Province",
    country: "CN",
    speakers: ["ASIAPRESS", "partner A"],
  });
  expect(relate([group, official], ryanggang)).toMatchObject([{ from: "R1-02", to: "R2-01", kind: "part-of" }]);
});

test.each([
  ["agreeing accounts", { low: "120" }, { low: "100", high: "150" }, "same-as"],
  ["numbers that cannot both be true", { low: "120" }, { low: "500" }, "contradicts"],
  ["a bound and a number on its open side", { low: "100", kind: "at_least" as const }, { low: "500" }, "same-as"],
  ["a bound and a number on its closed side", { low: "100", kind: "at_least" as const }, { low: "60" }, "contradicts"],
  ["about 100 and 105", { low: "100", kind: "approx" as const }, { low: "105" }, "same-as"],
  ["another town", { low: "120", place: "Tumen" }, { low: "500" }, "adds-to"],
  ["a town and its country", { low: "120" }, { low: "500", place: "China" }, "part-of"],
  ["a town larger than its country", { low: "700" }, { low: "500", place: "China" }, "contradicts"],
  ["another month", { low: "120", period: "2025-10" }, { low: "500" }, "adds-to"],
  ["a day and its month", { low: "120", period: "2025-12-10" }, { low: "500" }, "part-of"],
])("CO5 %s", (_, a, b, kind) => {
  const base = { measure: "workers_arrived", period: "2025-12", place: "Changbai", country: "CN" };
  const links = relate([told({ ...base, ...a, id: "R2-01" }), told({ ...base, ...b, id: "R5-01" })], [...ryanggang, report("R5", "daily")]);
  expect(links.map((link) => link.kind)).toEqual([kind]);
});

test("CO5 a later word of the same origin supersedes the earlier", () => {
  const reports = [
    { ...report("R2", "one"), published: "2025-12-01" as EdtfDate },
    { ...report("R5", "one"), published: "2026-01-01" as EdtfDate },
  ];
  const base = { measure: "workers_arrived", period: "2025-11", place: "Changbai", country: "CN" };
  expect(relate([told({ ...base, id: "R2-01", low: "100" }), told({ ...base, id: "R5-01", low: "300" })], reports)).toMatchObject([
    { from: "R5-01", to: "R2-01", kind: "supersedes" },
  ]);
});

test.each([
  ["a day's rate and a total", { per: "day" }, {}],
  ["men and women", { subject: "men" }, { subject: "women" }],
  ["another country", { country: "RU" }, {}],
  ["a conversion of the other", { conversionOf: "R5-01" }, {}],
  ["a claim nobody accepted", { decision: { state: "proposed" as const, by: "reader" } }, {}],
])("CO6 %s are not related", (_, a, b) => {
  const base = { measure: "workers_arrived", period: "2025-12", place: "Changbai", country: "CN", low: "120" };
  expect(relate([told({ ...base, ...a, id: "R2-01" }), told({ ...base, ...b, id: "R5-01" })], ryanggang)).toEqual([]);
});

test("CO7 hearsay depth counts the voices between the outlet and the event", () => {
  expect([hearsayDepth(official), hearsayDepth(broker), hearsayDepth({ ...official, basis: "heard" })]).toEqual([1, 2, 2]);
});

test.each([
  ["Changbai County, Jilin", "Jilin", "first-within"],
  ["Changbai", "Changbai County", "same"],
  ["China", "Shenyang", "second-within"],
  [null, "Shenyang", "second-within"],
  ["Dandong and Donggang", "Dandong", "second-within"],
  ["Tumen", "Dandong", "apart"],
] as const)("CO8 %s against %s is %s", (a, b, relation) => {
  expect(placeRelation({ place: a, country: "CN" }, { place: b, country: "CN" })).toBe(relation);
});

test("every claim that counts is in exactly one group and one root, whatever is told", () => {
  const claim = fc.record({
    low: fc.integer({ min: 1, max: 900 }),
    month: fc.integer({ min: 10, max: 12 }),
    place: fc.constantFrom("Tumen", "Dandong", "China"),
    report: fc.constantFrom("R1", "R2", "R5"),
  });
  fc.assert(
    fc.property(fc.array(claim, { maxLength: 30 }), (facts) => {
      const claims = facts.map((fact, i) =>
        told({
          id: `${fact.report}-${i}`,
          measure: "workers_arrived",
          low: String(fact.low),
          period: `2025-${fact.month}`,
          place: fact.place,
          country: "CN",
        }),
      );
      const groups = corroborate(claims, [...ryanggang, report("R5", "daily")]);
      const ids = claims.map((one) => one.id).sort();
      expect(groups.flatMap((group) => group.claims).sort()).toEqual(ids);
      expect(groups.flatMap((group) => group.roots.flatMap((root) => root.claims)).sort()).toEqual(ids);
    }),
  );
});

function report(id: string, family: string): CarriedReport {
  return { id: reportId(id), family, outlet: "ASIAPRESS", published: "2025-12-26" as EdtfDate };
}

import { expect, test } from "vitest";
import type { EdtfDate } from "#domain/edtf.ts";
import { person, reportId, type Instant } from "#domain/ids.ts";
import { linkEnds, linkId, type DecidedLink, type LinkVerdict } from "#domain/link.ts";
import { told } from "../findings/told.ts";
import { check } from "../plausibility/check.ts";
import { weigh } from "../pooling/weigh.ts";
import { corroborate } from "./corroborate.ts";
import { withDecidedFamilies } from "./decided-links.ts";
import { listLinks } from "./list-links.ts";

const pay = (id: string, low: string, high: string, more: Partial<Parameters<typeof told>[0]> = {}) =>
  told({ id, measure: "labour_cost_paid_monthly", low, high, unit: "CNY", per: "person-month", period: "2024", country: "CN", ...more });
const rootsOf = (...decided: readonly DecidedLink[]) => {
  const answer = weigh(claims, reports, { measure: "labour_cost_paid_monthly" }, { decided });
  return answer.ok ? answer.value.roots.map((root) => root.claims) : expect.fail(answer.refusal.kind);
};

const claims = [pay("A1-01", "2000", "2500"), pay("A2-01", "2100", "2600"), pay("B1-01", "2200", "3000"), pay("C1-01", "2300", "2900")];
const reports = [report("A1", "a", "2024-01"), report("A2", "a", "2024-02"), report("B1", "b", "2024-03"), report("C1", "c", "2024-04")];

test("CO13 without a decision a family is one root", () => {
  expect(rootsOf()).toEqual([["A1-01", "A2-01"], ["B1-01"], ["C1-01"]]);
});

test("CO13 an accepted copy makes two reports one root, whichever of the two is called the copy", () => {
  expect(rootsOf(decide("copy-of", "C1", "B1", "accepted"))).toEqual([
    ["A1-01", "A2-01"],
    ["B1-01", "C1-01"],
  ]);
  expect(rootsOf(decide("copy-of", "B1", "C1", "accepted"))).toEqual([
    ["A1-01", "A2-01"],
    ["B1-01", "C1-01"],
  ]);
});

test("CO13 a rejected copy takes the report out of its family, and an accepted one can join it to another", () => {
  const out = decide("copy-of", "A2", "A1", "rejected");
  expect(rootsOf(out)).toEqual([["A1-01"], ["A2-01"], ["B1-01"], ["C1-01"]]);
  expect(rootsOf(out, decide("copy-of", "A2", "C1", "accepted"))).toEqual([["A1-01"], ["A2-01", "C1-01"], ["B1-01"]]);
  expect(withDecidedFamilies(reports, [out]).map((one) => one.family)).toEqual(["a", "a, apart: A2", "b", "c"]);
});

test("CO13 of three that retell one origin, taking one out leaves the other two together", () => {
  const three = [report("A1", "a", "2024-01"), report("A2", "a", "2024-02"), report("A3", "a", "2024-03")];
  const families = withDecidedFamilies(three, [decide("copy-of", "A2", "A1", "rejected")]);
  expect(families.map((one) => one.family)).toEqual(["a", "a, apart: A2", "a"]);
});

test("CO13 a rejected copy also stops the rule that a named outlet with the same figure is carried", () => {
  const post = { ...report("P1", "p", "2024-01"), outlet: "Border Post" };
  const carrier = { ...report("Q1", "q", "2024-02"), outlet: "Daily (Border Post)" };
  const [a, b] = [pay("P1-01", "2000", "2000"), pay("Q1-01", "2000", "2000")];
  const roots = (...decided: readonly DecidedLink[]) => corroborate([a, b], [post, carrier], decided)[0]?.roots.length;
  expect(roots()).toBe(1);
  expect(roots(decide("copy-of", "Q1", "P1", "rejected"))).toBe(2);
});

test("CO14 a rejected contradiction is not named again; an accepted one says who accepted it", () => {
  const [low, high] = [pay("D1-01", "1000", "1100"), pay("E1-01", "2000", "2100")];
  const two = [report("D1", "d", "2024-01"), report("E1", "e", "2024-02")];
  const remarks = (...decided: readonly DecidedLink[]) => check("contradictions", [low, high], two, { decided }).map((one) => one.claims);
  expect(remarks()).toEqual([["E1-01", "D1-01"]]);
  expect(remarks(decide("contradicts", "D1-01", "E1-01", "rejected"))).toEqual([]);
  const [group] = corroborate([low, high], two, [decide("contradicts", "D1-01", "E1-01", "accepted")]);
  expect(group?.links).toMatchObject([{ kind: "contradicts", acceptedBy: "ana" }]);
  expect(group?.verdict).toContain("D1-01 contradicts E1-01");
});

test("CO14 where a person accepted one kind of link, the rules propose no other for those two", () => {
  const [low, high] = [pay("D1-01", "1000", "1100"), pay("E1-01", "2000", "2100")];
  const two = [report("D1", "d", "2024-01"), report("E1", "e", "2024-02")];
  expect(check("contradictions", [low, high], two, { decided: [decide("supersedes", "E1-01", "D1-01", "accepted")] })).toEqual([]);
});

test('CO14 a rejected "same as" keeps two claims in two groups', () => {
  const [a, b] = [pay("B1-01", "2200", "3000"), pay("C1-01", "2300", "2900")];
  const two = [report("B1", "b", "2024-03"), report("C1", "c", "2024-04")];
  expect(corroborate([a, b], two).map((one) => one.claims)).toEqual([["B1-01", "C1-01"]]);
  const apart = corroborate([a, b], two, [decide("same-as", "B1-01", "C1-01", "rejected")]);
  expect(apart.map((one) => one.claims)).toEqual([["B1-01"], ["C1-01"]]);
  expect(apart.flatMap((one) => one.links)).toEqual([]);
});

test.each([
  ["supersedes", "B1-01", "superseded by C1-01, as ana decided (seen by hand)"],
  ["part-of", "C1-01", "a part of B1-01, as ana decided (seen by hand)"],
] as const)("CO14 an accepted %s keeps %s out of weighing by name", (kind, out, why) => {
  const answer = weigh(claims, reports, { measure: "labour_cost_paid_monthly" }, { decided: [decide(kind, "C1-01", "B1-01", "accepted")] });
  if (!answer.ok) expect.fail(answer.refusal.kind);
  expect(answer.value.excluded).toContainEqual({ claim: out, why });
  expect(answer.value.roots.flatMap((root) => root.claims)).not.toContain(out);
});

test("CO15 links are listed with their reasons and decisions, decided ones first, and can be chosen", () => {
  const decided = [decide("copy-of", "A2", "A1", "rejected"), decide("adds-to", "A1-01", "C1-01", "accepted")];
  const page = listLinks(claims, reports, decided);
  expect(page.links.slice(0, 2)).toEqual([
    {
      kind: "copy-of",
      from: "A2",
      to: "A1",
      id: "copy-of:A2:A1",
      reasons: ["both are listed under family a, so they count as one root until this is rejected"],
      decision: { verdict: "rejected", by: "ana", at: "2026-01-01T00:00:00.000Z", why: "seen by hand" },
    },
    expect.objectContaining({ id: "adds-to:A1-01:C1-01", reasons: [] }),
  ]);
  expect(page.links.slice(2).every((one) => one.decision === null && one.reasons.length > 0)).toBe(true);
  expect(listLinks(claims, reports, decided, { state: "rejected" }).total).toBe(1);
  expect(listLinks(claims, reports, decided, { kind: "same-as", end: "A1-01" }).links.every((one) => one.kind === "same-as")).toBe(true);
  expect(listLinks(claims, reports, decided, { skip: 1, limit: 1 }).links.map((one) => one.id)).toEqual(["adds-to:A1-01:C1-01"]);
});

test("a link that says the same both ways has one id; the others have a direction", () => {
  const id = (kind: string, from: string, to: string) => linkId(linkEnds(kind, from, to) ?? expect.fail("no kind"));
  expect(id("same-as", "B", "A")).toBe("same-as:A:B");
  expect(id("part-of", "B", "A")).toBe("part-of:B:A");
  expect(linkEnds("resembles", "A", "B")).toBe(null);
});

function decide(kind: string, from: string, to: string, verdict: LinkVerdict): DecidedLink {
  const ends = linkEnds(kind, from, to) ?? expect.fail("no kind");
  return { ...ends, verdict, by: person("ana"), at: "2026-01-01T00:00:00.000Z" as Instant, why: "seen by hand" };
}

function report(id: string, family: string, published: string) {
  return { id: reportId(id), family, outlet: `outlet ${id}`, published: published as EdtfDate, told: published as EdtfDate, source: "s", url: null } as never as Parameters<typeof weigh>[1][number] & Parameters<typeof check>[2][number]; // prettier-ignore
}

import { expect, test } from "vitest";
import type { Claim } from "#domain/claim.ts";
import { linkId } from "#domain/link.ts";
import { reportId, type Instant, type Person } from "#domain/ids.ts";
import type { ReportSummary } from "#domain/views.ts";
import type { Remark } from "#domain/weighed.ts";
import { familiesOf, sizeOf, type CopyLink, type FamilyNode } from "./family-tree.ts";

const reports = [report("A", "f"), report("B", "f"), report("C", "c"), report("D", "d")];

test("a declared family is one tree until somebody rejects the copy", () => {
  expect(shape(familiesOf(reports, [copy("B", "A")], [], []).trees)).toEqual(["A(B)"]);
  const rejected = familiesOf(reports, [copy("B", "A", "rejected")], [], []);
  expect(rejected.trees).toEqual([]);
  expect(rejected.rejected.map((link) => link.from)).toEqual(["B"]);
});

test("a proposal across families joins them only when somebody accepts it", () => {
  const waiting = familiesOf(reports, [copy("B", "A"), copy("C", "A")], [], []);
  expect(shape(waiting.trees)).toEqual(["A(B)"]);
  expect(waiting.proposed.map((link) => link.from)).toEqual(["C"]);
  expect(shape(familiesOf(reports, [copy("B", "A"), copy("C", "B", "accepted")], [], []).trees)).toEqual(["A(B(C))"]);
});

test("links in a circle lose no report and hang nobody on themselves", () => {
  const circle = familiesOf(reports, [copy("C", "D", "accepted"), copy("D", "C", "accepted")], [], []);
  expect(circle.trees.map(sizeOf)).toEqual([2]);
  expect(circle.alone.map((node) => node.report.id)).toEqual(["A", "B"]);
});

test("what happened to a figure stands at the report that changed it; a likeness does not", () => {
  const claims = [claim("B-01", "B", 1, "heard"), claim("B-02", "B", 0, "saw")];
  const remarks = [remark("thousands-lost", "B-01"), remark("shares-figures", "B-01")];
  const [tree] = familiesOf(reports, [copy("B", "A")], remarks, claims).trees;
  expect(tree?.copies[0]?.changes.map((one) => one.kind)).toEqual(["thousands-lost"]);
  expect(tree?.copies[0]?.depth).toEqual([0, 2]);
  expect(tree?.depth).toBeNull();
});

function shape(nodes: readonly FamilyNode[]): readonly string[] {
  return nodes.map((node) => node.report.id + (node.copies.length > 0 ? `(${shape(node.copies).join(",")})` : ""));
}
function report(id: string, family: string): ReportSummary {
  return { id, family, outlet: id, published: "2024" } as unknown as ReportSummary;
}
function copy(from: string, to: string, verdict?: "accepted" | "rejected"): CopyLink {
  const ends = { kind: "copy-of", from: reportId(from), to: reportId(to) } as const;
  const decision = verdict === undefined ? null : { verdict, by: "Mina" as Person, at: "2026-01-01T00:00:00.000Z" as Instant, why: "x" };
  return { ...ends, id: linkId(ends), reasons: [], decision };
}
function claim(id: string, of: string, voices: number, basis: string): Claim {
  return { id, report: of, basis, speakers: Array.from({ length: voices + 1 }, () => ({ name: "x", protect: false })) } as unknown as Claim;
}
function remark(kind: string, claimOf: string): Remark {
  return { kind, claims: [claimOf], says: "", readings: [], effect: "" } as unknown as Remark;
}

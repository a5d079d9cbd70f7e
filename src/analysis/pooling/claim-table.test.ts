import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { spanHolds } from "#domain/span.ts";
import { readClaimTable, type ClaimTable } from "./claim-table.ts";

test("the shipped case holds 379 claims of 101 reports under 62 family labels, each report with its address", () => {
  const table = shippedCase();
  const labels = new Set(table.reports.map((report) => report.family.split(", apart:")[0]));
  expect([table.claims.length, table.reports.length, labels.size]).toEqual([379, 101, 62]);
  expect(table.reports.filter((report) => report.url === null)).toEqual([]);
});

test("CO2 a label that is a topic joins no reports; one that is a story does", () => {
  const families = new Map<string, string>(shippedCase().reports.map((report) => [report.id, report.family]));
  for (const topic of [
    ["D085", "D086", "D087"],
    ["D088", "D089", "D090", "D094", "D099"],
    ["D091", "D092", "D093", "D100", "D101"],
  ])
    expect(new Set(topic.map((id) => families.get(id))).size).toBe(topic.length);
  for (const story of [
    ["D042", "D043", "D044"],
    ["D049", "D050", "D051"],
    ["D052", "D053", "D054", "D055", "D056", "D057"],
    ["D065", "D066", "D067", "D068", "D069"],
    ["D006", "D007", "D008"],
  ])
    expect(new Set(story.map((id) => families.get(id))).size).toBe(1);
});

test("every claim's words stand at its span", () => {
  const table = shippedCase();
  const texts = new Map<string, string>(table.reports.map((report) => [report.id, report.text]));
  expect(table.claims.filter((claim) => !spanHolds(claim.spans[0], texts.get(claim.report) ?? ""))).toEqual([]);
});

test("rows a copy garbled stay proposed until a person looks", () => {
  expect(
    shippedCase()
      .claims.filter((claim) => claim.decision.state === "proposed")
      .map((claim) => claim.id),
  ).toEqual(["D040-01", "D040-02"]);
});

test.each([
  ["an unknown currency", { unit: "VND" }, "VND is not a currency"],
  ["an unknown unit", { unit: "furlong" }, "not a unit"],
  ["an unknown measure", { measure: "happiness" }, "not a measure"],
  ["a reversed range", { value: { low: "40", high: "30", kind: "range", hedge: [] } }, "reversed"],
  ["a value without ends", { value: { low: null, high: null, kind: "exact", hedge: [] } }, "at least one end"],
  ["an impossible date", { period: "2025-02-30" }, "not an EDTF date"],
  ["an interval that ends before it begins", { period: "2025-12/2025-01" }, "ends before it begins"],
  ["a float for a decimal", { value: { low: 30, high: 40, kind: "range", hedge: [] } }, "expected string"],
  ["a conversion of nothing", { conversion_of: "R1-99" }, "not in the table"],
  ["a conversion of itself", { conversion_of: "R1-01" }, "in a circle"],
])("%s is refused with its line", (_, change, says) => {
  const result = readClaimTable({ case: head, reports: reportLine, claims: JSON.stringify({ ...claim, ...change }) });
  expect(result).toMatchObject({ ok: false, refusal: { kind: "bad-input", place: expect.stringContaining("claims.jsonl, line 1") } });
  expect(!result.ok && result.refusal.kind === "bad-input" && result.refusal.says).toContain(says);
});

test("a report nobody listed and a source nobody listed are refused by name", () => {
  expect(readClaimTable({ case: head, reports: reportLine, claims: JSON.stringify({ ...claim, report: "R9" }) })).toMatchObject({
    ok: false,
    refusal: { kind: "no-such-report", report: "R9" },
  });
  expect(readClaimTable({ case: head, reports: reportLine.replace("larch", "oak"), claims: JSON.stringify(claim) })).toMatchObject({
    ok: false,
    refusal: { kind: "no-such-source", source: "oak" },
  });
});

test("reports that retell each other in a circle are refused, and so is one that leaves its origin's family", () => {
  const row = (id: string, repeats: string, family = "f") => JSON.stringify({ ...JSON.parse(reportLine), id, repeats, family });
  const read = (...rows: readonly string[]) => readClaimTable({ case: head, reports: rows.join("\n"), claims: JSON.stringify(claim) });
  expect(read(row("R1", "R2"), row("R2", "R1"))).toMatchObject({
    ok: false,
    refusal: { kind: "bad-input", place: "reports.jsonl, line 1", says: expect.stringContaining("in a circle") },
  });
  expect(read(row("R1", "R2", "g"), reportLine.replace("R1", "R2"))).toMatchObject({
    ok: false,
    refusal: { says: expect.stringContaining("listed under g") },
  });
  expect(read(row("R1", "R9"))).toMatchObject({ ok: false, refusal: { kind: "no-such-report", report: "R9" } });
});

const head = JSON.stringify({
  id: "c",
  title: "t",
  about: "a",
  decided: { by: "editor", at: "2026-01-01T00:00:00.000Z", credibility: 3 },
  sources: [{ id: "larch", pseudonym: "Larch", canKnow: "the border", reliability: "B", tlp: "TLP:CLEAR", consent: "publish-quoted" }],
});
const reportLine = JSON.stringify({
  id: "R1",
  outlet: "Daily",
  carries: "Daily",
  url: "https://example.org/a",
  published: "2025-12",
  family: "f",
  source: "larch",
});
const claim = {
  id: "R1-01",
  report: "R1",
  measure: "group_size",
  value: { low: "30", high: "40", kind: "range", hedge: [] },
  unit: "person",
  per: "group",
  period: "2025-12",
  place: null,
  country: "CN",
  subject: "",
  speakers: ["Daily"],
  polarity: "asserted",
  conversion_of: null,
  flags: [],
  words: "30-40",
  source_kind: null,
  sector: null,
};

function shippedCase(): ClaimTable {
  const read = (name: string) => readFileSync(new URL(`../../../examples/dprk-overseas-labour/${name}`, import.meta.url), "utf8");
  const table = readClaimTable({ case: read("case.json"), reports: read("reports.jsonl"), claims: read("claims.jsonl") });
  if (!table.ok) throw new Error(JSON.stringify(table.refusal));
  return table.value;
}

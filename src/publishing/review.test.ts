import { expect, test } from "vitest";
import { person, releaseId, type Instant } from "#domain/ids.ts";
import type { DisclosureContext, DraftRelease, ReviewedRelease, Risk, RiskAcceptance } from "#domain/release.ts";
import { assessDisclosure, draftContent, exportCsv, renderDossier, review } from "./index.ts";
import { sampleInput } from "./sample-case.ts";

const content = draftContent(sampleInput);
const draft: DraftRelease = { state: "draft", id: releaseId("release-1"), content, position: 42 };
const context: DisclosureContext = {
  claims: sampleInput.claims,
  protectedStrings: [],
  published: [],
  sources: sampleInput.sources,
  reports: sampleInput.reports,
};
const risks = assessDisclosure(content, context);
const accept = (risk: Risk): RiskAcceptance => ({
  risk: risk.id,
  by: person("lead editor"),
  at: "2026-01-06T10:00:00.000Z" as Instant,
  why: "the page is public",
});

test("DI9 a draft whose risks are all accepted with a name and a reason is reviewed", () => {
  expect(review(draft, risks, risks.map(accept))).toMatchObject({ ok: true, value: { state: "reviewed", position: 42 } });
});

test("DI9 every open risk is listed", () => {
  const refused = review(draft, risks, risks.slice(1).map(accept));
  expect(refused).toEqual({ ok: false, refusal: { kind: "not-reviewed", open: [{ id: risks[0]?.id, says: risks[0]?.says }] } });
});

test.each([
  ["no reason", { why: "  " }],
  ["no name", { by: person("") }],
  ["another risk's id", { risk: "small-cell-0000000000000000" }],
])("DI9 an acceptance with %s does not count", (_, change) => {
  expect(
    review(
      draft,
      risks,
      risks.map((risk, place) => (place === 0 ? { ...accept(risk), ...change } : accept(risk))),
    ).ok,
  ).toBe(false);
});

test("DI2 a risk that cannot be accepted stays open whoever accepts it", () => {
  const poisoned = { ...draft, content: { ...content, summary: "Told by Magnolia." } };
  const found = assessDisclosure(poisoned.content, { ...context, protectedStrings: ["Magnolia"] });
  const refused = review(poisoned, found, found.map(accept));
  expect(refused).toMatchObject({
    ok: false,
    refusal: { kind: "not-reviewed", open: [{ says: "Protected string 1 stands in summary (as written)." }] },
  });
});

test("DI9 an acceptance never carries over to other content", () => {
  const changed = { ...draft, content: { ...content, title: "Another title" } };
  const fresh = assessDisclosure(changed.content, context);
  expect(review(changed, fresh, risks.map(accept)).ok).toBe(false);
  expect(review(changed, risks, risks.map(accept)).ok).toBe(false);
});

test("DI9 a list of risks that leaves one out is refused", () => {
  const shortened = risks.filter(({ kind }) => kind !== "insider-sum");
  const refused = review(draft, shortened, shortened.map(accept));
  expect(refused.ok ? [] : refused.refusal.kind === "not-reviewed" && refused.refusal.open.map(({ says }) => says)).toEqual([
    expect.stringContaining("Not on the list of risks: workers per enterprise"),
    expect.stringContaining("Not on the list of risks: permit fee"),
  ]);
});

test("DI9 a draft has no way into a dossier or an export: it does not compile", () => {
  // @ts-expect-error a draft is not reviewed
  expect(() => renderDossier(draft)).toThrow("release-1 is a draft");
  // @ts-expect-error a draft is not reviewed
  const table = () => exportCsv(draft);
  expect(table).toBeTypeOf("function");
  // @ts-expect-error only the review can make the mark
  const forged: ReviewedRelease = { ...draft, state: "reviewed", risks: [], acceptances: [], reviewed: {} };
  expect(forged.state).toBe("reviewed");
});

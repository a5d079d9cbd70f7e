import { expect, test } from "vitest";
import { claimId, releaseId } from "#domain/ids.ts";
import type { ReleaseContent } from "#domain/release.ts";
import { canonical } from "../disclosure/fingerprint.ts";
import { assessDisclosure } from "../disclosure/assess.ts";
import { estimates, ownClaim, ownReport, ownSource, pageSource, publicReport, sampleInput, told } from "../sample-case.ts";
import { draftContent } from "./draft-content.ts";
import { numbered } from "./numbered.ts";
import { codeOf } from "./speaker-names.ts";
import { bandText, valueText } from "./value-text.ts";

const claimOf = (content: ReleaseContent, id: string) => content.claims.find((claim) => claim.id === id);
const everything = (content: ReleaseContent) => canonical(content);

test("DI3 protected voices leave under wide roles, public ones under their names", () => {
  const content = draftContent(sampleInput);
  expect(claimOf(content, "D001-03")?.speakers.map((name) => name.replace(/ \(voice ..\)$/, ""))).toEqual([
    "ASIAPRESS",
    "a person in cross-border trade",
    "a person in cross-border trade",
  ]);
  const own = claimOf(content, "own-1-01");
  expect(own?.speakers.map((name) => name.replace(/ \(voice ..\)$/, ""))).toEqual(["an unpublished report", "a resident of the province"]);
  expect(everything(content)).not.toMatch(/partner A|wigs|acquaintance|Magnolia|call notes/i);
});

test("DI3 generated sentences lose the roles too", () => {
  expect(draftContent(sampleInput).corroborations[0]?.roots[0]?.why).toBe(
    "A person in cross-border trade has it from a person in cross-border trade: one wave told twice.",
  );
});

test("DI4 one voice keeps its code inside a release and gets another in the next", () => {
  const first = draftContent(sampleInput);
  const codes = (content: ReleaseContent) => content.claims.flatMap(({ speakers }) => speakers.flatMap((name) => codeOf(name) ?? []));
  const partner = (content: ReleaseContent, id: string) => codeOf(claimOf(content, id)?.speakers[1] ?? "");
  expect(partner(first, "D001-01")).toBe(partner(first, "D001-04"));
  expect(partner(first, "D001-01")).not.toBe(partner(first, "D001-02"));
  const second = draftContent({ ...sampleInput, release: releaseId("release-2"), published: [first] });
  const used = new Set(codes(first));
  expect(codes(second).filter((code) => used.has(code))).toEqual([]);
});

test("DI4 a code does not depend on the voice's name", () => {
  const renamed = sampleInput.claims.map((claim) => ({
    ...claim,
    speakers: claim.speakers.map((speaker) =>
      speaker.name === "reporting partner A" ? { ...speaker, name: "reporting partner Z" } : speaker,
    ) as unknown as typeof claim.speakers,
  }));
  expect(draftContent({ ...sampleInput, claims: renamed }).claims.map(({ speakers }) => speakers)).toEqual(
    draftContent(sampleInput).claims.map(({ speakers }) => speakers),
  );
});

test("DI4 ids of reports and claims in generated sentences become numbers, or are withheld", () => {
  const group = sampleInput.corroborations[0];
  if (group === undefined) throw new Error("the sample has a group");
  const corroborations = [{ ...group, verdict: "D001 tells it twice; own-1 and own-1-01 stay apart from D001-02." }];
  const kept = draftContent({ ...sampleInput, corroborations });
  const mentions = numbered(kept).mentions(kept.corroborations[0]?.verdict ?? "");
  expect(mentions.map((piece) => (typeof piece === "string" ? piece : `#${piece.number}`)).join("")).toBe(
    "report 1 tells it twice; report 2 and #14 stay apart from #2.",
  );
  const without = draftContent({ ...sampleInput, corroborations, sources: [pageSource, { ...ownSource, consent: "none" }] });
  expect(without.corroborations[0]?.verdict).toBe(
    "D001 tells it twice; a report that is withheld and a claim that is withheld stay apart from D001-02.",
  );
});

test("DI3 a source marked to be protected is named by its role even behind a public page", () => {
  const { sources = [] } = draftContent({
    ...sampleInput,
    sources: [
      { ...pageSource, pseudonym: "Larch", canKnow: "Lives in the sending province; hears from people who returned", tlp: "TLP:RED" },
      ownSource,
    ],
  });
  expect(sources[0]?.name).toMatch(/^a resident of the province \(voice ..\)$/);
  expect(sources[0]).toMatchObject({
    canKnow: "a resident of the province; published by ASIAPRESS; kept general on purpose",
    reliability: "B",
    basis: "public page",
  });
});

test("DI5 places and times leave by province and month", () => {
  const content = draftContent(sampleInput);
  expect(claimOf(content, "D001-04")).toMatchObject({ place: "Ryanggang Province", period: "2025-12~" });
  expect(claimOf(content, "D001-02")).toMatchObject({ place: "Jilin Province", period: "2025-12~" });
  expect(content.estimates[0]?.on).toBe("2026-03");
  expect(everything(content)).not.toMatch(/Hyesan|Changbai|Shenyang/);
});

test("DI5 sentences of the analysis lose their days", () => {
  const [stock] = estimates;
  if (stock === undefined) throw new Error("the sample has an estimate");
  const says = "Counts those who crossed from 2025-12-01 on.";
  const dated = { ...stock, lineage: { claims: stock.lineage.claims, assumptions: [{ id: "from", says, source: "choice" }] as const } };
  const content = draftContent({ ...sampleInput, estimates: [dated, { id: stock.id, name: "Bribes", missing: ["what sum is paid"] }] });
  expect(content.estimates[0]?.lineage.assumptions[0]?.says).toBe("Counts those who crossed from 2025-12 on.");
  expect(content.unmade).toEqual([{ id: stock.id, name: "Bribes", missing: ["what sum is paid"] }]);
});

test("DI7 words leave with consent to be quoted or from a public page, else only the number", () => {
  const counted = draftContent({
    ...sampleInput,
    sources: [...sampleInput.sources.slice(0, 1), { ...ownSource, consent: "publish-aggregate" }],
  });
  expect(claimOf(counted, "own-1-01")).toMatchObject({
    valueText: "about 60–80 people",
    words: [],
    wordsWithheld: "The source agreed to be counted, not quoted.",
  });
  expect(claimOf(draftContent(sampleInput), "own-1-01")?.words).toEqual(["two buses, sixty to eighty of them"]);
  expect(claimOf(counted, "D001-07")).toMatchObject({ words: ["300 yuan"], url: publicReport.url });
});

test.each([
  ["no consent", { consent: "none" }],
  ["background only", { consent: "background" }],
  ["marked TLP:AMBER", { tlp: "TLP:AMBER" }],
  ["marked TLP:RED", { tlp: "TLP:RED" }],
] as const)("DI7 a source with %s leaves nothing but a sentence in the lineage", (_, change) => {
  const content = draftContent({ ...sampleInput, sources: [...sampleInput.sources.slice(0, 1), { ...ownSource, ...change }] });
  expect(claimOf(content, "own-1-01")).toBeUndefined();
  expect(everything(content)).not.toContain("own-1");
  expect(content.estimates[2]).toMatchObject({
    median: estimates[2]?.median,
    lineage: { claims: ["D001-01", "D001-02", "D001-09", "D001-13"] },
  });
  expect(content.estimates[2]?.lineage.assumptions.map(({ says }) => says)).toContain(
    "Rests also on 1 accepted claim that cannot be released.",
  );
  expect(content.withheld).toContain("1 accepted claim of the case is not released; figures that rest on one say so.");
});

test("DI7 a public page whose source asked not to be used stays out", () => {
  const content = draftContent({ ...sampleInput, sources: sampleInput.sources.map((source) => ({ ...source, consent: "none" as const })) });
  expect(content.claims).toEqual([]);
  expect(content.conversions).toEqual([]);
  expect(content.corroborations).toEqual([]);
});

test("DI12 every lineage points at released claims only", () => {
  for (const drop of [0, 3, 7, 12]) {
    const kept = sampleInput.claims.filter((_, place) => place % 13 !== drop);
    const content = draftContent({ ...sampleInput, claims: kept });
    const released = new Set(content.claims.map(({ id }) => id));
    const cited = [
      ...content.estimates.flatMap(({ lineage }) => lineage.claims),
      ...content.findings.flatMap(({ elements, exceptions }) => [...elements, ...exceptions].flatMap(({ claims }) => claims)),
      ...content.conversions.flatMap(({ printed, restates }) => [printed, restates]),
      ...content.corroborations.flatMap(({ claims, roots, links }) => [
        ...claims,
        ...roots.flatMap((root) => root.claims),
        ...links.flatMap(({ from, to }) => [from, to]),
      ]),
    ];
    expect(cited.filter((id) => !released.has(id))).toEqual([]);
  }
});

test("only accepted claims leave", () => {
  const proposed = { ...ownClaim, id: claimId("own-1-09"), decision: { state: "proposed", by: "reader" } as const };
  expect(draftContent({ ...sampleInput, claims: [...sampleInput.claims, proposed] }).claims.some(({ id }) => id === "own-1-09")).toBe(
    false,
  );
});

test("DI2 a protected string in any field of the case leaves nowhere", () => {
  const secret = "Zhong Weiling";
  const poisoned = told(publicReport, {
    id: "D001-20",
    measure: "bribe",
    low: "200",
    high: "200",
    unit: "CNY",
    place: `near ${secret}'s house`,
    words: `we gave ${secret} 200`,
  });
  const content = draftContent({
    ...sampleInput,
    claims: [...sampleInput.claims, poisoned],
    protectedStrings: [secret],
    findings: sampleInput.findings.map((finding) => ({
      ...finding,
      says: `${finding.says} So says ${secret.toUpperCase()}. The rest stands.`,
    })),
  });
  expect(everything(content)).not.toMatch(/Weiling/i);
  expect(content.findings[0]?.says).toContain("A sentence is withheld to protect a source. The rest stands.");
  expect(claimOf(content, "D001-20")).toMatchObject({ words: [], wordsWithheld: "The words describe a protected person." });
});

test("DI8 sums few could know can leave as bands, and their words stay", () => {
  const content = draftContent({ ...sampleInput, coarsening: { sums: "banded" } });
  expect(claimOf(content, "D001-07")).toMatchObject({ valueText: "between 200 and 500 CNY per person", words: [] });
  expect(claimOf(content, "D001-07")?.value).toBeUndefined();
  const risks = assessDisclosure(content, {
    claims: sampleInput.claims,
    protectedStrings: [],
    published: [],
    sources: sampleInput.sources,
    reports: [publicReport, ownReport],
  });
  expect(risks.filter(({ kind }) => kind === "insider-sum")).toEqual([]);
});

test("values are said in the release's own words", () => {
  const words = (
    low: string | null,
    high: string | null,
    kind: "exact" | "range" | "at_least" | "at_most" | "approx",
    unit = "person",
    per?: string,
  ) => {
    const claim = told(publicReport, {
      id: "x-01",
      measure: "tenure",
      low,
      high,
      kind,
      unit,
      ...(per === undefined ? {} : { per }),
      words: "x",
    });
    return valueText(claim.value, claim.quantity, claim.per);
  };
  expect(words("30", "40", "range", "person", "group")).toBe("30–40 people per group");
  expect(words("100", null, "at_least")).toBe("at least 100 people");
  expect(words(null, "50", "at_most")).toBe("at most 50 people");
  expect(words("2500", "2500", "approx", "CNY", "person-month")).toBe("about 2,500 CNY per person per month");
  expect(words("1", "1", "exact", "month")).toBe("1 month");
  expect(bandText({ low: null, high: null, kind: "exact", hedge: [] } as never, "CNY", null)).toMatch(/CNY/);
});

import { expect, test } from "vitest";
import { reportId } from "#domain/ids.ts";
import type { DisclosureContext, ReleaseContent, Risk } from "#domain/release.ts";
import { draftContent } from "../release/draft-content.ts";
import { ownClaim, ownReport, ownSource, pageSource, publicReport, sampleInput, told } from "../sample-case.ts";
import { assessDisclosure } from "./assess.ts";
import { peopleBehind } from "./population.ts";

const context: DisclosureContext = {
  claims: sampleInput.claims,
  protectedStrings: [],
  published: [],
  sources: [pageSource, ownSource],
  reports: [publicReport, ownReport],
};
const draft = draftContent(sampleInput);
const kinds = (risks: readonly Risk[], kind: Risk["kind"]) => risks.filter((risk) => risk.kind === kind);
const of = (content: ReleaseContent, kind: Risk["kind"], beside: Partial<DisclosureContext> = {}) =>
  kinds(assessDisclosure(content, { ...context, ...beside }), kind);
const withClaims = (claims: readonly Parameters<typeof told>[1][], report = publicReport) =>
  draftContent({
    ...sampleInput,
    claims: claims.map((facts) => told(report, facts)),
    estimates: [],
    findings: [],
    conversions: [],
    corroborations: [],
  });

test("DI6 a voice that few people could be is a risk, with the interval's low end and its reason", () => {
  const found = of(draft, "small-cell");
  expect(found.map(({ says }) => says).join()).toContain("a person who has worked abroad");
  expect(found[0]?.smallestGroup).toEqual({ people: 10, because: expect.stringContaining("unknown in number") });
});

test("DI6 every detail a voice lets slip makes its circle smaller", () => {
  const wide = peopleBehind("an official", "Ryanggang Province");
  const town = peopleBehind("an official", "Ryanggang Province, in Hyesan");
  const factory = peopleBehind("an official", "Ryanggang Province, in Hyesan, at the shoe factory");
  const mother = peopleBehind("an official", "Ryanggang Province, in Hyesan, at the shoe factory, a mother, the women there");
  expect(wide.low).toBe(Math.floor(719_269 * 0.002));
  expect([wide.low, town.low, factory.low, mother.low]).toEqual([...[wide.low, town.low, factory.low, mother.low]].sort((a, b) => b - a));
  expect(mother.low).toBeLessThan(20);
  expect(mother.because).toContain("an enterprise is named");
});

test("DI6 an unknown population is the smallest plausible one", () => {
  expect(peopleBehind("an official", "nowhere told").low).toBe(Math.floor(196_954 * 0.002));
  expect(peopleBehind("a person with knowledge of the matter", "").low).toBe(5);
});

test.each([
  ["4", "4", 1],
  ["5", "7", 0],
  ["2", "9", 1],
])("DI6 a described group of %s to %s people gives %i risk", (low, high, expected) => {
  const content = withClaims([
    { id: "D001-30", measure: "group_size", low, high, kind: "range", unit: "person", words: "a few", speakers: [] },
  ]);
  expect(of(content, "small-cell")).toHaveLength(expected);
});

test("DI6 a secret told of everybody in a group is a risk, however large the group", () => {
  const secret = {
    id: "D001-31",
    measure: "bribe",
    low: "200",
    high: "200",
    unit: "CNY",
    per: "person",
    words: "everyone paid 200",
    speakers: [],
  };
  expect(of(withClaims([secret]), "shared-secret")).toHaveLength(1);
  expect(of(withClaims([{ ...secret, words: "some paid 200" }]), "shared-secret")).toHaveLength(0);
  const group = {
    id: "D001-32",
    measure: "group_size",
    low: "12",
    high: "15",
    kind: "range" as const,
    unit: "person",
    words: "a dozen",
    speakers: [],
  };
  expect(of(withClaims([{ ...secret, words: "some paid 200" }, group]), "shared-secret")[0]?.claims).toEqual(["D001-31", "D001-32"]);
});

test("DI5 days, hours and towns are a risk in claims, estimates, title and summary", () => {
  expect(of(draft, "exact-place-or-time")).toEqual([]);
  const asTold = draftContent({ ...sampleInput, coarsening: { place: "as-told", time: "as-told" } });
  expect(of(asTold, "exact-place-or-time").map(({ says }) => says)).toEqual([
    "1 claim carries an exact day or hour.",
    "1 estimate is given for an exact day.",
    "5 claims name a town or county.",
  ]);
  const worded = { ...draft, title: "Hyesan on 3 December", summary: "They crossed at 4:30 on 2025-12-03." };
  expect(of(worded, "exact-place-or-time").map(({ says }) => says)).toEqual([
    "The title names an exact place or time: Hyesan, 3 December.",
    "The summary names an exact place or time: 2025-12-03, 4:30.",
  ]);
});

test("DI8 an exact sum of one origin is a risk until a second origin tells it", () => {
  expect(of(draft, "insider-sum").map(({ says }) => says)).toEqual([
    "workers per enterprise: 5–7 people per enterprise. One origin tells it, and few could know it.",
    "permit fee: 300 CNY per person. One origin tells it, and few could know it.",
  ]);
  const second = draft.corroborations.map((group) => ({
    ...group,
    roots: [...group.roots, { id: "r9", claims: [], reports: [], depth: 1, why: "another origin" }],
  }));
  expect(
    of({ ...draft, corroborations: second }, "insider-sum")
      .map(({ says }) => says)
      .join(),
  ).not.toContain("permit fee");
});

test("DI8 long quotes, and words only one source of ours uses, are a risk", () => {
  expect(of(draft, "verbatim-words").map(({ says }) => says)).toEqual([
    "4 words are used by this source alone: buses, sixty, eighty, them.",
  ]);
  const long = told(ownReport, {
    id: "own-1-02",
    measure: "tenure",
    low: "6",
    high: "6",
    unit: "month",
    words: Array.from({ length: 13 }, () => "month").join(" "),
  });
  expect(of(draftContent({ ...sampleInput, claims: [long] }), "verbatim-words").map(({ says }) => says)[0]).toBe(
    "A quote of 13 words is given word for word.",
  );
});

test("DI7 missing or unknown consent can be mended and never accepted", () => {
  const none = of(draft, "consent", { sources: [pageSource, { ...ownSource, consent: "none" }] });
  expect(none).toMatchObject([{ claims: ["own-1-01"], canBeAccepted: false }]);
  const { sources: _sources, reports: _reports, ...unknown } = context;
  expect(kinds(assessDisclosure(draft, unknown), "consent")).toMatchObject([{ claims: ["own-1-01"], canBeAccepted: false }]);
  expect(of(draft, "consent", { sources: [pageSource, { ...ownSource, consent: "publish-aggregate", tlp: "TLP:CLEAR" }] })).toMatchObject([
    { says: "Words are quoted of a source that agreed to be counted, not quoted.", canBeAccepted: false },
  ]);
});

test("DI10 what is already published counts: two releases that are safe alone can be unsafe together", () => {
  const official = { measure: "tenure", low: "6", high: "6", unit: "month", speakers: ["factory official"] };
  const first = withClaims([{ ...official, id: "D001-41", words: "six months at the shoe factory" }]);
  const second = withClaims([{ ...official, id: "D001-42", words: "women only, mothers" }]);
  expect(of(first, "small-cell")).toEqual([]);
  expect(of(second, "small-cell")).toEqual([]);
  expect(of(second, "mosaic")).toEqual([]);
  expect(of(second, "mosaic", { published: [first] })[0]?.smallestGroup?.people).toBeLessThan(20);
  const stranger = { ...first, claims: first.claims.map((claim) => ({ ...claim, report: reportId("D999") })) };
  expect(of(second, "mosaic", { published: [stranger] })).toEqual([]);
});

test("DI10 counts that differ by fewer than five, and a claim told finer than before, are a risk", () => {
  const count = (id: string, people: string) =>
    withClaims([{ id, measure: "workers_arrived", low: people, high: people, unit: "person", words: people, speakers: [] }]);
  expect(of(count("D001-51", "104"), "mosaic", { published: [count("D001-52", "101")] })[0]?.smallestGroup?.people).toBe(3);
  expect(of(count("D001-51", "104"), "mosaic", { published: [count("D001-52", "90")] })).toEqual([]);
  const wider = draftContent({ ...sampleInput, coarsening: { time: "year" } });
  expect(
    of(draft, "mosaic", { published: [wider] })
      .map(({ says }) => says)
      .join(),
  ).toContain("published before with another place, time or value");
});

test("DI4 a code used before cannot be accepted; a claim repeated under a new code is a risk", () => {
  expect(of(draft, "linked-pseudonym", { published: [draft] }).some(({ canBeAccepted }) => !canBeAccepted)).toBe(true);
  const again = draftContent({ ...sampleInput, published: [draft] });
  const found = of(again, "linked-pseudonym", { published: [draft] });
  expect(found).toMatchObject([{ canBeAccepted: true }]);
  expect(found[0]?.claims).toContain("D001-01");
});

test("DI2 a protected string is named by its place, in the risk and nowhere else, and can never be accepted", () => {
  const found = of({ ...draft, summary: "Told by M a g n o l i a." }, "protected-string", {
    protectedStrings: ["nobody at all", "Magnolia"],
  });
  expect(found).toMatchObject([{ says: "Protected string 2 stands in summary (as written).", canBeAccepted: false }]);
  expect(JSON.stringify(found)).not.toMatch(/magnolia/i);
  expect(of(draft, "protected-string", { protectedStrings: ["A"] })).toMatchObject([
    { says: "Protected string 1 is too short to search for.", canBeAccepted: true },
  ]);
});

test("DI9 ids are the same for the same content and differ when one word does", () => {
  const ids = (content: ReleaseContent) => assessDisclosure(content, context).map(({ id }) => id);
  expect(ids(JSON.parse(JSON.stringify(draft)) as ReleaseContent)).toEqual(ids(draft));
  const changed = new Set(ids({ ...draft, summary: `${draft.summary} ` }));
  expect(ids(draft).filter((id) => changed.has(id))).toEqual([]);
  expect(new Set(ids(draft)).size).toBe(ids(draft).length);
});

test("a claim of our own is looked at with the public ones", () => {
  expect(draft.claims.map(({ id }) => id)).toContain(ownClaim.id);
});

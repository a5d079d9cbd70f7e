import fc from "fast-check";
import { expect, test } from "vitest";
import { claimId } from "#domain/ids.ts";
import { mendWays, type Mend, type ReleaseContent } from "#domain/release.ts";
import { assessDisclosure } from "../disclosure/assess.ts";
import { canonical } from "../disclosure/fingerprint.ts";
import { sampleInput } from "../sample-case.ts";
import { draftContent } from "./draft-content.ts";
import { MENDED, mendingOf } from "./mend.ts";

const mended = (...mends: (readonly [string, Mend["how"]])[]) =>
  draftContent({ ...sampleInput, mends: mends.map(([claim, how]) => ({ claim: claimId(claim), how })) });
const claimOf = (content: ReleaseContent, id: string) => content.claims.find((claim) => claim.id === id);
const kindsOf = (content: ReleaseContent, claim: string) =>
  assessDisclosure(content, {
    claims: sampleInput.claims,
    protectedStrings: [],
    published: [],
    sources: sampleInput.sources,
    reports: sampleInput.reports,
  })
    .filter((risk) => risk.claims.includes(claimId(claim)))
    .map((risk) => risk.kind);

test("DI14 a sum mended into a band stands exactly nowhere: not in its conversion, not in its check, not in its words", () => {
  expect(kindsOf(draftContent(sampleInput), "D001-07")).toContain("insider-sum");
  const content = mended(["D001-07", "band"]);
  expect(claimOf(content, "D001-07")).toMatchObject({ valueText: "between 200 and 500 CNY per person", words: [] });
  expect(claimOf(content, "D001-07")?.value).toBeUndefined();
  expect(claimOf(content, "D001-08")).toMatchObject({ valueText: "between 20 and 50 USD per person", words: [] });
  expect(content.conversions.some((check) => check.restates === "D001-07")).toBe(false);
  expect(canonical(content)).not.toMatch(/\b300\b|\b39 USD/);
  expect(kindsOf(content, "D001-07")).not.toContain("insider-sum");
  expect(content.withheld).toContain("Some figures that could point at a person: they are given as bands.");
});

test("DI14 mending the conversion mends the value it restates", () => {
  expect(claimOf(mended(["D001-08", "band"]), "D001-07")?.value).toBeUndefined();
});

test("DI14 a claim mended away leaves no trace but the count of what is held back", () => {
  const content = mended(["D001-09", "withhold"]);
  expect(claimOf(content, "D001-09")).toBeUndefined();
  expect(claimOf(content, "D001-10")).toBeUndefined();
  expect(content.withheld).toContain("2 accepted claims of the case are not released; figures that rest on one say so.");
});

test("DI14 words, voices and the finer place go one by one, and nothing else goes with them", () => {
  const before = claimOf(draftContent(sampleInput), "D001-02");
  const { words: _, wordsWithheld: __, spans: ___, ...rest } = before as NonNullable<typeof before>;
  const wordless = claimOf(mended(["D001-02", "withhold-words"]), "D001-02");
  expect(wordless).toMatchObject({ words: [], wordsWithheld: "The words are withheld to protect a source.", valueText: before?.valueText });
  expect(Object.keys(rest).every((key) => key in (wordless ?? {}))).toBe(true);
  expect(claimOf(mended(["D001-02", "leave-voice-out"]), "D001-02")?.speakers).toEqual(["ASIAPRESS"]);
  expect(before?.place).toBe("Jilin Province");
  expect(claimOf(mended(["D001-02", "country"]), "D001-02")).toMatchObject({ place: "China", words: before?.words });
});

test("DI14 a sentence of the analysis that tells a mended sum is replaced; others stay, and so do numbers that only look like it", () => {
  const { text } = mendingOf([{ claim: claimId("D001-13"), how: "band" }], sampleInput.claims as never);
  expect(text("They differ. One says 2,500 CNY. Another says 12,500.")).toBe(`They differ. ${MENDED} Another says 12,500.`);
  expect(text("At 325.5 a month and 2500 in all.")).toBe(MENDED);
  expect(text("Nothing of it: 25, 250, 25,000.")).toBe("Nothing of it: 25, 250, 25,000.");
});

test("DI14 whatever is mended, no released claim says more than it did, and mending twice changes nothing", () => {
  const one = fc.record({ claim: fc.constantFrom(...sampleInput.claims.map(({ id }) => id)), how: fc.constantFrom(...mendWays) });
  const plain = draftContent(sampleInput);
  fc.assert(
    fc.property(fc.array(one, { maxLength: 6 }), (mends) => {
      const content = draftContent({ ...sampleInput, mends });
      expect(canonical(draftContent({ ...sampleInput, mends: [...mends, ...mends] }))).toBe(canonical(content));
      for (const claim of content.claims) {
        const full = claimOf(plain, claim.id);
        expect(full?.words).toEqual(expect.arrayContaining([...claim.words]));
        expect(claim.speakers.length).toBeLessThanOrEqual(full?.speakers.length ?? 0);
      }
    }),
    { numRuns: 60 },
  );
});

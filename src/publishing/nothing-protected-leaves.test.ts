/**
 * Random cases with protected strings planted in every field, in every spelling, through the whole stage.
 * `COUNTERLEDGER_LEAK_RUNS=10000` runs the full number; the default keeps the suite quick.
 */
import fc from "fast-check";
import { expect, test } from "vitest";
import { claimId, person, releaseId, reportId, sourceId, type Instant } from "#domain/ids.ts";
import { consents, tlps } from "#domain/source.ts";
import {
  assessDisclosure,
  draftContent,
  exportCsv,
  exportFollowTheMoney,
  exportWebAnnotations,
  renderDossier,
  review,
  scanBytes,
  type DraftInput,
} from "./index.ts";
import { redactContent, redactor } from "./release/redact.ts";
import {
  estimates,
  findings,
  conversions,
  corroborations,
  ownReport,
  ownSource,
  publicReport,
  rates,
  claims as sampleClaims,
  told,
} from "./sample-case.ts";

const runs = Number(process.env["COUNTERLEDGER_LEAK_RUNS"] ?? 60);

const secrets = fc.uniqueArray(
  fc.oneof(
    fc.stringMatching(/^[A-Z][a-z]{3,7} [A-Z][a-z]{3,7}$/),
    fc.stringMatching(/^[김박리최정강][가-힣]{2}$/),
    fc.stringMatching(/^1[3-9][0-9]{9}$/),
    fc.stringMatching(/^[a-z]{6,10}@[a-z]{5,8}\.org$/),
  ),
  { minLength: 1, maxLength: 3 },
);

const spellings: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.replace(/[ @.]/g, "-"),
  (text) => [...text].join("\u200b"),
  (text) => text.normalize("NFD"),
  (text) => text.replace(/[!-~]/g, (letter) => String.fromCharCode(letter.charCodeAt(0) + 0xfee0)),
  (text) => [...text].map((letter) => `&#${letter.codePointAt(0) ?? 0};`).join(""),
  (text) => [...new TextEncoder().encode(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  (text) => Buffer.from(text).toString("hex"),
  (text) => Buffer.from(text).toString("base64"),
];

const cases = secrets.chain((strings) => {
  const planted = fc.tuple(fc.constantFrom(...strings), fc.constantFrom(...spellings)).map(([text, spell]) => spell(text));
  const word = fc.constantFrom("about", "hundred", "crossed", "by bus", "each month", "they say", "at the works", "300 yuan");
  const prose = fc
    .array(fc.oneof({ weight: 4, arbitrary: word }, { weight: 1, arbitrary: planted }), { minLength: 1, maxLength: 5 })
    .map((parts) => `${parts.join(" ")}.`);
  const harmless = fc.array(word, { minLength: 1, maxLength: 5 }).map((parts) => parts.join(" "));
  const field = fc.oneof({ weight: 3, arbitrary: harmless }, { weight: 1, arbitrary: prose });
  const claim = fc.record({
    words: field,
    place: fc.oneof(fc.constant("Hyesan"), field),
    speakers: fc.array(field, { maxLength: 2 }),
    own: fc.boolean(),
    measure: fc.constantFrom("bribe", "workers_arrived", "tenure"),
  });
  return fc.record({
    strings: fc.constant(strings),
    title: fc.oneof({ weight: 9, arbitrary: harmless }, { weight: 1, arbitrary: prose }),
    summary: fc.oneof({ weight: 9, arbitrary: harmless }, { weight: 1, arbitrary: prose }),
    claims: fc.array(claim, { minLength: 1, maxLength: 6 }),
    says: fc.array(field, { minLength: 8, maxLength: 8 }),
    consent: fc.constantFrom(...consents),
    tlp: fc.constantFrom(...tlps),
    outlet: field,
  });
});

type Planted = typeof cases extends fc.Arbitrary<infer T> ? T : never;

test(`DI2 nothing protected leaves: ${runs} random releases, planted in every field`, { timeout: 3_600_000 }, () => {
  let left = 0;
  fc.assert(
    fc.property(cases, (random) => {
      const input = inputOf(random);
      const content = draftContent(input);
      const risks = assessDisclosure(content, {
        claims: input.claims,
        protectedStrings: random.strings,
        published: [],
        sources: input.sources,
        reports: input.reports,
      });
      const accepted = risks.map((risk) => ({
        risk: risk.id,
        by: person("lead editor"),
        at: "2026-01-06T10:00:00.000Z" as Instant,
        why: "looked at",
      }));
      const release = review({ state: "draft", id: releaseId("release-1"), content, position: 7 }, risks, accepted);
      if (!release.ok) return;
      left += 1;
      const outputs = [
        renderDossier(release.value),
        ...exportCsv(release.value).map(({ text }) => text),
        exportWebAnnotations(release.value),
        exportFollowTheMoney(release.value),
      ];
      for (const output of outputs) expect(scanBytes(output, random.strings)).toEqual([]);
      for (const text of random.strings) expect(outputs.join("\n").toLowerCase()).not.toContain(text.toLowerCase());
    }),
    { numRuns: runs },
  );
  expect(left).toBeGreaterThan(runs / 4);
});

test("DI1 redaction is idempotent: a second pass finds nothing to change", () => {
  fc.assert(
    fc.property(cases, (random) => {
      const content = draftContent({ ...inputOf(random), protectedStrings: [] });
      const redaction = redactor(random.strings);
      const once = redactContent(content, redaction);
      expect(redactContent(once, redaction)).toEqual(once);
    }),
    { numRuns: Math.min(runs, 1000) },
  );
});

test("DI1 redacting a sentence leaves its neighbours", () => {
  const { text } = redactor(["Magnolia"]);
  expect(text("The bus left. MAGNOLIA saw it. It was full.")).toBe(
    "The bus left. A sentence is withheld to protect a source. It was full.",
  );
  expect(text("Nothing to hide.")).toBe("Nothing to hide.");
  expect(redactor(["a sentence is withheld"]).text("so a sentence is withheld here")).not.toMatch(/a sentence is/);
});

function inputOf(random: Planted): DraftInput {
  const report = { ...publicReport, outlet: random.outlet };
  const own = { ...ownReport, id: reportId("own-7"), source: sourceId("s-own") };
  const [a = "", b = "", c = "", d = "", e = "", f = "", g = "", h = ""] = random.says;
  return {
    title: random.title,
    summary: random.summary,
    claims: [
      ...sampleClaims,
      ...random.claims.map((one, place) =>
        told(one.own ? own : report, {
          id: `${one.own ? "own-7" : "D001"}-${50 + place}`,
          measure: one.measure,
          low: "12",
          high: "15",
          kind: "range",
          unit: one.measure === "bribe" ? "CNY" : "person",
          place: one.place,
          speakers: one.speakers,
          words: one.words,
        }),
      ),
    ],
    reports: [report, own],
    sources: [
      { id: sourceId("s-page"), pseudonym: "page", canKnow: "public", reliability: "B", tlp: "TLP:CLEAR", consent: "publish-quoted" },
      { ...ownSource, pseudonym: "Juniper", consent: random.consent, tlp: random.tlp },
    ],
    estimates: estimates.map((one) => ({
      ...one,
      name: a,
      method: { ...one.method, name: b, reference: c },
      lineage: { claims: one.lineage.claims, assumptions: [{ id: "x", says: d, source: e }] },
    })),
    findings: findings.map((one) => ({
      ...one,
      says: f,
      title: g,
      elements: one.elements.map((element) => ({ ...element, because: h, wouldChange: a, claims: [claimId("D001-01")] })),
    })),
    conversions: conversions.map((one) => ({ ...one, says: b })),
    corroborations: corroborations.map((one) => ({
      ...one,
      place: c,
      verdict: d,
      roots: one.roots.map((root) => ({ ...root, why: e })),
      links: one.links.map((link) => ({ ...link, why: f })),
    })),
    rates: rates.map((one) => ({ ...one, source: g, url: `https://example.org/${encodeURIComponent(h)}` })),
    protectedStrings: random.strings,
  };
}

import fc from "fast-check";
import { expect, test } from "vitest";
import { person, releaseId, type Instant } from "#domain/ids.ts";
import type { ReleaseContent, ReviewedRelease } from "#domain/release.ts";
import { assessDisclosure, draftContent, exportCsv, exportFollowTheMoney, exportWebAnnotations, review } from "../index.ts";
import { page, sampleInput } from "../sample-case.ts";

const sample = reviewed(draftContent(sampleInput));
const file = (release: ReviewedRelease, name: string) => exportCsv(release).find((one) => one.name === name)?.text ?? "";

test("CSV holds every claim under its number of this release, lines ended as RFC 4180 asks", () => {
  const text = file(sample, "claims.csv");
  const rows = parseCsv(text);
  expect(rows).toHaveLength(15);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  expect(rows[7]?.slice(0, 8)).toEqual(["7", "permit_fee", "about 39 USD per person", "39", "39", "approx", "USD", "person"]);
  expect(rows[7]?.[rows[0]?.indexOf("conversion_of") ?? -1]).toBe("6");
  expect(exportCsv(sample).map(({ name }) => name)).toEqual(["claims.csv", "estimates.csv", "conversions.csv", "rates.csv"]);
});

test("CSV gives back any text a cell held, but for the apostrophe before a formula", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }).filter((text) => !/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/.test(text)),
      (text) => {
        const rows = parseCsv(
          file(
            {
              ...sample,
              content: { ...sample.content, claims: sample.content.claims.slice(0, 1).map((claim) => ({ ...claim, words: [text] })) },
            },
            "claims.csv",
          ),
        );
        expect([text, `'${text}`]).toContain(rows[1]?.[15]);
      },
    ),
  );
});

test.each(["=1+1", "+1", "-2+3", "@SUM(A1)", "\t=1", " =1", "＝1", "|calc", "%0A", "\r=1"])("CSV cell %j does not run", (text) => {
  const rows = parseCsv(file(withWords(text), "claims.csv"));
  expect(rows[1]?.[15]).toBe(`'${text}`);
});

test("CSV keeps a plain negative number a number", () => {
  expect(parseCsv(file(withWords("-12.5"), "claims.csv"))[1]?.[15]).toBe("-12.5");
});

test("annotations quote every public claim at its place, and none of a source of ours", () => {
  const collection = JSON.parse(exportWebAnnotations(sample)) as {
    "@context": string;
    total: number;
    first: { items: { id: string; target: { source: string; selector: unknown[] }[] }[] };
  };
  expect(collection["@context"]).toBe("http://www.w3.org/ns/anno.jsonld");
  expect(collection.total).toBe(13);
  expect(collection.first.items[5]?.target).toEqual([
    {
      type: "SpecificResource",
      source: page,
      selector: [
        { type: "TextQuoteSelector", exact: "300 yuan" },
        { type: "TextPositionSelector", start: 10, end: 18 },
      ],
    },
  ]);
  expect(JSON.stringify(collection)).not.toContain("two buses");
});

test("FollowTheMoney lines are events, organisations and articles, and never people", () => {
  const entities = exportFollowTheMoney(sample)
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as { id: string; schema: string; properties: Record<string, string[]> });
  expect([...new Set(entities.map(({ schema }) => schema))]).toEqual(["Organization", "Article", "Event"]);
  expect(entities.filter(({ schema }) => schema === "Event")).toHaveLength(11);
  expect(entities.find(({ properties }) => properties["name"]?.[0]?.startsWith("permit fee"))?.properties).toMatchObject({
    name: ["permit fee: 300 CNY per person"],
    startDate: ["2025-12"],
    endDate: ["2025-12"],
    location: ["Ryanggang Province"],
    country: ["cn"],
    sourceUrl: [page],
  });
  const ids = new Set(entities.map(({ id }) => id));
  expect(ids.size).toBe(entities.length);
  expect(entities.flatMap(({ properties }) => properties["proof"] ?? []).filter((id) => !ids.has(id))).toEqual([]);
});

test("DI4 no export prints an id of the case", () => {
  for (const text of [...exportCsv(sample).map((one) => one.text), exportWebAnnotations(sample), exportFollowTheMoney(sample)])
    expect(text).not.toMatch(/D001|own-1/);
});

test("the same release gives the same exports", () => {
  const again = JSON.parse(JSON.stringify(sample)) as ReviewedRelease;
  expect([exportCsv(again), exportWebAnnotations(again), exportFollowTheMoney(again)]).toEqual([
    exportCsv(sample),
    exportWebAnnotations(sample),
    exportFollowTheMoney(sample),
  ]);
});

function withWords(text: string): ReviewedRelease {
  return {
    ...sample,
    content: { ...sample.content, claims: sample.content.claims.slice(0, 1).map((claim) => ({ ...claim, words: [text] })) },
  };
}

/** RFC 4180, read strictly. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    let value = "";
    if (text[at] === '"') {
      for (at += 1; ; at += 1) {
        if (text[at] === '"' && text[at + 1] === '"') at += 1;
        else if (text[at] === '"') break;
        value += text[at] ?? "";
      }
      at += 1;
    } else {
      const end = /,|\r\n/.exec(text.slice(at))?.index ?? 0;
      value = text.slice(at, at + end);
      at += end;
    }
    row.push(value);
    if (text[at] === ",") at += 1;
    else {
      expect(text.slice(at, at + 2)).toBe("\r\n");
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

function reviewed(content: ReleaseContent): ReviewedRelease {
  const risks = assessDisclosure(content, {
    claims: sampleInput.claims,
    protectedStrings: [],
    published: [],
    sources: sampleInput.sources,
    reports: sampleInput.reports,
  });
  const accepted = risks.map((risk) => ({
    risk: risk.id,
    by: person("lead editor"),
    at: "2026-01-06T10:00:00.000Z" as Instant,
    why: "public page",
  }));
  const result = review({ state: "draft", id: releaseId("release-1"), content, position: 42 }, risks, accepted);
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

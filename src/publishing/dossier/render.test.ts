import { createHash } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import { person, releaseId, type Instant } from "#domain/ids.ts";
import type { DraftRelease, ReleaseContent, ReviewedRelease } from "#domain/release.ts";
import { assessDisclosure, draftContent, renderDossier, review } from "../index.ts";
import { sampleInput } from "../sample-case.ts";
import { escapeHtml, html, outsideLink } from "./html.ts";
import { numberWords, signedPercent } from "./number-text.ts";
import { stylesheet, stylesheetHash } from "./stylesheet.ts";

const page = renderDossier(reviewed(draftContent(sampleInput)));

test("DI11 the same content gives the same bytes", () => {
  const again = JSON.parse(JSON.stringify(draftContent(sampleInput))) as ReleaseContent;
  expect(renderDossier(reviewed(again))).toBe(page);
});

test("DI11 the file asks nobody for anything and runs nothing", () => {
  expect(page).toContain(`content="default-src 'none'; style-src 'sha256-${stylesheetHash}'; base-uri 'none'; form-action 'none'"`);
  expect(page).not.toMatch(/<(?:script|img|iframe|object|embed|link|base|form|audio|video|source|use|image)\b/i);
  expect(page).not.toMatch(/\s(?:src|srcset|style|on[a-z]+|background|poster|data)=/i);
  expect(stylesheet).not.toMatch(/url\(|@import|https?:/);
});

test("DI11 the content policy lets in exactly this stylesheet", () => {
  const inside = /<style>([^]*?)<\/style>/.exec(page)?.[1] ?? "";
  expect(inside).toBe(stylesheet);
  expect(stylesheetHash).toBe(createHash("sha256").update(inside).digest("base64"));
});

test("DI12 every figure has a link, and every link inside the file has its anchor", () => {
  const ids = new Set([...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]));
  const inner = [...page.matchAll(/href="#([^"]*)"/g)].map((match) => match[1]);
  expect(inner.length).toBeGreaterThan(40);
  expect(inner.filter((id) => !ids.has(id))).toEqual([]);
  expect(ids.size).toBe([...page.matchAll(/\sid="/g)].length);
  const figures = page.split("data-figure").slice(1);
  expect(figures.length).toBeGreaterThan(20);
  for (const figure of figures) expect(figure).toMatch(/href="#(?:claim|lineage)-\d+"/);
});

test("DI12 each estimate shows its interval and opens to the words and the page", () => {
  expect(page).toContain('<span class="median">432</span>');
  expect(page).toContain("<strong>188 to 902</strong>");
  const lineage = /<details class="lineage" id="lineage-2">([^]*?)<\/details>/.exec(page)?.[1] ?? "";
  expect(lineage).toContain("500 yuan per month");
  expect(lineage).toContain('href="https://www.asiapress.org/rimjin-gang/2025/12/news/dispached_workers"');
  expect(lineage).toContain("Pay told of 2024 holds for 2025.");
});

test("the money table shows told, printed and the three candidate rates, and names the constant and its miss", () => {
  expect(page).toMatch(/sums are the told\s+CNY sums ×\s+<a href="#rate-3"\s*>0\.13<\/a\s*>, one constant for\s+all/);
  expect(page).toContain("<strong>8.2 % too low</strong>");
  for (const amount of ["42.49", "70.82", "354.10", "39.00", "65.00", "325.00"]) expect(page).toContain(amount);
});

test("a verdict is told by shape and word, not by colour", () => {
  expect(page).toMatch(/<span class="shape" aria-hidden="true">●<\/span> Met/);
  expect(page).toMatch(/<span class="shape" aria-hidden="true">○<\/span> Not met/);
  expect(page).toMatch(/<span class="shape" aria-hidden="true">◐<\/span> Not enough/);
});

test("the chart has a title, a description in words, and its numbers in a table", () => {
  expect(page).toMatch(/<svg[^>]*role="img"[^>]*aria-labelledby="chart-1-title chart-1-desc"/);
  expect(page).toContain("The median goes from 40 to 387, highest in May 2026 at 428.");
  expect(page.match(/<th scope="row">October 2025<\/th>/g)).toHaveLength(1);
});

test("headings go down one step at a time and every table heads its rows and columns", () => {
  const levels = [...page.matchAll(/<h([1-6])\b/g)].map((match) => Number(match[1]));
  expect(levels[0]).toBe(1);
  expect(levels.filter((level) => level === 1)).toHaveLength(1);
  levels.slice(1).forEach((level, place) => expect(level - (levels[place] ?? 0)).toBeLessThanOrEqual(1));
  expect(page.match(/<th(?![^>]*scope=)[^e]/g)).toBeNull();
});

test("DI11 hostile text stays text, wherever it stands", () => {
  const hostile = fc.oneof(
    fc.constantFrom(
      "<script>alert(1)</script>",
      '"><img src=x onerror=alert(1)>',
      "</style><script>",
      "javascript:alert(1)",
      "]]>",
      "<!--",
      "&lt;b&gt;",
      "\u202egnp.exe",
      "\ud800",
      "' onmouseover='x",
      "`${1}`",
      "D001-01<b>",
    ),
    fc.string({ unit: "binary" }),
  );
  const skeleton = tags(page);
  fc.assert(
    fc.property(hostile, hostile, (a, b) => {
      const attacked = renderDossier(reviewed(poison(draftContent(sampleInput), a, b)));
      expect(attacked).not.toMatch(/<script|<img|href="javascript|[\u202a-\u202e]/);
      expect(attacked.isWellFormed()).toBe(true);
      expect(tags(attacked).filter((tag) => !skeleton.has(tag) && !/^<(?:q|a|span|\/a|\/q|p|\/p)$/.test(tag))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

test("escaping leaves nothing that could open a tag or leave an attribute", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "binary" }),
      (text) => !/[<>"'`]/.test(escapeHtml(text)) && !/&(?!amp;|lt;|gt;|quot;|#39;|#96;)/.test(escapeHtml(text)),
    ),
  );
  expect(html`<b>${"<i>"}</b>${null}${[1, "&"]}`.html).toBe("<b>&lt;i&gt;</b>1&amp;");
  expect(outsideLink("javascript:alert(1)", "x").html).toBe("x");
  expect(outsideLink("https://example.org/?a=1&b=2", "x").html).toBe(
    '<a href="https://example.org/?a=1&amp;b=2" rel="noreferrer noopener external">x</a>',
  );
});

test.each([
  [431.7, "432"],
  [1254300, "1.25 million"],
  [999_499, "999,000"],
  [2_341_000_000, "2.34 billion"],
  [0.08734, "0.0873"],
  [-12.34, "−12.3"],
  [0, "0"],
  [0.0000123, "0.0000123"],
  [Number.NaN, "not known"],
])("%d reads as %s", (value, words) => {
  expect(numberWords(value)).toBe(words);
});

test("a miss carries its sign", () => {
  expect([signedPercent(-8.217), signedPercent(0.04), signedPercent(3.25)]).toEqual(["−8.2 %", "0.0 %", "+3.3 %"]);
});

test("an empty release is still a page", () => {
  const bare = renderDossier(
    reviewed({
      title: "Nothing yet",
      summary: "",
      claims: [],
      estimates: [],
      findings: [],
      conversions: [],
      corroborations: [],
      rates: [],
    }),
  );
  expect(bare).toContain("<h1>Nothing yet</h1>");
  expect(bare).not.toContain('href="#money"');
});

/** The element names and attributes of a page, each once. */
function tags(text: string): Set<string> & { filter: (keep: (tag: string) => boolean) => string[] } {
  const found = new Set([...text.replace(/<style>[^]*?<\/style>/, "").matchAll(/<\/?[a-z0-9!]+/gi)].map((match) => match[0]));
  return Object.assign(found, { filter: (keep: (tag: string) => boolean) => [...found].filter(keep) });
}

function poison(content: ReleaseContent, a: string, b: string): ReleaseContent {
  return {
    ...content,
    title: a,
    summary: b,
    claims: content.claims.map((claim) => ({
      ...claim,
      valueText: a,
      place: b,
      words: [a, b],
      outlet: b,
      url: a,
      speakers: [a, b],
      period: b,
      polarity: a,
      wordsWithheld: a,
      measure: b,
    })),
    estimates: content.estimates.map((estimate) => ({
      ...estimate,
      name: a,
      unit: b,
      method: { ...estimate.method, name: b, reference: a },
    })),
    findings: content.findings.map((finding) => ({
      ...finding,
      title: a,
      url: b,
      boundParty: a,
      says: b,
      instrument: a,
      elements: finding.elements.map((element) => ({ ...element, text: a, because: b, wouldChange: a })),
    })),
    corroborations: content.corroborations.map((group) => ({
      ...group,
      place: a,
      verdict: b,
      roots: group.roots.map((root) => ({ ...root, why: a })),
    })),
    conversions: content.conversions.map((check) => ({ ...check, says: a })),
    rates: content.rates.map((rate) => ({ ...rate, source: a, url: b })),
    withheld: [a, b],
  };
}

function reviewed(content: ReleaseContent): ReviewedRelease {
  const draft: DraftRelease = { state: "draft", id: releaseId("release-1"), content, position: 42 };
  const risks = assessDisclosure(content, {
    claims: sampleInput.claims,
    protectedStrings: [],
    published: [],
    sources: sampleInput.sources,
    reports: sampleInput.reports,
  });
  const result = review(
    draft,
    risks,
    risks.map((risk) => ({ risk: risk.id, by: person("lead editor"), at: "2026-01-06T10:00:00.000Z" as Instant, why: "public page" })),
  );
  if (!result.ok) throw new Error(JSON.stringify(result.refusal));
  return result.value;
}

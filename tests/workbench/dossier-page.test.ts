/** The dossier as its readers meet it: in a real Chromium, in light and dark, narrow, and on paper. No server: it is one file. */
import axe from "axe-core";
import { chromium, type Browser, type Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { releaseId, person, type Instant } from "#domain/ids.ts";
import type { DraftRelease } from "#domain/release.ts";
import { assessDisclosure, draftContent, renderDossier, review } from "#publishing/index.ts";
import { sampleInput } from "#publishing/sample-case.ts";
import { findChromium } from "../../scripts/find-chromium.ts";

/** A4 in CSS pixels (96 to the inch), and what the margins of the page rule (18 and 20 mm, 17 mm) leave of it. */
const millimetre = 96 / 25.4;
const paper = { width: Math.floor((210 - 34) * millimetre), height: Math.floor((297 - 38) * millimetre) };

let browser: Browser;
let page: Page;
beforeAll(async () => {
  const { executablePath, args } = await findChromium();
  browser = await chromium.launch({ executablePath, args });
  page = await browser.newPage();
});
afterAll(() => browser.close());

test.each([
  { look: "light", width: 1200, scheme: "light" },
  { look: "dark", width: 1200, scheme: "dark" },
  { look: "narrow", width: 380, scheme: "light" },
] as const)("$look: axe finds nothing, with every lineage shut and open, and nothing sticks out", async ({ width, scheme }) => {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ media: "screen", colorScheme: scheme });
  await page.setContent(dossier());
  for (const open of [false, true]) {
    await page.evaluate((state) => document.querySelectorAll("details").forEach((one) => (one.open = state)), open);
    await page.evaluate(axe.source);
    const found = await page.evaluate(() =>
      (globalThis as unknown as { axe: typeof axe }).axe.run(document, { resultTypes: ["violations"] }),
    );
    expect(found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 120)}`))).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBeLessThanOrEqual(0);
  }
});

test("each figure opens by its mark to the claims it rests on, and each claim to its words and page", async () => {
  await page.setViewportSize({ width: 1200, height: 900 });
  await page.emulateMedia({ media: "screen" });
  await page.setContent(dossier());
  const figures = page.locator(".figure");
  const count = await figures.count();
  expect(count).toBe(sampleInput.estimates.filter((estimate) => "median" in estimate).length);
  for (let at = 0; at < count; at += 1) {
    const figure = figures.nth(at);
    await figure.locator("summary").click();
    const rests = figure.locator(".rests li");
    const assumed = figure.locator(".assumed li");
    expect((await rests.count()) + (await assumed.count())).toBeGreaterThan(0);
    for (const one of await rests.all()) {
      expect(await one.locator("q, .withheld").first().isVisible()).toBe(true);
      expect(await one.locator("cite").first().isVisible()).toBe(true);
    }
  }
});

test("on paper it is black on white, nothing is cut at the margin, and no figure, row or claim is too tall to stay whole on a page", async () => {
  await page.setViewportSize({ width: paper.width, height: paper.height });
  await page.emulateMedia({ media: "print", colorScheme: "dark" });
  await page.setContent(dossier());
  const printed = await page.evaluate(({ width, height }) => {
    const whole = [...document.querySelectorAll<HTMLElement>(".figure, .chart svg, tr, .claims > li, .rests li")].filter(
      (one) => one.getClientRects().length > 0,
    );
    const name = (one: Element) => `${one.tagName} ${one.getAttribute("class") ?? ""} ${(one.textContent ?? "").trim().slice(0, 40)}`;
    return {
      looked: whole.length,
      cut: whole.filter((one) => getComputedStyle(one).breakInside !== "avoid" || one.getBoundingClientRect().height > height).map(name),
      wide: [...document.body.querySelectorAll("*")].filter((one) => one.getBoundingClientRect().right > width + 1).map(name),
      paper: getComputedStyle(document.body).backgroundColor,
      ink: getComputedStyle(document.body).color,
      // Each figure says in print which claims it rests on, since nothing opens on paper.
      unsaid: [...document.querySelectorAll(".figure")].filter((one) => !/Rests on (?:claims? \d|no claim)/.test(one.querySelector(".when")?.textContent?.replace(/\s+/g, " ") ?? "")).map(name), // prettier-ignore
      shown: [...document.querySelectorAll(".skip, .contents, .opens")].filter((one) => one.getClientRects().length > 0).map(name),
    };
  }, paper);
  expect(printed.looked).toBeGreaterThan(30);
  expect(printed).toMatchObject({ cut: [], wide: [], unsaid: [], shown: [], paper: "rgb(255, 255, 255)", ink: "rgb(0, 0, 0)" });
});

test("it prints to a PDF of a few A4 pages, tagged for a screen reader and in its language", async () => {
  await page.emulateMedia({ media: null, colorScheme: "light" });
  await page.setContent(dossier());
  const pdf = await page.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true });
  const text = pdf.toString("latin1");
  const pages = [...text.matchAll(/\/Type\s*\/Page\b(?!s)/g)].length;
  const sizes = [...text.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)].map(([, width, height]) => [
    Math.round(Number(width)),
    Math.round(Number(height)),
  ]);
  // A4 is 595 by 842 points.
  expect(sizes.length).toBeGreaterThan(0);
  for (const [width, height] of sizes) {
    expect(Math.abs((width ?? 0) - 595)).toBeLessThanOrEqual(1);
    expect(Math.abs((height ?? 0) - 842)).toBeLessThanOrEqual(1);
  }
  expect(pages).toBeGreaterThanOrEqual(4);
  expect(pages).toBeLessThanOrEqual(20);
  expect(text).toContain("/StructTreeRoot");
  expect(text).toMatch(/\/Lang\s*\(en/);
});

function dossier(): string {
  const id = releaseId("release-1");
  const content = draftContent(sampleInput);
  const draft: DraftRelease = { state: "draft", id, content, position: 412 };
  const { claims, sources, reports } = sampleInput;
  const risks = assessDisclosure(content, { claims, protectedStrings: [], published: [], sources, reports });
  const at = "2026-03-01T09:00:00.000Z" as Instant;
  const reviewed = review(
    draft,
    risks,
    risks.map((risk) => ({ risk: risk.id, by: person("Mina"), at, why: "weighed" })),
  );
  if (!reviewed.ok) throw new Error(JSON.stringify(reviewed.refusal));
  return renderDossier(reviewed.value);
}

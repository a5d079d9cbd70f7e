/** The model room in a real browser: it simulates in a Web Worker, answers a slider, records a run in the ledger, and axe finds nothing. */
import axe from "axe-core";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openWorkbench, signIn, worked, type Opened } from "./opened-workbench.ts";

let opened: Opened;
beforeAll(async () => {
  opened = await openWorkbench();
});
afterAll(() => opened.close());

test("a route is simulated in the page, changed by a slider, and recorded with its seed and route file", { timeout: 120_000 }, async () => {
  const { page, complaints, visit } = await signIn(opened);
  await visit(`/cases/${worked}/model`);
  const ready = page.getByText(/events\. Little's law holds to/);
  await ready.waitFor();
  const pictures = page.locator("img[alt*='Workers abroad']");
  const before = await pictures.first().getAttribute("src");
  await page.getByLabel(/border-shut/).check();
  await page.getByLabel(/^Groups a month/).fill("2");
  await page.waitForFunction((old) => document.querySelector("img[alt*='Workers abroad']")?.getAttribute("src") !== old, before);
  expect(await pictures.first().getAttribute("alt")).toContain("border-shut");
  await page.getByRole("button", { name: /record in the ledger/ }).click();
  await page.getByText(/^Recorded as entry/).waitFor({ timeout: 60_000 });
  const kept = await opened.casework.simulations(worked);
  expect(kept).toMatchObject({
    ok: true,
    value: [{ actor: "Mina, editor", run: { seed: 1, replicates: 400, scenarios: [{}, { scenario: { name: "border-shut" } }] } }],
  });
  expect(await axeFinds(page)).toEqual([]);
  expect(opened.bugs).toEqual([]);
  expect(complaints).toEqual([]);
});

test(
  "a route is fitted from the page: recorded with an analysis, its tensions named and the next question asked",
  { timeout: 120_000 },
  async () => {
    const { page, complaints, visit } = await signIn(opened);
    await visit(`/cases/${worked}/estimates`);
    await page.getByRole("button", { name: "Fit the route" }).click();
    await page.getByRole("heading", { name: "What to ask next" }).waitFor({ timeout: 60_000 });
    expect(await page.getByText(/are printed in dollars at 0\.130 for one CNY/).count()).toBeGreaterThan(0);
    const analysis = await opened.casework.analysis(worked);
    const fit = analysis.ok ? analysis.value?.fits?.at(-1) : undefined;
    expect(fit?.route).toBe("china-ryanggang");
    for (const { ask } of fit?.questions ?? []) expect(await page.getByText(ask).count()).toBeGreaterThan(0);
    expect(await page.getByRole("button", { name: "Fit again" }).isVisible()).toBe(true);
    expect(await axeFinds(page)).toEqual([]);
    expect(opened.bugs).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

test(
  "the model room takes its figures from the fit to the case's claims, names it, and the recorded run does too",
  { timeout: 120_000 },
  async () => {
    const { page, complaints, visit } = await signIn(opened);
    await visit(`/cases/${worked}/model`);
    await page.getByText(/events\. Little's law holds to/).waitFor();
    await page.getByLabel("Take the figures from the fit to this case's claims").check();
    const rests = page.getByText(/the fit of entry \d+, from claims/);
    await rests.first().waitFor({ state: "attached", timeout: 60_000 });
    expect(await page.getByLabel(/^Groups a month/).isDisabled()).toBe(true);
    await page.getByRole("button", { name: /record in the ledger/ }).click();
    await page.getByText(/^Recorded as entry/).waitFor({ timeout: 60_000 });
    const kept = await opened.casework.simulations(worked);
    expect(kept.ok && kept.value[0]?.run.lineage.claims.length).toBeGreaterThan(3);
    expect(await axeFinds(page)).toEqual([]);
    expect(opened.bugs).toEqual([]);
    expect(complaints).toEqual([]);
  },
);

async function axeFinds(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
}

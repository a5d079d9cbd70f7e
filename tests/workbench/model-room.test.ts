/** The model room in a real browser: it simulates in a Web Worker, answers a slider, records a run in the ledger, and axe finds nothing. */
import axe from "axe-core";
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
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { violations } = await (
      globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> } }
    ).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  });
  expect(found).toEqual([]);
  expect(opened.bugs).toEqual([]);
  expect(complaints).toEqual([]);
});

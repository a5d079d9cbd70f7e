/** The same seed gives the same bits in Node and in a real Chromium: the draws of a simulation, built as the workbench builds them. */
import { createHash } from "node:crypto";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { chromium } from "playwright-core";
import { build } from "vite";
import { expect, test } from "vitest";
import { shippedRoutes } from "#analysis/dispatch/routes.ts";
import { scenariosOf, simulateSlice } from "#analysis/dispatch/run-route.ts";
import { findChromium } from "../../scripts/find-chromium.ts";

const project = path.join(import.meta.dirname, "../..");

test("RO10 every draw of every scenario of both routes is the same to the bit in Node and in Chromium", { timeout: 120_000 }, async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), "counterledger-bits-"));
  try {
    const entry = path.join(folder, "bits.ts");
    await writeFile(
      entry,
      `import { shippedRoutes } from "${project}/src/analysis/dispatch/routes.ts";
       import { scenariosOf, simulateSlice } from "${project}/src/analysis/dispatch/run-route.ts";
       ${drawsOf.toString()}
       globalThis.drawn = shippedRoutes.map((route) => drawsOf(route, scenariosOf(route), simulateSlice));`,
    );
    await build({
      root: project,
      logLevel: "error",
      build: { outDir: path.join(folder, "out"), emptyOutDir: true, lib: { entry, formats: ["iife"], name: "bits" }, target: "es2022" },
    });
    const [script = ""] = (await readdir(path.join(folder, "out"))).filter((file) => file.endsWith(".js"));
    const { executablePath, args } = await findChromium();
    const browser = await chromium.launch({ executablePath, args });
    try {
      const page = await browser.newPage();
      await page.setContent("<title>bits</title>");
      await page.addScriptTag({ content: await readFile(path.join(folder, "out", script), "utf8") });
      const there = await page.evaluate(() => (globalThis as unknown as { drawn: number[][] }).drawn);
      const here = shippedRoutes.map((route) => drawsOf(route, scenariosOf(route), simulateSlice));
      expect(here.map((draws) => draws.length)).toEqual([8 * 20 * (4 * 24 + 2 + 2 + 1), 5 * 20 * (4 * 24 + 2 + 2 + 1)]);
      expect(there.map(digest)).toEqual(here.map(digest));
      // The net catches: one draw a bit off is another digest.
      expect(digest(here[0]!.with(7, here[0]![7]! + 2 ** -40))).not.toBe(digest(here[0]!));
    } finally {
      await browser.close();
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Runs in both places; sent into the browser as its own text. */
function drawsOf(
  route: (typeof shippedRoutes)[number],
  scenarios: ReturnType<typeof scenariosOf>,
  simulate: typeof simulateSlice,
): number[] {
  const slice = simulate({ route, scenarios, months: 24, replicates: 20, seed: 20251226 }, { from: 0, to: 20 });
  return (slice?.parts ?? []).flatMap(({ curves, workerMonths, take, wait }) => [
    ...Object.values(curves).flatMap((curve) => [...curve]),
    ...workerMonths,
    ...take,
    ...wait,
  ]);
}

function digest(draws: readonly number[]): string {
  return createHash("sha256")
    .update(new Uint8Array(Float64Array.from(draws).buffer))
    .digest("hex");
}

/** The same claims and seed give the same posterior to the bit in Node and in Chromium. */
import path from "node:path";
import { chromium } from "playwright-core";
import { build } from "vite";
import { expect, test } from "vitest";
import { findChromium } from "../../scripts/find-chromium.ts";
import { digests } from "./posterior-bits-entry.ts";

test("FT12 a fit, a posterior and a propagation have the same bits in Node and in Chromium", { timeout: 120_000 }, async () => {
  const project = path.join(import.meta.dirname, "../..");
  const built = await build({
    configFile: false,
    root: project,
    logLevel: "error",
    resolve: {
      alias: ["domain", "numeric", "analysis"].map((stage) => ({
        find: new RegExp(`^#${stage}/`),
        replacement: `${project}/src/${stage}/`,
      })),
    },
    build: {
      write: false,
      minify: false,
      lib: { entry: path.join(import.meta.dirname, "posterior-bits-entry.ts"), formats: ["iife"], name: "bits", fileName: "bits" },
    },
  });
  const [bundle] = Array.isArray(built) ? built : [built];
  const chunk = bundle !== undefined && "output" in bundle ? bundle.output[0] : undefined;
  if (chunk === undefined || chunk.type !== "chunk") throw new Error("nothing was bundled");
  const { executablePath, args } = await findChromium();
  const browser = await chromium.launch({ executablePath, args });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: chunk.code });
    const there = await page.evaluate("bits.digests()");
    expect(there).toEqual(digests());
  } finally {
    await browser.close();
  }
});

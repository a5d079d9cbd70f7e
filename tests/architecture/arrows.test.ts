/** The import arrows hold, and the net that says so catches a fault. */
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { arrows, pureCore } from "../../architecture.config.js";
import { drawArrows, withDiagram } from "../../scripts/draw-architecture.ts";
import { cruiseArrows } from "./cruise-arrows.ts";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");

test("every import follows an arrow", async () => {
  const { modules, faults } = await cruiseArrows({ root, arrows, pureCore });
  expect(faults).toEqual([]);
  expect(modules).toBeGreaterThan(100);
});

test("a stage that imports the ledger, a type taken from another stage and a pure file that reads files are each caught", async () => {
  const planted = await tree({
    "package.json": JSON.stringify({
      name: "planted",
      type: "module",
      imports: { "#ledger/*": "./src/ledger/*", "#domain/*": "./src/domain/*" },
    }),
    "src/domain/word.ts": "export type Word = string;\n",
    "src/ledger/entry.ts": "export const entry = 1;\n",
    "src/analysis/weigh.ts": "export type Weight = number;\n",
    "src/reading/good.ts": 'import type { Word } from "#domain/word.ts";\nexport const word: Word = "groups";\n',
    "src/reading/joins.ts": 'import { entry } from "#ledger/entry.ts";\nexport const joined = entry;\n',
    "src/reading/borrows.ts": 'import type { Weight } from "../analysis/weigh.ts";\nexport const weight: Weight = 1;\n',
    "src/reading/opens.ts": 'import { readFileSync } from "node:fs";\nexport const open = readFileSync;\n',
  });
  const { modules, faults } = await cruiseArrows({
    root: planted,
    arrows: { "src/domain": [], "src/ledger": ["src/domain"], "src/analysis": ["src/domain"], "src/reading": ["src/domain"] },
    pureCore: ["src/domain", "src/analysis", "src/reading"],
  });
  expect(modules).toBe(7);
  expect(faults).toEqual([
    "src/reading/borrows.ts → src/analysis/weigh.ts",
    "src/reading/joins.ts → src/ledger/entry.ts",
    "src/reading/opens.ts → fs",
  ]);
});

test("every folder of src has its arrows", async () => {
  const folders = (await readdir(path.join(root, "src"), { withFileTypes: true })).filter((entry) => entry.isDirectory());
  expect(folders.map((folder) => `src/${folder.name}`).sort()).toEqual(
    Object.keys(arrows)
      .filter((name) => name.startsWith("src/"))
      .sort(),
  );
});

test("the diagram in docs/architecture.md is the one drawn from the arrows", async () => {
  const page = await readFile(path.join(root, "docs/architecture.md"), "utf8");
  expect(page, "draw it anew with: node_modules/.bin/node scripts/draw-architecture.ts --write").toBe(withDiagram(page, drawArrows()));
  expect(withDiagram(page, drawArrows({ ...arrows, "src/reading": ["src/ledger"] }))).not.toBe(page);
});

async function tree(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "counterledger-planted-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  return folder;
}

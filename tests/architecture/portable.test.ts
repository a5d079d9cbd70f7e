/** A clone holds nothing of the machine it was written on: no paths of a home, no registry but the user's own. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { projectFiles, projectRoot } from "./project-files.ts";

test("no file names a folder of somebody's machine or a package registry", async () => {
  const faults: string[] = [];
  const files = await projectFiles();
  for (const name of files) {
    const bytes = await readFile(path.join(projectRoot, name));
    if (!bytes.includes(0)) faults.push(...machineTraces(bytes.toString("utf8")).map((trace) => `${name}: ${trace}`));
  }
  expect(faults).toEqual([]);
  expect(files.length).toBeGreaterThan(100);
});

test.each([
  ["a home folder", `const cache = "${["", "home", "anna", "cache"].join("/")}";`],
  ["a home folder on a Mac", ["", "Users", "anna", "Desktop"].join("/")],
  ["the folder of the administrator", ["", "root", "notes.txt"].join("/")],
  ["a registry", `https://${["registry", "npmjs", "org"].join(".")}/hono`],
  ["an address in the lock file", `"${"resol" + "ved"}": "https://example.org/hono.tgz"`],
])("%s is caught", (_what, text) => {
  expect(machineTraces(text)).toHaveLength(1);
});

function machineTraces(text: string): readonly string[] {
  const paths = /(?<![\w.~:/-])\/(?:home|Users|root|work|mnt|private)\/[\w.-]+/g;
  const registries = /\bregistry\.[a-z0-9-]+\.[a-z]+|"resolve[d]":/g;
  return [...text.matchAll(paths), ...text.matchAll(registries)].map((match) => match[0]);
}

/** Runs every example of docs/reference/numeric.md as it is printed. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";

const project = path.join(import.meta.dirname, "../..");
const page = await readFile(path.join(project, "docs/reference/numeric.md"), "utf8");
const examples = [...page.matchAll(/^## (.+?)$[\s\S]*?(?=^## |(?![\s\S]))/gm)].flatMap(([section, heading]) =>
  [...section.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => [heading ?? "", code ?? ""] as const),
);

test("there is an example for each of six parts", () => {
  expect(examples.length).toBeGreaterThanOrEqual(6);
});

test.each(examples)("%s: the example holds", async (_, code) => {
  const folder = await mkdtemp(path.join(project, ".numeric-example-"));
  try {
    const file = path.join(folder, "example.ts");
    const body = code.replaceAll('from "./src/', 'from "../src/');
    const imports = body.split("\n").filter((line) => line.startsWith("import "));
    const rest = body.split("\n").filter((line) => !line.startsWith("import "));
    await writeFile(file, `${imports.join("\n")}\nexport function run(expect: any) {\n${rest.join("\n")}\n}\n`);
    const example = (await import(pathToFileURL(file).href)) as { run(check: typeof expect): void };
    expect.hasAssertions();
    example.run(expect);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

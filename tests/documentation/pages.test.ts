/** The pages keep their promises: two commands, links that lead somewhere, a reference that is the code's own, a changelog of this version. */
import { readFile, stat } from "node:fs/promises";
import path from "node:path";
import { expect, test } from "vitest";
import { cliReference } from "../../scripts/generate-reference.ts";
import { verbs } from "../../src/cli/verbs.ts";
import { projectFiles, projectRoot } from "../architecture/project-files.ts";

const read = (name: string) => readFile(path.join(projectRoot, name), "utf8");

test("the README sets up with two commands, npm start and npm test, and no other", async () => {
  expect(setUpCommands(await read("README.md"))).toEqual(["npm start", "npm test"]);
});

test("a third set-up command in the README is caught", () => {
  const page = "```sh\nnpm start\n```\n```sh\nsudo apt install postgresql\nnpm test\n```\n";
  expect(setUpCommands(page)).toEqual(["npm start", "sudo apt install postgresql", "npm test"]);
});

test("every relative link of every page leads to a file, and to a heading where it names one", async () => {
  const faults: string[] = [];
  for (const page of (await projectFiles()).filter((name) => name.endsWith(".md")))
    faults.push(...(await deadLinks(page, await read(page))));
  expect(faults).toEqual([]);
});

test("a link to nowhere and one to a missing heading are caught, one inside code is not a link", async () => {
  const page =
    "# Title\n[gone](docs/gone.md) [here](#title) [there](#elsewhere) [licence](LICENSE) [web](https://example.org/x) `[a](b.md)`\n";
  expect(await deadLinks("PLANTED.md", page)).toEqual(["PLANTED.md: docs/gone.md", "PLANTED.md: #elsewhere"]);
});

test("docs/reference/cli.md is what the verbs and the refusals say, with a heading for every verb", async () => {
  const page = await read("docs/reference/cli.md");
  expect(page, "write it anew with: node_modules/.bin/node scripts/generate-reference.ts --write").toBe(cliReference());
  const headings = [...page.matchAll(/^## (.+)$/gm)].map((match) => match[1]);
  expect(headings).toEqual([...verbs.map((verb) => verb.name), "Exit codes"]);
});

test("a verb that is missing in the reference is caught", () => {
  expect(cliReference(verbs.slice(1))).not.toBe(cliReference());
});

test("the changelog tells of the version in package.json", async () => {
  const { version } = JSON.parse(await read("package.json")) as { version: string };
  const told = await read("CHANGELOG.md");
  expect(tellsOf(told, version)).toBe(true);
  expect(tellsOf(told, "99.0.0")).toBe(false);
});

/** The commands of the README's `sh` blocks. */
function setUpCommands(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) =>
    block.split("\n").filter((line) => line.trim() !== ""),
  );
}

async function deadLinks(page: string, markdown: string): Promise<readonly string[]> {
  const prose = markdown.replaceAll(/^```[\s\S]*?^```/gm, "").replaceAll(/`[^`\n]*`/g, "");
  const dead: string[] = [];
  for (const [, link = ""] of prose.matchAll(/\]\(<?([^)>\s]+)>?[^)]*\)/g)) {
    if (/^[a-z][a-z+.-]*:/i.test(link)) continue;
    const [file = "", heading] = link.split("#");
    const target = file === "" ? null : path.join(projectRoot, path.dirname(page), decodeURIComponent(file));
    if (target !== null && !(await exists(target))) dead.push(`${page}: ${link}`);
    else if (heading !== undefined && !anchors(target === null ? markdown : await readFile(target, "utf8")).includes(heading))
      dead.push(`${page}: ${link}`);
  }
  return dead;
}

/** The anchors a forge makes of headings: lower case, words joined by hyphens, other signs dropped. */
function anchors(markdown: string): readonly string[] {
  return [...markdown.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, "")
      .trim()
      .replaceAll(/\s/g, "-"),
  );
}

function tellsOf(changelog: string, version: string): boolean {
  return changelog.split("\n").some((line) => line === `## ${version}` || line.startsWith(`## ${version}, `));
}

async function exists(file: string): Promise<boolean> {
  return stat(file).then(
    () => true,
    () => false,
  );
}

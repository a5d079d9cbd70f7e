/** Every printed example of the README and the guide is run, and prints what the page says. */
import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { projectFiles, projectRoot } from "../architecture/project-files.ts";
import { examplesOf, saysTheSame } from "./console-blocks.ts";

const pages = (await projectFiles()).filter((name) => name === "README.md" || /^docs\/guide\/.*\.md$/.test(name));
const shown = await Promise.all(
  pages.map(async (page) => ({ page, examples: examplesOf(await readFile(path.join(projectRoot, page), "utf8")) })),
);

let data: string;
beforeAll(async () => {
  data = await mkdtemp(path.join(tmpdir(), "counterledger-examples-"));
});
afterAll(() => rm(data, { recursive: true, force: true }));

describe.each(shown.filter(({ examples }) => examples.length > 0))("$page", ({ examples }) => {
  test.each(examples)("line $line: $command", async ({ command, output }) => {
    expect(command).toMatch(/(^|\| )\.\/counterledger /);
    const printed = await runInShell(command);
    expect(saysTheSame(printed, output), `the page says\n${output.join("\n")}\nthe command printed\n${printed}`).toBe(true);
  });
});

test("the README shows at least one example, and a wrong one would be noticed", async () => {
  expect(shown.find(({ page }) => page === "README.md")?.examples.length).toBeGreaterThan(0);
  const [wrong] = examplesOf("```console\n$ ./counterledger read -\nno such words\n```");
  expect(wrong).toEqual({ line: 2, command: "./counterledger read -", output: ["no such words"] });
  expect(saysTheSame("3 claims\n", ["4 claims"])).toBe(false);
});

test.each([
  ["the same lines", "a\nb\n", ["a", "b"], true],
  ["a line too many", "a\nb\nc", ["a", "b"], false],
  ["any lines between", "a\nx\ny\nb", ["a", "…", "b"], true],
  ["no lines between", "a\nb", ["a", "…", "b"], true],
  ["any words in a line", "took 12 ms on Linux", ["took … ms on …"], true],
  ["other words after the mark", "took 12 s", ["took … ms"], false],
  ["the end of the mark missing", "a\nx", ["a", "…", "b"], false],
  ["blanks at the ends", "a  \n\n", ["a"], true],
])("comparing: %s", (_what, printed, expected, same) => {
  expect(saysTheSame(printed, expected)).toBe(same);
});

/** What a person would see: both streams, in a store of this test's own. */
async function runInShell(command: string): Promise<string> {
  const child = spawn("sh", ["-c", command], {
    cwd: projectRoot,
    env: { ...process.env, COUNTERLEDGER_DATA: data, NO_COLOR: "1", COLUMNS: "140" },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text: string) => (printed += text));
  await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  return printed;
}

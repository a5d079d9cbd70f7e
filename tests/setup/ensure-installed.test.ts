/** The set-up script, on a small project with an npm that only pretends: what it does once, what it does not do twice, and what it says when it cannot. */
import { spawn } from "node:child_process";
import { chmod, copyFile, mkdir, mkdtemp, readFile, rm, symlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { projectRoot } from "../architecture/project-files.ts";

const record = JSON.stringify({ packages: { "node_modules/word": { version: "1.0.0" } } });
const installs = `echo called >> calls; sleep 0.5; mkdir -p node_modules/word; echo '{}' > node_modules/word/package.json; echo '${record}' > node_modules/.package-lock.json`;

test("it installs once, then runs the file with the pinned Node, passing input, output, arguments and the exit code", async () => {
  const project = await smallProject(installs);
  const first = await setUp(project, ["echo.mjs", "a", "b c"], "some words");
  expect(first).toMatchObject({ code: 7, output: 'some words ["a","b c"]\n' });
  expect(first.errors).toContain("Installing 1 packages");
  const second = await setUp(project, ["echo.mjs"], "again");
  expect(second).toMatchObject({ code: 7, output: "again []\n", errors: "" });
  expect(await readFile(path.join(project, "calls"), "utf8")).toBe("called\n");
});

test("two at once install once: the other waits", async () => {
  const project = await smallProject(installs);
  const both = await Promise.all([setUp(project, ["--packages"]), setUp(project, ["--packages"])]);
  expect(both.map(({ code }) => code)).toEqual([0, 0]);
  expect(await readFile(path.join(project, "calls"), "utf8")).toBe("called\n");
});

test("an installation that was broken off is done again, and a lock nobody holds any more is taken over", async () => {
  const project = await smallProject(installs);
  await mkdir(path.join(project, "node_modules", "word"), { recursive: true });
  await mkdir(path.join(project, ".cache", "setting-up"), { recursive: true });
  await writeFile(path.join(project, ".cache", "setting-up", "owner"), "elsewhere 1\n");
  const long = new Date(Date.now() - 3_600_000);
  await utimes(path.join(project, ".cache", "setting-up"), long, long);
  expect(await setUp(project, ["--packages"])).toMatchObject({ code: 0 });
  expect(await readFile(path.join(project, "calls"), "utf8")).toBe("called\n");
});

test("a changed lock file is installed again", async () => {
  const project = await smallProject(installs);
  await setUp(project, ["--packages"]);
  const changed = JSON.stringify({ packages: { "": {}, "node_modules/word": { version: "2.0.0" } } });
  await writeFile(path.join(project, "package-lock.json"), changed);
  await writeFile(path.join(project, "bin", "npm"), `#!/bin/sh\n${installs.replace("1.0.0", "2.0.0")}\n`);
  expect(await setUp(project, ["--packages"])).toMatchObject({ code: 0 });
  expect(await readFile(path.join(project, "calls"), "utf8")).toBe("called\ncalled\n");
});

test.each([
  ["no network", "echo 'npm error code ENOTFOUND' >&2; exit 1", "the package registry could not be reached", "Check the network"],
  ["a full disk", "echo 'npm error code ENOSPC' >&2; exit 1", "the disk is full", "Free about 2 GB"],
  [
    "a package that is not the locked one",
    "echo 'npm error code EINTEGRITY' >&2; exit 1",
    "not the one the lock file names",
    "do not go on",
  ],
  ["npm saying yes to nothing", "exit 0", "packages of package-lock.json are missing", "Delete node_modules"],
])("%s is told with its remedy, and nothing counts as installed", async (_what, npm, says, remedy) => {
  const project = await smallProject(npm);
  const { code, errors } = await setUp(project, ["echo.mjs"]);
  expect(code).toBe(1);
  expect(errors).toContain(says);
  expect(errors).toContain(remedy);
  await expect(readFile(path.join(project, "node_modules/.cache/counterledger/installed"))).rejects.toThrow("ENOENT");
});

test("without npm it says how to get it", async () => {
  const project = await smallProject("exit 0");
  await rm(path.join(project, "bin", "npm"));
  const { code, errors } = await setUp(project, []);
  expect(code).toBe(1);
  expect(errors).toContain("npm was not found");
});

test("./counterledger works from any folder and through a link, and passes on input and exit codes", async () => {
  const folder = await temporaryFolder();
  await symlink(path.join(projectRoot, "counterledger"), path.join(folder, "cl"));
  const help = await run(path.join(folder, "cl"), ["--help"], { cwd: folder, env: process.env, input: "" });
  expect(help).toMatchObject({ code: 0, errors: "" });
  expect(help.output).toContain("Usage: counterledger");
  const refused = await run(path.join(folder, "cl"), ["read", "-", "--published", "2025-12-26"], {
    cwd: folder,
    env: process.env,
    input: "",
  });
  expect(refused.code).toBe(3);
  expect(refused.errors).toContain("holds no text");
});

/** A folder with the set-up script, a lock file naming one package, a file to run, and an npm that does what it is told. */
async function smallProject(npm: string): Promise<string> {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, "scripts"));
  await mkdir(path.join(folder, "bin"));
  await copyFile(path.join(projectRoot, "scripts/ensure-installed.mjs"), path.join(folder, "scripts/ensure-installed.mjs"));
  await writeFile(path.join(folder, "package.json"), '{"name":"small"}');
  await writeFile(
    path.join(folder, "package-lock.json"),
    JSON.stringify({ packages: { "": {}, "node_modules/word": { version: "1.0.0" } } }),
  );
  await writeFile(
    path.join(folder, "echo.mjs"),
    'let text = ""; for await (const part of process.stdin) text += part; console.log(text, JSON.stringify(process.argv.slice(2))); process.exitCode = 7;',
  );
  await writeFile(path.join(folder, "bin", "npm"), `#!/bin/sh\n${npm}\n`);
  await chmod(path.join(folder, "bin", "npm"), 0o755);
  for (const program of ["echo", "sleep", "mkdir", "sh"]) await symlink(`/bin/${program}`, path.join(folder, "bin", program));
  return folder;
}

async function setUp(project: string, args: readonly string[], input = ""): Promise<Ended> {
  return run(process.execPath, [path.join(project, "scripts/ensure-installed.mjs"), ...args], {
    cwd: tmpdir(),
    env: { PATH: path.join(project, "bin") },
    input,
  });
}

type Ended = { readonly code: number | null; readonly output: string; readonly errors: string };

async function run(
  program: string,
  args: readonly string[],
  { cwd, env, input }: { cwd: string; env: NodeJS.ProcessEnv; input: string },
): Promise<Ended> {
  const child = spawn(program, args, { cwd, env, stdio: "pipe" });
  let [output, errors] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
  child.stderr.setEncoding("utf8").on("data", (text: string) => (errors += text));
  child.stdin.on("error", () => undefined).end(input);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output, errors }));
  });
}

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), "counterledger-setup-"));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

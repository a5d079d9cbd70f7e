/**
 * Runs the benchmarks in turn, each in a process of its own: `npm run bench`, or `npm run bench reading` for one.
 * The tools we compare with have their own install in bench/, fetched here once, so that the product's stays lean.
 */
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { availableParallelism, cpus } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const folder = path.dirname(fileURLToPath(import.meta.url));
const given = process.argv.slice(2);
const firstOption = given.findIndex((word) => word.startsWith("--"));
const asked = firstOption < 0 ? given : given.slice(0, firstOption);
/** Options are the benchmark's own: `npm run bench ledger -- --claims 1000000`. */
const options = firstOption < 0 ? [] : given.slice(firstOption);

const names = (await readdir(folder)).filter((file) => file.endsWith(".bench.ts")).map((file) => file.replace(/\.bench\.ts$/, ""));
const unknown = asked.filter((name) => !names.includes(name));
if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}. There are: ${names.join(", ")}.`);
  process.exit(2);
}
if (!hasPeers() && !(await run("npm", ["ci", "--no-audit", "--no-fund"], folder))) {
  console.error("The tools to compare with could not be installed (no network?). Ours are measured alone.");
}
console.log(`Node ${process.version}, ${cpus()[0]?.model.trim() ?? "unknown processor"}, ${availableParallelism()} at once`);
let failed = 0;
for (const name of names.filter((each) => asked.length === 0 || asked.includes(each))) {
  console.log(`\n== ${name}`);
  if (!(await run(process.execPath, [path.join(folder, `${name}.bench.ts`), ...options], path.dirname(folder)))) failed += 1;
}
process.exitCode = failed === 0 ? 0 : 1;

/** Whether every tool that package.json names is there in that version. */
function hasPeers(): boolean {
  const wanted = (JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")) as { dependencies: Record<string, string> })
    .dependencies;
  return Object.entries(wanted).every(([name, version]) => {
    const file = path.join(folder, "node_modules", name, "package.json");
    return existsSync(file) && (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version === version;
  });
}

async function run(program: string, args: readonly string[], cwd: string): Promise<boolean> {
  const child = spawn(program, args, { cwd, stdio: "inherit", shell: process.platform === "win32" && program === "npm" });
  return new Promise((resolve) => {
    child.on("error", () => resolve(false));
    child.on("close", (code) => resolve(code === 0));
  });
}

/** Runs the command line as a user does: a real process, real files, a store of its own. */
import { spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";

export const root = path.join(import.meta.dirname, "../..");

export type Ran = { readonly code: number | null; readonly out: string; readonly err: string };

/** The command's exit code and what it printed. */
export function counterledger(
  args: readonly string[],
  options: { readonly input?: string | Uint8Array; readonly cwd?: string; readonly env?: Record<string, string> } = {},
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [path.join(root, "src/cli/main.ts"), ...args], {
      cwd: options.cwd ?? root,
      env: { ...process.env, NODE_NO_WARNINGS: "1", ...options.env },
    });
    let out = "";
    let err = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (out += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (err += text));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, out, err }));
    child.stdin.on("error", () => undefined); // a command may refuse before it has read its input
    child.stdin.end(options.input ?? "");
  });
}

/** A folder of its own for one test file, and the way to remove it. */
export async function scratch(): Promise<{ readonly folder: string; readonly remove: () => Promise<void> }> {
  const folder = await mkdtemp(path.join(os.tmpdir(), "counterledger-test-"));
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

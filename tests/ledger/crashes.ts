/**
 * Kills a writing process at random moments and counts what it had been promised and is not there. Shared by the sample in the
 * tests and by the long run of `scripts/torture.ts`.
 */
import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { CaseId } from "#domain/ids.ts";
import { openLedger } from "#ledger/index.ts";
import { systemClock } from "#platform/clock.ts";
import { sha256 } from "#platform/hashing.ts";
import { openEmbedded } from "#platform/postgres/index.ts";
import { granted } from "./opened-store.ts";

/** Whom to kill: the writer, PostgreSQL's own process, or the keeper over it. */
export const victims = ["writer", "server", "keeper", "all"] as const;
export type Victim = (typeof victims)[number];

export type CrashRun = { readonly promised: number; readonly lost: number; readonly entries: number };

/**
 * One kill `after` milliseconds after the first promise. Afterwards the case must verify and rebuild to the same bytes.
 * @throws when it does not, or when the store does not open again.
 */
export async function crashOnce(folder: string, id: CaseId, victim: Victim, after: number): Promise<CrashRun> {
  const writer = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", fileURLToPath(new URL("crash-writer.ts", import.meta.url)), folder, id],
    {
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  let said = "";
  const ended = new Promise<void>((resolve) => writer.once("close", () => resolve()));
  await new Promise<void>((resolve) => {
    writer.stdout.on("data", (bytes: Buffer) => {
      said += bytes.toString("utf8");
      resolve();
    });
    writer.once("close", () => resolve());
  });
  await new Promise((resolve) => setTimeout(resolve, after));
  const processes = await processesBehind(folder);
  if (victim === "keeper" || victim === "all") kill(processes.keeper);
  if (victim === "server" || victim === "all") kill(processes.server);
  if (victim === "writer" || victim === "all") writer.kill("SIGKILL");
  // A writer whose store went away fails at its next act; one that found the store again goes on and is ended here.
  setTimeout(() => writer.kill("SIGKILL"), 300);
  await ended;

  const store = granted(await openEmbedded({ folder }));
  const ledger = granted(await openLedger(store, { clock: systemClock, hash: sha256 }));
  try {
    const entries = await ledger.entries(id);
    const hashes = new Map(entries.map((entry) => [entry.seq, entry.hash as string]));
    // The last line may have been cut by the kill; it was not said whole, so it was not promised.
    const promises = said.slice(0, said.lastIndexOf("\n") + 1).split("\n").filter((line) => line !== ""); // prettier-ignore
    const lost = promises.filter((line) => hashes.get(Number(line.split(" ")[0])) !== line.split(" ")[1]).length;
    if (entries.length > 0) granted(await ledger.verify(id));
    const before = await ledger.digest(id);
    const rebuilt = granted(await ledger.rebuild(id));
    if (JSON.stringify(rebuilt.digests) !== JSON.stringify(before))
      throw new Error(`after a kill of ${victim} the projections of ${id} are not those of its entries`);
    return { promised: promises.length, lost, entries: entries.length };
  } finally {
    await ledger.close();
    await store.close();
  }
}

async function processesBehind(folder: string): Promise<{ keeper: number; server: number }> {
  const store = granted(await openEmbedded({ folder }));
  const processes = store.processes();
  await store.close();
  return processes;
}

function kill(pid: number): void {
  try {
    process.kill(pid, "SIGKILL");
  } catch (error) {
    if ((error as { code?: string }).code !== "ESRCH") throw error;
  }
}

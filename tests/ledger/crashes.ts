/**
 * Kills a writing process, or the server under it, at random moments, or stops the server, and counts what had been promised and is not
 * there. Shared by the sample in the tests and by the long run of `scripts/torture.ts`. One server and one writer serve many kills: whoever
 * was not killed goes on.
 */
import { spawn } from "node:child_process";
import type { ChildProcessByStdio } from "node:child_process";
import type { Readable, Writable } from "node:stream";
import { fileURLToPath } from "node:url";
import type { CaseId } from "#domain/ids.ts";
import { openLedger } from "#ledger/index.ts";
import type { Ledger } from "#ledger/index.ts";
import { systemClock } from "#platform/clock.ts";
import { sha256 } from "#platform/hashing.ts";
import { openEmbedded } from "#platform/postgres/index.ts";
import type { EmbeddedStore } from "#platform/postgres/index.ts";
import { granted } from "./opened-store.ts";

/** Whom to kill: the writer, PostgreSQL's own process, the keeper over it, all of them; or a server stopped as its administrator would. */
export const victims = ["writer", "server", "keeper", "all", "server, stopped fast", "server, stopped at once"] as const;
export type Victim = (typeof victims)[number];

export type CrashRun = {
  /** Entries promised to the writer since the kill before. */
  readonly promised: number;
  /** Entries promised since the case was opened that are not there, or are others. */
  readonly lost: number;
  readonly entries: number;
};

export type Crashes = {
  /**
   * Lets the writer write for so long, kills, and checks: every promise kept, the case verified, and rebuilt to the same bytes.
   * @throws when it does not verify or rebuild, when the store does not open again, or when the writer was in trouble of its own.
   */
  readonly kill: (victim: Victim, after: number) => Promise<CrashRun>;
  readonly close: () => Promise<void>;
};

export async function openCrashes(folder: string, id: CaseId): Promise<Crashes> {
  let own = await openOwn(folder);
  let writer = startWriter(folder, id);
  const promises: string[] = [];

  return {
    async kill(victim, after) {
      const before = promises.length;
      await writer.go();
      await pause(after);
      const { keeper, server } = own.store.processes();
      if (victim === "keeper" || victim === "all") send(keeper, "SIGKILL");
      if (victim === "server" || victim === "all") send(server, "SIGKILL");
      if (victim === "server, stopped fast") send(server, "SIGINT");
      if (victim === "server, stopped at once") send(server, "SIGQUIT");
      if (victim === "writer" || victim === "all") {
        promises.push(...(await writer.kill()));
        writer = startWriter(folder, id);
      }
      if (victim !== "writer") {
        await own.close();
        own = await openOwn(folder);
      }
      const said = await writer.pause();
      promises.push(...said.promises);
      if (victim === "writer" && said.troubles.length > 0)
        throw new Error(`nothing but a writer was killed, and: ${said.troubles.join("; ")}`);

      const { ledger } = own;
      const stored = await ledger.storedEntries(id);
      const hashes = new Set(stored.map((entry) => `${entry.seq} ${entry.hash}`));
      const lost = promises.filter((promise) => !hashes.has(promise)).length;
      if (stored.length > 0) granted(await ledger.verify(id));
      if (!(await rebuildsToTheSame(ledger, id)))
        throw new Error(`after a kill of the ${victim} the projections of ${id} are not those of its entries`);
      return { promised: promises.length - before, lost, entries: stored.length };
    },
    async close() {
      await writer.kill();
      await own.close();
    },
  };
}

/**
 * Whether the projections are those of the entries. A writer that was killed may have sent its last act whole, and the server still
 * commits it while we look: then there are more entries than there were, and we look again.
 */
async function rebuildsToTheSame(ledger: Ledger, id: CaseId): Promise<boolean> {
  for (;;) {
    const before = await ledger.position(id);
    const digests = await ledger.digest(id);
    const rebuilt = granted(await ledger.rebuild(id));
    if (rebuilt.entries === before) return JSON.stringify(rebuilt.digests) === JSON.stringify(digests);
  }
}

type Own = { readonly store: EmbeddedStore; readonly ledger: Ledger; readonly close: () => Promise<void> };

/** A server that is just going down may still be there to be asked and no longer to answer. */
const mostOpenings = 40;

async function openOwn(folder: string, tries = 1): Promise<Own> {
  const store = granted(await openEmbedded({ folder }));
  const opened = await openLedger(store, { clock: systemClock, hash: sha256 });
  if (!opened.ok && opened.refusal.kind === "store-down" && tries < mostOpenings) {
    await store.close().catch(() => undefined);
    await pause(100);
    return openOwn(folder, tries + 1);
  }
  const ledger = granted(opened);
  return {
    store,
    ledger,
    async close() {
      // The server may be gone; then so are its connections.
      await ledger.close().catch(() => undefined);
      await store.close().catch(() => undefined);
    },
  };
}

type Writer = {
  /** Resolves with the first promise. */
  readonly go: () => Promise<void>;
  /** What was said since it was asked last, once it waits between two acts. */
  readonly pause: () => Promise<{ readonly promises: readonly string[]; readonly troubles: readonly string[] }>;
  /** The promises it had still made. */
  readonly kill: () => Promise<readonly string[]>;
};

function startWriter(folder: string, id: CaseId): Writer {
  const file = fileURLToPath(new URL("crash-writer.ts", import.meta.url));
  const child: ChildProcessByStdio<Writable, Readable, null> = spawn(
    process.execPath,
    ["--disable-warning=ExperimentalWarning", file, folder, id],
    {
      stdio: ["pipe", "pipe", "inherit"],
    },
  );
  child.stdin.on("error", () => undefined); // a killed writer listens no more
  let rest = "";
  let lines: string[] = [];
  let wake: () => void = () => undefined;
  let ended = false;
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    const parts = (rest + text).split("\n");
    // The last line may be cut by a kill; it was not said whole, so it was not promised.
    rest = parts.pop() ?? "";
    lines.push(...parts);
    wake();
  });
  child.once("close", () => {
    ended = true;
    wake();
  });
  const until = async (isEnough: () => boolean) => {
    while (!isEnough() && !ended) await new Promise<void>((resolve) => (wake = resolve));
  };
  const isPromise = (line: string) => /^[0-9]+ [0-9a-f]{64}$/.test(line);
  const taken = () => {
    const all = lines;
    lines = [];
    return { promises: all.filter(isPromise), troubles: all.filter((line) => line.startsWith("trouble ")) };
  };
  return {
    async go() {
      child.stdin.write("go\n");
      await until(() => lines.some(isPromise));
    },
    async pause() {
      lines = lines.filter((line) => line !== "paused");
      child.stdin.write("pause\n");
      await until(() => lines.includes("paused"));
      if (ended) throw new Error(`the writer gave up: ${lines.filter((line) => line.startsWith("trouble ")).join("; ")}`);
      return taken();
    },
    async kill() {
      child.kill("SIGKILL");
      await until(() => false);
      return taken().promises;
    },
  };
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

function send(pid: number, signal: "SIGKILL" | "SIGINT" | "SIGQUIT"): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as { code?: string }).code !== "ESRCH") throw error;
  }
}

/**
 * Opens the embedded store: joins the keeper of the data folder, or starts one. Being connected to the keeper is what keeps the
 * server running, so nothing is left behind however this process ends. When the keeper is lost while we still need it, it is
 * started again at the same place; work under way meanwhile is refused as `store-down`.
 */
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, mkdirSync, realpathSync, statSync } from "node:fs";
import { connect } from "node:net";
import type { Socket } from "node:net";
import { join as joinPath, resolve as absolute } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Progress } from "#domain/effects.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import { databaseName } from "./cluster.ts";
import type { Transport } from "./cluster.ts";
import { anotherKeeper, keeperVersion } from "./keeper-words.ts";
import type { KeeperSays } from "./keeper-words.ts";
import { keeperAddress, placesIn } from "./places.ts";
import type { Places } from "./places.ts";
import { roleNames } from "./running-store.ts";
import type { RunningStore } from "./running-store.ts";
import { storeRefusal } from "./store-refusal.ts";

export type EmbeddedRequest = {
  /** The data folder; made, for its owner alone, when it is not there. */
  readonly folder: string;
  readonly onProgress?: Progress;
  /** How to reach the server; the platform's own way unless a test wants the other. */
  readonly transport?: Transport;
};

/** An embedded store also tells which processes stand behind it. */
export type EmbeddedStore = RunningStore & { readonly processes: () => { readonly keeper: number; readonly server: number } };

/** Longer than any start or stop we know of, so that giving up means something is wrong. */
const patience = 180_000;
const mostReturns = 20;

/**
 * A running PostgreSQL over `folder`.
 * Refuses `store-down`, `store-in-use`, `store-damaged` or `disk-full`; then nothing keeps running and nothing is half-made.
 */
export async function openEmbedded(request: EmbeddedRequest): Promise<Result<EmbeddedStore, Refusal>> {
  let folder: string;
  try {
    const given = absolute(request.folder);
    const found = statSync(given, { throwIfNoEntry: false });
    if (found !== undefined && !found.isDirectory())
      return refuse({ kind: "bad-usage", says: `--data names ${request.folder}, which is a file and not a folder.`, usage: "--data DIR" });
    // Making a folder below /proc or /sys fails in ways that no later step could tell from waiting.
    if (process.platform === "linux" && /^\/(proc|sys|dev)(\/|$)/.test(given))
      return refuse({ kind: "bad-usage", says: `--data names ${request.folder}, and nothing can be kept there.`, usage: "--data DIR" });
    if (mkdirSync(given, { recursive: true, mode: 0o700 }) !== undefined) chmodSync(given, 0o700);
    folder = realpathSync(given);
  } catch (error) {
    const refusal = storeRefusal(error, request.folder, null);
    return refuse(refusal ?? { kind: "store-down", store: request.folder, why: error instanceof Error ? error.message : String(error) });
  }
  const places = placesIn(folder);
  const transport = request.transport ?? (process.platform === "win32" ? "loopback" : "socket");
  const first = await join(places, transport, request.onProgress);
  if (!first.ok) return first;
  let lease = first.value;
  let closing = false;
  let returns = 0;
  watch();
  return ok({
    kind: "embedded",
    name: request.folder,
    keyFile: joinPath(folder, "store.key"),
    version: "18",
    connection: (as) => ({
      host: lease.ready.host,
      port: lease.ready.port,
      database: databaseName,
      user: roleNames[as],
      password: lease.ready.passwords[as],
    }),
    refusalOf: (error) => storeRefusal(error, request.folder, folder),
    processes: () => ({ keeper: lease.keeper, server: lease.ready.server }),
    close: async () => {
      closing = true;
      await lease.leave();
    },
  });

  /** Comes back to the folder when the keeper is lost under us. */
  function watch(): void {
    void lease.lost.then(async () => {
      if (closing || returns++ >= mostReturns) return;
      const again = await join(places, transport, undefined);
      if (!again.ok) return;
      lease = again.value;
      if (closing) await lease.leave();
      else watch();
    });
  }
}

type Ready = Extract<KeeperSays, { says: "ready" }>;
type Lease = {
  /** The newest words of the keeper about its server; changes when the server was started again. */
  ready: Ready;
  readonly keeper: number;
  readonly lost: Promise<void>;
  readonly leave: () => Promise<void>;
};

async function join(places: Places, transport: Transport, onProgress: Progress | undefined): Promise<Result<Lease, Refusal>> {
  const until = Date.now() + patience;
  let starter: Starter | null = null;
  while (Date.now() < until) {
    const address = keeperAddress(places);
    const joined = address === null ? "nobody" : await joinKeeper(address, places, onProgress);
    if (typeof joined !== "string") {
      starter?.letGo();
      return joined;
    }
    if (joined === "nobody" && starter === null) starter = startKeeper(places, transport);
    const outcome = starter?.outcome() ?? null;
    if (outcome !== null) {
      starter = null;
      if (outcome !== "another") return refuse(outcome);
    }
    await pause(joined === "leaving" ? 5 : 10);
  }
  starter?.letGo();
  return refuse({ kind: "store-in-use", folder: places.folder, by: "a keeper that does not answer" });
}

/** The lease; or "nobody" listens there, or the keeper is just "leaving". */
function joinKeeper(
  address: string,
  places: Places,
  onProgress: Progress | undefined,
): Promise<Result<Lease, Refusal> | "nobody" | "leaving"> {
  return new Promise((resolve) => {
    const socket = connect(address);
    let keeper = 0;
    let lease: Lease | null = null;
    let goodbye: () => void = () => undefined;
    const lost = new Promise<void>((gone) => (goodbye = gone));
    socket.once("error", (error: Error & { code?: string }) => {
      if (error.code === "EACCES") resolve(refuse({ kind: "store-in-use", folder: places.folder, by: "another account" }));
      else resolve(lease === null && keeper === 0 ? "nobody" : "leaving");
    });
    socket.once("close", () => {
      resolve("leaving");
      goodbye();
    });
    let steps = 0;
    const lines = createInterface({ input: socket, crlfDelay: Infinity });
    lines.on("error", () => undefined); // the socket's own error is the one that counts
    lines.on("line", (text) => {
      const words = JSON.parse(text) as KeeperSays;
      switch (words.says) {
        case "hello":
          keeper = words.pid;
          if (words.version !== keeperVersion) {
            socket.destroy();
            resolve(refuse({ kind: "store-in-use", folder: places.folder, by: `another version of this program (process ${keeper})` }));
          }
          return;
        case "doing":
          if (lease === null) onProgress?.({ doing: words.what, done: steps++, total: 4 });
          return;
        case "ready":
          if (lease !== null) {
            lease.ready = words;
            return;
          }
          onProgress?.({ doing: "The evidence store is open", done: 4, total: 4 });
          // From here on the connection must not keep this process alive by itself.
          socket.unref();
          lease = { ready: words, keeper, lost, leave: () => leave(socket, lost) };
          resolve(ok(lease));
          return;
        case "refused":
          socket.end();
          resolve(refuse(words.refusal));
          return;
      }
    });
  });
}

function leave(socket: Socket, lost: Promise<void>): Promise<void> {
  if (socket.destroyed) return Promise.resolve();
  socket.ref();
  socket.end();
  return lost;
}

type Starter = {
  /** Null while it is still trying; "another" keeper has the folder; or why it could not. */
  readonly outcome: () => Refusal | "another" | null;
  readonly letGo: () => void;
};

function startKeeper(places: Places, transport: Transport): Starter {
  const program = fileURLToPath(new URL("keeper.ts", import.meta.url));
  const child: ChildProcess = spawn(process.execPath, ["--disable-warning=ExperimentalWarning", program, places.folder, transport], {
    // A session of its own: Ctrl-C in our terminal is for us, and the keeper hears of it by our leaving.
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
    windowsHide: true,
    cwd: places.folder,
    env: withoutNodeOptions(),
  });
  let said = "";
  let outcome: Refusal | "another" | null = null;
  child.stdin?.on("error", () => undefined); // it ended first, and its ending is told below
  child.stdout?.on("data", (bytes: Buffer) => (said += bytes.toString("utf8")));
  child.stderr?.on("data", (bytes: Buffer) => (said += bytes.toString("utf8")));
  child.once("error", (error) => (outcome = { kind: "store-down", store: places.folder, why: error.message }));
  child.once("close", (status) => {
    if (status === anotherKeeper || status === 0) outcome = "another";
    else
      outcome ??= refusalIn(said) ?? {
        kind: "store-down",
        store: places.folder,
        why: said.trim().slice(-500) || "its keeper ended without a word",
      };
  });
  return {
    outcome: () => outcome,
    letGo: () => {
      child.stdin?.destroy();
      child.stdout?.destroy();
      child.stderr?.destroy();
      child.unref();
    },
  };
}

function refusalIn(said: string): Refusal | null {
  const found = said.split("\n").find((text) => text.startsWith('{"says":"refused"'));
  return found === undefined ? null : (JSON.parse(found) as Extract<KeeperSays, { says: "refused" }>).refusal;
}

/** What makes our own process special (a debugger, a loader) would make the keeper wait or fail. */
function withoutNodeOptions(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _ours, ...rest } = process.env;
  return rest;
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

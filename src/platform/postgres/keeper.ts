/**
 * The keeper: a process of its own for each open data folder. It holds the folder's lock, runs PostgreSQL as its child, and
 * listens for users. A user is a process that holds a connection to it; when the last connection ends, for whatever reason (a
 * close, an exit, a kill), it stops the server and goes. Were it killed itself, a guard stops the server (`cluster.ts`).
 *
 * Started by `embedded.ts` as `node keeper.ts FOLDER TRANSPORT`; prints a refusal on its output when it cannot even listen.
 */
import { chmodSync, chownSync, mkdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:net";
import type { Server as Listener, Socket } from "node:net";
import type { Refusal } from "#domain/refusal.ts";
import { binaries } from "./binaries.ts";
import { makeCluster, startServer, stopLeftover } from "./cluster.ts";
import type { Server, Transport } from "./cluster.ts";
import { lockFolder } from "./folder-lock.ts";
import { anotherKeeper, keeperVersion, line } from "./keeper-words.ts";
import type { KeeperSays } from "./keeper-words.ts";
import { keeperAddress, makeSocketFolder, placesIn, removeSocketFolder } from "./places.ts";
import { serverAccount } from "./server-account.ts";
import type { ServerAccount } from "./server-account.ts";
import { storeRefusal } from "./store-refusal.ts";

/** A server that dies by itself is started again, but not for ever. */
const mostRestarts = 5;
/** Between starting a keeper and turning to it, whoever started it may die; a moment's grace for one who is just turning to it. */
const firstUserWithin = 1_000;
const workersGoWithin = 10_000;

const [folder = "", transport = "socket"] = process.argv.slice(2) as [string?, Transport?];
process.umask(0o077);
process.stdout.on("error", () => undefined); // whoever started us may be gone already
await keep(folder, transport);

async function keep(folder: string, transport: Transport): Promise<void> {
  const places = placesIn(folder);
  const users = new Set<Socket>();
  let state: KeeperSays = { says: "doing", what: "Opening the evidence store" };
  let server: Server | null = null;
  let stopping = false;
  const tell = (words: KeeperSays) => {
    state = words;
    for (const user of users) user.write(line(words));
  };

  let listener: Listener;
  let account: ServerAccount;
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const lock = lockFolder(places.lock, 250);
    if (lock === null) process.exit(anotherKeeper);
    belongsToTheFoldersOwner(places.lock, folder);
    const found = serverAccount(places.data, folder);
    if (!found.ok) return giveUp(found.refusal);
    account = found.value;
    makeSocketFolderFirst();
    const address = keeperAddress(places);
    if (address === null) throw new Error(`no place for the keeper's socket of ${folder}`);
    if (process.platform !== "win32") rmSync(address, { force: true });
    listener = createServer({ allowHalfOpen: true }, welcome);
    await new Promise<void>((resolve, reject) => listener.once("error", reject).listen(address, resolve));
    if (process.platform !== "win32") chmodSync(address, 0o600);
  } catch (error) {
    return giveUp(
      storeRefusal(error, folder, folder) ?? {
        kind: "store-down",
        store: folder,
        why: error instanceof Error ? error.message : String(error),
      },
    );
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void leave());
  // Our input is a pipe from whoever started us: it ends when they have joined, or are gone.
  process.stdin.on("error", () => undefined).once("end", () => setTimeout(() => users.size === 0 && void leave(), firstUserWithin));
  process.stdin.resume();

  tell({ says: "doing", what: "Looking for PostgreSQL" });
  const programs = binaries(account, folder);
  if (!programs.ok) return refuseAll(programs.refusal);
  await stopLeftover(places);
  tell({
    says: "doing",
    what: statSync(places.data, { throwIfNoEntry: false }) === undefined ? "Making the evidence store" : "Starting the evidence store",
  });
  // Let the words out before the work that holds this process.
  await new Promise((resolve) => setImmediate(resolve));
  try {
    const made = makeCluster(places, programs.value, account);
    if (!made.ok) return await refuseAll(made.refusal);
    const socketFolder = makeSocketFolder(places, account);
    for (let starts = 0; !stopping; starts++) {
      const started = await startPatiently(places, programs.value, account, socketFolder, transport);
      if (!started.ok) return await refuseAll(started.refusal);
      server = started.value;
      if (stopping) break;
      tell({
        says: "ready",
        ...server.at,
        passwords: server.passwords,
        server: server.process.pid ?? 0,
        madeNow: made.value.made && starts === 0,
      });
      await server.ended;
      if (stopping) return;
      await stopLeftover(places);
      if (starts >= mostRestarts)
        return await refuseAll({ kind: "store-down", store: folder, why: `PostgreSQL ended by itself ${mostRestarts + 1} times` });
      tell({ says: "doing", what: "PostgreSQL ended by itself; starting it again" });
    }
  } catch (error) {
    await refuseAll(
      storeRefusal(error, folder, folder) ?? {
        kind: "store-down",
        store: folder,
        why: error instanceof Error ? error.message : String(error),
      },
    );
  }

  /** A deep folder's sockets need their short folder before anybody can ask for the keeper's address. */
  function makeSocketFolderFirst(): void {
    if (keeperAddress(places) === null) makeSocketFolder(places, account);
  }

  function welcome(user: Socket): void {
    if (stopping) return void user.destroy();
    users.add(user);
    user.on("data", () => undefined); // users say nothing; reading is how their leaving is noticed
    user.on("error", () => undefined); // a killed user; "close" follows
    user.once("end", () => void userLeaves(user));
    user.once("close", () => void userLeaves(user));
    user.write(line({ says: "hello", version: keeperVersion, pid: process.pid }));
    user.write(line(state));
  }

  async function userLeaves(user: Socket): Promise<void> {
    if (!users.delete(user)) return;
    if (users.size === 0) await leave();
    user.end();
  }

  /** Stops everything; a user who is waiting for its goodbye hears it when nothing runs any more. */
  async function leave(): Promise<void> {
    if (stopping) return;
    stopping = true;
    listener.close();
    await server?.stop();
    removeSocketFolder(places);
    for (const user of users) user.end();
    // Exit by ourselves: a start still under way (initdb) or a socket that lingers must not keep us.
    setTimeout(() => process.exit(), 10);
  }

  async function refuseAll(refusal: Refusal): Promise<void> {
    tell({ says: "refused", refusal });
    // Whoever started us may not have joined yet, and would never hear it.
    process.stdout.write(line({ says: "refused", refusal }));
    process.exitCode = 1;
    await leave();
  }

  function giveUp(refusal: Refusal): void {
    process.stdout.write(line({ says: "refused", refusal }), () => process.exit(1));
  }
}

/** The workers of a killed server take a moment to notice and go; until then a new one finds its memory in use. */
async function startPatiently(...how: Parameters<typeof startServer>): ReturnType<typeof startServer> {
  for (const until = Date.now() + workersGoWithin; ;) {
    const started = await startServer(...how);
    if (started.ok || started.refusal.kind !== "store-in-use" || Date.now() > until) return started;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Root working in somebody's folder must not leave files there that they cannot use. */
function belongsToTheFoldersOwner(file: string, folder: string): void {
  const { uid, gid } = statSync(folder);
  if (process.getuid?.() === 0 && uid !== 0) chownSync(file, uid, gid);
}

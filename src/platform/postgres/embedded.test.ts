/** Real processes, really killed: what is left running, what is found afterwards, and what a person is told. */
import { execFileSync, spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { openEmbedded, openServer } from "./index.ts";
import type { EmbeddedStore } from "./index.ts";

vi.setConfig({ testTimeout: 90_000 });
const isRoot = process.getuid?.() === 0;
const onLinux = process.platform === "linux";
let folder: string;
let made: string;
/** One store is made for all; each test but those about making begins with a copy of it. */
beforeAll(async () => {
  made = mkdtempSync(join(tmpdir(), "store-made-"));
  await (await open({ folder: made })).close();
}, 120_000);
afterAll(() => rmSync(made, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "store-test-"));
  execFileSync("cp", ["-a", join(made, "postgresql"), folder]);
});
afterEach(() => rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 50 }));

test("a first open makes the store, with fsync, checksums, UTF-8 and an order of text that is the same on every machine", async () => {
  const said: string[] = [];
  const opened = await open({ folder: join(folder, "new"), onProgress: ({ doing }) => void said.push(doing) });
  expect(said).toContain("Making the evidence store");
  expect(said.at(-1)).toBe("The evidence store is open");
  const settings = await rows(
    opened,
    `SELECT current_setting('fsync') AS fsync, current_setting('data_checksums') AS checksums, current_setting('server_encoding') AS encoding,
     current_setting('password_encryption') AS password, current_user AS who, (SELECT datlocprovider::text || ' ' || datlocale FROM pg_database WHERE datname = current_database()) AS locale`,
  );
  expect(settings).toEqual([
    { fsync: "on", checksums: "on", encoding: "UTF8", password: "scram-sha-256", who: "counterledger_writer", locale: "b C.UTF-8" },
  ]);
  await opened.close();
  expect(await nothingRuns(opened)).toBe(true);
});

test("only the folder's owner can come near: folder, cluster and sockets are private, and a wrong password is refused", async () => {
  const inside = join(folder, "data");
  const opened = await open({ folder: inside });
  expect(statSync(inside).mode & 0o077).toBe(0);
  expect(statSync(join(inside, "postgresql")).mode & 0o077).toBe(0);
  expect(statSync(join(inside, "keeper.sock")).mode & 0o077).toBe(0);
  const client = new pg.Client({ ...opened.connection("writer"), password: "guess" });
  await expect(client.connect()).rejects.toMatchObject({ code: "28P01" });
  await opened.close();
});

test("two processes that start at the same instant on a new folder share one server, which stops when the last has left", async () => {
  const [first, second] = await Promise.all([user(join(folder, "new")), user(join(folder, "new"))]);
  expect(first.said).toEqual(second.said);
  await killed(first.process);
  expect(await lives(first.said)).toBe(true);
  await killed(second.process);
  expect(await nothingRuns(first)).toBe(true);
});

test.each(["close", "exit", "throw"])("nothing keeps running when a user ends by %s", async (how) => {
  expect(await nothingRuns(await user(folder, "socket", how))).toBe(true);
});

test("nothing keeps running after Ctrl-C", async () => {
  const one = await user(folder);
  one.process.kill("SIGINT");
  expect(await nothingRuns(one)).toBe(true);
});

test("nothing keeps running when the user and the keeper are killed at once: the guard stops the server", async () => {
  const one = await user(folder);
  kill(one.said.keeper);
  await killed(one.process);
  expect(await nothingRuns(one)).toBe(true);
  await (await open({ folder })).close();
});

test("a process killed while it starts leaves nothing running and nothing half-made", async () => {
  const fresh = join(folder, "new");
  for (const after of [80, 250, 500]) {
    const starting = spawn(process.execPath, [...userProgram, fresh], { stdio: "ignore" });
    await pause(after);
    await killed(starting);
  }
  await eventually(() => !existsSync(join(fresh, "keeper.sock")));
  const opened = await open({ folder: fresh });
  expect(await rows(opened, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  expect(readdirSync(fresh).filter((name) => name.includes("unfinished"))).toEqual([]);
  await opened.close();
});

test.each(["keeper", "server"] as const)(
  "when the %s is killed under a user, the store comes back at the same place with what was committed",
  async (victim) => {
    const opened = await open({ folder });
    await rows(opened, "CREATE TABLE kept (word text)", "owner");
    await rows(opened, "INSERT INTO kept VALUES ('here')", "owner");
    const before = opened.processes();
    kill(before[victim]);
    await eventually(() => opened.processes().server !== before.server);
    const found = await eventually(() => rows(opened, "SELECT word FROM kept", "owner").catch(() => false));
    expect(found).toEqual([{ word: "here" }]);
    await opened.close();
    expect(await nothingRuns(opened)).toBe(true);
  },
);

test.runIf(onLinux)("a server whose keeper, guard and user were all killed is put down by the next start", async () => {
  const one = await user(folder);
  for (const pid of [guardOf(one.said.server), one.said.keeper]) kill(pid);
  await killed(one.process);
  await pause(200);
  expect(runs(one.said.server)).toBe(true);
  const opened = await open({ folder });
  expect(runs(one.said.server)).toBe(false);
  await opened.close();
});

test("a folder too deep for a socket works, and its short folder is taken away again", async () => {
  const deep = join(folder, "a-folder-with-a-long-name/".repeat(8));
  const opened = await open({ folder: deep });
  const short = readFileSync(join(deep, "sockets-are-in"), "utf8");
  expect(statSync(short).mode & 0o077).toBe(0);
  const again = await open({ folder: deep });
  expect(again.processes()).toEqual(opened.processes());
  await opened.close();
  await again.close();
  expect(existsSync(short)).toBe(false);
});

test("where there are no Unix sockets the server listens on this machine alone, behind a password", async () => {
  const opened = await open({ folder, transport: "loopback" });
  expect(opened.connection("writer")).toMatchObject({ host: "127.0.0.1" });
  expect(await rows(opened, "SELECT host(inet_server_addr()) AS at")).toEqual([{ at: "127.0.0.1" }]);
  expect(readdirSync(join(folder, "postgresql")).filter((name) => name.startsWith(".s.PGSQL"))).toEqual([]);
  const guess = new pg.Client({ ...opened.connection("writer"), password: "guess" });
  await expect(guess.connect()).rejects.toMatchObject({ code: "28P01" });
  await opened.close();
});

test("a damaged store is told as damaged: another version's, a folder without a cluster, a missing control file", async () => {
  await (await open({ folder })).close();
  const data = join(folder, "postgresql");
  const version = join(data, "PG_VERSION");
  writeFileSync(version, "16\n");
  expect(await openEmbedded({ folder })).toMatchObject({
    ok: false,
    refusal: { kind: "store-damaged", why: "it was made by PostgreSQL 16; this is 18" },
  });
  writeFileSync(version, "18\n");
  rmSync(join(data, "global", "pg_control"));
  expect(await openEmbedded({ folder })).toMatchObject({ ok: false, refusal: { kind: "store-damaged" } });
  rmSync(data, { recursive: true });
  mkdirSync(data);
  expect(await openEmbedded({ folder })).toMatchObject({
    ok: false,
    refusal: { kind: "store-damaged", why: "it holds no PostgreSQL cluster" },
  });
});

test("a folder that is a file, or below one, is refused with the reason", async () => {
  const file = join(folder, "file");
  writeFileSync(file, "");
  expect(await openEmbedded({ folder: file })).toMatchObject({ ok: false, refusal: { kind: "bad-usage" } });
  const below = join(file, "below");
  expect(await openEmbedded({ folder: below })).toMatchObject({ ok: false, refusal: { kind: "store-down", store: below } });
});

test.runIf(isRoot && onLinux)(
  "a full disk is told as one: while the store is made, while it starts, and while it is written to",
  async () => {
    const disk = join(folder, "disk");
    mkdirSync(disk);
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=30m", "none", disk]);
    try {
      const small = await openEmbedded({ folder: join(disk, "data") });
      expect(small).toEqual({ ok: false, refusal: { kind: "disk-full", what: join(disk, "data") } });
      expect(readdirSync(join(disk, "data")).filter((name) => name.startsWith("postgresql."))).toEqual([]);
      execFileSync("mount", ["-o", "remount,size=120m", disk]);
      const opened = await open({ folder: join(disk, "data") });
      await rows(opened, "CREATE TABLE filler (words text)", "owner");
      let refusal = null;
      for (let i = 0; i < 200 && refusal === null; i++) {
        await rows(opened, "INSERT INTO filler SELECT repeat(md5(i::text), 30) FROM generate_series(1, 1000) AS s(i)", "owner").catch(
          (error: unknown) => (refusal = opened.refusalOf(error)),
        );
      }
      expect(refusal).toEqual({ kind: "disk-full", what: expect.stringContaining(disk) as string });
      await opened.close();
    } finally {
      await eventually(() => {
        try {
          execFileSync("umount", [disk], { stdio: "ignore" });
          return true;
        } catch {
          return false; // the keeper is still on its way out
        }
      });
    }
  },
);

test.runIf(isRoot && onLinux)("as root, a data folder that the server's account cannot walk to works all the same", async () => {
  chmodSync(folder, 0o700);
  const data = join(folder, "closed", "data");
  mkdirSync(join(folder, "closed"), { mode: 0o700 });
  const opened = await open({ folder: data });
  expect(statSync(join(data, "postgresql")).uid).not.toBe(0);
  expect(await rows(opened, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await opened.close();
});

test.each([
  ["postgres://ana:secret@127.0.0.1:1/cases", { kind: "store-down", store: "postgres://ana@127.0.0.1:1/cases" }],
  ["mysql://ana@127.0.0.1/cases", { kind: "bad-usage" }],
  ["postgres://ana@127.0.0.1", { kind: "bad-usage" }],
  ["somewhere", { kind: "bad-usage" }],
])("the server address %s is refused, and the refusal keeps the password to itself", async (address, refusal) => {
  const opened = await openServer(address);
  expect(opened).toMatchObject({ ok: false, refusal });
  expect(JSON.stringify(opened)).not.toContain("secret");
});

type Said = { readonly keeper: number; readonly server: number };
type User = { readonly process: ChildProcess; readonly said: Said };

const userProgram = ["--disable-warning=ExperimentalWarning", fileURLToPath(new URL("a-user.ts", import.meta.url))];

function user(of: string, transport = "socket", then = "wait"): Promise<User> {
  const child = spawn(process.execPath, [...userProgram, of, transport, then], { stdio: ["ignore", "pipe", "ignore"] });
  return new Promise((resolve, reject) => {
    child.stdout.once("data", (bytes: Buffer) =>
      resolve({ process: child, said: JSON.parse(bytes.toString("utf8").split("\n")[0] ?? "") as Said }),
    );
    child.once("exit", (status) => reject(new Error(`the user ended with ${status} before it was connected`)));
  });
}

async function open(request: Parameters<typeof openEmbedded>[0]): Promise<EmbeddedStore> {
  const opened = await openEmbedded(request);
  if (!opened.ok) throw new Error(`refused: ${JSON.stringify(opened.refusal)}`);
  return opened.value;
}

async function rows(store: EmbeddedStore, statement: string, as: "owner" | "writer" = "writer"): Promise<unknown[]> {
  const client = new pg.Client(store.connection(as));
  client.on("error", () => undefined);
  try {
    await client.connect();
    return (await client.query(statement)).rows as unknown[];
  } finally {
    await client.end().catch(() => undefined);
  }
}

function killed(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.once("exit", () => resolve());
    child.kill("SIGKILL");
  });
}

function kill(pid: number): void {
  process.kill(pid, "SIGKILL");
}

/** Whether the process is there and no mere entry in the process table. */
function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  return !onLinux || existsSync(`/proc/${pid}/exe`);
}

const lives = async ({ keeper, server }: Said) => (await pause(300), runs(keeper) && runs(server));

async function nothingRuns(of: User | EmbeddedStore): Promise<boolean> {
  const { keeper, server } = "said" in of ? of.said : of.processes();
  return eventually(() => !runs(keeper) && !runs(server));
}

async function eventually<T>(holds: () => T | Promise<T>): Promise<T> {
  for (let tries = 0; ; tries++) {
    const value = await holds();
    if (value || tries > 400) return value;
    await pause(25);
  }
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** The guard that watches over a server, found in the process table itself: a bare machine has no `pgrep`. */
function guardOf(server: number): number {
  for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) {
    try {
      const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
      const at = words.indexOf("counterledger-guard");
      if (at >= 0 && words[at + 1] === String(server)) return Number(pid);
    } catch {
      // The process ended while we looked.
    }
  }
  throw new Error(`no guard watches over server ${server}`);
}

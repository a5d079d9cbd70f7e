/**
 * One PostgreSQL cluster on disk and the server over it: made, started, stopped, and, where a crash left a server behind, put down.
 *
 * Every program is started *inside* the cluster's folder and told that its data is "here" (`/proc/self/cwd` on Linux), because
 * the account it runs under may not be able to walk the path to it (a data folder below root's home).
 */
import { spawn, spawnSync } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { connect, createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { basename, join } from "node:path";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import type { Binaries } from "./binaries.ts";
import { serverPort } from "./places.ts";
import type { Places } from "./places.ts";
import { roleNames, storeRoles } from "./running-store.ts";
import type { Connection, StoreRole } from "./running-store.ts";
import type { ServerAccount } from "./server-account.ts";
import { startRefusal } from "./store-refusal.ts";

export const databaseName = "counterledger";

export type Passwords = Readonly<Record<StoreRole, string>>;
/** `loopback` is for platforms without Unix sockets: a port of the day on 127.0.0.1, and a password nobody can guess. */
export type Transport = "socket" | "loopback";

const majorVersion = "18";

/**
 * Makes the cluster if there is none. It is made beside and renamed into place, so that a start cut short leaves nothing
 * half-made; a rest of such a start is taken away. Only the holder of the folder's lock may call this.
 */
export function makeCluster(places: Places, programs: Binaries, account: ServerAccount): Result<{ readonly made: boolean }, Refusal> {
  for (const name of readdirSync(places.folder)) {
    if (name.startsWith(`${basename(places.data)}.unfinished-`)) rmSync(join(places.folder, name), { recursive: true, force: true });
  }
  if (existsSync(places.data)) {
    const version = readIfThere(join(places.data, "PG_VERSION"))?.trim();
    if (version === majorVersion) return ok({ made: false });
    const why = version === undefined ? "it holds no PostgreSQL cluster" : `it was made by PostgreSQL ${version}; this is ${majorVersion}`;
    return refuse({ kind: "store-damaged", store: places.folder, why });
  }
  const unfinished = `${places.data}.unfinished-${process.pid}`;
  mkdirSync(unfinished, { mode: 0o700 });
  try {
    if (account !== null) chownSync(unfinished, account.uid, account.gid);
    const how = { cwd: unfinished, ...identity(account), env: environment(), encoding: "utf8", windowsHide: true } as const;
    const made = spawnSync(
      programs.initdb,
      ["-D", here(unfinished), "-U", roleNames.administrator, "-E", "UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--data-checksums", "--auth=trust"],
      how,
    ); // prettier-ignore
    if (made.status !== 0)
      return refuse(startRefusal(`${made.stdout ?? ""}\n${made.stderr ?? ""}${made.error?.message ?? ""}`, places.folder));
    const passwords = Object.fromEntries(storeRoles.map((role) => [role, randomBytes(24).toString("hex")])) as Passwords;
    // Single-user mode: the roles and the database are there before anybody can connect.
    const filled = spawnSync(programs.postgres, ["--single", "-D", here(unfinished), "-c", "log_min_messages=error", "postgres"], {
      ...how,
      input: `${firstStatements(passwords).join("\n")}\n`,
    });
    if (filled.status !== 0 || /\b(ERROR|FATAL|PANIC):/.test(filled.stderr))
      return refuse(startRefusal(`${filled.stderr}${filled.error?.message ?? ""}`, places.folder));
    const own = (name: string, text: string) => {
      writeFileSync(join(unfinished, name), text, { mode: 0o600 });
      if (account !== null) chownSync(join(unfinished, name), account.uid, account.gid);
    };
    own("postgresql.conf", settings);
    own("pg_hba.conf", "local all all scram-sha-256\nhost all all 127.0.0.1/32 scram-sha-256\n");
    own(passwordFile, JSON.stringify(passwords));
    renameSync(unfinished, places.data);
    return ok({ made: true });
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
}

export type Server = {
  readonly process: ChildProcess;
  readonly passwords: Passwords;
  readonly at: Pick<Connection, "host" | "port">;
  /** Resolves with what PostgreSQL logged last when the server has ended, for whatever reason. */
  readonly ended: Promise<string>;
  readonly stop: () => Promise<void>;
};

/** Starts the server and waits until it answers. */
export async function startServer(
  places: Places,
  programs: Binaries,
  account: ServerAccount,
  socketFolder: string,
  transport: Transport,
): Promise<Result<Server, Refusal>> {
  const passwordText = readIfThere(join(places.data, passwordFile));
  if (passwordText === undefined) return refuse({ kind: "store-damaged", store: places.folder, why: `its ${passwordFile} is missing` });
  const passwords = JSON.parse(passwordText) as Passwords;
  keepShort(places.log);
  const log = openSync(places.log, "a", 0o600);
  const logStart = fstatSync(log).size;
  const logged = () => readFrom(places.log, logStart);
  const port = transport === "loopback" ? await freePort() : serverPort;
  const listening =
    transport === "loopback"
      ? ["-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="]
      : ["-c", "listen_addresses=", "-c", `unix_socket_directories=${socketFolder === places.data ? "." : socketFolder}`];
  const how = { cwd: places.data, ...identity(account), env: environment(), windowsHide: true } as const;
  if (!existsSync(join(places.data, "postmaster.pid"))) {
    // No server runs, so what a killed one left of its socket only misleads the next: its lock file names a process too.
    for (const rest of [`.s.PGSQL.${port}`, `.s.PGSQL.${port}.lock`]) rmSync(join(socketFolder, rest), { force: true });
  }
  const child = spawn(programs.postgres, ["-D", here(places.data), "-p", String(port), ...listening], {
    ...how,
    stdio: ["ignore", log, log],
  });
  const guard = child.pid === undefined ? null : startGuard(child.pid, how);
  closeSync(log);
  let over = false;
  const ended = new Promise<string>((resolve) => {
    const done = (why: string) => {
      over = true;
      guard?.stdin?.end("done\n");
      resolve(why);
    };
    child.once("exit", () => done(logged()));
    child.once("error", (error) => done(`FATAL: ${error.message}`));
  });
  const address = transport === "loopback" ? { host: "127.0.0.1", port } : join(socketFolder, `.s.PGSQL.${port}`);
  const patience = Date.now() + 120_000;
  while (!over && !(await answers(address, places.data))) {
    if (Date.now() > patience) {
      child.kill("SIGQUIT");
      return refuse({ kind: "store-down", store: places.folder, why: "PostgreSQL did not come up within two minutes" });
    }
    await pause(5);
  }
  if (over) return refuse(startRefusal(await ended, places.folder));
  const stop = async () => {
    // Fast shutdown first; an immediate one when that hangs; PostgreSQL 18, section 18.5.
    for (const [signal, wait] of [["SIGINT", 20_000], ["SIGQUIT", 5_000], ["SIGKILL", 5_000]] as const) {
      if (over) return;
      if (process.platform === "win32") spawnSync(programs.pgCtl, ["stop", "-D", places.data, "-m", signal === "SIGINT" ? "fast" : "immediate"], how);
      else child.kill(signal);
      await Promise.race([ended, pause(wait)]);
    }
  }; // prettier-ignore
  return ok({ process: child, passwords, at: { host: transport === "loopback" ? "127.0.0.1" : socketFolder, port }, ended, stop });
}

/**
 * Stops a server that a killed keeper left behind on this cluster, and waits until it is gone.
 * Only the holder of the folder's lock may call this: under the lock, a running server can only be left over.
 */
export async function stopLeftover(places: Places): Promise<void> {
  const note = join(places.data, "postmaster.pid");
  const pid = Number(readIfThere(note)?.split("\n")[0]);
  if (!Number.isInteger(pid) || pid <= 1) return;
  for (const [signal, tries] of [
    ["SIGINT", 200],
    ["SIGQUIT", 100],
    ["SIGKILL", 100],
  ] as const) {
    if (!isServerOf(pid, places.data)) break;
    signalQuietly(pid, signal);
    for (let i = 0; i < tries && isServerOf(pid, places.data); i++) await pause(25);
  }
  // The number may belong to another process by now, or to one that is dead but not yet buried (a container whose first process
  // buries nobody); PostgreSQL would take either for a running server. Its check of shared memory still stands behind this.
  if (!isServerOf(pid, places.data)) rmSync(note, { force: true });
}

const passwordFile = "counterledger-roles.json";

/** What PostgreSQL runs with. Its log tells no values: a statement or a key in a log file outlives what it was taken from. */
const settings = `# Written when this store was made.
fsync = on
full_page_writes = on
synchronous_commit = on
max_connections = 40
shared_buffers = 128MB
password_encryption = scram-sha-256
unix_socket_permissions = 0700
timezone = 'UTC'
log_timezone = 'UTC'
lc_messages = 'C'
datestyle = 'iso, ymd'
log_error_verbosity = terse
log_min_error_statement = panic
log_parameter_max_length_on_error = 0
log_checkpoints = off
jit = off
`;

function firstStatements(passwords: Passwords): string[] {
  const login = (role: StoreRole) =>
    `CREATE ROLE ${roleNames[role]} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD '${passwords[role]}';`;
  return [
    `ALTER ROLE ${roleNames.administrator} PASSWORD '${passwords.administrator}';`,
    login("owner"),
    login("writer"),
    login("releaser"),
    `CREATE DATABASE ${databaseName} OWNER ${roleNames.owner};`,
    `REVOKE ALL ON DATABASE ${databaseName} FROM PUBLIC;`,
    `GRANT CONNECT ON DATABASE ${databaseName} TO ${roleNames.writer}, ${roleNames.releaser};`,
  ];
}

/** The cluster's folder in words its own process can always follow. */
function here(data: string): string {
  return process.platform === "linux" ? "/proc/self/cwd" : data;
}

function identity(account: ServerAccount): { uid?: number; gid?: number } {
  return account === null ? {} : { uid: account.uid, gid: account.gid };
}

/** A PGHOST or PGDATA of the surroundings must not reach in. */
function environment(): NodeJS.ProcessEnv {
  const kept = ["PATH", "SystemRoot", "TMPDIR", "TEMP", "TMP"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(kept), LC_ALL: "C", TZ: "UTC" };
}

/**
 * A small process that holds a pipe to us. When the pipe ends without a word, we are gone, killed perhaps, and it stops the
 * server. Windows has no such shell; there the next start puts the leftover down.
 */
function startGuard(server: number, how: object): ChildProcess | null {
  if (process.platform === "win32") return null;
  const script = `read -r word; [ "$word" = done ] && exit 0
lives() { if [ -e /proc/self/exe ]; then [ -e "/proc/$1/exe" ]; else kill -0 "$1" 2>/dev/null; fi; }
kill -INT "$1" 2>/dev/null; i=0
while lives "$1" && [ $i -lt 100 ]; do sleep 0.1; i=$((i+1)); done
kill -QUIT "$1" 2>/dev/null`;
  const guard = spawn("/bin/sh", ["-c", script, "counterledger-guard", String(server)], {
    ...how,
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guard.on("error", () => undefined); // without a shell there is no guard; the next start puts the leftover down
  guard.stdin?.on("error", () => undefined); // the guard was killed first; the server's end is still noticed by us
  guard.unref();
  return guard;
}

/** PostgreSQL writes "ready" into its lock file when it takes connections; then the socket must take one. */
function answers(address: string | { host: string; port: number }, data: string): Promise<boolean> {
  const state = readIfThere(join(data, "postmaster.pid"))?.split("\n")[7]?.trim();
  if (state !== "ready") return Promise.resolve(false);
  return new Promise((resolve) => {
    const socket = typeof address === "string" ? connect(address) : connect(address);
    const done = (is: boolean) => {
      socket.destroy();
      resolve(is);
    };
    socket.once("connect", () => done(true));
    socket.once("error", () => done(false));
  });
}

function isServerOf(pid: number, data: string): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as { code?: string }).code === "ESRCH") return false;
  }
  if (process.platform === "linux") {
    try {
      // A zombie has no such link: it is gone but for its parent's not having looked.
      const at = statSync(`/proc/${pid}/cwd`);
      const cluster = statSync(data);
      return at.ino === cluster.ino && at.dev === cluster.dev && /postgres/.test(basename(readlinkSync(`/proc/${pid}/exe`)));
    } catch {
      return false;
    }
  }
  return /postgres/.test(spawnSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? "");
}

function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as { code?: string }).code !== "ESRCH") throw error;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

function keepShort(log: string): void {
  const size = statSync(log, { throwIfNoEntry: false })?.size ?? 0;
  if (size > 1024 * 1024) truncateSync(log);
  if (size > 0) chmodSync(log, 0o600);
}

function readFrom(file: string, start: number): string {
  const descriptor = openSync(file, "r");
  try {
    const length = Math.max(0, fstatSync(descriptor).size - start);
    const bytes = Buffer.alloc(Math.min(length, 64 * 1024));
    readSync(descriptor, bytes, 0, bytes.length, start + length - bytes.length);
    return bytes.toString("utf8");
  } finally {
    closeSync(descriptor);
  }
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes((error as { code?: string }).code ?? "")) return undefined;
    throw error;
  }
}

const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

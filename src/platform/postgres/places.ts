/**
 * Where everything of an embedded store lies. Everything is inside the data folder, but for sockets of a folder whose path is
 * too long for one: those go to a short private folder whose name is written down in the data folder.
 */
import { chownSync, existsSync, lstatSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { canReach } from "./server-account.ts";
import type { ServerAccount } from "./server-account.ts";

/** Room for a Unix socket's path: 104 bytes on macOS and the BSDs, 108 on Linux, both with the closing zero. */
const longestSocketPath = 103;

export const serverPort = 5432;

export type Places = {
  readonly folder: string;
  /** PostgreSQL's cluster. */
  readonly data: string;
  readonly lock: string;
  readonly log: string;
  /** Names the short folder of the sockets, when there is one. */
  readonly shortFolderNote: string;
};

export function placesIn(folder: string): Places {
  return {
    folder,
    data: join(folder, "postgresql"),
    lock: join(folder, "keeper.lock"),
    log: join(folder, "postgresql.log"),
    shortFolderNote: join(folder, "sockets-are-in"),
  };
}

/** Whether the sockets of this folder fit inside it. */
export function fitsInside(places: Places): boolean {
  return Buffer.byteLength(join(places.data, `.s.PGSQL.${serverPort}`)) <= longestSocketPath;
}

/** Where the keeper listens; null when that is not known yet, because no keeper has run in a folder this deep. */
export function keeperAddress(places: Places): string | null {
  if (process.platform === "win32")
    return `\\\\.\\pipe\\counterledger-${createHash("sha256").update(places.folder).digest("hex").slice(0, 32)}`;
  if (fitsInside(places)) return join(places.folder, "keeper.sock");
  const short = shortFolder(places);
  return short === null ? null : join(short, "keeper.sock");
}

/**
 * The folder PostgreSQL's socket lies in, made if need be: its own cluster's, or a short one.
 * Only the holder of the folder's lock may call this.
 */
export function makeSocketFolder(places: Places, account: ServerAccount): string {
  if (fitsInside(places)) return places.data;
  const known = shortFolder(places);
  if (known !== null) return known;
  const parent =
    [tmpdir(), "/tmp", "/var/tmp"].find((place) => place.length < 60 && existsSync(place) && canReach(account, place)) ?? tmpdir();
  const short = mkdtempSync(join(parent, "counterledger-"));
  if (account !== null) chownSync(short, account.uid, account.gid);
  writeFileSync(places.shortFolderNote, short, { mode: 0o600 });
  return short;
}

/** Takes the short folder away again. */
export function removeSocketFolder(places: Places): void {
  const short = shortFolder(places);
  if (short !== null) rmSync(short, { recursive: true, force: true });
  rmSync(places.shortFolderNote, { force: true });
}

function shortFolder(places: Places): string | null {
  if (!existsSync(places.shortFolderNote)) return null;
  const short = readFileSync(places.shortFolderNote, "utf8");
  const found = lstatSync(short, { throwIfNoEntry: false });
  // Somebody may have cleaned the temporary folder, and somebody else may have put their own in its place.
  return found?.isDirectory() === true && (found.mode & 0o077) === 0 ? short : null;
}

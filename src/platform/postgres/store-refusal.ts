/**
 * What an error from PostgreSQL, from the network or from the disk means to the person in front of it.
 * Codes: PostgreSQL 18, appendix A (error codes). An error that is none of the store's is a bug and stays one: null.
 */
import { statfsSync } from "node:fs";
import type { Refusal } from "#domain/refusal.ts";

/** A disk with less room than two write-ahead log files (16 MiB each) cannot keep PostgreSQL running. */
const tooLittleRoom = 32 * 1024 * 1024;

const networkCodes = new Set([
  "ECONNREFUSED", "ECONNRESET", "ECONNABORTED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH", "ETIMEDOUT", "EPIPE", "ENOENT", "EACCES",
]); // prettier-ignore

/** SQLSTATE 57P01-57P05: shut down, crashed, starting up, dropped, idle too long. 53300: no connection left. Class 08: connection. */
const downStates = /^(57P0[1-5]|53300|08...)$/;
/** 28: who may connect. 3D000: no such database. They come on connecting, so the store as named cannot be used. */
const notAdmitted = /^(28...|3D000)$/;
/** XX001 data corrupted, XX002 index corrupted. */
const damagedStates = /^XX00[12]$/;

/**
 * The refusal for `error`, or null when it is not about the store.
 * @param store what to call the store
 * @param folder the embedded store's folder: a connection that broke because its disk is full is told as such
 */
export function storeRefusal(error: unknown, store: string, folder: string | null): Refusal | null {
  const { code, message } = facts(error);
  if (code === "53100" || code === "ENOSPC" || code === "EDQUOT" || /No space left on device|Disk quota exceeded/i.test(message)) {
    return { kind: "disk-full", what: folder ?? store };
  }
  if (damagedStates.test(code) || /invalid page in block/.test(message)) return { kind: "store-damaged", store, why: message };
  const down =
    networkCodes.has(code) ||
    downStates.test(code) ||
    notAdmitted.test(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Query read timeout/.test(
      message,
    );
  if (!down) return null;
  if (folder !== null && roomLeft(folder) < tooLittleRoom) return { kind: "disk-full", what: folder };
  return { kind: "store-down", store, why: message };
}

/** The refusal PostgreSQL's own words amount to when it could not start: the last lines it logged. */
export function startRefusal(log: string, folder: string): Refusal {
  const said = log.split("\n").filter((line) => /\b(FATAL|PANIC|ERROR|error):/.test(line));
  const why = said.at(-1)?.replace(/^.*?\b(?:FATAL|PANIC|ERROR|error):\s*/, "") ?? (log.trim().split("\n").at(-1) || "it said nothing");
  if (/No space left on device|Disk quota exceeded/i.test(log) || roomLeft(folder) < tooLittleRoom)
    return { kind: "disk-full", what: folder };
  if (/lock file "postmaster.pid" already exists|pre-existing shared memory block/.test(log)) {
    return { kind: "store-in-use", folder, by: "a PostgreSQL server this program did not start" };
  }
  if (/could not (open|read|access|locate)|checksum|invalid|corrupt|incompatible|not a database|missing|could not find/i.test(why)) {
    return { kind: "store-damaged", store: folder, why };
  }
  return { kind: "store-down", store: folder, why };
}

/** Bytes an ordinary process may still write there; infinite when the file system does not say. */
export function roomLeft(folder: string): number {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    // A folder that cannot be asked (gone, or a file system without the call) must not be taken for a full one.
    return Number.POSITIVE_INFINITY;
  }
}

function facts(error: unknown): { code: string; message: string } {
  if (error instanceof AggregateError && error.errors.length > 0) return facts(error.errors[0]);
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  const code = (error as { code?: unknown }).code;
  return { code: typeof code === "string" ? code : "", message: error.message };
}

/**
 * Whether what was recorded is still what was recorded: the chain, the originals, and how far the projections have come.
 * Everything is read in one moment, so a case can be verified while others write to it.
 */
import type { Hash } from "#domain/effects.ts";
import type { CaseId, Sha256 } from "#domain/ids.ts";
import { originalsOf } from "#domain/report.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import type { CaseKeys } from "./keyring.ts";
import { beforeTheFirst } from "./entry-hash.ts";
import { originalPlace } from "./append.ts";
import type { Transaction } from "./store-access.ts";
import { StoreFailure } from "./store-failure.ts";
import { projectionNames } from "./tables.ts";
import { walk } from "./walk.ts";
import type { Break } from "./walk.ts";

export type Verified = { readonly entries: number; readonly head: Sha256 };

/** How many entries there are and the hash of the newest; or the first break, named. */
export async function verifyCase(transaction: Transaction, id: CaseId, hash: Hash): Promise<Result<Verified, Break>> {
  let entries = 0;
  let head = beforeTheFirst;
  const received = new Map<string, number>();
  for await (const step of walk(transaction, id, hash)) {
    if ("broken" in step) return refuse(step.broken);
    for (const entry of step.entries) {
      if (entry.body.kind === "report-received") for (const sha256 of originalsOf(entry.body.report)) received.set(sha256, entry.seq);
      entries = entry.seq;
      head = entry.hash;
    }
  }
  const original = await brokenOriginal(transaction, id, hash, received);
  if (original !== null) return refuse(original);
  const ahead = await projectionAhead(transaction, id, entries);
  if (ahead !== null) return refuse(ahead);
  return ok({ entries, head });
}

/** Their bytes are held in memory together. */
const originalsAtOnce = 50;

/** The bytes; null when they do not open with their key. */
function openOriginal(
  keys: CaseKeys,
  row: { readonly sha256: string; readonly key_id: string; readonly bytes: Buffer },
): Uint8Array | null {
  if (row.key_id === "") return row.bytes;
  try {
    return keys.openBytes(row.key_id, originalPlace(row.sha256), row.bytes);
  } catch (error) {
    if (error instanceof StoreFailure) return null;
    throw error;
  }
}

async function brokenOriginal(
  transaction: Transaction,
  id: CaseId,
  hash: Hash,
  received: ReadonlyMap<string, number>,
): Promise<Break | null> {
  const rows = await transaction.rows<{ sha256: string; key_id: string }>("select sha256, key_id from counterledger.original where case_id = $1 order by sha256", [id]); // prettier-ignore
  const keys = await transaction.keys();
  const kept = new Map(rows.map(({ sha256, key_id }) => [sha256, key_id]));
  const wanted = [...received];
  for (let start = 0; start < wanted.length; start += originalsAtOnce) {
    const part = wanted.slice(start, start + originalsAtOnce);
    const found = await transaction.rows<{ sha256: string; key_id: string; bytes: Buffer }>(
      "select sha256, key_id, bytes from counterledger.original where case_id = $1 and sha256 = any($2)",
      [id, part.map(([sha256]) => sha256)],
    );
    const bySha = new Map(found.map((row) => [row.sha256, row]));
    for (const [sha256, seq] of part) {
      const broken = (why: string): Break => ({ kind: "chain-broken", case: id, seq, entry: "report-received", why });
      const row = bySha.get(sha256);
      if (row === undefined || !kept.delete(sha256)) return broken(`the original it received (${sha256}) is missing`);
      const bytes = openOriginal(keys, row);
      if (bytes === null || hash(bytes) !== sha256) return broken(`the bytes of its original (${sha256}) were changed`);
    }
  }
  // Without the key of a source nobody can say what an original of theirs should be: that one is checked by whoever has it.
  for (const [sha256, key] of kept) if (key !== "" && !keys.has(key)) kept.delete(sha256);
  const [stranger] = kept.keys();
  if (stranger === undefined) return null;
  return {
    kind: "chain-broken",
    case: id,
    seq: 0,
    entry: "original",
    why: `no entry received the original ${stranger}: it was added beside the ledger`,
  };
}

/** The tail may be cut off together with the head; what was computed from it still tells. */
async function projectionAhead(transaction: Transaction, id: CaseId, newest: number): Promise<Break | null> {
  for (const name of projectionNames) {
    if (name === "source_protected") continue; // not every role that verifies may read it, and it never moves without its source
    const rows = await transaction.rows<{ seq: number | null }>(`select max(seq) as seq from counterledger.${name} where case_id = $1`, [
      id,
    ]);
    const seq = rows[0]?.seq ?? 0;
    if (seq > newest) {
      return {
        kind: "chain-broken",
        case: id,
        seq: newest + 1,
        entry: "missing",
        why: `entry ${newest + 1} is missing: the table ${name} was computed up to entry ${seq}`,
      };
    }
  }
  return null;
}

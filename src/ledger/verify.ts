/**
 * Whether what was recorded is still what was recorded: the chain, the originals, and how far the projections have come.
 * Everything is read in one moment, so a case can be verified while others write to it.
 */
import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { Hash } from "#domain/effects.ts";
import type { CaseId, Sha256 } from "#domain/ids.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import { beforeTheFirst } from "./entry-hash.ts";
import { projectionNames } from "./tables.ts";
import type { Tables } from "./tables.ts";
import { walk } from "./walk.ts";
import type { Break } from "./walk.ts";

export type Verified = { readonly entries: number; readonly head: Sha256 };

/** How many entries there are and the hash of the newest; or the first break, named. */
export async function verifyCase(transaction: Transaction<Tables>, id: CaseId, hash: Hash): Promise<Result<Verified, Break>> {
  let entries = 0;
  let head = beforeTheFirst;
  const received = new Map<string, number>();
  for await (const step of walk(transaction, id, hash)) {
    if ("broken" in step) return refuse(step.broken);
    for (const entry of step.entries) {
      if (entry.body.kind === "report-received") received.set(entry.body.report.sha256, entry.seq);
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

async function brokenOriginal(
  transaction: Transaction<Tables>,
  id: CaseId,
  hash: Hash,
  received: ReadonlyMap<string, number>,
): Promise<Break | null> {
  const { rows } = await sql<{ sha256: string }>`select sha256 from counterledger.original where case_id = ${id} order by sha256`.execute(
    transaction,
  );
  const kept = new Set(rows.map(({ sha256 }) => sha256));
  for (const [sha256, seq] of received) {
    const broken = (why: string): Break => ({ kind: "chain-broken", case: id, seq, entry: "report-received", why });
    if (!kept.delete(sha256)) return broken(`the original it received (${sha256}) is missing`);
    const found = await transaction
      .selectFrom("original")
      .select("bytes")
      .where("case_id", "=", id)
      .where("sha256", "=", sha256)
      .executeTakeFirstOrThrow();
    if (hash(found.bytes) !== sha256) return broken(`the bytes of its original (${sha256}) were changed`);
  }
  const [stranger] = kept;
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
async function projectionAhead(transaction: Transaction<Tables>, id: CaseId, newest: number): Promise<Break | null> {
  for (const name of projectionNames) {
    const { rows } = await sql<{ seq: number | null }>`
      select max(seq) as seq from ${sql.table(`counterledger.${name}`)} where case_id = ${id}
    `.execute(transaction);
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

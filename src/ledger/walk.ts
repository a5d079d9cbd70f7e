/**
 * Walks the chain of one case from the first entry to the head and checks each link. A break is told by its place: what is
 * missing, moved, changed, or added without the head's knowing.
 */
import type { Hash } from "#domain/effects.ts";
import type { Entry, EntryBody } from "#domain/entry.ts";
import type { CaseId, Instant, Person, Sha256 } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { beforeTheFirst, entryHash } from "./entry-hash.ts";
import { understand } from "./entry-shape.ts";
import type { CaseKeys } from "./keyring.ts";
import { openStored, readStored } from "./sealed-body.ts";
import type { Stored } from "./sealed-body.ts";
import type { Transaction } from "./store-access.ts";
import { StoreFailure } from "./store-failure.ts";
import type { EntryTable } from "./tables.ts";

export type Break = Extract<Refusal, { kind: "chain-broken" | "store-damaged" }>;
/** A run of sound entries, or the break that ends the walk. */
export type Step = { readonly entries: readonly Entry[] } | { readonly broken: Break };

/** Characters of entry bodies held in memory at once, about. */
const batchBytes = 8 * 1024 * 1024;

/** In order, from the first, up to position `until`. An entry whose key is not there is passed on as `not-readable`: its place in the chain was checked all the same. */
export async function* walk(transaction: Transaction, id: CaseId, hash: Hash, until = Infinity): AsyncGenerator<Step> {
  const head = await transaction.head();
  const keys = await transaction.keys();
  let seq = 0;
  let prevHash = beforeTheFirst;
  const broken = (at: number, entry: string, why: string): Step => ({ broken: { kind: "chain-broken", case: id, seq: at, entry, why } });
  for (;;) {
    const rows = await nextRows(transaction, id, seq);
    const entries: Entry[] = [];
    for (const row of rows) {
      if (row.seq > until) {
        if (entries.length > 0) yield { entries };
        return;
      }
      const expected = seq + 1;
      if (row.seq !== expected)
        return yield broken(expected, "missing", `entry ${expected} is missing: ${row.seq} follows ${seq === 0 ? "the beginning" : seq}`);
      if (row.seq > (head?.seq ?? 0))
        return yield broken(row.seq, row.kind, `it was added without the head of the case, which stands at ${head?.seq ?? 0}`);
      if (row.prev_hash !== prevHash)
        return yield broken(row.seq, row.kind, seq === 0 ? "it does not begin the chain" : `it does not follow entry ${seq}`);
      const sealed = { case: row.case_id, seq: row.seq, at: row.at, actor: row.actor, body: row.body, prevHash: row.prev_hash };
      if (entryHash(sealed, hash) !== row.hash)
        return yield broken(row.seq, row.kind, "its content does not give its hash: it was changed after it was written");
      const read = readEntry(row, keys);
      if ("why" in read) {
        // The hash holds, so these are the words as they were written; it is we who do not understand them, or the label beside them lies.
        return yield read.relabelled
          ? broken(row.seq, row.kind, read.why)
          : { broken: { kind: "store-damaged", store: `case ${id}, entry ${row.seq}`, why: read.why } };
      }
      entries.push(read.entry);
      seq = row.seq;
      prevHash = row.hash as Sha256;
    }
    if (rows.length === 0) break;
    yield { entries };
  }
  if (head === null) return;
  if (head.seq !== seq)
    return yield broken(seq + 1, "missing", `entry ${seq + 1} is missing: the case's head recorded ${head.seq} entries`);
  if (head.hash !== prevHash) yield broken(seq, "head", "the head of the case holds another hash than its newest entry");
}

/** The entry of a row as it was written. @throws nothing: what cannot be understood is told. */
export function readEntry(
  row: EntryTable,
  keys: CaseKeys,
): { readonly entry: Entry } | { readonly why: string; readonly relabelled: boolean } {
  const body = readBody(row, keys);
  if ("why" in body) return body;
  return {
    entry: {
      case: row.case_id as CaseId,
      seq: row.seq,
      at: row.at as Instant,
      actor: row.actor as Person,
      body: body.body,
      prevHash: row.prev_hash as Sha256,
      hash: row.hash as Sha256,
    },
  };
}

function readBody(row: EntryTable, keys: CaseKeys): { readonly body: EntryBody } | { readonly why: string; readonly relabelled: boolean } {
  let stored: Stored;
  let told: unknown;
  try {
    stored = readStored(row.body);
    if ("sealed" in stored) {
      const { kind, key, compartment } = stored;
      if (kind !== row.kind) return { why: `it is filed as "${row.kind}" but is a "${kind}"`, relabelled: true };
      if (compartment !== row.compartment)
        return { why: `it is filed under the compartment "${row.compartment}" but belongs to "${compartment}"`, relabelled: true };
      told = openStored(keys, stored);
      if (told === null) return { body: { kind: "not-readable", was: kind, key, compartment } };
    } else told = stored.open;
  } catch (error) {
    if (error instanceof StoreFailure && error.refusal.kind === "store-damaged")
      return { why: "its body does not open with its key", relabelled: false };
    if (!(error instanceof SyntaxError)) throw error;
    return { why: `its body is not JSON: ${error.message}`, relabelled: false };
  }
  const understood = understand(told);
  if (!understood.ok) return { why: understood.why, relabelled: false };
  if (understood.body.kind !== row.kind)
    return { why: `it is filed as "${row.kind}" but is a "${understood.body.kind}"`, relabelled: true };
  return { body: understood.body };
}

/** The next rows after `seq`: as many as fit the batch, at least one where there is one. */
async function nextRows(transaction: Transaction, id: CaseId, seq: number): Promise<EntryTable[]> {
  return transaction.rows<EntryTable>(
    `select case_id, seq, at, actor, kind, body, prev_hash, hash, compartment
     from (
       select *, sum(octet_length(body)) over (order by seq) - octet_length(body) as before
       from (select * from counterledger.entry where case_id = $1 and seq > $2 order by seq limit 2000) as next
     ) as sized
     where before < $3
     order by seq`,
    [id, seq, batchBytes],
  );
}

/**
 * A case as it is kept, to be carried to another store: entries and originals stay sealed as they lie, so that a copy says no more than
 * the store does, and the chain over it verifies without any key. What makes it readable is one key, wrapped anew for whom it is meant.
 */
import type { Hash } from "#domain/effects.ts";
import type { CaseId, Sha256 } from "#domain/ids.ts";
import { refuse, ok } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { SealKey } from "#platform/keys/index.ts";
import { adoptCaseKey, takeCaseKey } from "./keyring.ts";
import type { CaseVault } from "./keyring.ts";
import { rebuildCase } from "./rebuild.ts";
import { readStored } from "./sealed-body.ts";
import type { StoredEntry } from "./ledger.ts";
import type { Transaction } from "./store-access.ts";
import { verifyCase } from "./verify.ts";
import type { Verified } from "./verify.ts";

export type CarriedKey = { readonly id: string; readonly compartment: string; readonly wrapped: string };
export type CarriedOriginal = { readonly sha256: Sha256; readonly key: string; readonly compartment: string };

/** What lies beside the entries. The case key is in the clear here and nowhere else: wrap it before it is written. */
export type CarriedKeys = {
  readonly caseKey: SealKey | null;
  readonly keys: readonly CarriedKey[];
  readonly originals: readonly CarriedOriginal[];
};

export type CarriedCase = CarriedKeys & {
  readonly id: CaseId;
  /** In order; asked for again when the transaction has to be tried again. */
  readonly entries: () => AsyncIterable<readonly StoredEntry[]>;
  readonly sealed: (original: CarriedOriginal) => Promise<Uint8Array>;
};

export async function carriedKeys(transaction: Transaction, vault: CaseVault, id: CaseId): Promise<CarriedKeys> {
  const keys = await transaction.rows<CarriedKey>("select id, compartment, wrapped from counterledger.data_key where case_id = $1 order by id collate \"C\"", [id]); // prettier-ignore
  const originals = await transaction.rows<CarriedOriginal>("select sha256, key_id as key, compartment from counterledger.original where case_id = $1 order by sha256", [id]); // prettier-ignore
  return { caseKey: await takeCaseKey(vault, id, transaction), keys, originals };
}

export async function sealedOriginal(transaction: Transaction, id: CaseId, sha256: Sha256): Promise<Uint8Array | null> {
  const [row] = await transaction.rows<{ bytes: Uint8Array }>("select bytes from counterledger.original where case_id = $1 and sha256 = $2", [id, sha256]); // prettier-ignore
  return row?.bytes ?? null;
}

/**
 * Takes in a case that was carried here, whole or not at all: keys, entries, originals; then everything is computed anew and verified.
 * Refuses `bad-input` when the case is here already, and what verifying refuses. A refusal must roll the transaction back.
 */
export async function takeInCase(
  transaction: Transaction,
  vault: CaseVault,
  carried: CarriedCase,
  hash: Hash,
): Promise<Result<Verified, Refusal>> {
  const { id } = carried;
  const before = await transaction.head();
  if (before !== null && before.seq > 0) return refuse({ kind: "bad-input", place: `case "${id}"`, says: "it is in this store already" });
  if (carried.caseKey !== null) await adoptCaseKey(vault, id, carried.caseKey, transaction);
  for (const key of carried.keys)
    transaction.later("insert into counterledger.data_key (case_id, id, compartment, wrapped) values ($1, $2, $3, $4)", [id, key.id, key.compartment, key.wrapped]); // prettier-ignore
  let head: StoredEntry | null = null;
  for await (const page of carried.entries()) {
    if (page.length === 0) continue;
    head = page.at(-1) as StoredEntry;
    transaction.later(
      `insert into counterledger.entry (case_id, seq, at, actor, kind, body, prev_hash, hash, compartment)
       select $1, * from unnest($2::integer[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])`,
      [
        id,
        page.map((entry) => entry.seq),
        page.map((entry) => entry.at),
        page.map((entry) => entry.actor),
        page.map((entry) => entry.kind),
        page.map((entry) => entry.body),
        page.map((entry) => entry.prevHash),
        page.map((entry) => entry.hash),
        page.map((entry) => compartmentOf(entry.body)),
      ],
    );
  }
  if (head === null) return refuse({ kind: "bad-input", place: id, says: "it holds no entries" });
  for (const original of carried.originals)
    transaction.later("insert into counterledger.original (case_id, sha256, bytes, key_id, compartment) values ($1, $2, $3, $4, $5)", [
      id,
      original.sha256,
      await carried.sealed(original),
      original.key,
      original.compartment,
    ]);
  transaction.later("update counterledger.head set seq = $2, hash = $3, key_epoch = 1 where case_id = $1", [id, head.seq, head.hash]);
  const now = await transaction.anew();
  const rebuilt = await rebuildCase(now, id, hash);
  if (!rebuilt.ok) return rebuilt;
  const verified = await verifyCase(now, id, hash);
  return verified.ok ? ok(verified.value) : verified;
}

function compartmentOf(body: string): string {
  const stored = readStored(body);
  return "sealed" in stored ? stored.compartment : "";
}

/**
 * Backups that were tried: every case is exported, taken into an empty store beside, computed anew there and compared; only then does the
 * backup get its name. What a reader would get wrong: a backup opens with the key of this store, so that key must be kept apart from it
 * (`keys`), or the backup be made for somebody else's key as well.
 */
import { mkdir, mkdtemp, readdir, rename, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import type { Clock, Hash, Progress } from "#domain/effects.ts";
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import { openLedger, type Ledger } from "#ledger/index.ts";
import { writeWhole } from "#platform/files.ts";
import type { StoreKeys } from "#platform/keys/index.ts";
import { openEmbedded } from "#platform/postgres/index.ts";
import { exportCase } from "./export-case.ts";
import { importCase } from "./import-case.ts";

export type BackedUp = {
  readonly folder: string;
  readonly cases: readonly { readonly case: CaseId; readonly entries: number; readonly head: string }[];
  /** Older backups that were removed to keep as many as were asked for. */
  readonly removed: readonly string[];
};

const named = /^backup-\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}Z$/;

/**
 * A proven backup of every case in a new folder below `into`; afterwards only the newest `keep` are there.
 * Refuses what exporting and importing refuse, and `store-damaged` when the copy does not give what the store gives; then no backup is named
 * and none is removed.
 */
export async function backUp(
  ledger: Ledger,
  keys: StoreKeys,
  {
    into,
    keep,
    also = [],
    clock,
    hash,
    progress,
  }: {
    readonly into: string;
    readonly keep: number;
    readonly also?: readonly string[];
    readonly clock: Clock;
    readonly hash: Hash;
    readonly progress: Progress;
  },
): Promise<Result<BackedUp, Refusal>> {
  const name = `backup-${clock().slice(0, 19).replaceAll(":", "-")}Z`;
  const beside = path.join(into, `${name}.part`);
  try {
    await mkdir(beside, { recursive: true, mode: 0o700 });
  } catch (error) {
    return refuse({
      kind: "file-unreadable",
      name: into,
      why: `it cannot be written (${(error as NodeJS.ErrnoException).code ?? "unknown"})`,
    });
  }
  const made = await proven(ledger, keys, { beside, recipients: [keys.recipient(), ...also], clock, hash, progress });
  if (!made.ok) {
    await rm(beside, { recursive: true, force: true });
    return made;
  }
  const told = await writeWhole(path.join(beside, "backup.json"), `${JSON.stringify({ made: clock(), cases: made.value }, null, 2)}\n`);
  if (!told.ok) return told;
  await rename(beside, path.join(into, name));
  const all = (await readdir(into)).filter((one) => named.test(one)).sort();
  const removed = all.slice(0, Math.max(0, all.length - keep));
  for (const old of removed) await rm(path.join(into, old), { recursive: true });
  return ok({ folder: path.join(into, name), cases: made.value, removed });
}

type Making = {
  readonly beside: string;
  readonly recipients: readonly string[];
  readonly clock: Clock;
  readonly hash: Hash;
  readonly progress: Progress;
};

async function proven(
  ledger: Ledger,
  keys: StoreKeys,
  { beside, recipients, clock, hash, progress }: Making,
): Promise<Result<BackedUp["cases"], Refusal>> {
  const cases = await ledger.cases();
  const trial = await mkdtemp(path.join(os.tmpdir(), "counterledger-restore-"));
  try {
    const store = await openEmbedded({ folder: path.join(trial, "store") });
    if (!store.ok) return store;
    try {
      const restored = await openLedger(store.value, { clock, hash });
      if (!restored.ok) return restored;
      try {
        const done = [];
        for (const [index, { id }] of cases.entries()) {
          progress({ doing: `copying and restoring ${id}`, done: index, total: cases.length });
          const folder = path.join(beside, id);
          const exported = await exportCase(ledger, id, { folder, to: { recipients }, progress: () => undefined });
          if (!exported.ok) return exported;
          const imported = await importCase(restored.value, folder, keys.unwrap, hash);
          if (!imported.ok) return imported;
          const differs = await difference(ledger, restored.value, id, imported.value.entries);
          if (differs !== null) return refuse({ kind: "store-damaged", store: `case ${id}`, why: differs });
          done.push({ case: id, entries: imported.value.entries, head: imported.value.head });
        }
        return ok(done);
      } finally {
        await restored.value.close();
      }
    } finally {
      await store.value.close();
    }
  } finally {
    await rm(trial, { recursive: true, force: true });
  }
}

/** How what the copy gives differs from what the store gives, where nothing was added meanwhile; null when it does not. */
async function difference(ledger: Ledger, restored: Ledger, id: CaseId, entries: number): Promise<string | null> {
  if ((await ledger.position(id)) !== entries) return null;
  const [here, there] = [await ledger.digest(id), await restored.digest(id)];
  if ((await ledger.position(id)) !== entries) return null;
  const table = Object.keys(here).find((name) => here[name as keyof typeof here] !== there[name as keyof typeof there]);
  return table === undefined ? null : `a restored copy gives another table "${table}": run rebuild, and back up again`;
}

/** A store for a test file: the embedded one in a folder of its own, or the server COUNTERLEDGER_TEST_STORE names. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { Clock } from "#domain/effects.ts";
import type { Instant } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { Result } from "#domain/result.ts";
import { openLedger } from "#ledger/index.ts";
import type { Ledger } from "#ledger/index.ts";
import { sha256 } from "#platform/hashing.ts";
import { openEmbedded, openServer } from "#platform/postgres/index.ts";
import type { RunningStore, StoreRole } from "#platform/postgres/index.ts";

export type OpenedStore = {
  readonly store: RunningStore;
  /** Where the embedded store lies. */
  readonly folder: string;
  readonly ledger: Ledger;
  /** Runs SQL as somebody the ledger has no say over: the superuser of the store. */
  readonly tamper: (statements: string, values?: readonly unknown[]) => Promise<pg.QueryResult>;
  /** Runs statements on one connection as that role, without naming a case first. */
  readonly as: (role: StoreRole, work: (client: pg.Client) => Promise<void>) => Promise<void>;
  readonly close: () => Promise<void>;
};

export const testServer = process.env["COUNTERLEDGER_TEST_STORE"];

/** One second a call from noon on 1 December 2026, so that entries can be told apart by their time. */
export function steppingClock(): Clock {
  let at = Date.UTC(2026, 11, 1, 12);
  return () => new Date((at += 1000)).toISOString() as Instant;
}

export async function openTestStore(): Promise<OpenedStore> {
  const folder = mkdtempSync(join(tmpdir(), "ledger-test-"));
  const store = granted(testServer === undefined ? await openEmbedded({ folder }) : await openServer(testServer));
  const ledger = granted(await openLedger(store, { clock: steppingClock(), hash: sha256 }));
  const as: OpenedStore["as"] = async (role, work) => {
    const client = new pg.Client(store.connection(role));
    await client.connect();
    try {
      if (store.kind === "server" && role !== "administrator") await client.query(`SET ROLE counterledger_${role}`);
      await work(client);
    } finally {
      await client.end();
    }
  };
  return {
    store,
    folder,
    ledger,
    as,
    async tamper(statements, values) {
      let result: pg.QueryResult | undefined;
      await as("administrator", async (client) => {
        // Triggers and policies do not hold a superuser who switches them off.
        await client.query("SET session_replication_role = replica; SET search_path = counterledger");
        result = await client.query(statements, values === undefined ? undefined : [...values]);
      });
      if (result === undefined) throw new Error("the statements did not run");
      return result;
    },
    async close() {
      await ledger.close();
      await store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The value of a result that must not be a refusal. */
export function granted<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.refusal)}`);
  return result.value;
}

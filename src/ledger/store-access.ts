/**
 * The one way to the tables: a transaction in the name of one case and one role. Row-level security shows it nothing else,
 * whatever the query says. Conflicts with another transaction are tried again; everything else the store refuses is thrown as
 * {@link StoreFailure}, so that readers can answer with plain values.
 */
import { Kysely, PostgresDialect, sql } from "kysely";
import type { Transaction } from "kysely";
import pg from "pg";
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { roleNames } from "#platform/postgres/index.ts";
import type { RunningStore, StoreRole } from "#platform/postgres/index.ts";
import type { Tables } from "./tables.ts";

/** The store could not do its part (down, damaged, disk full); the refusal says which and why. */
export class StoreFailure extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal, cause?: unknown) {
    super(`${refusal.kind}: ${JSON.stringify(refusal)}`, { cause });
    this.name = "StoreFailure";
    this.refusal = refusal;
  }
}

export type Scope = { readonly case: CaseId } | { readonly listing: true };

export type StoreAccess = {
  /** Runs `work` in a transaction that may write. It may run more than once: it must not change anything but the store. */
  readonly write: <T>(id: CaseId, work: (transaction: Transaction<Tables>) => Promise<T>) => Promise<T>;
  /** Runs `work` in a read-only transaction that sees one moment. */
  readonly read: <T>(scope: Scope, work: (transaction: Transaction<Tables>) => Promise<T>) => Promise<T>;
  readonly close: () => Promise<void>;
};

/** Connections one process holds at most; an embedded store takes 40 in all. */
const mostConnections = 6;
const mostTries = 12;

export function openAccess(store: RunningStore, as: Exclude<StoreRole, "administrator" | "owner">): StoreAccess {
  const pool = new pg.Pool({ max: mostConnections, connectionTimeoutMillis: 30_000, allowExitOnIdle: true, ...store.connection(as) });
  // A connection that breaks while it is idle is replaced when the next one is asked for.
  pool.on("error", () => undefined);
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) }).withSchema("counterledger");

  async function run<T>(scope: Scope, writes: boolean, work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T> {
    try {
      return await database
        .transaction()
        .setIsolationLevel(writes ? "read committed" : "repeatable read")
        .setAccessMode(writes ? "read write" : "read only")
        .execute(async (transaction) => {
          const [name, value] = "case" in scope ? ["counterledger.case", scope.case] : ["counterledger.listing", "on"];
          await sql`select set_config('role', ${roleNames[as]}, true), set_config(${name}, ${value}, true)`.execute(transaction);
          return work(transaction);
        });
    } catch (error) {
      const refusal = store.refusalOf(error);
      if (refusal === null) throw error;
      throw new StoreFailure(refusal, error);
    }
  }

  return {
    read: (scope, work) => run(scope, false, work),
    async write(id, work) {
      for (let tries = 1; ; tries++) {
        try {
          return await run({ case: id }, true, work);
        } catch (error) {
          if (tries >= mostTries || !isPassingConflict(error)) throw error;
          await new Promise((resolve) => setTimeout(resolve, Math.random() * 10 * tries));
        }
      }
    },
    close: () => database.destroy(),
  };
}

/** Serialization failure, deadlock, or two writers at one position: nothing was written, so trying again is safe. */
function isPassingConflict(error: unknown): boolean {
  const { code, constraint } = error as { code?: string; constraint?: string };
  return code === "40001" || code === "40P01" || (code === "23505" && (constraint === "entry_pkey" || constraint === "head_pkey"));
}

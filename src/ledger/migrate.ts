/**
 * Brings a store's tables up to this version: the numbered files of `migrations/`, each in order, all in one transaction, with
 * the hash of each recorded. A file that was changed after it was applied, or a store that knows more than we do, is refused.
 */
import { readFileSync, readdirSync } from "node:fs";
import pg from "pg";
import type { Clock, Hash } from "#domain/effects.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import { doorRoleName, memberRoleNames, roleNames } from "#platform/postgres/index.ts";
import type { RunningStore } from "#platform/postgres/index.ts";

export type Migration = { readonly name: string; readonly sql: string };

/** The migrations of this version, in order. */
export function ownMigrations(): readonly Migration[] {
  const folder = new URL("migrations/", import.meta.url);
  const names = readdirSync(folder)
    .filter((name) => /^\d{4}-.*\.sql$/.test(name))
    .sort();
  // A checkout may turn line ends; that is no change of the migration.
  return names.map((name) => ({ name, sql: readFileSync(new URL(name, folder), "utf8").replaceAll("\r\n", "\n") }));
}

/** Refuses `store-damaged`, or what the store refuses. Does nothing, quickly, when there is nothing to do. */
export async function migrate(
  store: RunningStore,
  migrations: readonly Migration[],
  effects: { readonly clock: Clock; readonly hash: Hash },
  carryOver: (client: pg.Client) => Promise<void>,
): Promise<Result<null, Refusal>> {
  const wanted = migrations.map(({ name, sql }) => ({ name, sql, sha256: effects.hash(new TextEncoder().encode(sql)) }));
  const current = await withClient(store, "writer", (client) => applied(client));
  const verdict = compare(store.name, wanted, current);
  if (!verdict.ok) return verdict;
  if (verdict.value.length === 0) return ok(null);

  if (store.kind === "embedded") await withClient(store, "administrator", (client) => makeRoles(client, roleNames.writer));
  return withClient(store, "owner", async (client) => {
    await client.query("BEGIN");
    try {
      // One migrates at a time; whoever waited finds the work done.
      await client.query("SELECT pg_advisory_xact_lock(hashtext('counterledger.migration'))");
      await client.query("CREATE SCHEMA IF NOT EXISTS counterledger");
      await client.query(
        "CREATE TABLE IF NOT EXISTS counterledger.migration (name text PRIMARY KEY, sha256 text NOT NULL, applied_at text NOT NULL)",
      );
      const missing = compare(store.name, wanted, await applied(client));
      if (missing.ok) {
        if (store.kind === "server") await makeRoles(client, null);
        for (const { name, sql, sha256 } of missing.value) {
          await client.query(sql);
          if (name === carriedOverAt) await carryOver(client);
          await client.query("INSERT INTO counterledger.migration VALUES ($1, $2, $3)", [name, sha256, effects.clock()]);
        }
      }
      await client.query(missing.ok ? "COMMIT" : "ROLLBACK");
      return missing.ok ? ok(null) : missing;
    } catch (error) {
      // The connection may be the very thing that broke; the first error is the one to tell.
      await client.query("ROLLBACK").catch(() => undefined);
      throw error;
    }
  });
}

type Applied = { readonly name: string; readonly sha256: string };
type Wanted = Applied & { readonly sql: string };

/** What is still to be applied. */
function compare(store: string, wanted: readonly Wanted[], applied: readonly Applied[]): Result<readonly Wanted[], Refusal> {
  for (const { name, sha256 } of applied) {
    const own = wanted.find((migration) => migration.name === name);
    if (own === undefined)
      return refuse({ kind: "store-damaged", store, why: `it was made by a newer version of this program, which added ${name}` });
    if (own.sha256 !== sha256)
      return refuse({ kind: "store-damaged", store, why: `the migration ${name} was changed after it had been applied` });
  }
  return ok(wanted.filter(({ name }) => !applied.some((one) => one.name === name)));
}

async function applied(client: pg.Client): Promise<readonly Applied[]> {
  try {
    return (await client.query<Applied>("SELECT name, sha256 FROM counterledger.migration ORDER BY name")).rows;
  } catch (error) {
    // No schema, no table, or no right to see into the schema: nothing has been applied that we could use.
    if (["3F000", "42P01", "42501"].includes((error as { code?: string }).code ?? "")) return [];
    throw error;
  }
}

/** After this migration the originals are sealed and the projections computed again; it needs the keys, so it is not SQL. */
const carriedOverAt = "0010-keys-and-members.sql";

/**
 * On a server of somebody's own the roles may be missing; the embedded store is made with the first two, and its administrator makes the
 * rest. Nobody logs in as a member's role: `writer` switches to it for a transaction.
 */
async function makeRoles(client: pg.Client, writer: string | null): Promise<void> {
  for (const role of [roleNames.writer, roleNames.releaser, ...Object.values(memberRoleNames), doorRoleName]) {
    const found = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [role]);
    if (found.rowCount === 0) await client.query(`CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS`);
    const switches = writer ?? "current_user";
    if (role === writer || (writer !== null && role === roleNames.releaser)) continue;
    const member = await client.query(`SELECT 1 WHERE pg_has_role(${writer === null ? "current_user" : `'${writer}'`}, $1, 'MEMBER')`, [
      role,
    ]);
    if (member.rowCount === 0) await client.query(`GRANT ${role} TO ${switches}`);
  }
}

async function withClient<T>(
  store: RunningStore,
  as: "administrator" | "owner" | "writer",
  work: (client: pg.Client) => Promise<T>,
): Promise<T> {
  const client = new pg.Client({ ...store.connection(as), connectionTimeoutMillis: 30_000, pipeline: true } as pg.ClientConfig);
  client.on("error", () => undefined); // the query in hand fails with it
  try {
    await client.connect();
    return await work(client);
  } finally {
    // Ending a broken connection fails with what broke it, which has been told.
    await client.end().catch(() => undefined);
  }
}

/** The database itself keeps cases apart: a query that forgot its case, or asks for everything, sees nothing foreign. */
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { CaseId } from "#domain/ids.ts";
import { accept, ana, workedCase } from "./acts.ts";
import { granted, openTestStore, testServer } from "./opened-store.ts";
import type { OpenedStore } from "./opened-store.ts";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });
let open: OpenedStore;
let own: CaseId;
let foreign: CaseId;
beforeAll(async () => {
  open = await openTestStore();
  own = await workedCase(open.ledger);
  foreign = await workedCase(open.ledger);
  granted(await open.ledger.append(foreign, ana, [accept("r1-01")]));
});
afterAll(() => open.close());

/** The one table that belongs to no case: which migrations were applied. */
const ofNoCase = ["migration"];

test("every table forces row-level security, has a policy, and its key starts with the case", async () => {
  const faults = await faultsOfTables();
  expect(faults).toEqual([]);
});

test("the check of the tables catches a table without them", async () => {
  await open.tamper("CREATE TABLE counterledger.careless (id text PRIMARY KEY, case_id text)");
  try {
    expect(await faultsOfTables()).toEqual([
      "careless: no forced row-level security",
      "careless: no policy",
      "careless: its key does not start with case_id",
    ]);
  } finally {
    await open.tamper("DROP TABLE counterledger.careless");
  }
});

test("a query that names no case sees no row of any table, whoever of the ledger's roles asks", async () => {
  for (const role of testServer === undefined ? (["writer", "owner"] as const) : (["writer"] as const)) {
    await open.as(role, async (client) => {
      for (const table of await tables()) {
        const { rows } = await client.query(`SELECT count(*)::int AS seen FROM counterledger.${table}`);
        expect([role, table, rows[0]]).toEqual([role, table, { seen: 0 }]);
      }
    });
  }
});

test("a broken query, within a case, sees nothing of another, and cannot write there", async () => {
  await open.as("writer", async (client) => {
    await client.query("BEGIN");
    await client.query("SELECT set_config('counterledger.case', $1, true)", [own]);
    for (const table of await tables()) {
      const { rows } = await client.query(
        `SELECT count(*)::int AS seen FROM counterledger.${table} WHERE case_id = $1 OR true AND case_id <> $2`,
        [foreign, own],
      );
      expect([table, rows[0]]).toEqual([table, { seen: 0 }]);
    }
    const changed = await client.query("UPDATE counterledger.claim SET state = 'accepted' WHERE case_id = $1", [foreign]);
    expect(changed.rowCount).toBe(0);
    await expect(
      client.query("INSERT INTO counterledger.rate VALUES ($1, 'x', 'CNY', 'USD', '2026', 'street', '{}', 1)", [foreign]),
    ).rejects.toThrow(/row-level security/);
    await client.query("ROLLBACK");
    const { rows } = await client.query("SELECT count(*)::int AS seen FROM counterledger.claim");
    expect(rows[0], "the case was named for one transaction only").toEqual({ seen: 0 });
  });
});

test("listing the cases shows their titles and heads, and nothing else of them", async () => {
  await open.as("writer", async (client) => {
    await client.query("SELECT set_config('counterledger.listing', 'on', false)");
    const listed = await client.query("SELECT case_id FROM counterledger.case_file");
    expect(listed.rows.map((row: { case_id: string }) => row.case_id)).toEqual(expect.arrayContaining([own, foreign]));
    const heads = await client.query("SELECT case_id FROM counterledger.head");
    expect(heads.rows.map((row: { case_id: string }) => row.case_id)).toEqual(expect.arrayContaining([own, foreign]));
    for (const table of (await tables()).filter((name) => name !== "case_file" && name !== "head")) {
      const { rows } = await client.query(`SELECT count(*)::int AS seen FROM counterledger.${table}`);
      expect([table, rows[0]]).toEqual([table, { seen: 0 }]);
    }
  });
});

test("the releaser has no right to read sources, reports, entries, originals or claims", async () => {
  await open.as("releaser", async (client) => {
    await client.query("SELECT set_config('counterledger.case', $1, false)", [own]);
    const readable: string[] = [];
    for (const table of [...(await tables()), ...ofNoCase]) {
      try {
        await client.query(`SELECT * FROM counterledger.${table}`);
        readable.push(table);
      } catch (error) {
        expect((error as { code?: string }).code).toBe("42501");
      }
    }
    expect(readable.sort()).toEqual(["case_file", "case_key", "data_key", "head", "rate", "release"]);
    for (const table of readable) await expect(client.query(`DELETE FROM counterledger.${table}`)).rejects.toMatchObject({ code: "42501" });
  });
});

test.skipIf(testServer !== undefined)(
  "no role of the ledger is a superuser, may bypass policies, or can become another; the writer owns nothing",
  async () => {
    const { rows } = await open.tamper(
      "SELECT rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb FROM pg_roles WHERE rolname LIKE 'counterledger%' AND rolname <> 'counterledger_administrator'",
    );
    // Owner, writer, releaser, the five roles a member can have, and the one that keeps the door.
    expect(rows.length).toBe(9);
    for (const role of rows as Record<string, unknown>[]) expect(Object.values(role).filter((right) => right === true)).toEqual([]);
    const owned = await open.tamper(
      "SELECT 1 FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner WHERE r.rolname IN ('counterledger_writer', 'counterledger_releaser')",
    );
    expect(owned.rowCount).toBe(0);
    await open.as("releaser", async (client) => {
      await expect(client.query("SET ROLE counterledger_writer")).rejects.toThrow(/permission denied/);
    });
  },
);

async function tables(): Promise<string[]> {
  const { rows } = await open.tamper("SELECT tablename FROM pg_tables WHERE schemaname = 'counterledger' ORDER BY tablename");
  return (rows as { tablename: string }[]).map(({ tablename }) => tablename).filter((name) => !ofNoCase.includes(name));
}

async function faultsOfTables(): Promise<string[]> {
  const { rows } = await open.tamper(`
    SELECT c.relname AS name, c.relrowsecurity AND c.relforcerowsecurity AS forced,
      EXISTS (SELECT 1 FROM pg_policy p WHERE p.polrelid = c.oid) AS policy,
      (SELECT a.attname FROM pg_index i JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = i.indkey[0] WHERE i.indrelid = c.oid AND i.indisprimary) AS first
    FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'counterledger'::regnamespace ORDER BY c.relname`);
  return (rows as { name: string; forced: boolean; policy: boolean; first: string | null }[])
    .filter(({ name }) => !ofNoCase.includes(name))
    .flatMap(({ name, forced, policy, first }) => [
      ...(forced ? [] : [`${name}: no forced row-level security`]),
      ...(policy ? [] : [`${name}: no policy`]),
      ...(first === "case_id" ? [] : [`${name}: its key does not start with case_id`]),
    ]);
}

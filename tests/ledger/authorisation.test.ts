/**
 * Every table × role × own or foreign case, generated from the tables there are and from the table of rights: a table without a rule fails,
 * a right the database gives and the table does not fails, and so does one the other way round.
 */
import type pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { claimId, person, releaseId, reportId, sourceId } from "#domain/ids.ts";
import type { CaseId } from "#domain/ids.ts";
import type { EntryBody } from "#domain/entry.ts";
import { memberRoles } from "#domain/member.ts";
import type { MemberRole, Standing } from "#domain/member.ts";
import { askers, tableRights } from "#ledger/authorisation.ts";
import type { Asker } from "#ledger/authorisation.ts";
import { accept, ana, drafted, freshCase, opened, proposal, rate, reading, received, source } from "./acts.ts";
import { granted, openTestStore } from "./opened-store.ts";
import type { OpenedStore } from "./opened-store.ts";

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
let open: OpenedStore;
let own: CaseId;
let foreign: CaseId;
beforeAll(async () => {
  open = await openTestStore();
  own = await fullCase();
  foreign = await fullCase();
});
afterAll(() => open.close());

/** A case with at least one row in every table; report r2 and all that comes of it lie in the compartment "north". */
async function fullCase(): Promise<CaseId> {
  const id = freshCase();
  const hidden = source("s2");
  if (hidden.kind !== "source-registered") throw new Error("not a source");
  const north: EntryBody = { ...hidden, source: { ...hidden.source, compartment: "north" } };
  granted(await open.ledger.append(id, ana, [opened, source("s1"), north, { kind: "member-added", member: { person: ana, role: "analyst", compartment: "" } }])); // prettier-ignore
  for (const [report, from] of [["r1", "s1"], ["r2", "s2"]] as const) {
    const arrived = received(report, `Groups are leaving, says ${report}.`, from);
    granted(await open.ledger.append(id, ana, [arrived.body, reading(report, [proposal(`${report}-01`)]), accept(`${report}-01`)], { originals: [arrived.original] }));
  } // prettier-ignore
  granted(
    await open.ledger.append(id, ana, [
      {
        kind: "link-decided",
        link: { kind: "same-as", from: claimId("r1-01"), to: claimId("r2-01") },
        verdict: "accepted",
        why: "one crossing",
      },
      rate("fix", "0.139"),
      drafted("release-1", 6),
    ]),
  );
  return id;
}

async function tables(): Promise<string[]> {
  const { rows } = await open.tamper("SELECT tablename FROM pg_tables WHERE schemaname = 'counterledger' ORDER BY tablename");
  return (rows as { tablename: string }[]).map(({ tablename }) => tablename);
}

const roleOf = (asker: Asker) => `counterledger_${asker === "desk" ? "writer" : asker}`;

/** Runs on a connection that has taken the asker's role, within the case and compartments named, and rolls back. */
async function asking(asker: Asker, id: CaseId, compartments: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  await open.as(asker === "releaser" ? "releaser" : "writer", async (client) => {
    await client.query("BEGIN");
    await client.query("SELECT set_config('counterledger.case', $1, true), set_config('counterledger.compartments', $2, true)", [
      id,
      compartments,
    ]);
    await client.query(`SET LOCAL ROLE ${roleOf(asker)}`);
    await work(client);
    await client.query("ROLLBACK");
  });
}

/** Tries a statement without ending the transaction when it fails. */
async function attempt(
  client: pg.Client,
  statement: string,
  values: unknown[] = [],
): Promise<{ readonly rows: number } | { readonly refused: string }> {
  await client.query("SAVEPOINT attempt");
  try {
    const { rowCount } = await client.query(statement, values);
    return { rows: rowCount ?? 0 };
  } catch (error) {
    return { refused: (error as Error).message };
  } finally {
    await client.query("ROLLBACK TO SAVEPOINT attempt");
  }
}

test("LE11 every table has its rule, and the database gives each role exactly the rights of the rule", async () => {
  const found: Record<string, Record<string, string>> = {};
  for (const table of await tables()) {
    const rights: Record<string, string> = {};
    for (const asker of askers) {
      const { rows } = await open.tamper(
        `SELECT string_agg(letter, '' ORDER BY place) AS rights FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE'], ARRAY['S', 'I', 'U', 'D'])
         WITH ORDINALITY AS r(privilege, letter, place) WHERE has_table_privilege($1, $2, privilege)`,
        [roleOf(asker), `counterledger.${table}`],
      );
      rights[asker] = (rows[0] as { rights: string | null }).rights ?? "";
    }
    found[table] = rights;
  }
  expect(found).toEqual(tableRights);
});

test("a new table without a rule would be noticed", async () => {
  await open.tamper("CREATE TABLE counterledger.careless (case_id text)");
  try {
    expect((await tables()).filter((table) => tableRights[table] === undefined)).toEqual(["careless"]);
  } finally {
    await open.tamper("DROP TABLE counterledger.careless");
  }
});

test("LE10 a query that forgot its WHERE gives no role a row of a foreign case, of any table, and writes none there", async () => {
  for (const table of Object.keys(tableRights).filter((name) => name !== "migration")) {
    const { rows } = await open.tamper(`SELECT to_jsonb(t) AS row FROM ${table} t WHERE case_id = $1 LIMIT 1`, [foreign]);
    const foreignRow = (rows[0] as { row: object } | undefined)?.row ?? expect.fail(`${table} holds no row, so nothing would be shown`);
    for (const asker of askers) {
      const rights = tableRights[table]?.[asker] ?? "";
      await asking(asker, own, "*", async (client) => {
        const seen = await attempt(client, `SELECT 1 FROM counterledger.${table} WHERE case_id <> $1`, [own]);
        expect([table, asker, seen]).toEqual([table, asker, rights.includes("S") ? { rows: 0 } : { refused: expect.stringMatching(/permission denied/) as string }]); // prettier-ignore
        const inserted = await attempt(client, `INSERT INTO counterledger.${table} SELECT (jsonb_populate_record(NULL::counterledger.${table}, $1)).*`, [foreignRow]); // prettier-ignore
        expect([table, asker, inserted]).toEqual([
          table,
          asker,
          { refused: expect.stringMatching(/permission denied|row-level security/) as string },
        ]);
        const changed = await attempt(client, `UPDATE counterledger.${table} SET case_id = case_id WHERE case_id = $1`, [foreign]);
        expect([table, asker, changed]).toEqual([table, asker, rights.includes("U") && rights.includes("S") ? { rows: 0 } : { refused: expect.stringMatching(/permission denied/) as string }]); // prettier-ignore
        const deleted = await attempt(client, `DELETE FROM counterledger.${table} WHERE case_id = $1`, [foreign]);
        expect([table, asker, deleted]).toEqual([table, asker, rights.includes("D") ? { rows: 0 } : { refused: expect.stringMatching(/permission denied/) as string }]); // prettier-ignore
      });
    }
  }
});

test("whoever is not of a compartment sees no row of it in any table, and cannot write one", async () => {
  const { rows } = await open.tamper("SELECT table_name AS name FROM information_schema.columns WHERE table_schema = 'counterledger' AND column_name = 'compartment' AND table_name <> 'member'"); // prettier-ignore
  const parted = (rows as { name: string }[]).map(({ name }) => name).sort();
  expect(parted).toEqual(["claim", "data_key", "entry", "link", "original", "report", "source", "source_protected"]);
  for (const table of parted) {
    await asking("desk", own, "*", async (client) => {
      expect([table, await attempt(client, `SELECT 1 FROM counterledger.${table} WHERE compartment = 'north'`)]).not.toEqual([
        table,
        { rows: 0 },
      ]);
    });
    for (const compartments of ["", "south", "nort,orth"]) {
      await asking("handler", own, compartments, async (client) => {
        expect([table, await attempt(client, `SELECT 1 FROM counterledger.${table} WHERE compartment <> ''`)]).toEqual([
          table,
          { rows: 0 },
        ]);
      });
    }
  }
  const outside: Standing = { person: person("hal"), role: "handler", compartments: [] };
  const hal = open.ledger.as(outside);
  expect((await hal.sources(own)).map((one) => one.id)).toEqual(["s1"]);
  expect((await hal.claims(own)).map((one) => one.id)).toEqual(["r1-01"]);
  expect(await hal.report(own, reportId("r2"))).toBe(null);
  // In quotes: the id of the case itself is made of letters and figures by chance.
  expect(JSON.stringify(await hal.entries(own))).not.toMatch(/"r2[-"]/);
  const north = open.ledger.as({ ...outside, compartments: ["north"] });
  expect((await north.claims(own)).map((one) => one.id)).toEqual(["r1-01", "r2-01"]);
});

test.each(memberRoles)("a %s sees and records what the role may, and nothing else", async (role: MemberRole) => {
  const me = person("mia");
  const ledger = open.ledger.as({ person: me, role, compartments: "all" });
  const handles = role === "handler";
  // What is protected of a source is for its handler.
  const [first] = await ledger.sources(own);
  expect(first?.pseudonym).toBe(handles ? "voice s1" : "s1");
  expect(first?.canKnow).toBe(handles ? "hears the brokers talk" : "");
  expect(JSON.stringify(await ledger.entries(own)).includes("hears the brokers talk")).toBe(handles);
  // An auditor checks the record without the keys of the sources.
  expect((await ledger.claims(own)).length).toBe(role === "auditor" ? 0 : 2);
  expect(await ledger.verify(own)).toMatchObject(
    handles || role === "auditor" ? { ok: true } : { ok: false, refusal: { kind: "not-allowed" } },
  );
  const acts: readonly [EntryBody, readonly MemberRole[]][] = [
    [{ kind: "source-graded", source: sourceId("s1"), reliability: "B", why: "x" }, ["handler"]],
    [accept("r1-01"), ["handler", "analyst"]],
    [rate(`fix-${role}`, "0.14"), ["handler", "analyst"]],
    [drafted(`release-${role}`, 6), ["editor"]],
    [{ kind: "member-added", member: { person: person(`new-${role}`), role: "reader", compartment: "" } }, ["handler"]],
  ];
  for (const [body, may] of acts) {
    const done = await ledger.append(own, me, [body]);
    expect([body.kind, role, done.ok || done.refusal.kind]).toEqual([body.kind, role, may.includes(role) ? true : "not-allowed"]);
  }
  expect(await ledger.append(own, person("somebody-else"), [accept("r1-01")])).toMatchObject({
    ok: false,
    refusal: { kind: "not-allowed" },
  });
});

test("a member lists the cases they are a member of, and no other", async () => {
  const zoe = person("zoe");
  granted(await open.ledger.append(own, ana, [{ kind: "member-added", member: { person: zoe, role: "reader", compartment: "" } }]));
  const listed = await open.ledger.as({ person: zoe, role: "reader", compartments: [] }).cases();
  expect(listed.map((one) => one.id)).toEqual([own]);
  expect(await open.ledger.as({ person: person("nobody"), role: "reader", compartments: [] }).cases()).toEqual([]);
  granted(
    await open.ledger.append(own, ana, [{ kind: "role-changed", member: { person: zoe, role: "editor", compartment: "" }, why: "asked" }]),
  );
  expect((await open.ledger.members(own)).find((one) => one.person === "zoe")?.role).toBe("editor");
  granted(await open.ledger.append(own, ana, [{ kind: "member-removed", person: zoe, compartment: "", why: "left" }]));
  expect(await open.ledger.as({ person: zoe, role: "reader", compartments: [] }).cases()).toEqual([]);
});

test("LE11 the releaser reads a release with the one key it is sealed with, and opens nothing of a source", async () => {
  expect((await open.ledger.toRelease(own, releaseId("release-1")))?.content.title).toBe("T");
  await asking("releaser", own, "*", async (client) => {
    const { rows } = await client.query("SELECT id FROM counterledger.data_key");
    expect(rows).toEqual([{ id: "release" }]);
  });
});

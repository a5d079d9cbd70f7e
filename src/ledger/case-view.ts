/**
 * The rows of one case that a run of entries touches: read once, changed in memory by the projection, written back once.
 * The same for one act as for the thousand entries of a rebuild.
 */
import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { Entry } from "#domain/entry.ts";
import { needsOf } from "./project.ts";
import type { Change, Needs, View } from "./project.ts";
import { projectionNames, projections } from "./tables.ts";
import type { CaseFileRow, ClaimRow, LinkRow, MentionRow, ProjectionName, ReleaseRow, ReportRow, SourceRow, Tables } from "./tables.ts";

export type CaseView = View & {
  /** Reads what the entries will ask for; entries not loaded for must not be projected. */
  readonly load: (entries: readonly Entry[]) => Promise<void>;
  readonly apply: (changes: readonly Change[]) => void;
  /** Writes what changed. */
  readonly save: () => Promise<void>;
};

export function openCaseView(transaction: Transaction<Tables>, id: string): CaseView {
  const rows = Object.fromEntries(projectionNames.map((name) => [name, new Map()])) as { [Name in ProjectionName]: Map<string, Row> };
  /** Keys as they were in the database, so that only what changed is written. */
  const changed = new Map<ProjectionName, Set<string>>();
  const get = <R>(table: ProjectionName, key: string) => (rows[table].get(key) ?? undefined) as R | undefined;
  const keep = (table: ProjectionName, found: readonly object[]) => {
    for (const row of found) rows[table].set(keyOf(table, row), row);
  };

  return {
    caseFile: () => get<CaseFileRow>("case_file", "[]"),
    source: (source) => get<SourceRow>("source", JSON.stringify([source])),
    report: (report) => get<ReportRow>("report", JSON.stringify([report])),
    reportOfBytes: (sha256) => (present(rows.report) as ReportRow[]).find((row) => row.sha256 === sha256),
    claim: (claim) => get<ClaimRow>("claim", JSON.stringify([claim])),
    claimsOf: (report) => (present(rows.claim) as ClaimRow[]).filter((row) => row.report === report),
    mentionsOf: (report) => (present(rows.mention) as MentionRow[]).filter((row) => row.report === report),
    link: (link) => get<LinkRow>("link", JSON.stringify([link])),
    release: (release) => get<ReleaseRow>("release", JSON.stringify([release])),

    async load(entries) {
      const needs = allNeeds(entries);
      const table = (name: ProjectionName) => sql.table(`counterledger.${name}`);
      // One question a table: on a local store the round trips are most of what an act costs.
      const pick = async (name: ProjectionName, ...by: readonly (readonly [column: string, values: readonly string[]])[]) => {
        const asked = by.filter(([, values]) => values.length > 0).map(([column, values]) => sql`${sql.ref(column)} = any(${values})`);
        if (asked.length === 0) return;
        const found = await sql<object>`select * from ${table(name)} where case_id = ${id} and (${sql.join(asked, sql` or `)})`.execute(
          transaction,
        );
        keep(name, found.rows);
      };
      keep("case_file", (await sql<object>`select * from ${table("case_file")} where case_id = ${id}`.execute(transaction)).rows);
      await pick("source", ["id", needs.sources]);
      await pick("report", ["id", needs.reports], ["sha256", needs.bytes]);
      await pick("claim", ["id", needs.claims], ["report", needs.readings]);
      await pick("mention", ["report", needs.readings]);
      await pick("link", ["id", needs.links]);
      await pick("release", ["id", needs.releases]);
    },

    apply(changes) {
      for (const { table, row, gone } of changes) {
        const key = keyOf(table, row);
        rows[table].set(key, gone === true ? null : row);
        const of = changed.get(table) ?? new Set();
        changed.set(table, of.add(key));
      }
    },

    async save() {
      for (const [table, keys] of changed) {
        const put: object[] = [];
        const gone: string[][] = [];
        for (const key of keys) {
          const row = rows[table].get(key);
          if (row === null || row === undefined) gone.push(JSON.parse(key) as string[]);
          else put.push(row);
        }
        await remove(transaction, id, table, gone);
        await upsert(transaction, table, put);
      }
      changed.clear();
    },
  };
}

/** A row, or null for one that is known to be gone. */
type Row = object | null;

/** Rows written in one statement; enough to spare round trips, few enough to spare memory. */
const rowsAtOnce = 5_000;

function present(table: ReadonlyMap<string, Row>): object[] {
  return [...table.values()].filter((row) => row !== null);
}

/** The key without the case, as text. */
function keyOf(table: ProjectionName, row: object): string {
  const values = row as Record<string, unknown>;
  return JSON.stringify(projections[table].key.slice(1).map((column) => values[column]));
}

async function upsert(transaction: Transaction<Tables>, table: ProjectionName, rows: readonly object[]): Promise<void> {
  const { key, columns } = projections[table];
  const names = Object.keys(columns);
  const others = names.filter((name) => !(key as readonly string[]).includes(name));
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const part = rows.slice(start, start + rowsAtOnce) as Record<string, unknown>[];
    const arrays = names.map(
      (name) => sql`${part.map((row) => row[name])}::${sql.raw((columns as Record<string, string>)[name] ?? "text")}[]`,
    );
    await sql`
      insert into ${sql.table(`counterledger.${table}`)} (${sql.join(names.map((name) => sql.ref(name)))})
      select * from unnest(${sql.join(arrays)})
      on conflict (${sql.join(key.map((name) => sql.ref(name)))})
      do update set ${sql.join(others.map((name) => sql`${sql.ref(name)} = excluded.${sql.ref(name)}`))}
    `.execute(transaction);
  }
}

async function remove(
  transaction: Transaction<Tables>,
  id: string,
  table: ProjectionName,
  keys: readonly (readonly unknown[])[],
): Promise<void> {
  if (keys.length === 0) return;
  const { key, columns } = projections[table];
  const parts = key.slice(1);
  const arrays = parts.map(
    (name, i) => sql`${keys.map((values) => values[i])}::${sql.raw((columns as Record<string, string>)[name] ?? "text")}[]`,
  );
  await sql`
    delete from ${sql.table(`counterledger.${table}`)}
    where case_id = ${id} and (${sql.join(parts.map((name) => sql.ref(name)))}) in (select * from unnest(${sql.join(arrays)}))
  `.execute(transaction);
}

function allNeeds(entries: readonly Entry[]): Needs {
  const all = entries.map(({ body }) => needsOf(body));
  const distinct = (of: keyof Needs) => [...new Set(all.flatMap((needs) => needs[of]))];
  return {
    sources: distinct("sources"),
    reports: distinct("reports"),
    bytes: distinct("bytes"),
    claims: distinct("claims"),
    readings: distinct("readings"),
    links: distinct("links"),
    releases: distinct("releases"),
  };
}

/**
 * The rows of one case that a run of entries touches: read once, changed in memory by the projection, written back once.
 * The same for one act, for the thousand entries of a rebuild, and, without a database under it, for a state of the past.
 */
import type { ProposedClaim, Reading } from "#domain/claim.ts";
import type { Entry } from "#domain/entry.ts";
import type { CaseKeys } from "./keyring.ts";
import { needsOf } from "./project.ts";
import type { Change, Needs, View } from "./project.ts";
import { openRow, sealRow } from "./sealed-rows.ts";
import type { Statements, Transaction } from "./store-access.ts";
import { projectionNames, projections } from "./tables.ts";
import type { CaseFileRow, ClaimRow, LinkRow, MemberRow, ProjectionName, ProjectionRows, ReleaseRow, ReportRow, SourceProtectedRow, SourceRow } from "./tables.ts"; // prettier-ignore

export type CaseView = View & {
  /** Reads what the entries will ask for; entries not loaded for must not be projected. */
  readonly load: (bodies: readonly Entry["body"][]) => Promise<void>;
  readonly apply: (changes: readonly Change[]) => void;
  /** Writes what changed, without waiting. */
  readonly save: (statements: Statements, keys: CaseKeys) => void;
  /** Every row of a table, in no order. */
  readonly all: <Name extends ProjectionName>(table: Name) => readonly ProjectionRows[Name][];
};

/** @param transaction null for a view that starts with an empty case and has nothing to load from */
export function openCaseView(transaction: Transaction | null, id: string): CaseView {
  const rows = Object.fromEntries(projectionNames.map((name) => [name, new Map()])) as { [Name in ProjectionName]: Map<string, Row> };
  /** Claims by report, as long as nothing but this view adds to them. */
  const byReport = new Map<string, Set<string>>();
  /** Claims that were there: only they can meet a row of their key when they are written. */
  const found = new Set<string>();
  /** Keys as they were in the database, so that only what changed is written. */
  const changed = new Map<ProjectionName, Set<string>>();
  const get = <R>(table: ProjectionName, ...key: readonly string[]) => (rows[table].get(JSON.stringify(key)) ?? undefined) as R | undefined;
  const put = (table: ProjectionName, key: string, row: Row) => {
    rows[table].set(key, row);
    if (table !== "claim" || row === null) return;
    const { report } = row as ClaimRow;
    byReport.set(report, (byReport.get(report) ?? new Set()).add(key));
  };

  return {
    caseFile: () => get<CaseFileRow>("case_file"),
    source: (source) => get<SourceRow>("source", source),
    protectedSource: (source) => get<SourceProtectedRow>("source_protected", source),
    report: (report) => get<ReportRow>("report", report),
    reportOfBytes: (sha256) => (present(rows.report) as ReportRow[]).find((row) => row.sha256 === sha256),
    claim: (claim) => get<ClaimRow>("claim", claim),
    claimsOf: (report) => [...(byReport.get(report) ?? [])].flatMap((key) => (rows.claim.get(key) as ClaimRow | null | undefined) ?? []),
    claimsFrom: (source) => (present(rows.claim) as ClaimRow[]).filter((row) => row.source === source),
    member: (person, compartment) => get<MemberRow>("member", person, compartment),
    link: (link) => get<LinkRow>("link", link),
    release: (release) => get<ReleaseRow>("release", release),
    all: (table) => present(rows[table]) as never,

    async load(bodies) {
      if (transaction === null) return;
      const needs = allNeeds(bodies);
      // All questions are sent before the first answer is waited for: on a local store the round trips are most of what an act costs.
      const asked: Promise<readonly [ProjectionName, readonly object[]]>[] = [];
      // Each condition is a question of its own: two in one cost the planner the index of either.
      const ask = (table: ProjectionName, where: string, values: readonly unknown[]) => {
        const found = transaction.rows(`select * from counterledger.${table} where case_id = $1 ${where}`, [id, ...values]);
        asked.push(found.then((answer) => [table, answer] as const));
      };
      const pick = (table: ProjectionName, ...by: readonly (readonly [condition: string, values: readonly string[]])[]) => {
        for (const [condition, values] of by) if (values.length > 0) ask(table, `and ${condition}`, [values]);
      };
      ask("case_file", "", []);
      const ofClaims = "id in (select source from counterledger.claim where case_id = $1 and id = any($2))";
      pick("source", ["id = any($2)", needs.sources], [ofClaims, needs.decided]);
      pick("source_protected", ["id = any($2)", needs.sources.filter((source) => needs.changed.has(source))]);
      pick("report", ["id = any($2)", needs.reports], ["sha256 = any($2)", needs.bytes]);
      pick("claim", ["id = any($2)", needs.claims], ["report = any($2)", needs.readings], ["source = any($2)", needs.withdrawn]);
      pick("member", ["person = any($2)", needs.members]);
      pick("link", ["id = any($2)", needs.links]);
      pick("release", ["id = any($2)", needs.releases]);
      const [answers, keys] = await Promise.all([Promise.all(asked), transaction.keys()]);
      for (const [table, answer] of answers) {
        for (const sealed of answer) {
          const key = keyOf(table, sealed);
          if (table === "claim") found.add(key);
          const row = openRow(keys, table, sealed);
          if (row !== null) put(table, key, row);
        }
      }
    },

    apply(changes) {
      for (const { table, row, gone } of changes) {
        const key = keyOf(table, row);
        put(table, key, gone === true ? null : row);
        const of = changed.get(table) ?? new Set();
        changed.set(table, of.add(key));
      }
    },

    save(statements, keys) {
      for (const [table, touched] of changed) {
        const written: object[] = [];
        const added: object[] = [];
        const gone: string[][] = [];
        for (const key of touched) {
          const row = rows[table].get(key);
          if (row === null || row === undefined) gone.push(JSON.parse(key) as string[]);
          else (table === "claim" && !found.has(key) ? added : written).push(sealRow(keys, table, row as never));
        }
        remove(statements, id, table, gone);
        upsert(statements, table, written);
        insert(statements, table, added);
      }
      changed.clear();
    },
  };
}

/** @throws RangeError when the reading does not hold the claim its row says it proposed. */
export function proposalIn(reading: Reading | undefined, row: Pick<ClaimRow, "id" | "ordinal" | "reading_seq">): ProposedClaim {
  const proposal = reading?.claims[row.ordinal - 1];
  if (proposal === undefined || proposal.id !== row.id)
    throw new RangeError(`entry ${row.reading_seq} does not propose the claim ${row.id}`);
  return proposal;
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

/** Rows whose key is known to be free; a reading adds many, and looking for each again would cost as much as writing it. */
function insert(statements: Statements, table: ProjectionName, rows: readonly object[]): void {
  write(statements, table, rows, "");
}

function upsert(statements: Statements, table: ProjectionName, rows: readonly object[]): void {
  const { key, columns } = projections[table];
  const others = Object.keys(columns).filter((name) => !(key as readonly string[]).includes(name));
  const updates = others.map((name) => `"${name}" = excluded."${name}"`);
  write(statements, table, rows, `on conflict (${key.map((name) => `"${name}"`).join(", ")}) do update set ${updates.join(", ")}`);
}

function write(statements: Statements, table: ProjectionName, rows: readonly object[], otherwise: string): void {
  const types = Object.entries(projections[table].columns as Record<string, string>);
  const text = `insert into counterledger.${table} (${types.map(([name]) => `"${name}"`).join(", ")})
    select * from unnest(${types.map(([, type], i) => `$${i + 1}::${type}[]`).join(", ")}) ${otherwise}`;
  for (let start = 0; start < rows.length; start += rowsAtOnce) {
    const part = rows.slice(start, start + rowsAtOnce) as Record<string, unknown>[];
    statements.later(text, types.map(([name]) => part.map((row) => row[name]))); // prettier-ignore
  }
}

function remove(statements: Statements, id: string, table: ProjectionName, keys: readonly (readonly unknown[])[]): void {
  if (keys.length === 0) return;
  const { key, columns } = projections[table];
  const parts = key.slice(1);
  const types = columns as Record<string, string>;
  const arrays = parts.map((name, i) => `$${i + 2}::${types[name] ?? "text"}[]`);
  const which =
    parts.length === 0 ? "" : `and (${parts.map((name) => `"${name}"`).join(", ")}) in (select * from unnest(${arrays.join(", ")}))`;
  statements.later(`delete from counterledger.${table} where case_id = $1 ${which}`, [
    id,
    ...parts.map((_, i) => keys.map((values) => values[i])),
  ]);
}

function allNeeds(
  bodies: readonly Entry["body"][],
): Needs & { readonly changed: ReadonlySet<string>; readonly decided: readonly string[] } {
  const all = bodies.map((body) => needsOf(body));
  const distinct = (of: keyof Needs) => [...new Set(all.flatMap((needs) => needs[of]))];
  return {
    sources: distinct("sources"),
    reports: distinct("reports"),
    bytes: distinct("bytes"),
    claims: distinct("claims"),
    readings: distinct("readings"),
    withdrawn: distinct("withdrawn"),
    links: distinct("links"),
    members: distinct("members"),
    releases: distinct("releases"),
    // Claims named one by one, not by a reading: their sources may have something against it.
    decided: [...new Set(bodies.flatMap((body) => ("claim" in body && typeof body.claim === "string" ? [body.claim] : [])))],
    // What is protected of a source is only asked for by acts on the source: others have no right to it.
    changed: new Set(bodies.flatMap((body) => ("source" in body && typeof body.source === "string" ? [body.source] : []))),
  };
}

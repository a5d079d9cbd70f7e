/** One hash for each projection of a case: equal digests mean equal rows, to the byte. */
import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { CaseId, Sha256 } from "#domain/ids.ts";
import { canonicalJson } from "./canonical-json.ts";
import { projectionNames, projections } from "./tables.ts";
import type { ProjectionName, Tables } from "./tables.ts";

const rowsAtOnce = 2_000;

/** SHA-256 by table, over its rows in the order of their key, each as one line of canonical JSON. */
export async function digestProjections(transaction: Transaction<Tables>, id: CaseId): Promise<Readonly<Record<ProjectionName, Sha256>>> {
  const digests: Partial<Record<ProjectionName, Sha256>> = {};
  for (const name of projectionNames) digests[name] = await digestOf(transaction, id, name);
  return digests as Record<ProjectionName, Sha256>;
}

async function digestOf(transaction: Transaction<Tables>, id: CaseId, name: ProjectionName): Promise<Sha256> {
  const { key, columns } = projections[name];
  const types = columns as Record<string, string>;
  const order = sql.join(key.slice(1).map((column) => (types[column] === "text" ? sql`${sql.ref(column)} collate "C"` : sql.ref(column))));
  const hash = createHash("sha256");
  const cursor = sql.raw(`digest_${name}`);
  await sql`
    declare ${cursor} no scroll cursor for
    select ${sql.join(Object.keys(columns).map((column) => sql.ref(column)))}
    from ${sql.table(`counterledger.${name}`)} where case_id = ${id} ${key.length > 1 ? sql`order by ${order}` : sql``}
  `.execute(transaction);
  for (;;) {
    const { rows } = await sql<object>`fetch ${sql.lit(rowsAtOnce)} from ${cursor}`.execute(transaction);
    if (rows.length === 0) break;
    for (const row of rows) hash.update(`${canonicalJson(row)}\n`);
  }
  await sql`close ${cursor}`.execute(transaction);
  return hash.digest("hex") as Sha256;
}

/** One hash for each projection of a case: equal digests mean equal rows, to the byte, as they are when they are open. */
import { createHash } from "node:crypto";
import type { CaseId, Sha256 } from "#domain/ids.ts";
import { canonicalJson } from "./canonical-json.ts";
import { openRow } from "./sealed-rows.ts";
import type { Transaction } from "./store-access.ts";
import { projectionNames, projections } from "./tables.ts";
import type { ProjectionName } from "./tables.ts";

const rowsAtOnce = 5_000;

/** SHA-256 by table, over its rows in the order of their key, each as one line of canonical JSON. */
export async function digestProjections(transaction: Transaction, id: CaseId): Promise<Readonly<Record<ProjectionName, Sha256>>> {
  const digests: Partial<Record<ProjectionName, Sha256>> = {};
  for (const name of projectionNames) digests[name] = await digestOf(transaction, id, name);
  return digests as Record<ProjectionName, Sha256>;
}

async function digestOf(transaction: Transaction, id: CaseId, name: ProjectionName): Promise<Sha256> {
  const { key, columns } = projections[name];
  const types = columns as Record<string, string>;
  const order = key.slice(1).map((column) => (types[column] === "text" ? `"${column}" collate "C"` : `"${column}"`));
  const hash = createHash("sha256");
  const keys = await transaction.keys();
  transaction.later(
    `declare digest_${name} no scroll cursor for select ${Object.keys(columns).map((column) => `"${column}"`).join(", ")}
     from counterledger.${name} where case_id = $1 ${order.length > 0 ? `order by ${order.join(", ")}` : ""}`,
    [id],
  ); // prettier-ignore
  for (;;) {
    const rows = await transaction.rows<object>(`fetch ${rowsAtOnce} from digest_${name}`);
    if (rows.length === 0) break;
    for (const row of rows) hash.update(`${canonicalJson(openRow(keys, name, row) ?? row)}\n`);
  }
  transaction.later(`close digest_${name}`);
  return hash.digest("hex") as Sha256;
}

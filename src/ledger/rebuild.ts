/** Computes every projection of a case again from its entries, by the same rule that computed them first. */
import { sql } from "kysely";
import type { Transaction } from "kysely";
import type { Hash } from "#domain/effects.ts";
import type { Entry } from "#domain/entry.ts";
import type { CaseId } from "#domain/ids.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import { openCaseView } from "./case-view.ts";
import { project } from "./project.ts";
import { projectionNames } from "./tables.ts";
import type { Tables } from "./tables.ts";
import { walk } from "./walk.ts";
import type { Break } from "./walk.ts";

/** Entries projected at once; their rows are held in memory. */
const entriesAtOnce = 200;

/** How many entries were gone through. Over a broken chain nothing is rebuilt: the break is told, and the caller must roll back. */
export async function rebuildCase(transaction: Transaction<Tables>, id: CaseId, hash: Hash): Promise<Result<number, Break>> {
  // Nobody adds while the projections are away.
  await sql`select seq from counterledger.head where case_id = ${id} for update`.execute(transaction);
  for (const name of projectionNames)
    await sql`delete from ${sql.table(`counterledger.${name}`)} where case_id = ${id}`.execute(transaction);
  let done = 0;
  for await (const step of walk(transaction, id, hash)) {
    if ("broken" in step) return refuse(step.broken);
    for (let start = 0; start < step.entries.length; start += entriesAtOnce) {
      const senseless = await projectRun(transaction, id, step.entries.slice(start, start + entriesAtOnce));
      if (senseless !== null) return refuse(senseless);
    }
    done += step.entries.length;
  }
  return ok(done);
}

async function projectRun(transaction: Transaction<Tables>, id: CaseId, entries: readonly Entry[]): Promise<Break | null> {
  const view = openCaseView(transaction, id);
  await view.load(entries);
  for (const entry of entries) {
    const changes = project(entry, view);
    if (!changes.ok) {
      const why = `its ${entry.body.kind} has no meaning where it stands (${changes.refusal.kind})`;
      return { kind: "store-damaged", store: `case ${id}, entry ${entry.seq}`, why };
    }
    view.apply(changes.value);
  }
  await view.save();
  return null;
}

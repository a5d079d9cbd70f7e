/** Computes every projection of a case again from its entries, by the same rule that computed them first. */
import type { Hash } from "#domain/effects.ts";
import type { Entry } from "#domain/entry.ts";
import type { CaseId } from "#domain/ids.ts";
import { ok, refuse } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import { openCaseView } from "./case-view.ts";
import type { CaseView } from "./case-view.ts";
import { project } from "./project.ts";
import type { Transaction } from "./store-access.ts";
import { projectionNames } from "./tables.ts";
import { walk } from "./walk.ts";
import type { Break } from "./walk.ts";

/** Entries projected at once; their rows are held in memory. */
const entriesAtOnce = 400;

/** How many entries were gone through. Over a broken chain nothing is rebuilt: the break is told, and the caller must roll back. */
export async function rebuildCase(transaction: Transaction, id: CaseId, hash: Hash): Promise<Result<number, Break>> {
  // The head is locked with the transaction: nobody adds while the projections are away.
  for (const name of projectionNames) transaction.later(`delete from counterledger.${name} where case_id = $1`, [id]);
  const keys = await transaction.keys();
  const lost = { any: false };
  let done = 0;
  for await (const step of walk(transaction, id, hash)) {
    if ("broken" in step) return refuse(step.broken);
    for (let start = 0; start < step.entries.length; start += entriesAtOnce) {
      const run = step.entries.slice(start, start + entriesAtOnce);
      const view = openCaseView(transaction, id);
      await view.load(run.map(({ body }) => body));
      const senseless = projectRun(id, run, view, lost);
      if (senseless !== null) return refuse(senseless);
      view.save(transaction, keys);
    }
    done += step.entries.length;
  }
  return ok(done);
}

/** Brings a view that holds nothing to the state after entry `position`. */
export async function replay(
  transaction: Transaction,
  id: CaseId,
  hash: Hash,
  view: CaseView,
  position: number,
): Promise<Result<null, Break>> {
  const lost = { any: false };
  for await (const step of walk(transaction, id, hash, position)) {
    if ("broken" in step) return refuse(step.broken);
    const senseless = projectRun(id, step.entries, view, lost);
    if (senseless !== null) return refuse(senseless);
  }
  return ok(null);
}

/**
 * @param lost whether an entry was met that cannot be read any more: from then on, an act on what it had brought finds nothing to act on,
 * and is passed over as it would be if it had never been; before, that would be damage
 */
function projectRun(id: CaseId, entries: readonly Entry[], view: CaseView, lost: { any: boolean }): Break | null {
  for (const entry of entries) {
    lost.any ||= entry.body.kind === "not-readable";
    const changes = project(entry, view);
    if (changes.ok) view.apply(changes.value);
    else if (!lost.any) {
      const why = `its ${entry.body.kind} has no meaning where it stands (${changes.refusal.kind})`;
      return { kind: "store-damaged", store: `case ${id}, entry ${entry.seq}`, why };
    }
  }
  return null;
}

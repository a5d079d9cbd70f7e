/**
 * Forgetting a source: the key that everything of theirs is sealed with is destroyed, and so is every key that could unwrap a copy of it
 * left behind in a deleted row or the write-ahead log.
 *
 * In this order, so that a crash at any point leaves a store that opens: a new identity is made and the old one kept beside it; the case is
 * written in one transaction (the entry, the new case key, the missing data key, the state computed again); every other case is wrapped
 * to the new identity; the old identity is destroyed. A start that finds two identities goes on from there.
 */
import type { Clock, Hash } from "#domain/effects.ts";
import type { Entry } from "#domain/entry.ts";
import type { CaseId, Person, SourceId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok } from "#domain/result.ts";
import type { Result } from "#domain/result.ts";
import type { RestedOn } from "#domain/source.ts";
import { appendEntries, textsOf, understoodBodies } from "./append.ts";
import { renewCaseKey, rewrapCaseKey } from "./keyring.ts";
import type { CaseVault } from "./keyring.ts";
import { rebuildCase } from "./rebuild.ts";
import type { StoreAccess } from "./store-access.ts";
import { sourceKey } from "./tables.ts";

type Forgotten = {
  readonly id: CaseId;
  readonly actor: Person;
  readonly source: SourceId;
  readonly why: string;
  readonly rested: Omit<RestedOn, "state">;
};

/** The entry that says so, when nothing of the source can be read any more. */
export async function forgetSource(
  access: StoreAccess,
  vault: CaseVault,
  { id, actor, source, why, rested }: Forgotten,
  effects: { readonly clock: Clock; readonly hash: Hash },
): Promise<Result<Entry, Refusal>> {
  const bodies = understoodBodies([{ kind: "source-forgotten", source, why, rested }]);
  const texts = textsOf(bodies);
  if (!texts.ok) return texts;
  const key = sourceKey(source);
  const inTheClear = await access.read(
    id,
    ({ rows }) =>
    rows("select 1 from counterledger.source s join counterledger.entry e on e.case_id = s.case_id and e.seq = s.registered_seq where s.case_id = $1 and s.id = $2 and e.body not like '%\"sealed\":%'", [id, source]), // prettier-ignore
  );
  if (inTheClear.length > 0) {
    const says =
      "it was registered before entries were sealed, and its words stand in the clear in entries that cannot be changed; export the case, and import it as a new one";
    return { ok: false, refusal: { kind: "bad-input", place: `source "${source}"`, says } };
  }
  await vault.keys.beginRotation();
  const outcome = await access
    .write(id, async (transaction): Promise<Result<Entry, Refusal>> => {
      const appended = await appendEntries(transaction, { case: id, actor, bodies }, effects);
      if (!appended.ok) throw new NotForgotten(appended.refusal);
      await renewCaseKey(vault, id, transaction, { destroyed: key });
      transaction.later("delete from counterledger.original where case_id = $1 and key_id = $2", [id, key]);
      const rebuilt = await rebuildCase(await transaction.anew(), id, effects.hash);
      if (!rebuilt.ok) throw new NotForgotten(rebuilt.refusal);
      const [entry] = appended.value;
      if (entry === undefined) throw new RangeError("nothing was appended");
      return ok(entry);
    })
    .catch((error: unknown): Result<Entry, Refusal> => {
      if (error instanceof NotForgotten) return { ok: false, refusal: error.refusal };
      throw error;
    });
  // Also after a refusal: what was wrapped to the new identity must open, and only one is to stay.
  await finishRotation(access, vault);
  return outcome;
}

/** Wraps every case to the newest identity and destroys the older ones. Safe to repeat. */
export async function finishRotation(access: StoreAccess, vault: CaseVault): Promise<void> {
  const cases = await access.list(({ rows }) => rows<{ case_id: CaseId }>("select case_id from counterledger.head order by case_id"));
  for (const { case_id } of cases) await access.write(case_id, (transaction) => rewrapCaseKey(vault, case_id, transaction));
  await vault.keys.endRotation();
}

class NotForgotten extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.kind);
    this.refusal = refusal;
  }
}

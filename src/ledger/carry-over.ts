/**
 * Carries the cases of an older store over to sealed ones, within the migration's own transaction: each case gets its keys, its originals
 * are sealed, and its projections are computed again. Its old entries stay as they were written, in the clear: the chain is over them.
 */
import type pg from "pg";
import type { Hash } from "#domain/effects.ts";
import type { CaseId } from "#domain/ids.ts";
import { originalPlace } from "./append.ts";
import { damaged } from "./case-rows.ts";
import { openKeyring } from "./keyring.ts";
import type { CaseVault } from "./keyring.ts";
import { rebuildCase } from "./rebuild.ts";
import { statementsOver } from "./store-access.ts";
import type { Head, Transaction } from "./store-access.ts";
import { StoreFailure } from "./store-failure.ts";
import { caseKey, releaseKey, sourceKey } from "./tables.ts";
import { walk } from "./walk.ts";

/** @throws StoreFailure for a case whose chain is broken: what cannot be trusted is not sealed as if it were. */
export async function carryOver(client: pg.Client, vault: CaseVault, hash: Hash): Promise<void> {
  const statements = statementsOver(client);
  await statements.rows("select set_config('counterledger.listing', 'on', true), set_config('counterledger.compartments', '*', true)");
  const heads = await statements.rows<Head & { case_id: CaseId }>("select case_id, seq, hash from counterledger.head where seq > 0 order by case_id"); // prettier-ignore
  if (heads.length > 0) await statements.rows("alter table counterledger.original disable trigger original_is_kept");
  for (const { case_id: id, seq, hash: newest } of heads) {
    await statements.rows("select set_config('counterledger.case', $1, true)", [id]);
    const keys = await openKeyring(vault)(id, 0, statements);
    const transaction: Transaction = {
      ...statements,
      head: () => Promise.resolve({ seq, hash: newest }),
      keys: () => Promise.resolve(keys),
      anew: () => Promise.resolve(transaction),
    };
    await keys.make(caseKey, "");
    await keys.make(releaseKey, "");
    for await (const step of walk(transaction, id, hash)) {
      if ("broken" in step) throw new StoreFailure(step.broken);
      for (const { body } of step.entries) {
        if (body.kind === "source-registered") await keys.make(sourceKey(body.source.id), "");
        if (body.kind !== "report-received") continue;
        const { sha256, source } = body.report;
        const [original] = await statements.rows<{ bytes: Buffer }>("select bytes from counterledger.original where case_id = $1 and sha256 = $2", [id, sha256]); // prettier-ignore
        if (original === undefined) throw damaged(id, `the original of report ${body.report.id} is missing`);
        const sealed = keys.sealBytes(sourceKey(source), originalPlace(sha256), original.bytes);
        await statements.rows("update counterledger.original set bytes = $3, key_id = $4 where case_id = $1 and sha256 = $2", [id, sha256, sealed, sourceKey(source)]); // prettier-ignore
      }
    }
    const rebuilt = await rebuildCase(transaction, id, hash);
    if (!rebuilt.ok) throw new StoreFailure(rebuilt.refusal);
  }
  await statements.settled();
  if (heads.length > 0) await statements.rows("alter table counterledger.original enable trigger original_is_kept");
}

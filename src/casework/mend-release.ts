/**
 * Mends a draft: a new draft with these claims said in less, and all that was mended before. The draft before stays in the ledger;
 * its acceptances do not carry over, since they were given for other words.
 */
import type { CaseId, ReleaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import type { Mend } from "#domain/release.ts";
import { refuse, type Result } from "#domain/result.ts";
import type { ReleaseState } from "./casework.ts";
import type { Context } from "./context.ts";
import { release } from "./look.ts";
import { draftRelease } from "./release-case.ts";

/** Refuses a release that is published, and a claim the release does not hold. */
export async function mendRelease(
  context: Context,
  id: CaseId,
  named: ReleaseId,
  mends: readonly Mend[],
): Promise<Result<ReleaseState, Refusal>> {
  const state = await release(context, id, named);
  if (!state.ok) return state;
  if (state.value.state !== "draft") return refuse({ kind: "bad-input", place: named, says: "it is published already; draft a new one" });
  const held = new Set(state.value.content.claims.map((claim) => claim.id));
  const stranger = mends.find((mend) => !held.has(mend.claim));
  if (stranger !== undefined) return refuse({ kind: "bad-input", place: `claim "${stranger.claim}"`, says: `${named} does not hold it` });
  const before = await mendsOf(context, id, named);
  const all = new Map([...before, ...mends].map((mend) => [`${mend.claim} ${mend.how}`, mend]));
  return draftRelease(context, id, [...all.values()]);
}

/** What was mended in that draft, as its entry says. */
async function mendsOf({ ledger }: Context, id: CaseId, named: ReleaseId): Promise<readonly Mend[]> {
  const record = (await ledger.releases(id)).find((one) => one.id === named);
  if (record === undefined) return [];
  const [entry] = await ledger.entries(id, { from: record.drafted, limit: 1 });
  return entry?.body.kind === "release-drafted" ? (entry.body.mends ?? []) : [];
}

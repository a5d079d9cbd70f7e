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
import { releases } from "./look.ts";
import { draftRelease } from "./release-case.ts";

/** Refuses a release that is published or replaced, a claim the release does not hold, a mend to lift that was never made, and nothing to do. */
export async function mendRelease(
  context: Context,
  id: CaseId,
  named: ReleaseId,
  mends: readonly Mend[],
  lift: readonly Mend[],
): Promise<Result<ReleaseState, Refusal>> {
  const all = await releases(context, id);
  const state = all.find((one) => one.id === named);
  const newest = all.at(-1);
  const bad = (place: string, says: string): Result<never, Refusal> => refuse({ kind: "bad-input", place, says });
  if (state === undefined || newest === undefined)
    return bad(`release "${named}"`, `the case has ${all.length === 0 ? "no release yet" : all.map((one) => one.id).join(", ")}`);
  if (state.state !== "draft") return bad(named, "it is published already; draft a new one");
  if (newest.id !== named) return bad(named, `a later draft took its place: mend ${newest.id}`);
  if (mends.length + lift.length === 0) return bad("mends", "name at least one claim to mend, or one mend to lift");
  const held = new Set(state.content.claims.map((claim) => claim.id));
  const stranger = mends.find((mend) => !held.has(mend.claim));
  if (stranger !== undefined) return bad(`claim "${stranger.claim}"`, `${named} does not hold it`);
  const made = [...(state.mends ?? []), ...(state.dropped ?? [])];
  const never = lift.find((one) => !made.some(({ claim, how }) => claim === one.claim && how === one.how));
  if (never !== undefined) return bad(`claim "${never.claim}"`, `it was not mended by ${never.how} in ${named}`);
  return draftRelease(context, id, { mend: mends, lift });
}

/**
 * A person's decisions on proposals. Each is one entry; undoing is another entry, so nothing said is ever lost.
 */
import type { Claim, Correction } from "#domain/claim.ts";
import type { EntryBody } from "#domain/entry.ts";
import type { CaseId, ClaimId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { refuse, type Result } from "#domain/result.ts";
import type { Credibility } from "#domain/source.ts";
import type { Context } from "./context.ts";

type State = Claim["decision"]["state"];
type Outcome = Promise<Result<Claim, Refusal>>;

/** Lets a proposal count as it was read. Only a proposal can be accepted. */
export function acceptClaim(context: Context, id: CaseId, claim: ClaimId, credibility: Credibility): Outcome {
  return decide(context, id, claim, ["proposed"], () => ({ kind: "claim-accepted", claim, credibility }));
}

/** Lets a claim count with other fields than were read; the words stay. A later correction replaces an earlier one. */
export function correctClaim(
  context: Context,
  id: CaseId,
  claim: ClaimId,
  to: { readonly correction: Correction; readonly credibility: Credibility; readonly why: string },
): Outcome {
  return decide(context, id, claim, ["proposed", "accepted", "corrected"], () => ({ kind: "claim-corrected", claim, ...to }));
}

/** Says that the text does not make this claim. Only a proposal can be rejected; what was accepted is withdrawn. */
export function rejectClaim(context: Context, id: CaseId, claim: ClaimId, why: string): Outcome {
  return decide(context, id, claim, ["proposed"], () => ({ kind: "claim-rejected", claim, why }));
}

/** Takes an accepted claim out of every later figure; what rested on it stays listed. */
export function withdrawClaim(context: Context, id: CaseId, claim: ClaimId, why: string): Outcome {
  return decide(context, id, claim, ["accepted", "corrected"], () => ({ kind: "claim-withdrawn", claim, why }));
}

/** Takes back the newest decision that still stands. */
export async function undoDecision(context: Context, id: CaseId, claim: ClaimId): Outcome {
  const newest = await context.ledger.newestDecision(id, claim);
  if (newest === null) return refuse({ kind: "nothing-to-undo", claim });
  return decide(context, id, claim, ["accepted", "corrected", "rejected", "withdrawn"], () => ({
    kind: "decision-undone",
    claim,
    undoes: newest,
  }));
}

async function decide(context: Context, id: CaseId, claim: ClaimId, from: readonly State[], body: () => EntryBody): Outcome {
  const { ledger, actor } = context;
  const position = await ledger.position(id);
  const found = await ledger.claim(id, claim);
  if (found === null) return refuse({ kind: "no-such-claim", claim });
  const state = found.decision.state;
  if (!from.includes(state)) return refuse({ kind: "wrong-state", claim, state, wanted: from.join(" or ") });
  const appended = await ledger.append(id, actor, [body()], { expect: position });
  if (!appended.ok) return appended;
  const after = await ledger.claim(id, claim);
  if (after === null) throw new Error(`claim ${claim} vanished after a decision on it`);
  return { ok: true, value: after };
}

/** Records many rates at once, in the actor's name. A rate whose id the case has already is not recorded again. */
import type { CaseId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { Rate } from "#domain/weighing.ts";
import type { Context } from "./context.ts";

/** How many were new, in one transaction: all or none. */
export async function recordRates({ ledger, actor }: Context, id: CaseId, rates: readonly Rate[]): Promise<Result<number, Refusal>> {
  const known = new Set((await ledger.rates(id)).map((rate) => rate.id));
  const fresh = rates.filter((rate) => !known.has(rate.id));
  if (fresh.length === 0) return ok(0);
  const appended = await ledger.append(
    id,
    actor,
    fresh.map((rate) => ({ kind: "rate-recorded", rate })),
  );
  return appended.ok ? ok(fresh.length) : appended;
}

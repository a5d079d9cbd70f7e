/** The evidence copy of a report: the bytes that were hashed when it was received. */
import type { CaseId, ReportId } from "#domain/ids.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { Context } from "./context.ts";

/** Refuses `no-such-report`, and `bad-input` for a file that was not kept or whose key was destroyed. */
export async function original({ ledger }: Context, id: CaseId, report: ReportId, asItCame: boolean): Promise<Result<Uint8Array, Refusal>> {
  const known = await ledger.reports(id);
  const found = known.find((one) => one.id === report);
  if (found === undefined) return refuse({ kind: "no-such-report", report });
  const wanted = asItCame ? found.cameAs : found.sha256;
  const place = `report "${report}"`;
  if (wanted === undefined)
    return refuse({ kind: "bad-input", place, says: "only its words were kept; receive --keep-original keeps the file they came in" });
  const bytes = await ledger.original(id, wanted);
  return bytes === null ? refuse({ kind: "bad-input", place, says: "its bytes may not be read here" }) : ok(bytes);
}

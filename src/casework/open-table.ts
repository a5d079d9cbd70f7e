/**
 * A table of labelled claims becomes a case: its reports, its claims as proposals, and the decision its compilers took on each, in
 * their name. What a reader would get wrong: a table has no report texts, so what is kept and hashed as the original of a report
 * is the words of its claims, one a line, with its citation below them. The page itself stays where it was published.
 */
import type { ClaimTable } from "#analysis/index.ts";
import { isAccepted, type Claim, type ProposedClaim } from "#domain/claim.ts";
import type { EntryBody } from "#domain/entry.ts";
import type { Report } from "#domain/report.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, type Result } from "#domain/result.ts";
import type { CaseSummary } from "#domain/views.ts";
import type { Context } from "./context.ts";
import { overview } from "./look.ts";

/** Who read the claims of a table, in the place where a reading engine names itself. */
export const labelledByHand = "labelled by hand";

/** Opens the table's case, or returns it as it is when it is open already; an opening that was cut short is finished. */
export async function openTable(context: Context, table: ClaimTable): Promise<Result<CaseSummary & { readonly opened: boolean }, Refusal>> {
  const { ledger, actor, hash } = context;
  const known = await overview(context, table.id);
  if (!known.ok) {
    const bodies: EntryBody[] = [{ kind: "case-opened", title: table.title, about: table.about }];
    for (const source of table.sources) bodies.push({ kind: "source-registered", source });
    const originals = table.reports.map(({ carries: _, text: words, ...note }) => {
      const text = `${words}\n\n${note.title}${note.url === null ? "" : `\n${note.url}`}`;
      const bytes = new TextEncoder().encode(text);
      const report: Omit<Report, "text"> = { ...note, sha256: hash(bytes) };
      const claims = table.claims.filter((claim) => claim.report === report.id).map(proposed);
      const zones = [
        { kind: "list", start: 0, end: words.length },
        { kind: "furniture", start: words.length, end: text.length },
      ] as const;
      const reading = { claims, mentions: [], zones, unclassified: [] };
      bodies.push({ kind: "report-received", report }, { kind: "report-read", report: report.id, reader: labelledByHand, reading });
      return { sha256: report.sha256, bytes };
    });
    const appended = await ledger.append(table.id, actor, bodies, { originals, expect: 0 });
    if (!appended.ok) return appended;
  }
  const decided = await decide(context, table);
  if (!decided.ok) return decided;
  const after = await overview(context, table.id);
  return after.ok ? ok({ ...after.value, opened: !known.ok }) : after;
}

/** The compilers' acceptances, all at once, unless a decision was taken in this case already. */
async function decide({ ledger }: Context, table: ClaimTable): Promise<Result<null, Refusal>> {
  const accepted = table.claims.filter(isAccepted);
  const by = accepted[0]?.decision.by;
  const held = await ledger.claims(table.id);
  if (by === undefined || held.some((claim) => claim.decision.state !== "proposed")) return ok(null);
  const appended = await ledger.append(
    table.id,
    by,
    accepted.map(({ id, decision }) => ({ kind: "claim-accepted", claim: id, credibility: decision.credibility })),
  );
  return appended.ok ? ok(null) : appended;
}

function proposed({ report: _, decision: __, ...claim }: Claim): ProposedClaim {
  return claim;
}

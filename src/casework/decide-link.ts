/**
 * How claims and reports lie to each other: what the rules propose, and a person's word on it. A decision is one entry; undoing is
 * another.
 */
import { listLinks } from "#analysis/index.ts";
import type { CaseId } from "#domain/ids.ts";
import { linkId, type Link, type LinkEnds, type LinkFilter, type LinkId, type LinkPage, type LinkVerdict } from "#domain/link.ts";
import type { Refusal } from "#domain/refusal.ts";
import { ok, refuse, type Result } from "#domain/result.ts";
import type { Context } from "./context.ts";
import { reportsWithTexts } from "./report-texts.ts";

/** The links of the filter, decided or waiting. Texts are compared only where copies are asked for. */
export async function links(context: Context, id: CaseId, filter: LinkFilter = {}): Promise<LinkPage> {
  const { ledger } = context;
  const copies = filter.kind === undefined || filter.kind === "copy-of";
  const [claims, reports, decided] = await Promise.all([
    ledger.claims(id),
    copies ? reportsWithTexts(context, id) : ledger.reports(id),
    ledger.decidedLinks(id),
  ]);
  return listLinks(claims, reports, decided, filter);
}

/** Accepts or rejects a link, proposed or not. Refuses an unknown end, and the same word twice. */
export async function decideLink(
  context: Context,
  id: CaseId,
  link: LinkEnds,
  { verdict, why }: { readonly verdict: LinkVerdict; readonly why: string },
): Promise<Result<Link, Refusal>> {
  const { ledger, actor } = context;
  const position = await ledger.position(id);
  const place = `link "${linkId(link)}"`;
  if (why.trim() === "") return refuse({ kind: "bad-input", place, says: "a decision on a link needs its reason" });
  const known = (await ledger.decidedLinks(id)).find((one) => linkId(one) === linkId(link));
  if (known?.verdict === verdict) return refuse({ kind: "bad-input", place, says: `${known.by} has ${verdict} it already (${known.why})` });
  const appended = await ledger.append(id, actor, [{ kind: "link-decided", link: endsOf(link), verdict, why }], { expect: position });
  return appended.ok ? asItStands(context, id, link) : appended;
}

/** Takes back the newest decision on the link that still stands. Refuses a link nobody has decided on. */
export async function undoLink(context: Context, id: CaseId, link: LinkEnds): Promise<Result<Link, Refusal>> {
  const { ledger, actor } = context;
  const position = await ledger.position(id);
  const key: LinkId = linkId(link);
  const undoes = await ledger.newestLinkDecision(id, key);
  if (undoes === null) return refuse({ kind: "bad-input", place: `link "${key}"`, says: "nobody has decided on it" });
  const appended = await ledger.append(id, actor, [{ kind: "link-undone", link: key, undoes }], { expect: position });
  return appended.ok ? asItStands(context, id, link) : appended;
}

/** Only what names the link: what else a caller hands in is not recorded. */
const endsOf = ({ kind, from, to }: LinkEnds): LinkEnds => ({ kind, from, to }) as LinkEnds;

async function asItStands(context: Context, id: CaseId, link: LinkEnds): Promise<Result<Link, Refusal>> {
  const { links: found } = await links(context, id, { kind: link.kind, end: link.from, limit: Infinity });
  const key = linkId(link);
  return ok(found.find((one) => one.id === key) ?? ({ ...endsOf(link), id: key, reasons: [], decision: null } as Link));
}

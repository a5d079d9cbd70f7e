/**
 * Every link of a case as a person sees it: what the rules propose with their reasons, and what was decided. What a reader would
 * get wrong: a family of reports is a proposal too. Each of its reports is proposed as a copy of the one that was in print first,
 * and rejecting that takes the report out of the family.
 */
import { counts, type Claim } from "#domain/claim.ts";
import { linkId, type DecidedLink, type Link, type LinkEnds, type LinkFilter, type LinkPage } from "#domain/link.ts";
import { decisionsOn, originsOf, withDecidedFamilies } from "./decided-links.ts";
import { proposeRelations } from "./relate.ts";
import { carriers, type CarriedReport } from "./roots.ts";
import { sharedFigures, sharedSentences } from "./shared-origin.ts";

/** Links on a page unless told. */
const usualPage = 200;
/** Most links on a page. */
export const largestPage = 5_000;

/** The links of the filter, decided ones first, then copies, then claims in the order the rules find them. */
export function listLinks(
  claims: readonly Claim[],
  reports: readonly (CarriedReport & { readonly text?: string })[],
  decided: readonly DecidedLink[] = [],
  { kind, end, state, skip = 0, limit = usualPage }: LinkFilter = {},
): LinkPage {
  const decision = decisionsOn(decided);
  const links = new Map<string, Link>();
  const put = (ends: LinkEnds, reasons: readonly string[]) => {
    const found = decision(ends);
    const { from, to } = found ?? ends;
    const id = linkId({ ...ends, from, to } as LinkEnds);
    const known = links.get(id);
    const taken = found ? { verdict: found.verdict, by: found.by, at: found.at, why: found.why } : null;
    const all = [...(known?.reasons ?? []), ...reasons.filter((one) => !known?.reasons.includes(one))];
    links.set(id, { kind: ends.kind, from, to, id, reasons: all, decision: taken } as Link);
  };
  for (const one of decided) put(one, []);
  if (kind === undefined || kind === "copy-of") for (const { ends, why } of proposedCopies(claims, reports)) put(ends, [why]);
  if (kind !== "copy-of") {
    for (const { from, to, kind: of, why } of proposeRelations(claims, withDecidedFamilies(reports, decided))) {
      if ((kind === undefined || of === kind) && (end === undefined || from === end || to === end)) put({ kind: of, from, to }, [why]);
    }
  }
  const asked = [...links.values()].filter(
    (link) =>
      (kind === undefined || link.kind === kind) &&
      (end === undefined || (link.from as string) === end || (link.to as string) === end) &&
      (state === undefined || (link.decision?.verdict ?? "waiting") === state),
  );
  return { links: asked.slice(skip, skip + Math.min(limit, largestPage)), total: asked.length };
}

type ProposedCopy = { readonly ends: LinkEnds; readonly why: string };

/** Copies by declared family, by a named outlet with the same figure, by shared figures, and by shared sentences. */
function proposedCopies(
  claims: readonly Claim[],
  reports: readonly (CarriedReport & { readonly text?: string })[],
): readonly ProposedCopy[] {
  const origins = originsOf(reports);
  const known = new Map<string, CarriedReport>(reports.map((report) => [report.id, report]));
  const copy = (from: CarriedReport, to: CarriedReport, why: string): ProposedCopy => {
    return { ends: { kind: "copy-of", from: from.id, to: to.id }, why };
  };
  const declared = reports.flatMap((report) => {
    const origin = origins.get(report.family);
    return origin && origin !== report
      ? [copy(report, origin, `both are listed under family ${report.family}, so they count as one root until this is rejected`)]
      : [];
  });
  const carried = [...Map.groupBy(claims.filter(counts), (claim) => claim.measure).values()].flatMap((group) =>
    carriers(group, known).flatMap(({ carrier, carried: other }) => {
      const [a, b] = [known.get(carrier), known.get(other)];
      return a && b && a.family !== b.family
        ? [copy(a, b, `${a.id} names ${b.outlet} and prints the same figure, so they count as one root until this is rejected`)]
        : [];
    }),
  );
  const alike = [...sharedFigures(claims, reports), ...sharedSentences(reports)].flatMap(({ kind, reports: [x, y], why }) => {
    const [a, b] = [known.get(x), known.get(y)];
    if (!a || !b) return [];
    const [later, earlier] = a.published < b.published ? [b, a] : [a, b];
    return [copy(later, earlier, `they ${kind === "shares-figures" ? "print" : "share"} ${why}; they count apart until this is accepted`)];
  });
  return [...declared, ...carried, ...alike];
}

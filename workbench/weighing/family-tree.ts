/**
 * Who carries whom: the reports of a case as trees, a root with what retells it below. What a reader would get wrong: a declared
 * family counts as one root until somebody rejects it; a proposal across families counts only once somebody accepts it.
 */
import type { Claim } from "#domain/claim.ts";
import type { Link } from "#domain/link.ts";
import type { ReportSummary } from "#domain/views.ts";
import type { Remark } from "#domain/weighed.ts";

export type CopyLink = Extract<Link, { kind: "copy-of" }>;

export type FamilyNode = {
  readonly report: ReportSummary;
  /** How it hangs on the report above; null for a root. */
  readonly link: CopyLink | null;
  readonly copies: readonly FamilyNode[];
  /** What happened to figures on the way into this report. */
  readonly changes: readonly Remark[];
  /** Fewest and most voices between the outlet and the event, over its claims; null when it has none. */
  readonly depth: readonly [number, number] | null;
};

export type Families = {
  /** Roots with at least one copy, largest first. */
  readonly trees: readonly FamilyNode[];
  /** Reports nobody retells and that retell nobody. */
  readonly alone: readonly FamilyNode[];
  /** Links across families nobody has decided on. */
  readonly proposed: readonly CopyLink[];
  /** Links somebody rejected. */
  readonly rejected: readonly CopyLink[];
};

/** Changes of figures on the way; what only says that two reports look alike is the reason of a proposal instead. */
const likeness = new Set(["shares-figures", "shares-sentences"]);

export function familiesOf(
  reports: readonly ReportSummary[],
  links: readonly CopyLink[],
  remarks: readonly Remark[],
  claims: readonly Claim[],
): Families {
  const known = new Map<string, ReportSummary>(reports.map((report) => [report.id, report]));
  const reportOf = new Map<string, string>(claims.map((claim) => [claim.id, claim.report]));
  const changes = Map.groupBy(
    remarks.filter((remark) => !likeness.has(remark.kind)),
    (remark) => reportOf.get(remark.claims[0] ?? "") ?? "",
  );
  const depths = Map.groupBy(claims, (claim) => claim.report as string);
  const holds = (link: CopyLink) =>
    link.decision === null ? known.get(link.from)?.family === known.get(link.to)?.family : link.decision.verdict === "accepted";
  const above = new Map<string, CopyLink>();
  for (const link of links) {
    if (!holds(link) || above.has(link.from) || !known.has(link.from) || !known.has(link.to)) continue;
    if (!leadsTo(link.to, link.from, above)) above.set(link.from, link);
  }
  const below = Map.groupBy(above.values(), (link) => link.to as string);
  const node = (report: ReportSummary): FamilyNode => ({
    report,
    link: above.get(report.id) ?? null,
    copies: (below.get(report.id) ?? []).map((link) => node(known.get(link.from) as ReportSummary)),
    changes: changes.get(report.id) ?? [],
    depth: depthOf(depths.get(report.id) ?? []),
  });
  const roots = reports.filter((report) => !above.has(report.id)).map(node);
  return {
    trees: roots.filter((root) => root.copies.length > 0).sort((a, b) => sizeOf(b) - sizeOf(a)),
    alone: roots.filter((root) => root.copies.length === 0),
    proposed: links.filter((link) => link.decision === null && !holds(link)),
    rejected: links.filter((link) => link.decision?.verdict === "rejected"),
  };
}

/** Reports in the tree, the root among them. */
export function sizeOf(node: FamilyNode): number {
  return node.copies.reduce((sum, copy) => sum + sizeOf(copy), 1);
}

/** Whether going up from one report reaches the other: then a further link would close a circle. */
function leadsTo(from: string, to: string, above: ReadonlyMap<string, CopyLink>): boolean {
  for (let at: string | undefined = from; at !== undefined; at = above.get(at)?.to) if (at === to) return true;
  return false;
}

/** Voices between the outlet and the event: one more where the innermost speaker only heard it. */
function depthOf(claims: readonly Claim[]): readonly [number, number] | null {
  const all = claims.map((claim) => claim.speakers.length - 1 + (claim.basis === "heard" ? 1 : 0));
  return all.length === 0 ? null : [Math.min(...all), Math.max(...all)];
}

/**
 * How two claims, or two reports, lie to each other: proposed by rules with their reasons, decided by a person.
 * What a reader would get wrong: `same-as` says that two accounts tell of one thing and leaves them two roots; only `copy-of`,
 * between reports, makes two reports one root.
 */
import type { ClaimId, Instant, Person, ReportId } from "./ids.ts";

export const claimLinkKinds = ["same-as", "part-of", "adds-to", "contradicts", "supersedes"] as const;
export type ClaimLinkKind = (typeof claimLinkKinds)[number];
export const linkKinds = [...claimLinkKinds, "copy-of"] as const;
export type AnyLinkKind = (typeof linkKinds)[number];

/** Two claims; or, for `copy-of`, two reports: `from` retells what `to` has. */
export type LinkEnds =
  | { readonly kind: ClaimLinkKind; readonly from: ClaimId; readonly to: ClaimId }
  | { readonly kind: "copy-of"; readonly from: ReportId; readonly to: ReportId };

/** `kind:end:end`; the ends of a kind that says the same both ways stand in order, so that either telling is one link. */
export type LinkId = string & { readonly is: "LinkId" };

const symmetric: ReadonlySet<string> = new Set<AnyLinkKind>(["same-as", "adds-to", "contradicts"]);

export function linkId({ kind, from, to }: LinkEnds): LinkId {
  const [a, b] = symmetric.has(kind) && from > to ? [to, from] : [from, to];
  return `${kind}:${a}:${b}` as LinkId;
}

/** Ends of a link of that kind, or null when there is no such kind. */
export function linkEnds(kind: string, from: string, to: string): LinkEnds | null {
  if (kind === "copy-of") return { kind, from: from as ReportId, to: to as ReportId };
  const known = claimLinkKinds.find((one) => one === kind);
  return known === undefined ? null : { kind: known, from: from as ClaimId, to: to as ClaimId };
}

/** A link as the rules propose it. */
export type ProposedLink = LinkEnds & { readonly reasons: readonly string[] };

export const linkVerdicts = ["accepted", "rejected"] as const;
export type LinkVerdict = (typeof linkVerdicts)[number];

/** A person's word on a link. */
export type LinkDecision = { readonly verdict: LinkVerdict; readonly by: Person; readonly at: Instant; readonly why: string };

/** A link with the newest decision on it that stands. */
export type DecidedLink = LinkEnds & LinkDecision;

/** A link as a person sees it. `reasons` is empty when only a person says so, or when the rules no longer do. */
export type Link = LinkEnds & { readonly id: LinkId; readonly reasons: readonly string[]; readonly decision: LinkDecision | null };

export const linkStates = ["waiting", "accepted", "rejected"] as const;
export type LinkState = (typeof linkStates)[number];

/** Which links, and how many of them from which on; 200 unless told. */
export type LinkFilter = {
  readonly kind?: AnyLinkKind;
  /** Links with this claim or report at one end. */
  readonly end?: string;
  readonly state?: LinkState;
  readonly skip?: number;
  readonly limit?: number;
};

/** Those of the filter, the decided ones first, and how many there are in all. */
export type LinkPage = { readonly links: readonly Link[]; readonly total: number };

/**
 * Counts origins of knowledge instead of reports. Reports that share a family repeat one origin; a report whose chain names
 * another outlet and prints the same figure carries it. Both are one root, however many voices stand between.
 */
import type { Claim } from "#domain/claim.ts";
import { dayBounds, undated } from "#domain/edtf.ts";
import type { ReportId } from "#domain/ids.ts";
import type { Report } from "#domain/report.ts";
import type { Root } from "#domain/weighing.ts";

/** What is needed of a report to tell whose reporting it is. */
export type CarriedReport = Pick<Report, "id" | "family" | "outlet" | "published"> & {
  /** Reports a person said it is no copy of, nor they of it. */
  readonly notCopyOf?: readonly ReportId[];
};

/** The roots behind claims about one thing, in order of their first claim; every claim is in exactly one. */
export function rootsOf(claims: readonly Claim[], reports: ReadonlyMap<string, CarriedReport>): readonly Root[] {
  const families = new Map<string, string>();
  const find = (family: string): string => {
    const up = families.get(family);
    return up === undefined || up === family ? family : find(up);
  };
  const carried: string[] = [];
  for (const { carrier, carried: other } of carriers(claims, reports)) {
    const [a, b] = [find(reports.get(carrier)?.family ?? carrier), find(reports.get(other)?.family ?? other)];
    if (a === b) continue;
    families.set(a, b);
    carried.push(`${carrier} carries ${reports.get(other)?.outlet ?? other}`);
  }
  const groups = Map.groupBy(claims, (claim) => find(familyOf(claim, reports)));
  return [...groups].map(([family, members]): Root => {
    const from = [...new Set<ReportId>(members.map((claim) => claim.report))];
    return {
      id: family,
      claims: members.map((claim) => claim.id),
      reports: from,
      depth: Math.min(...members.map(hearsayDepth)),
      why: whyOne(
        family,
        members,
        from,
        carried.filter((text) => from.some((id) => text.startsWith(`${id} carries`))),
      ),
    };
  });
}

/** Reports that name another's outlet and print its figure, each with the report it carries. */
export function carriers(
  claims: readonly Claim[],
  reports: ReadonlyMap<string, CarriedReport>,
): readonly { readonly carrier: ReportId; readonly carried: ReportId }[] {
  const byOrigin = Map.groupBy(
    claims,
    (claim) => `${plain(outletOf(claim, reports).replace(/\([^)]*\)/g, ""))}|${claim.value.low}|${claim.value.high}`,
  );
  return claims.flatMap((claim) =>
    namedOutlets(claim, reports).flatMap((origin) =>
      (byOrigin.get(`${origin}|${claim.value.low}|${claim.value.high}`) ?? [])
        .filter((other) => couldCarry(claim, other, reports))
        .map((other) => ({ carrier: claim.report, carried: other.report })),
    ),
  );
}

/**
 * How many voices stand between the outlet and the event: 0 for the outlet's own eyes or a bare outlet, 1 for its partner,
 * 2 for whom the partner heard. One more where the innermost speaker only heard it.
 */
export function hearsayDepth(claim: Pick<Claim, "speakers" | "basis">): number {
  return claim.speakers.length - 1 + (claim.basis === "heard" ? 1 : 0);
}

/** The family of a claim's report; a report that is not known is its own family. */
export function familyOf(claim: Claim, reports: ReadonlyMap<string, CarriedReport>): string {
  return reports.get(claim.report)?.family ?? claim.report;
}

function outletOf(claim: Claim, reports: ReadonlyMap<string, CarriedReport>): string {
  return reports.get(claim.report)?.outlet ?? claim.speakers[0].name;
}

/** Outlets a claim names behind its own: "Korea Daily (RFA)" names RFA, and so does a chain that leads to it. */
export function namedOutlets(claim: Claim, reports: ReadonlyMap<string, CarriedReport>): readonly string[] {
  const inBrackets = /\(([^)]+)\)/.exec(outletOf(claim, reports))?.[1]?.split(/[,;]/) ?? [];
  return [...inBrackets, ...claim.speakers.slice(1).map((speaker) => speaker.name)]
    .map(plain)
    .filter((name) => name !== "" && name !== "copy");
}

/** Nobody carries what was not yet in print. */
function couldCarry(claim: Claim, other: Claim, reports: ReadonlyMap<string, CarriedReport>): boolean {
  if (claim.report === other.report || reports.get(claim.report)?.notCopyOf?.includes(other.report)) return false;
  const [carrier, carried] = [reports.get(claim.report)?.published ?? undated, reports.get(other.report)?.published ?? undated];
  const [last, first] = [dayBounds(carrier).last, dayBounds(carried).first];
  return last === null || first === null || last >= first;
}

const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();

function whyOne(family: string, members: readonly Claim[], from: readonly string[], carried: readonly string[]): string {
  if (carried.length > 0) return `one origin: ${[...new Set(carried)].join(", ")}`;
  if (from.length > 1) return `${from.join(", ")} repeat one origin (family ${family})`;
  const relay = relayed(members);
  if (relay) return relay;
  return members.length > 1
    ? `${from[0]} tells it ${members.length === 2 ? "twice" : `${members.length} times`}`
    : `told in ${from[0]} alone`;
}

/** The reason two voices of one report are one: the second is heard through the first. */
export function relayed(members: readonly Claim[]): string | null {
  for (const near of members) {
    for (const far of members) {
      const [a, b] = [near.speakers, far.speakers];
      if (b.length > a.length && a.length > 1 && a.every((speaker, i) => speaker.name === b[i]?.name)) {
        return `the ${bare(b.at(-1)?.name)} is heard only through the ${bare(a.at(-1)?.name)}`;
      }
    }
  }
  return null;
}

const bare = (name: string | undefined) => (name ?? "").replace(/^(?:the|an?)\s+/i, "");

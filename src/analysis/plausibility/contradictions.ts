/** Claims that cannot all be true: numbers without a common value, a part above its whole, and a "first since" that was not the first. */
import { counts, type Claim } from "#domain/claim.ts";
import { dayBounds } from "#domain/edtf.ts";
import { compatible, flows } from "../corroboration/comparable.ts";
import { when } from "../corroboration/plainly.ts";
import { printedWithUnit, relate } from "../corroboration/relate.ts";
import { familyOf } from "../corroboration/roots.ts";
import { corruptions } from "./copies.ts";
import type { Material, Remark } from "./remark.ts";

/** A flow called the first is held against those told of the year before it. */
const firstSince = /\bfirst\b.*\bsince\b/i;

/** The contradictions of a case, proposed with both readings. */
export function contradictionRemarks({ claims, reports, decided }: Material): readonly Remark[] {
  const byId = new Map<string, Claim>(claims.map((claim) => [claim.id, claim]));
  const families = new Map(reports.map((report) => [report.id as string, report]));
  const links = relate(claims, reports, decided).filter((link) => link.kind === "contradicts");
  const origins = links.length === 0 ? none : boundsDropped(claims, reports, byId);
  const apart = links.flatMap((link): readonly Remark[] => {
    const [a, b] = [byId.get(link.from), byId.get(link.to)];
    if (!a || !b) return [];
    // A copy that dropped "at least" contradicts no more than its origin does; a person's word stands.
    if (link.acceptedBy === undefined && compatible((origins.get(a) ?? a).value, (origins.get(b) ?? b).value)) return [];
    const oneOrigin = familyOf(a, families) === familyOf(b, families);
    return [
      {
        claims: [a.id, b.id],
        kind: "cannot-both-be-true",
        says: `${told(a)} and ${told(b)}: ${link.why}.`,
        readings: [
          `${a.id} is right`,
          `${b.id} is right`,
          a.report === b.report
            ? `they are not of one thing: ${a.report} tells of two things, or of two times`
            : oneOrigin
              ? "one origin, changed in retelling"
              : "they are not of one thing: other people, another place or another time is counted",
        ],
        effect:
          a.report === b.report || oneOrigin
            ? "both stand with their interval; they are of one root, which speaks once whichever is right"
            : `both stand with their interval; pooled, at least one of ${a.report} and ${b.report} is taken as probably wrong`,
      },
    ];
  });
  return [...apart, ...notTheFirst(claims)];
}

const none: ReadonlyMap<Claim, Claim> = new Map();

/** Claims whose bound was dropped in the copy (CO11), each with the claim of its origin that still has it. */
function boundsDropped(
  claims: readonly Claim[],
  reports: Material["reports"],
  byId: ReadonlyMap<string, Claim>,
): ReadonlyMap<Claim, Claim> {
  const dropped = corruptions({ claims, reports }).filter(({ kind }) => kind === "bound-dropped" || kind === "bound-turned-mean");
  return new Map(
    dropped.flatMap(({ claims: [copy, origin] }): readonly (readonly [Claim, Claim])[] => {
      const [of, as] = [byId.get(copy ?? ""), byId.get(origin ?? "")];
      return of && as ? [[of, as]] : [];
    }),
  );
}

function notTheFirst(claims: readonly Claim[]): readonly Remark[] {
  const moving = claims.filter((claim) => counts(claim) && flows.has(claim.measure));
  return moving
    .filter((claim) => firstSince.test(`${claim.subject} ${claim.spans.map((one) => one.exact).join(" ")}`))
    .flatMap((first) => {
      const start = dayBounds(first.period).first;
      if (start === null) return [];
      const yearBefore = `${Number(start.slice(0, 4)) - 1}${start.slice(4)}`;
      return moving
        .filter(
          (other) =>
            other.measure === first.measure &&
            other.country === first.country &&
            other.report !== first.report &&
            within(other, yearBefore, start) &&
            Number(other.value.high ?? other.value.low) > 0,
        )
        .map((other): Remark => ({
          claims: [first.id, other.id],
          kind: "not-the-first",
          says: `${first.id} calls its ${printedWithUnit(first)} of ${when(first.period)} "${first.subject}", but ${other.id} tells of ${printedWithUnit(other)} (${when(other.period)}), before it.`,
          readings: [`${other.id} did not happen, or was of another kind`, `${first.id} was not the first`],
          effect: `"first since" is not to be repeated; the number in ${first.id} is not touched by it`,
        }));
    });
}

function within(claim: Claim, from: string, to: string): boolean {
  const { first, last } = dayBounds(claim.period);
  return first !== null && last !== null && first >= from && last < to;
}

const told = (claim: Claim) =>
  `${claim.id} tells of ${printedWithUnit(claim)}${claim.place === null ? "" : /^world/i.test(claim.place) ? " worldwide" : ` in ${claim.place}`} (${when(claim.period)})`;

/**
 * Proposes how claims lie to each other, with the reason: same as, part of, adds to, contradicts, supersedes. Proposals only:
 * a person decides. A day's rate is not a total, so different units or pers never meet; people in different places add up,
 * the same wave told twice does not.
 */
import { isAccepted, type Claim } from "#domain/claim.ts";
import { dayBounds, overlaps, undated, type DayBounds } from "#domain/edtf.ts";
import type { DecidedLink } from "#domain/link.ts";
import type { ClaimLink, LinkKind } from "#domain/weighing.ts";
import { additive, compatible, flows, individual, sameValue, samePopulation, unitKey, boundsOf } from "./comparable.ts";
import { decisionsOn } from "./decided-links.ts";
import { kindOf } from "./kind-of-measure.ts";
import { placeRelation } from "./place.ts";
import { familyOf, type CarriedReport } from "./roots.ts";
import { grouped, unitOf } from "./plainly.ts";

/** Most links proposed from one claim: nearer in time first, so that an archive of a million claims stays readable. */
export const mostLinksFrom = 16;
/** Most later claims a claim is compared with. */
export const mostCompared = 256;

/**
 * Links among accepted claims, each from the narrower, newer or later-named claim to the other. Conversions are not related.
 * What a person rejected is not listed; what a person accepted is, proposed or not, and nothing else is proposed for those two.
 */
export function relate(
  claims: readonly Claim[],
  reports: readonly CarriedReport[],
  decided: readonly DecidedLink[] = [],
): readonly ClaimLink[] {
  const proposed = proposeRelations(claims, reports);
  if (decided.length === 0) return proposed;
  const decision = decisionsOn(decided);
  const byId = new Set<string>(claims.filter(isAccepted).map((claim) => claim.id));
  const accepted = decided.flatMap((one): readonly ClaimLink[] =>
    one.kind !== "copy-of" && one.verdict === "accepted" && byId.has(one.from) && byId.has(one.to)
      ? [{ from: one.from, to: one.to, kind: one.kind, why: one.why, acceptedBy: one.by }]
      : [],
  );
  const settled = new Set(accepted.map(pairOf));
  return [...proposed.filter((one) => !settled.has(pairOf(one)) && decision(one)?.verdict !== "rejected"), ...accepted];
}

const pairOf = ({ from, to }: ClaimLink) => [from, to].sort().join(" ");

/** What the rules propose, whatever anybody decided. */
export function proposeRelations(claims: readonly Claim[], reports: readonly CarriedReport[]): readonly ClaimLink[] {
  const known = new Map<string, CarriedReport>(reports.map((report) => [report.id, report]));
  const usable = claims.filter(
    (claim) => isAccepted(claim) && claim.conversionOf === null && (claim.polarity === "asserted" || claim.polarity === "denied"),
  );
  const buckets = Map.groupBy(usable, (claim) => `${measureGroup(claim.measure)}|${claim.country ?? "world"}`);
  return [...buckets.values()].flatMap((bucket) => relateBucket(bucket, known));
}

/** Groups, sites and arrivals meet: a group is part of the wave it arrived in. */
function measureGroup(measure: string): string {
  return measure === "group_size" ? "workers_arrived" : measure === "workers_at_site" ? "workers_abroad_stock" : measure;
}

type Dated = { readonly claim: Claim; readonly days: DayBounds };

function relateBucket(bucket: readonly Claim[], reports: ReadonlyMap<string, CarriedReport>): readonly ClaimLink[] {
  const dated: readonly Dated[] = bucket
    .filter((claim) => claim.period !== undated)
    .map((claim) => ({ claim, days: dayBounds(claim.period) }))
    .sort((a, b) => compare(a.days.first ?? "", b.days.first ?? "") || compare(a.claim.id, b.claim.id));
  const links: ClaimLink[] = [];
  dated.forEach(({ claim, days }, i) => {
    let proposed = 0;
    for (let j = i + 1; j < dated.length && j <= i + mostCompared && proposed < mostLinksFrom; j++) {
      const later = dated[j] as Dated;
      if (days.last !== null && later.days.first !== null && later.days.first > yearAfter(days.last)) break;
      const link = linkBetween(claim, later.claim, reports);
      if (link === null) continue;
      links.push(link);
      proposed++;
    }
  });
  return links;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
const yearAfter = (day: string) => `${Number(day.slice(0, 4)) + 1}${day.slice(4)}`;

/** The one link proposed between two claims, or null when nothing can be said. */
export function linkBetween(a: Claim, b: Claim, reports: ReadonlyMap<string, CarriedReport>): ClaimLink | null {
  if (!samePopulation(a, b)) return null;
  if (a.measure !== b.measure) return partOfWave(a, b, reports);
  if (unitKey(a) !== unitKey(b) || kindOf(a) !== kindOf(b)) return null;
  const together = overlaps(a.period, b.period);
  if (a.polarity !== b.polarity)
    return together && compatible(a.value, b.value)
      ? link(a, b, "contradicts", `${a.polarity === "denied" ? a.id : b.id} denies what the other tells`)
      : null;
  if (a.polarity === "denied") return null;
  const place = placeRelation(a, b);
  const oneRoot = familyOf(a, reports) === familyOf(b, reports);
  if (oneRoot && together && place !== "apart" && sameValue(a.value, b.value))
    return link(b, a, "same-as", "one origin tells the same figure of the same time twice: not to be added");
  if (place === "apart") return apart(a, b, together);
  if (!together) return flows.has(a.measure) ? link(b, a, "adds-to", "the same flow over another window") : null;
  if (place === "same" || !additive.has(a.measure)) return samePlace(a, b, oneRoot, reports);
  const [part, whole] = place === "first-within" ? [a, b] : [b, a];
  if (boundsOf(part.value).low > boundsOf(whole.value).high) return link(part, whole, "contradicts", "the part is larger than the whole");
  return link(part, whole, "part-of", `${part.place ?? "the place"} lies within ${whole.place ?? "the country"}`);
}

function apart(a: Claim, b: Claim, together: boolean): ClaimLink | null {
  if (!additive.has(a.measure) || !together) return null;
  return link(
    b,
    a,
    "adds-to",
    `other people, at another place: ${b.place ?? b.country ?? "elsewhere"} beside ${a.place ?? a.country ?? "elsewhere"}`,
  );
}

function samePlace(a: Claim, b: Claim, oneRoot: boolean, reports: ReadonlyMap<string, CarriedReport>): ClaimLink | null {
  if (individual.has(a.measure)) return null;
  if (compatible(a.value, b.value)) {
    return link(
      b,
      a,
      "same-as",
      oneRoot ? "one origin tells the same thing twice: not to be added" : "two accounts of one thing that agree within their intervals",
    );
  }
  const [small, large] = boundsOf(a.value).high < boundsOf(b.value).low ? [a, b] : [b, a];
  if (flows.has(a.measure) && windowWithin(small, large)) return link(small, large, "part-of", "the shorter window lies within the longer");
  if (a.report === b.report && chain(a) === chain(b)) return null;
  const [older, newer] = publishedInOrder(a, b, reports);
  if (oneRoot && older && newer) return link(newer, older, "supersedes", "the same origin tells it differently later");
  return link(b, a, "contradicts", `no number satisfies both ${printed(a)} and ${printed(b)}`);
}

/** A group belongs to the wave it travelled with, a site to the town's total; never the other way round. */
function partOfWave(a: Claim, b: Claim, reports: ReadonlyMap<string, CarriedReport>): ClaimLink | null {
  const [part, whole] = individual.has(a.measure) ? [a, b] : [b, a];
  if (!individual.has(part.measure) || individual.has(whole.measure) || !overlaps(part.period, whole.period)) return null;
  const place = placeRelation(part, whole);
  const oneRoot = familyOf(part, reports) === familyOf(whole, reports);
  if ((place === "apart" && !oneRoot) || boundsOf(part.value).low > boundsOf(whole.value).high) return null;
  return link(
    part,
    whole,
    "part-of",
    part.measure === "group_size" ? "such groups make up the number who came" : "the site's workers are among those in the place",
  );
}

/** One voice that tells two figures in one report tells them of two things. */
const chain = (claim: Claim) => claim.speakers.map((speaker) => speaker.name).join(" › ");

function windowWithin(inner: Claim, outer: Claim): boolean {
  const [x, y] = [dayBounds(inner.period), dayBounds(outer.period)];
  const strictly = x.first !== y.first || x.last !== y.last;
  return (
    strictly && (y.first === null || (x.first !== null && x.first >= y.first)) && (y.last === null || (x.last !== null && x.last <= y.last))
  );
}

function publishedInOrder(a: Claim, b: Claim, reports: ReadonlyMap<string, CarriedReport>): readonly [Claim?, Claim?] {
  const [x, y] = [reports.get(a.report), reports.get(b.report)];
  if (!x || !y || a.report === b.report || overlaps(x.published, y.published)) return [];
  const [first, second] = [dayBounds(x.published).first ?? "", dayBounds(y.published).first ?? ""];
  return first < second ? [a, b] : [b, a];
}

const link = (from: Claim, to: Claim, kind: LinkKind, why: string): ClaimLink => ({ from: from.id, to: to.id, kind, why });

/** A value in print: "at least 100", "2,000-3,000". */
export function printed(claim: Pick<Claim, "value">): string {
  const { kind } = claim.value;
  const [low, high] = [claim.value.low, claim.value.high].map((end) => (end === null ? null : grouped(end)));
  if (kind === "at_least" || high === null || high === undefined) return `at least ${low ?? "?"}`;
  if (kind === "at_most" || low === null) return `at most ${high}`;
  return `${kind === "approx" ? "about " : ""}${low === high ? low : `${low}-${high}`}`;
}

/** As {@link printed}, with its unit: "about 2,000-3,000 CNY", "11,490 people". */
export function printedWithUnit(claim: Pick<Claim, "value" | "quantity">): string {
  return `${printed(claim)} ${unitOf(claim.quantity, claim.value.high ?? claim.value.low)}`;
}

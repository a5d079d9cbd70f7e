/**
 * Brings together what is told about one thing (measure, place, time, population) and says how many independent origins stand
 * behind it. What a reader would get wrong: five reports are not five confirmations; one broker quoted twice is one root.
 */
import { counts, type AcceptedClaim, type Claim } from "#domain/claim.ts";
import { dayBounds, undated, type DayBounds, type EdtfDate } from "#domain/edtf.ts";
import type { DecidedLink } from "#domain/link.ts";
import type { ClaimLink, Corroboration, Root } from "#domain/weighing.ts";
import { population, samePopulation } from "./comparable.ts";
import { withDecidedFamilies } from "./decided-links.ts";
import { placeRelation } from "./place.ts";
import { printedWithUnit, relate } from "./relate.ts";
import { relayed, rootsOf, type CarriedReport } from "./roots.ts";

/**
 * One group per thing told, singles included, ordered by measure, then time. Only claims that count are in a group; links may
 * lead to claims of other groups. All claims of a group can speak of one day, and of places within one another. Links a person decided
 * on are respected: a rejected "same as" keeps two claims in two groups, an accepted copy makes two reports one root.
 */
export function corroborate(
  claims: readonly Claim[],
  told: readonly CarriedReport[],
  decided: readonly DecidedLink[] = [],
): readonly Corroboration[] {
  const reports = withDecidedFamilies(told, decided);
  const known = new Map<string, CarriedReport>(reports.map((report) => [report.id, report]));
  const linksOf = new Map<string, ClaimLink[]>();
  for (const one of relate(claims, reports, decided)) {
    for (const id of new Set([one.from, one.to])) {
      const known = linksOf.get(id);
      if (known) known.push(one);
      else linksOf.set(id, [one]);
    }
  }
  return groupsOf(claims.filter(counts), notTheSame(decided)).map((group) => {
    const roots = rootsOf(group, known);
    const links = [...new Set(group.flatMap((claim) => linksOf.get(claim.id) ?? []))];
    return {
      measure: (group[0] as Claim).measure,
      place: widestPlace(group),
      period: hull(group),
      claims: group.map((claim) => claim.id),
      roots,
      links,
      verdict: verdict(group, roots, links),
    };
  });
}

/** `kinds` holds one member of every place, population and per: a newcomer is compared with those alone. */
type Forming = { readonly members: AcceptedClaim[]; readonly kinds: Map<string, AcceptedClaim>; days: DayBounds };

/** Greedy: a claim joins the first group all of whose members can speak of one common day, place and population with it. */
function groupsOf(
  claims: readonly AcceptedClaim[],
  notSame: ReadonlyMap<string, ReadonlySet<string>>,
): readonly (readonly AcceptedClaim[])[] {
  const buckets = Map.groupBy(
    claims,
    (claim) => `${claim.measure}|${claim.country ?? "world"}|${claim.period === undated ? "undated" : ""}`,
  );
  const groups = [...buckets.values()].flatMap((bucket) => {
    const sorted = bucket
      .map((claim) => ({ claim, days: dayBounds(claim.period) }))
      .sort((a, b) => byStart(a.days, b.days) || (a.claim.id < b.claim.id ? -1 : 1));
    const forming: Forming[] = [];
    let open: Forming[] = [];
    for (const { claim, days } of sorted) {
      open = open.filter((group) => group.days.last === null || days.first === null || group.days.last >= days.first);
      const others = notSame.get(claim.id);
      const joined = open.find((group) => fits(group, claim, days) && !(others && group.members.some((member) => others.has(member.id))));
      if (joined) {
        joined.members.push(claim);
        joined.kinds.set(kindKey(claim), claim);
        joined.days = { first: later(joined.days.first, days.first), last: earlier(joined.days.last, days.last) };
      } else {
        const started = { members: [claim], kinds: new Map([[kindKey(claim), claim]]), days };
        forming.push(started);
        open.push(started);
      }
    }
    return forming;
  });
  return groups
    .map((group) => group.members)
    .sort((a, b) => byName(a[0]?.measure, b[0]?.measure) || byName(a[0]?.period, b[0]?.period) || byName(a[0]?.id, b[0]?.id));
}

/** For each claim those of which a person said that they tell of another thing. */
function notTheSame(decided: readonly DecidedLink[]): ReadonlyMap<string, ReadonlySet<string>> {
  const rejected = decided.filter((one) => one.kind === "same-as" && one.verdict === "rejected");
  const pairs = rejected.flatMap(({ from, to }) => [[from, to] as const, [to, from] as const]);
  return new Map([...Map.groupBy(pairs, ([id]) => id as string)].map(([id, of]) => [id, new Set<string>(of.map(([, other]) => other))]));
}

function fits(group: Forming, claim: AcceptedClaim, days: DayBounds): boolean {
  if (group.days.first !== null && days.last !== null && group.days.first > days.last) return false;
  return [...group.kinds.values()].every(
    (member) => placeRelation(member, claim) !== "apart" && samePopulation(member, claim) && (member.per ?? "") === (claim.per ?? ""),
  );
}

const kindKey = (claim: AcceptedClaim) => `${claim.place}|${population(claim)}|${claim.per}`;

const byStart = (a: DayBounds, b: DayBounds) => byName(a.first ?? "", b.first ?? "") || byName(a.last ?? "9999", b.last ?? "9999");
const byName = (a = "", b = "") => (a < b ? -1 : a > b ? 1 : 0);
const later = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a > b ? a : b);
const earlier = (a: string | null, b: string | null) => (a === null ? b : b === null ? a : a < b ? a : b);

function widestPlace(group: readonly Claim[]): string | null {
  return group.reduce((widest, claim) => (placeRelation(widest, claim) === "first-within" ? claim : widest), group[0] as Claim).place;
}

function hull(group: readonly Claim[]): EdtfDate {
  const periods = [...new Set(group.map((claim) => claim.period))];
  if (periods.length === 1) return periods[0] as EdtfDate;
  const days = periods.map(dayBounds);
  const firsts = days.map((one) => one.first);
  const lasts = days.map((one) => one.last);
  const first = firsts.includes(null) ? ".." : (firsts.sort()[0] ?? "..");
  const last = lasts.includes(null) ? ".." : (lasts.sort().at(-1) ?? "..");
  return `${first}/${last}` as EdtfDate;
}

/** "two voices, one root: the broker is heard only through the trade official". */
function verdict(group: readonly Claim[], roots: readonly Root[], links: readonly ClaimLink[]): string {
  const voices = new Set(group.map((claim) => claim.speakers.map((speaker) => speaker.name).join(" › "))).size;
  const head = `${counted(voices, "voice")}, ${counted(roots.length, "root")}`;
  const within = new Set<string>(group.map((claim) => claim.id));
  const against = links.filter((one) => one.kind === "contradicts" && within.has(one.from) && within.has(one.to));
  const clash = against.length > 0 ? `; ${against.map((one) => `${one.from} contradicts ${one.to}`).join(", ")}` : "";
  const sole = roots[0];
  if (roots.length === 1 && sole) {
    if (group.length === 1) return `${head}: nobody else tells it${clash}`;
    return `${head}: ${relayed(group) ?? sole.why}${clash}`;
  }
  const told = group.map(printedWithUnit);
  const distinct = [...new Set(told)];
  const nearest = Math.min(...roots.map((root) => root.depth));
  return `${head}: ${clash ? "they do not agree" : "they can be about the same thing"} (${distinct.slice(0, 4).join(", ")}${distinct.length > 4 ? ", …" : ""}), the nearest ${counted(nearest, "telling")} from the outlet${clash}`;
}

const numerals = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];
const counted = (n: number, noun: string) => `${numerals[n] ?? n} ${noun}${n === 1 ? "" : "s"}`;

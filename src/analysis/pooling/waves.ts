/**
 * Which claims of a flow tell of the same people on the move. A flow is counted over its own window and place: 500 who came in August
 * and 3,000 who came in spring are two waves that add up, not two readings of one number. What a reader would get wrong: the sum of the
 * waves told is no total, because nobody may have told of others.
 */
import type { Claim } from "#domain/claim.ts";
import { dayBounds, overlaps, undated } from "#domain/edtf.ts";
import type { ClaimId } from "#domain/ids.ts";
import { linkId, type DecidedLink } from "#domain/link.ts";
import { boundsOf, compatible, samePopulation } from "../corroboration/comparable.ts";
import { placeRelation } from "../corroboration/place.ts";
import { mostCompared } from "../corroboration/relate.ts";

export type Waves = {
  /** Claims of one wave each, in order of time. */
  readonly waves: readonly (readonly Claim[])[];
  /** Claims that no wave counts, with the reason. */
  readonly out: ReadonlyMap<ClaimId, string>;
};

/** The waves of claims of one flow. A wave within another's place and time is a part of it and counted there. */
export function wavesOf(claims: readonly Claim[], decided: readonly DecidedLink[] = []): Waves {
  const out = new Map<ClaimId, string>();
  const dated = claims.filter((claim) => claim.period !== undated);
  if (dated.length === 0) return { waves: claims.length === 0 ? [] : [claims], out };
  for (const claim of claims) if (claim.period === undated) out.set(claim.id, "undated: it may be any of the waves told, or another");
  const saidApart = notOne(decided);
  const sorted = [...dated].sort((a, b) => byName(dayBounds(a.period).first ?? "", dayBounds(b.period).first ?? "") || byName(a.id, b.id));
  const joined: (readonly [Claim, Claim])[] = [];
  sorted.forEach((a, i) => {
    const { last } = dayBounds(a.period);
    for (const b of sorted.slice(i + 1, i + 1 + mostCompared)) {
      // In order of their beginnings: nothing after one that begins later can overlap.
      if (last !== null && (dayBounds(b.period).first ?? "") > last) break;
      const found = saidApart(a, b) ? "apart" : together(a, b);
      if (found === "apart") continue;
      if (found === "one") joined.push([a, b]);
      else out.set(found.part.id, `a part of ${found.whole.id}, or the same people: ${found.why}`);
    }
  });
  const up = new Map<Claim, Claim>();
  const find = (claim: Claim): Claim => {
    const above = up.get(claim);
    return above === undefined ? claim : find(above);
  };
  for (const [a, b] of joined) {
    if (out.has(a.id) || out.has(b.id) || find(a) === find(b)) continue;
    up.set(find(b), find(a));
  }
  const counted = sorted.filter((claim) => !out.has(claim.id));
  return { waves: [...Map.groupBy(counted, find).values()], out };
}

type Together = "one" | "apart" | { readonly part: Claim; readonly whole: Claim; readonly why: string };

/** How two dated claims of one flow lie to each other. */
function together(a: Claim, b: Claim): Together {
  if (!overlaps(a.period, b.period) || !samePopulation(a, b)) return "apart";
  const place = placeRelation(a, b);
  if (place === "apart") return "apart";
  if (place !== "same") {
    const [part, whole] = place === "first-within" ? [a, b] : [b, a];
    if (boundsOf(part.value).low > boundsOf(whole.value).high) return "one";
    return { part, whole, why: `${part.place ?? part.country ?? "its place"} lies within ${whole.place ?? whole.country ?? "the world"}` };
  }
  if (compatible(a.value, b.value)) return "one";
  const [small, large] = boundsOf(a.value).high < boundsOf(b.value).low ? [a, b] : [b, a];
  if (windowWithin(small, large)) return { part: small, whole: large, why: "its time lies within the longer one" };
  const oneVoice = a.report === b.report && voice(a) === voice(b);
  return oneVoice ? { part: small, whole: large, why: "one voice tells both of one time and place" } : "one";
}

const voice = (claim: Claim) => claim.speakers.map((speaker) => speaker.name).join(" › ");

function windowWithin(inner: Claim, outer: Claim): boolean {
  const [x, y] = [dayBounds(inner.period), dayBounds(outer.period)];
  if (x.first === y.first && x.last === y.last) return false;
  return (y.first === null || (x.first !== null && x.first >= y.first)) && (y.last === null || (x.last !== null && x.last <= y.last));
}

/** Whether a person said that two claims tell of two things: a rejected "same as", or an accepted "adds to". */
function notOne(decided: readonly DecidedLink[]): (a: Claim, b: Claim) => boolean {
  const apart = new Set<string>();
  for (const { kind, verdict, from, to } of decided)
    if ((kind === "same-as" && verdict === "rejected") || (kind === "adds-to" && verdict === "accepted"))
      apart.add(linkId({ kind: "same-as", from: from as ClaimId, to: to as ClaimId }));
  return (a, b) => apart.size > 0 && apart.has(linkId({ kind: "same-as", from: a.id, to: b.id }));
}

const byName = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

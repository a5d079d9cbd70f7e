/**
 * Sorts the arrivals that were told into crossings and waves: which claims speak of the same people coming through the same place.
 * What a reader would get wrong: two claims about one place and overlapping weeks tell one wave, and are never added up.
 */
import { counts, type AcceptedClaim, type Claim } from "#domain/claim.ts";
import { dayBounds, type EdtfDate } from "#domain/edtf.ts";
import type { Root } from "#domain/weighing.ts";
import type { AssumedFigures } from "./assumptions.ts";
import { tellsPositive, widthOf } from "./reported-quantity.ts";
import { monthsBetween, rootsByClaim, type TellingClaim } from "./told-claims.ts";

/** People who came in one stretch of time (months since the crossing's first day), as told by one claim per root. */
export type Wave = { readonly from: number; readonly to: number; readonly told: readonly TellingClaim[] };

export type Crossing = {
  readonly place: string | null;
  readonly country: string | null;
  /** First day of the first wave, `YYYY-MM-DD`. */
  readonly start: string;
  readonly firstYear: EdtfDate;
  readonly waves: readonly [Wave, ...Wave[]];
};

/** Waves that began longer before the day of the estimate have gone home; they do not enter (DM8). */
const MONTHS_BACK = 24;

type Arrival = { readonly claim: AcceptedClaim; readonly first: string; readonly last: string };

/** The crossings people were told to have come through lately, the one told by the most claims first. */
export function crossings(claims: readonly Claim[], roots: readonly Root[], asOf: EdtfDate, figures: AssumedFigures): readonly Crossing[] {
  const now = dayBounds(asOf).last;
  if (now === null) return [];
  const arrivals = claims.filter(counts).flatMap((claim) => arrivalOf(claim, now) ?? []);
  const rootOf = rootsByClaim(roots);
  const places: Arrival[][] = [];
  for (const arrival of arrivals) {
    const same = places.find((group) => group.some((other) => samePlace(other, arrival) || sameRoot(other, arrival)));
    if (same === undefined) places.push([arrival]);
    else same.push(arrival);
  }
  return places.map((group) => crossingOf(group, rootOf, figures)).sort((a, b) => told(b) - told(a));
  function sameRoot(a: Arrival, b: Arrival): boolean {
    const root = rootOf.get(a.claim.id);
    return root !== undefined && root === rootOf.get(b.claim.id);
  }
}

function told(crossing: Crossing): number {
  return crossing.waves.reduce((total, wave) => total + wave.told.length, 0);
}

function arrivalOf(claim: AcceptedClaim, now: string): Arrival | null {
  if (claim.measure !== "workers_arrived" || claim.per !== null || !tellsPositive(claim.value)) return null;
  const { first, last } = dayBounds(claim.period);
  if (first === null || first > now || monthsBetween(first, now) > MONTHS_BACK) return null;
  const end = last === null || last > now ? lastOf(first, now) : last;
  return monthsBetween(first, end) > 12 ? null : { claim, first, last: end };
}

/** A month that is not over yet, or an open end, reaches to the day of the estimate. */
function lastOf(first: string, now: string): string {
  return now < first ? first : now;
}

function crossingOf(group: readonly Arrival[], rootOf: ReadonlyMap<string, string>, figures: AssumedFigures): Crossing {
  const sorted = [...group].sort((a, b) => a.first.localeCompare(b.first) || a.last.localeCompare(b.last));
  const start = (sorted[0] as Arrival).first;
  const waves: Arrival[][] = [];
  let reach = "";
  for (const arrival of sorted) {
    if (arrival.first <= reach) (waves[waves.length - 1] as Arrival[]).push(arrival);
    else waves.push([arrival]);
    if (arrival.last > reach) reach = arrival.last;
  }
  const place = sorted.map(({ claim }) => claim.place).find((name) => name !== null) ?? null;
  const country = sorted.map(({ claim }) => claim.country).find((code) => code !== null) ?? null;
  const [first, ...rest] = waves.map((wave) => waveOf(wave, start, rootOf, figures)) as [Wave, ...Wave[]];
  return { place, country, start, firstYear: `${start.slice(0, 7)}/${monthBefore(start)}` as EdtfDate, waves: [first, ...rest] };
}

function waveOf(wave: readonly Arrival[], start: string, rootOf: ReadonlyMap<string, string>, figures: AssumedFigures): Wave {
  const best = new Map<string, Arrival>();
  for (const arrival of wave) {
    const root = rootOf.get(arrival.claim.id) ?? `claim ${arrival.claim.id}`;
    const held = best.get(root);
    if (held === undefined || widthOf(arrival.claim.value, figures) < widthOf(held.claim.value, figures)) best.set(root, arrival);
  }
  const chosen = [...best];
  const [, main] = chosen.reduce((a, b) => (widthOf(b[1].claim.value, figures) < widthOf(a[1].claim.value, figures) ? b : a));
  const length = lengthOf(main);
  const from = monthsBetween(start, main.first);
  return {
    from,
    to: from + length,
    told: chosen.map(([root, arrival]) => {
      const scale = lengthOf(arrival) / length;
      return {
        claim: arrival.claim,
        root,
        value: arrival.claim.value,
        right: figures.rightByCredibility[arrival.claim.decision.credibility],
        // Another stretch of the same wave: either the same people, or as many as its length says.
        scales: Math.abs(scale - 1) < 0.05 ? [1] : [1, scale],
      };
    }),
  };
}

function lengthOf({ first, last }: Arrival): number {
  return monthsBetween(first, last) + 1 / 30.4375;
}

const GENERAL = new Set([
  "china",
  "russia",
  "county",
  "province",
  "city",
  "via",
  "to",
  "the",
  "and",
  "of",
  "from",
  "in",
  "area",
  "areas",
  "border",
  "jilin",
  "liaoning",
  "prefecture",
  "district",
  "side",
]);

/** Places share a telling word, or one of them is not told. */
function samePlace(a: Arrival, b: Arrival): boolean {
  if (a.claim.country !== null && b.claim.country !== null && a.claim.country !== b.claim.country) return false;
  const one = wordsOf(a.claim.place);
  const two = wordsOf(b.claim.place);
  return one.length === 0 || two.length === 0 || one.some((word) => two.includes(word));
}

function wordsOf(place: string | null): readonly string[] {
  return (place ?? "")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !GENERAL.has(word));
}

function monthBefore(start: string): string {
  const [year = 0, month = 1] = start.split("-").map(Number);
  return month === 1 ? `${year}-12` : `${year + 1}-${String(month - 1).padStart(2, "0")}`;
}

/**
 * Voices and groups so small that an adversary with a list of names could tell who is meant (rule DI6): fewer than 20 people behind a
 * voice, fewer than 5 in a group described. Counted against the population an adversary could hold, not against our own rows.
 */
import type { ReleaseContent, ReleasedClaim } from "#domain/release.ts";
import { isVoice, peopleBehind } from "./population.ts";
import type { RiskFacts } from "./risk.ts";

export const FEWEST_BEHIND_A_VOICE = 20;
export const FEWEST_IN_A_GROUP = 5;

/** One risk for each voice and each group that is too small. */
export function smallCells(content: ReleaseContent): readonly RiskFacts[] {
  return [...smallVoices(content.claims), ...smallGroups(content.claims)];
}

/** Everything the reader sees of a voice: the claims it or a voice behind it told. */
export function toldBy(voice: string, claims: readonly ReleasedClaim[]): string {
  return claims
    .filter(({ speakers }) => speakers.includes(voice))
    .map(({ place, words }) => [place ?? "", ...words].join(" \n"))
    .join("\n");
}

function smallVoices(claims: readonly ReleasedClaim[]): readonly RiskFacts[] {
  const voices = [...new Set(claims.flatMap(({ speakers }) => speakers.filter(isVoice)))];
  return voices.flatMap((voice): readonly RiskFacts[] => {
    const people = peopleBehind(voice, toldBy(voice, claims));
    if (people.low >= FEWEST_BEHIND_A_VOICE) return [];
    return [
      {
        kind: "small-cell",
        says: `"${voice}" could be one of as few as ${people.low} people (at most about ${people.high}).`,
        claims: claims.filter(({ speakers }) => speakers.includes(voice)).map(({ id }) => id),
        smallestGroup: { people: people.low, because: people.because },
        remedy: "Leave the voice out of the chain, widen the place to the country, or withhold the words that narrow it.",
        canBeAccepted: true,
      },
    ];
  });
}

function smallGroups(claims: readonly ReleasedClaim[]): readonly RiskFacts[] {
  return claims.flatMap((claim): readonly RiskFacts[] => {
    const people = peopleCounted(claim);
    if (people === null || people >= FEWEST_IN_A_GROUP || people < 1) return [];
    return [
      {
        kind: "small-cell",
        says: `A group of ${claim.valueText} is described (${[claim.place, claim.period].filter((part) => part !== null).join(", ")}).`,
        claims: [claim.id],
        smallestGroup: { people, because: "the claim itself counts them" },
        remedy: "Give the number as a band, or join it with other groups.",
        canBeAccepted: true,
      },
    ];
  });
}

/** The fewest people the claim's own number can mean; null when it does not count people. */
export function peopleCounted({ value }: ReleasedClaim): number | null {
  if (value === undefined || value.unit !== "person") return null;
  const least = value.low ?? value.high;
  return least === null ? null : Number(least);
}

/**
 * What this release tells together with everything already published (rule DI10). A source is not safe because each release is:
 * the pieces are laid side by side, per source, two versions of one claim are intersected, and two counts are subtracted.
 */
import type { ReportId } from "#domain/ids.ts";
import type { DisclosureContext, ReleaseContent, ReleasedClaim } from "#domain/release.ts";
import { isVoice, peopleBehind } from "./population.ts";
import { FEWEST_BEHIND_A_VOICE, FEWEST_IN_A_GROUP, peopleCounted, toldBy } from "./small-cells.ts";
import type { RiskFacts } from "./risk.ts";

/** Risks that arise only beside earlier releases. */
export function mosaic(content: ReleaseContent, context: DisclosureContext): readonly RiskFacts[] {
  const before = context.published.flatMap(({ claims }) => claims);
  if (before.length === 0) return [];
  return [...joinedVoices(content, before, context), ...intersections(content, before), ...differences(content, before)];
}

function joinedVoices(
  { claims }: ReleaseContent,
  before: readonly ReleasedClaim[],
  { reports = [] }: DisclosureContext,
): readonly RiskFacts[] {
  const sources = new Map<ReportId, string>(reports.map(({ id, source }) => [id, source]));
  const sourceOf = ({ report }: ReleasedClaim): string => sources.get(report) ?? report;
  const voices = [...new Set(claims.flatMap(({ speakers }) => speakers.filter(isVoice)))];
  return voices.flatMap((voice): readonly RiskFacts[] => {
    const own = claims.filter(({ speakers }) => speakers.includes(voice));
    const alone = peopleBehind(voice, toldBy(voice, claims));
    const role = voice.replace(/ \(voice [^)]*\)$/, "");
    const earlier = before.filter(
      (claim) =>
        own.some((one) => sourceOf(one) === sourceOf(claim)) && claim.speakers.some((name) => isVoice(name) && name.startsWith(role)),
    );
    if (earlier.length === 0) return [];
    const together = peopleBehind(
      voice,
      [toldBy(voice, claims), ...earlier.map(({ place, words }) => [place ?? "", ...words].join(" "))].join("\n"),
    );
    if (together.low >= FEWEST_BEHIND_A_VOICE || together.low >= alone.low) return [];
    return [
      {
        kind: "mosaic",
        says: `With what is already published of the same source, "${voice}" could be one of as few as ${together.low} people; this release alone leaves ${alone.low}.`,
        claims: own.map(({ id }) => id),
        smallestGroup: { people: together.low, because: together.because },
        remedy: "Leave out what the earlier releases do not say of this source, or wait.",
        canBeAccepted: true,
      },
    ];
  });
}

function intersections({ claims }: ReleaseContent, before: readonly ReleasedClaim[]): readonly RiskFacts[] {
  const changed = claims.filter((claim) =>
    before.some(
      (old) => old.id === claim.id && (old.place !== claim.place || old.period !== claim.period || old.valueText !== claim.valueText),
    ),
  );
  if (changed.length === 0) return [];
  return [
    {
      kind: "mosaic",
      says: `${changed.length === 1 ? "A claim was" : `${changed.length} claims were`} published before with another place, time or value: read together they are finer than either.`,
      claims: changed.map(({ id }) => id),
      remedy: "Use the wording already published, or the wider of both.",
      canBeAccepted: true,
    },
  ];
}

function differences({ claims }: ReleaseContent, before: readonly ReleasedClaim[]): readonly RiskFacts[] {
  return claims.flatMap((claim): readonly RiskFacts[] => {
    const people = peopleCounted(claim);
    if (people === null) return [];
    const near = before.find((old) => {
      const counted = peopleCounted(old);
      return (
        old.id !== claim.id &&
        old.measure === claim.measure &&
        old.place === claim.place &&
        counted !== null &&
        counted !== people &&
        Math.abs(counted - people) < FEWEST_IN_A_GROUP
      );
    });
    if (near === undefined) return [];
    const difference = Math.abs((peopleCounted(near) ?? 0) - people);
    return [
      {
        kind: "mosaic",
        says: `${claim.valueText} here and ${near.valueText} published before differ by ${difference}: whoever holds both can look for so few people.`,
        claims: [claim.id],
        smallestGroup: { people: difference, because: "the difference of two published counts" },
        remedy: "Give the number as a band that holds both.",
        canBeAccepted: true,
      },
    ];
  });
}

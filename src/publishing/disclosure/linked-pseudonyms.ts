/**
 * Pseudonyms a reader could link between releases (rule DI4): a name used twice, or one claim published under two names, which makes
 * the two names one.
 */
import type { DisclosureContext, ReleaseContent, ReleasedClaim } from "#domain/release.ts";
import { codeOf } from "../release/speaker-names.ts";
import type { RiskFacts } from "./risk.ts";

/** Risks of pseudonyms linkable to those already published. */
export function linkedPseudonyms({ claims, sources = [] }: ReleaseContent, { published }: DisclosureContext): readonly RiskFacts[] {
  const before = published.flatMap((content) => content.claims);
  const used = new Set(
    [
      ...before.flatMap(({ speakers }) => speakers),
      ...published.flatMap((content) => (content.sources ?? []).map(({ name }) => name)),
    ].flatMap((name) => codeOf(name) ?? []),
  );
  const again = [...new Set([...claims.flatMap(({ speakers }) => speakers), ...sources.map(({ name }) => name)])].filter((name) =>
    used.has(codeOf(name) ?? "-"),
  );
  const bridges = claims.filter(
    (claim) => claim.speakers.some((name) => codeOf(name) !== null) && before.some((old) => isSameStatement(old, claim)),
  );
  return [
    ...again.map((name): RiskFacts => ({
      kind: "linked-pseudonym",
      says: `"${name}" carries a code an earlier release used: a reader takes the two for one person.`,
      claims: claims.filter(({ speakers }) => speakers.includes(name)).map(({ id }) => id),
      remedy: "Draft the release again with the earlier releases at hand, so that fresh codes are drawn.",
      canBeAccepted: false,
    })),
    ...(bridges.length === 0
      ? []
      : [
          {
            kind: "linked-pseudonym" as const,
            says: `${bridges.length === 1 ? "A claim is" : `${bridges.length} claims are`} published already under another pseudonym: the repeated claim links both.`,
            claims: bridges.map(({ id }) => id),
            remedy: "Leave the voice out of the repeated claims, or leave out the claims.",
            canBeAccepted: true,
          },
        ]),
  ];
}

function isSameStatement(a: ReleasedClaim, b: ReleasedClaim): boolean {
  if (!a.speakers.some((name) => codeOf(name) !== null)) return false;
  if (a.id === b.id) return true;
  return (
    a.measure === b.measure &&
    a.valueText === b.valueText &&
    a.period === b.period &&
    a.place === b.place &&
    a.words.length > 0 &&
    a.words.join("\n") === b.words.join("\n")
  );
}

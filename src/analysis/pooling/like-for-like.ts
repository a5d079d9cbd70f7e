/**
 * Why a claim that is one place's or one plant's figure is kept apart from its report's general figure. Which kind of thing a claim
 * of a measure is about stands in `corroboration/kind-of-measure.ts`.
 */
import type { Claim } from "#domain/claim.ts";
import { placeRelation } from "../corroboration/place.ts";
import { boundsOf, unitKey } from "../corroboration/comparable.ts";

const oneSite =
  /\b(?:at|in|of) (?:an?|one|the) [\p{L}-]+(?: [\p{L}-]+)? ?(?:factory|plant|firm|site|company|restaurant|workshop|mill|yard)\b/iu;

/**
 * Why a claim is one place's figure beside its report's own general figure, or null. Two figures of one report for one time that
 * cannot both be true are not a contradiction when one of them is of a single plant.
 */
export function singledOut(claim: Claim, siblings: readonly Claim[]): string | null {
  for (const general of siblings) {
    if (general.id === claim.id || general.report !== claim.report || unitKey(general) !== unitKey(claim) || oneSite.test(general.subject))
      continue;
    const [a, b] = [boundsOf(claim.value), boundsOf(general.value)];
    const apart = a.low > b.high || a.high < b.low;
    if (!apart) continue;
    if (placeRelation(claim, general) === "first-within" && general.place !== null && !oneSite.test(claim.subject)) {
      return `the figure of ${claim.place ?? "one place"} beside the wider one in ${general.id}`;
    }
    if (oneSite.test(claim.subject)) return `a single site's figure (${claim.subject}) beside the general one in ${general.id}`;
  }
  return null;
}

/**
 * A person's mends on what would leave, claim by claim. What a reader would get wrong: a sum that leaves as a band must not stand
 * exactly anywhere else, so the value it restates, its conversions, and every generated sentence that tells it go with it.
 */
import type { AcceptedClaim } from "#domain/claim.ts";
import type { ClaimId } from "#domain/ids.ts";
import type { Mend, MendWay } from "#domain/release.ts";
import { grouped } from "./value-text.ts";

export type Mending = {
  readonly has: (claim: ClaimId, how: MendWay) => boolean;
  /** The text, or what stands in its place when it tells a sum that leaves as a band or not at all. */
  readonly text: (text: string) => string;
};

/** Stands for a sentence that told a mended sum. */
export const MENDED = "A figure here is given as a band or not at all, to protect a source.";

export function mendingOf(mends: readonly Mend[], claims: readonly AcceptedClaim[]): Mending {
  const rootOf = new Map<string, string>(claims.map((claim) => [claim.id, claim.conversionOf ?? claim.id]));
  const root = (claim: string) => rootOf.get(claim) ?? claim;
  const ways = new Set(mends.map(({ claim, how }) => `${root(claim)} ${how}`));
  const has = (claim: ClaimId, how: MendWay) => ways.has(`${root(claim)} ${how}`);
  const hidden = claims.filter(({ id }) => has(id, "band") || has(id, "withhold"));
  const told = [...new Set(hidden.flatMap(({ value }) => [value.low, value.high]).flatMap((end) => (end === null ? [] : formsOf(end))))];
  // A sum of one digit stands in too many sentences that do not tell it (one origin, two reports); its words go with the claim.
  const telling = told.filter((form) => form.replace(/\D/g, "").length > 1).map((form) => form.replace(/[.]/g, "\\."));
  const anySum = telling.length === 0 ? null : new RegExp(`(?<![\\d.,])(?:${telling.join("|")})(?![\\d]|[.,]\\d)`);
  return {
    has,
    text: (text) => {
      if (anySum === null || !anySum.test(text)) return text;
      const kept = text.split(/(?<=[.!?;])\s+/).map((sentence) => (anySum.test(sentence) ? MENDED : sentence));
      return kept.filter((sentence, at) => sentence !== MENDED || kept[at - 1] !== MENDED).join(" ");
    },
  };
}

function formsOf(end: string): readonly string[] {
  return [...new Set([end, grouped(end)])];
}

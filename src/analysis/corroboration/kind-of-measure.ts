/**
 * Which claims of one measure speak of the same thing. The vocabulary has one word for lead time and one for a levy; reports use
 * them for selection to departure, for training alone, for the whole quota and for an extra payment on top. The cues are data:
 * a claim they set aside is named with the reason, and a person can overrule it by correcting the claim.
 */
import type { Claim } from "#domain/claim.ts";

type Kind = { readonly kind: string; readonly cue: RegExp };

/** What a claim's own words say it measures, per measure; the first cue that fits names it. Without any it is the plain thing. */
export const kindsOfMeasure: Readonly<Record<string, readonly Kind[]>> = {
  lead_time: [
    { kind: "training alone", cue: /\b(?:training|teaching|checks)\b/i },
    { kind: "application to approval", cue: /\b(?:application|approval|applied)\b/i },
    { kind: "selection to departure", cue: /\b(?:select\w*|chosen|picked)\b/i },
  ],
  workers_arrived: [{ kind: "a mean of several years", cue: /\b(?:mean|average)\b/i }],
  annual_state_revenue: [{ kind: "what restaurants alone earn", cue: /\brestaurants?\b/i }],
  workers_abroad_stock: [{ kind: "IT staff alone", cue: /\bIT\b/ }],
  state_levy: [
    { kind: "an extra payment on top of the levy", cue: /\b(?:extra|additional|on top|further)\b/i },
    { kind: "a contribution asked of host firms", cue: /\b(?:asked of|host firms?|donations?)\b/i },
  ],
};

export const plainKind = "the measure as such";

/** The kind of thing a claim of its measure is about. */
export function kindOf(claim: Pick<Claim, "measure" | "subject" | "reasons">): string {
  const words = `${claim.subject} ${claim.reasons["sector"] ?? ""}`;
  return kindsOfMeasure[claim.measure]?.find(({ cue }) => cue.test(words))?.kind ?? plainKind;
}

/** Weighs the rules for one quantity and says which measure it tells, how clearly, and by which cues. */
import type { Cue } from "../cues/scan.ts";
import type { SeenQuantity } from "../quantity/find-quantities.ts";
import type { UnitKind } from "../quantity/lexicon.ts";
import { measureRules } from "./rules.ts";

export type Surroundings = {
  readonly quantity: SeenQuantity;
  readonly cues: readonly Cue[];
  /** The clause and sentence the quantity stands in, and the sentence before and after. */
  readonly clause: { readonly start: number; readonly end: number };
  readonly sentence: { readonly start: number; readonly end: number };
  readonly before: { readonly start: number; readonly end: number } | null;
  readonly after: { readonly start: number; readonly end: number } | null;
  /** Senses the caller adds from elsewhere: a returnee speaks, a cut follows. */
  readonly added: readonly string[];
  /** The next sentence tells a share or a sum. */
  readonly nextTakesShare: boolean;
  /** What the roles of payer and receiver make of it (roles.ts), or null. */
  readonly byRoles?: string | null;
  /** The sentence before is the question this one answers: its words are the answer's context. */
  readonly answers?: boolean;
};

export type MeasureChoice = { readonly measure: string; readonly score: number; readonly lead: number; readonly because: string };

/** The measure that speaks loudest, or null when none has a voice. */
export function chooseMeasure(kind: UnitKind, unit: string, around: Surroundings): MeasureChoice | null {
  const near = proximities(around);
  const scored = measureRules
    .filter((rule) => rule.kinds.includes(kind) && (rule.units === undefined || rule.units.includes(unit)))
    .filter(
      (rule) =>
        rule.measure === around.byRoles ||
        ((rule.needs === undefined || rule.needs.some((sense) => near.has(sense))) &&
          (rule.also === undefined || rule.also.some((sense) => near.has(sense))) &&
          (rule.beside === undefined || rule.beside.some((sense) => (near.get(sense)?.weight ?? 0) >= 0.8))),
    )
    .filter((rule) => rule.never === undefined || !rule.never.some((sense) => (near.get(sense)?.weight ?? 0) >= 0.6))
    .map((rule) => {
      let score = rule.base + (rule.measure === around.byRoles ? 8 : 0);
      const heard: string[] = rule.measure === around.byRoles ? ["who pays and who receives"] : [];
      for (const [sense, weight] of Object.entries(rule.cues)) {
        const found = near.get(sense);
        if (found === undefined) continue;
        score += weight * found.weight;
        if (weight > 0 && found.words !== "") heard.push(sense);
      }
      return { measure: rule.measure, score, because: heard.join(", ") };
    })
    .sort((a, b) => b.score - a.score);
  const best = scored[0];
  if (best === undefined || best.score <= 0.5) return null;
  return { ...best, lead: best.score - (scored[1]?.score ?? 0) };
}

/** How near each sense stands: beside the number 1.4, same clause 1, same sentence 0.55, neighbouring sentence 0.2. */
function proximities(around: Surroundings): ReadonlyMap<string, { readonly weight: number; readonly words: string }> {
  const near = new Map<string, { weight: number; words: string }>();
  const { quantity, clause, sentence, before, after } = around;
  const put = (sense: string, weight: number, words: string) => {
    if ((near.get(sense)?.weight ?? 0) < weight) near.set(sense, { weight, words });
  };
  for (const cue of around.cues) {
    const inside = cue.start < quantity.end && cue.end > quantity.start;
    const distance = inside ? 0 : cue.start >= quantity.end ? cue.start - quantity.end : quantity.start - cue.end;
    const words = `${cue.start}`;
    if (cue.start >= clause.start && cue.end <= clause.end) put(cue.sense, Math.max(0.8, 1.4 - distance / 60), words);
    else if (cue.start >= sentence.start && cue.end <= sentence.end) put(cue.sense, Math.max(0.35, 0.7 - distance / 200), words);
    else if (before !== null && cue.start >= before.start && cue.end <= before.end)
      put(cue.sense, around.answers === true ? 0.85 : 0.2, words);
    // A share or sum taken from the pay later in the sentence, or in the next: the pay is what stands before any cut.
    const takes = cue.sense === "cut" || cue.sense === "stateTakes" || cue.sense === "keep";
    if (takes && cue.start >= quantity.end && cue.start >= clause.end && cue.end <= sentence.end) put("cutAfter", 1, words);
    if (takes && around.nextTakesShare && after !== null && cue.start >= after.start && cue.end <= after.end) put("cutAfter", 0.9, words);
  }
  for (const sense of around.added) put(sense, 1, sense);
  return near;
}

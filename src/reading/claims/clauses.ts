/** The clause a place stands in: cut at commas, semicolons, colons, brackets and turning words, never inside a number. */
export type Stretch = { readonly start: number; readonly end: number };

const turn = /[;:()，；：（）、]|,(?!\d)|\s(?:but|while|whereas|although|though|however|yet)\s/g;

/** The clauses of a sentence, in order; they cover it without gaps. */
export function clausesOf(folded: string, sentence: Stretch): readonly Stretch[] {
  const cuts = [sentence.start];
  turn.lastIndex = sentence.start;
  for (let cut = turn.exec(folded); cut !== null && cut.index < sentence.end; cut = turn.exec(folded)) {
    if (cut[0] === ":" && /\d/.test(folded[cut.index + 1] ?? "")) continue;
    const at = cut.index + cut[0].length;
    if (at > (cuts.at(-1) as number)) cuts.push(at);
  }
  return cuts.map((start, i) => ({ start, end: cuts[i + 1] ?? sentence.end }));
}

export function clauseAt(clauses: readonly Stretch[], at: number): Stretch {
  return clauses.find((c) => at >= c.start && at < c.end) ?? (clauses.at(-1) as Stretch);
}

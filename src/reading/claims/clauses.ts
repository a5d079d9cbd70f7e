/** The clause a place stands in: cut at commas, semicolons, colons, brackets and turning words, never inside a number. */
export type Stretch = { readonly start: number; readonly end: number };

const turn =
  /(?:지만|는데|으나|으며|하며|이며|반면)\s|[;:()，；：（）、]|,(?!\d)|\s(?:but|while|whereas|although|though|however|yet)\s|\sand\s(?=(?:expects?|plans?|hopes?|wants?|will|has|have|had|is|are|was|were|about|around|over|some|more than|another|nearly|almost|fewer|less|only|at least|up to|that|they|he|she|it|in (?:the )?[a-z']+(?: [a-z']+)? (?:about |around |some |another |only |over )?\d)\b)/g;

/** The clauses of a sentence, in order; they cover it without gaps. */
export function clausesOf(folded: string, sentence: Stretch): readonly Stretch[] {
  const cuts = [sentence.start];
  for (const cut of folded.slice(sentence.start, sentence.end).matchAll(turn)) {
    const at = sentence.start + cut.index + cut[0].length;
    if (cut[0] === ":" && /\d/.test(folded[at] ?? "")) continue;
    if (at > (cuts.at(-1) as number)) cuts.push(at);
  }
  return cuts.map((start, i) => ({ start, end: cuts[i + 1] ?? sentence.end }));
}

/** The clause at a place; one that opens with a pronoun takes in the clause before, where the pronoun's noun stands. */
export function clauseAt(clauses: readonly Stretch[], at: number, folded: string): Stretch {
  const found = clauses.findIndex((c) => at >= c.start && at < c.end);
  const clause = clauses[found] ?? (clauses.at(-1) as Stretch);
  const before = clauses[found - 1];
  return before !== undefined &&
    /^\s*(?:they|he|she|it|who|which|those|these|and they|and it)\b/.test(folded.slice(clause.start, clause.start + 12))
    ? { start: before.start, end: clause.end }
    : clause;
}

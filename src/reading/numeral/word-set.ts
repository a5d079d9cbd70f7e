/** A set of words to be found at a place of a text, longest first, in time bounded by the longest word. */
export class WordSet {
  readonly words: ReadonlySet<string>;
  readonly lengths: ReadonlyMap<string, readonly number[]>;

  constructor(words: readonly string[]) {
    this.words = new Set(words);
    const lengths = new Map<string, Set<number>>();
    for (const word of this.words) {
      const first = word.charAt(0);
      lengths.set(first, (lengths.get(first) ?? new Set()).add(word.length));
    }
    this.lengths = new Map([...lengths].map(([first, set]) => [first, [...set].sort((a, b) => b - a)]));
  }

  startsWith(character: string): boolean {
    return this.lengths.has(character);
  }

  /** Length of the longest word that begins at `at`, or 0. */
  longestAt(text: string, at: number): number {
    for (const length of this.lengths.get(text.charAt(at)) ?? [])
      if (at + length <= text.length && this.words.has(text.slice(at, at + length))) return length;
    return 0;
  }
}
